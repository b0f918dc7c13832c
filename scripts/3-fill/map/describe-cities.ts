/**
 * Plotted cities in, the words for readers who cannot see the map out: how many, which groups, where the extremes are.
 */
import type { CityMark, CityPlot } from './read-cities.ts';
import { capitalise, countOf, listNames, sayMeasure } from './say-places.ts';

/** Groups of at most so many cities are told by name. */
const MOST_NAMES = 6;

/** Sentences made of the plotted rows alone: change a cell, and its sentence changes. */
export function describeCities(plot: CityPlot, without: readonly string[]): string {
  return [
    `Map of the United Kingdom with ${countOf(plot.marks.length, 'city', 'cities')}${sayReach(plot.marks)}.`,
    ...sayGroups(plot),
    ...saySizes(plot),
    ...(without.length === 0
      ? []
      : [`Not named on the map for want of room: ${listNames(without)}.`]),
  ].join(' ');
}

function sayReach(marks: readonly CityMark[]): string {
  if (marks.length < 2) return '';
  const [north, south] = [extreme(marks, 1, 1), extreme(marks, 1, -1)];
  const [west, east] = [extreme(marks, 0, -1), extreme(marks, 0, 1)];
  return `, from ${north} in the north to ${south} in the south and from ${west} in the west to ${east} in the east`;
}

function extreme(marks: readonly CityMark[], axis: 0 | 1, sign: 1 | -1): string {
  const best = Math.max(...marks.map(({ position }) => sign * position[axis]));
  return marks.find(({ position }) => sign * position[axis] === best)?.name ?? '';
}

function sayGroups({ colour }: CityPlot): string[] {
  if (colour === undefined) return [];
  const groups = [
    ...colour.categories,
    ...(colour.without.length === 0 ? [] : [{ label: 'none', names: colour.without }]),
  ].map(({ label, names }) => {
    const told = names.length <= MOST_NAMES ? ` (${listNames(names)})` : '';
    return `${label} ${names.length}${told}`;
  });
  return [`${capitalise(colour.title)}: ${groups.join('; ')}.`];
}

function saySizes({ marks, size }: CityPlot): string[] {
  if (size === undefined) return [];
  const sized = marks.flatMap(({ name, size: value }) =>
    value === undefined ? [] : [{ name, value }],
  );
  const [least, most] = [
    Math.min(...sized.map(({ value }) => value)),
    Math.max(...sized.map(({ value }) => value)),
  ];
  const who = (value: number) =>
    `${listNames(sized.filter((one) => one.value === value).map(({ name }) => name))} (${sayMeasure(value, size.unit)})`;
  const missing = marks.filter((mark) => mark.size === undefined).map(({ name }) => name);
  const extremes =
    least === most
      ? `the same everywhere, ${sayMeasure(most, size.unit)}`
      : `highest in ${who(most)}, lowest in ${who(least)}`;
  return [
    `${capitalise(size.title)}: ${extremes}.`,
    ...(missing.length === 0 ? [] : [`No figure for ${listNames(missing)}.`]),
  ];
}
