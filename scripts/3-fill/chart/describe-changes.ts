/**
 * The values of one measure in, sentences about how they changed out: for each line its course, for then and now the
 * largest and the smallest change. Every number comes from the rows.
 */
import { groupBy, joinWords, type Measure, type Point, upperFirst } from './measure-points.ts';
import { sayAmount, sayChange } from './say-number.ts';

/** More lines or pairs than these are not told one by one. */
const mostRuns = 12;
const mostPairs = 8;

/** Runs of one thing through time: at least two times for each; none where some have no course. */
export function groupRuns(points: readonly Point[]): Point[][] {
  const runs = groupBy(points, nameRun);
  const isRun = runs.every((run) => run.length >= 2 && run.every(({ time }) => time !== ''));
  return isRun ? runs : [];
}

/** Names with a value in each of the same two series, or at the same two times: then and now. */
export function groupPairs(points: readonly Point[]): [Point, Point][] {
  const sides = new Set(points.map(nameSide));
  if (sides.size !== 2) return [];
  const pairs = groupBy(points, ({ name }) => name);
  const isPaired = pairs.every(([from, to, ...others]) => {
    return from && to && others.length === 0 && nameSide(from) !== nameSide(to);
  });
  return isPaired && pairs.length > 1 ? (pairs as [Point, Point][]) : [];
}

function nameSide({ series, time }: Point): string {
  return [series, time].filter(Boolean).join(', ');
}

function nameRun({ name, series }: Point): string {
  return [name, series].filter(Boolean).join(', ');
}

/** "Leeds: from £480 in 2013 to £630 in 2023, up £150; highest £650 in 2020." */
export function describeRuns(runs: readonly Point[][], measure: Measure): string[] {
  if (runs.length > mostRuns) return [describeDirections(runs.map(endsOf), measure)];
  return runs.map((run) => {
    const [first, last] = endsOf(run);
    const say = ({ value, time }: Point) => `${sayIn(value, measure)} in ${time}`;
    const change = sayChange(first.value, last.value, measure.decimals, measure.unit);
    const words = `from ${say(first)} to ${say(last)}, ${change}${sayPeak(run, measure)}.`;
    const name = nameRun(first);
    return name === '' ? upperFirst(words) : `${upperFirst(name)}: ${words}`;
  });
}

/** What lies above or below both ends, which first and last do not tell. */
function sayPeak(run: readonly Point[], measure: Measure): string {
  const sorted = [...run].sort((a, b) => a.value - b.value);
  const inner = (point: Point | undefined) =>
    point !== undefined && !endsOf(run).some(({ value }) => value === point.value);
  const [least, most] = [sorted[0], sorted.at(-1)];
  const say = (word: string, point: Point | undefined) =>
    point && inner(point) ? `; ${word} ${sayIn(point.value, measure)} in ${point.time}` : '';
  return say('highest', most) + say('lowest', least);
}

function endsOf(run: readonly Point[]): [Point, Point] {
  return [run[0], run.at(-1)] as [Point, Point];
}

/** Each pair where they are few; else how many went up or down; the largest and the smallest change in any case. */
export function describePairs(pairs: readonly [Point, Point][], measure: Measure): string[] {
  const say = ([from, to]: [Point, Point]) =>
    `${upperFirst(from.name)}: ${sayIn(from.value, measure)} (${nameSide(from)}) to ${sayIn(to.value, measure)} (${nameSide(to)}), ${sayChange(from.value, to.value, measure.decimals, measure.unit)}.`;
  const isFew = pairs.length <= mostPairs;
  const ordered = [...pairs].sort((a, b) => Math.abs(changeOf(b)) - Math.abs(changeOf(a)));
  const [most, least] = [ordered[0], ordered.at(-1)];
  const all = isFew ? pairs.map(say) : [describeDirections(pairs, measure)];
  if (pairs.length < 3 || most === undefined || least === undefined) return all;
  if (Math.abs(changeOf(most)) === Math.abs(changeOf(least))) return all;
  if (isFew) return [...all, `Largest change: ${most[0].name}.`];
  return [...all, `Largest change: ${say(most)}`, `Smallest change: ${say(least)}`];
}

function describeDirections(pairs: readonly [Point, Point][], { decimals }: Measure): string {
  const signs = pairs.map(([from, to]) =>
    Math.sign(Number(to.value.toFixed(decimals)) - Number(from.value.toFixed(decimals))),
  );
  const count = (sign: number) => signs.filter((one) => one === sign).length;
  const parts = [
    { count: count(1), verb: 'rose' },
    { count: count(-1), verb: 'fell' },
    { count: count(0), verb: 'did not change' },
  ].filter((part) => part.count > 0);
  const [only] = parts;
  if (parts.length === 1 && only !== undefined) return `All ${only.count} ${only.verb}.`;
  return `${joinWords(parts.map((part) => `${part.count} ${part.verb}`))}.`;
}

function changeOf([from, to]: readonly [Point, Point]): number {
  return to.value - from.value;
}

function sayIn(value: number, { decimals, unit }: Measure): string {
  return sayAmount(value, decimals, unit);
}
