/**
 * Plotted links in, the words for readers who cannot see them out: how many, where most lead, the longest and the
 * shortest, and what is not drawn.
 */
import { distanceKm } from './project-points.ts';
import type { Arc, ArcPlot, Link, LinkedPlace } from './read-arcs.ts';
import { countOf, listNames } from './say-places.ts';

/** So many groups are told with their numbers, and so many countries by name. */
const MOST_GROUPS = 6;

/** Links to one country. */
export interface CountryGroup {
  readonly country: string;
  readonly count: number;
}

/** How many links lead to each country, the most first. */
export function groupByCountry(links: readonly Link[]): readonly CountryGroup[] {
  const counts = new Map<string, number>();
  for (const { to } of links) counts.set(to.country, (counts.get(to.country) ?? 0) + 1);
  return [...counts]
    .map(([country, count]) => ({ country, count }))
    .sort((a, b) => b.count - a.count || (a.country < b.country ? -1 : 1));
}

/** Each place once, in the order of the links. */
export function placesOf(places: readonly LinkedPlace[]): readonly LinkedPlace[] {
  return [...new Map(places.map((place) => [place.row.key, place])).values()];
}

/** Sentences made of the plotted rows alone: change a cell, and its sentence changes. */
export function describeArcs({ arcs, without }: ArcPlot, unnamed: readonly string[]): string {
  const from = placesOf(arcs.map((arc) => arc.from));
  const to = placesOf(arcs.map((arc) => arc.to));
  const groups = groupByCountry(arcs);
  const origin = from.length === 1 ? from[0]?.name : countOf(from.length, 'place', 'places');
  return [
    `World map of ${countOf(arcs.length, 'link', 'links')} between ${origin} and ${countOf(to.length, 'partner', 'partners')} in ${countOf(groups.length, 'country', 'countries')}, with a larger map of Europe.`,
    ...(groups.length === 0 ? [] : [sayGroups(groups)]),
    ...sayLengths(arcs),
    ...sayWithout(without),
    ...(unnamed.length === 0
      ? []
      : [`Not named on the maps for want of room: ${listNames(unnamed)}.`]),
  ].join(' ');
}

/** "Not drawn, because the position of a place is not known: Manchester and Fuzhou." */
export function sayWithout(without: readonly Link[]): string[] {
  if (without.length === 0) return [];
  const pairs = without.map(({ from, to }) => `${from.name}–${to.name}`);
  const missing = without.flatMap(({ from, to }) =>
    [from, to].filter(({ position }) => position === undefined),
  );
  const names = placesOf(missing).map(({ name }) => name);
  return [
    `Not drawn, because the data give no position for ${listNames(names)}: ${listNames(pairs)}.`,
  ];
}

function sayGroups(groups: readonly CountryGroup[]): string {
  const most = groups.length === MOST_GROUPS + 1 ? groups.length : MOST_GROUPS;
  const told = groups.slice(0, most).map(({ country, count }) => `${country} ${count}`);
  const rest = groups.slice(most);
  const links = rest.reduce((sum, { count }) => sum + count, 0);
  const others = rest.length === 0 ? '' : `; ${rest.length} other countries together ${links}`;
  return `By country of the partner: ${listNames(told)}${others}.`;
}

function sayLengths(arcs: readonly Arc[]): string[] {
  if (arcs.length < 2) return [];
  const sorted = arcs
    .map((arc) => ({ arc, km: distanceKm(arc.from.position, arc.to.position) }))
    .sort((a, b) => b.km - a.km);
  const say = (one: (typeof sorted)[number] | undefined): string =>
    one === undefined
      ? ''
      : `${one.arc.from.name} and ${one.arc.to.name} (${countOf(Math.round(one.km / 10) * 10, 'km', 'km')})`;
  return [`Farthest apart: ${say(sorted[0])}; nearest: ${say(sorted.at(-1))}.`];
}
