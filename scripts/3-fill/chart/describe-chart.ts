/**
 * The rows a chart plots in, the words for readers who cannot see it out: what it shows, its
 * extremes by name, its changes. Every number comes from the rows, so the words change with a cell.
 */
import type { Scalar } from '../../model.ts';
import type { PlottedColumn, PlottedRows } from './plotted-rows.ts';
import { isAttached, sayAmount, sayChange } from './say-number.ts';

/** A row reduced to what a sentence needs. */
interface Point {
  readonly name: string;
  readonly series: string;
  readonly time: string;
  readonly value: number;
}

interface Measure {
  readonly title: string;
  readonly unit: string | undefined;
  readonly decimals: number;
  readonly points: readonly Point[];
}

/**
 * Two sentences or more. `kind` is "bar chart", "dot plot", "line chart" and the like; `isCourse` is
 * true where rows are joined through time, so that first and last are compared.
 *
 * "Bar chart with 3 rows: change in residents by size class. Large 7.1%, medium 5.2%, small 8.3%.
 * Highest: small, 8.3%. Lowest: medium, 5.2%."
 */
export function describeChart(plotted: PlottedRows, kind: string, isCourse: boolean): string {
  const measures = listMeasures(plotted);
  const sentences = measures.flatMap((measure) =>
    describeMeasure(measure, isCourse, measures.length > 1),
  );
  return [openDescription(plotted, kind), ...sentences].join(' ');
}

function openDescription({ columns, rows }: PlottedRows, kind: string): string {
  const measures = columns.filter(({ role }) => role === 'measure').map(nameMeasure);
  const others = columns
    .filter(({ role }) => role !== 'measure')
    .map(({ title }) => lowerFirst(title));
  const count = `${kind.charAt(0).toUpperCase()}${kind.slice(1)} with ${rows.length} ${rows.length === 1 ? 'row' : 'rows'}`;
  if (measures.length === 0) return `${count}: ${joinWords(others)}.`;
  return `${count}: ${joinWords(measures)}${others.length > 0 ? ` by ${joinWords(others)}` : ''}.`;
}

function nameMeasure({ title, unit }: PlottedColumn): string {
  const isSaid = unit === undefined || isAttached(unit) || title.toLowerCase().includes(unit);
  return lowerFirst(title) + (isSaid ? '' : ` in ${unit}`);
}

function listMeasures({ columns, rows }: PlottedRows): Measure[] {
  return columns.flatMap((column, index) => {
    if (column.role !== 'measure') return [];
    const points = dropSeries(rows.flatMap((row) => readPoint(columns, row, row[index] ?? null)));
    return points.length === 0
      ? []
      : [{ title: column.title, unit: column.unit, decimals: column.decimals ?? 0, points }];
  });
}

function readPoint(
  columns: readonly PlottedColumn[],
  row: readonly Scalar[],
  value: Scalar,
): Point[] {
  if (typeof value !== 'number') return [];
  const say = (roles: readonly string[]) =>
    columns
      .flatMap(({ role }, index) =>
        roles.includes(role) ? [String(row[index] ?? 'not known')] : [],
      )
      .join(', ');
  return [{ name: say(['facet', 'name']), series: say(['series']), time: say(['time']), value }];
}

/** Where a name says it all, the series (the class a city is in) would be said again at every name. */
function dropSeries(points: readonly Point[]): readonly Point[] {
  const names = new Set(points.map(({ name }) => name));
  const isEnough = names.size === points.length && !names.has('');
  return isEnough ? points.map((point) => ({ ...point, series: '' })) : points;
}

function describeMeasure(measure: Measure, isCourse: boolean, isOneOfSeveral: boolean): string[] {
  const [first = '', ...others] = describePoints(measure, isCourse);
  return [isOneOfSeveral ? `${measure.title}: ${first}` : first, ...others];
}

function describePoints(measure: Measure, isCourse: boolean): string[] {
  const runs = isCourse ? groupRuns(measure.points) : [];
  if (runs.length > 0) return describeRuns(runs, measure);
  const pairs = groupPairs(measure.points);
  if (pairs.length > 0) return describePairs(pairs, measure);
  const all = measure.points.length <= 6 ? [listPoints(measure)] : [];
  return [...all, describeExtremes(measure)];
}

/** A run of one thing through time: at least two times for each. */
function groupRuns(points: readonly Point[]): Point[][] {
  const runs = groupBy(points, ({ name, series }) => [name, series].filter(Boolean).join(', '));
  const isRun = runs.every((run) => run.length >= 2 && run.every(({ time }) => time !== ''));
  return isRun && runs.length <= 12 ? runs : [];
}

function describeRuns(runs: readonly Point[][], { decimals, unit, points }: Measure): string[] {
  const isAlone = runs.length === 1;
  const sentences = runs.flatMap((run) => {
    const [first, last] = [run[0], run.at(-1)];
    if (first === undefined || last === undefined) return [];
    const name = [first.name, first.series].filter(Boolean).join(', ');
    const words = `from ${sayAmount(first.value, decimals, unit)} in ${first.time} to ${sayAmount(last.value, decimals, unit)} in ${last.time}, ${sayChange(first.value, last.value, decimals, unit)}.`;
    return [name === '' ? upperFirst(words) : `${upperFirst(name)}: ${words}`];
  });
  return isAlone
    ? [...sentences, describeExtremes({ title: '', decimals, unit, points })]
    : sentences;
}

/** Names with a value in each of the same two series: then and now. */
function groupPairs(points: readonly Point[]): [Point, Point][] {
  const series = new Set(points.map((point) => point.series));
  if (series.size !== 2) return [];
  const pairs = groupBy(points, ({ name }) => name);
  const isPaired = pairs.every((pair) => pair.length === 2 && pair[0]?.series !== pair[1]?.series);
  return isPaired ? (pairs as [Point, Point][]) : [];
}

function describePairs(pairs: readonly [Point, Point][], { decimals, unit }: Measure): string[] {
  const say = ([from, to]: [Point, Point]) =>
    `${upperFirst(from.name)}: ${sayAmount(from.value, decimals, unit)} (${from.series}) to ${sayAmount(to.value, decimals, unit)} (${to.series}), ${sayChange(from.value, to.value, decimals, unit)}.`;
  if (pairs.length <= 8) return pairs.map(say);
  const sorted = [...pairs].sort((a, b) => a[1].value - a[0].value - (b[1].value - b[0].value));
  const [least, most] = [sorted[0], sorted.at(-1)];
  if (least === undefined || most === undefined) return [];
  return [`Highest change: ${say(most)}`, `Lowest change: ${say(least)}`];
}

function listPoints({ points, decimals, unit }: Measure): string {
  const words = points.map(
    (point) => `${namePoint(point)} ${sayAmount(point.value, decimals, unit)}`,
  );
  return `${upperFirst(words.join(', '))}.`;
}

function describeExtremes({ points, decimals, unit }: Measure): string {
  const values = points.map(({ value }) => value).sort((a, b) => a - b);
  const [least, most] = [values[0] ?? 0, values.at(-1) ?? 0];
  const say = (value: number) => sayAmount(value, decimals, unit);
  if (least === most) return `All are ${say(most)}.`;
  const name = (value: number) => namePoints(points.filter((point) => point.value === value));
  const isCrowd = points.length >= 10 && points.every(({ time }) => time === '');
  const middle = isCrowd ? ` Median: ${say(findMedian(values))}.` : '';
  return `Highest: ${name(most)}, ${say(most)}. Lowest: ${name(least)}, ${say(least)}.${middle}`;
}

/** Source of the rule for an even number: the mean of the two in the middle. Values are sorted. */
function findMedian(values: readonly number[]): number {
  const middle = values.length / 2;
  return ((values[Math.ceil(middle) - 1] ?? 0) + (values[Math.floor(middle)] ?? 0)) / 2;
}

function namePoints(points: readonly Point[]): string {
  const names = points.slice(0, 3).map(namePoint);
  return points.length > 3 ? `${names.join(', ')} and ${points.length - 3} more` : joinWords(names);
}

function namePoint({ name, series, time }: Point): string {
  return [name, series, time].filter(Boolean).join(', ');
}

function groupBy(points: readonly Point[], nameGroup: (point: Point) => string): Point[][] {
  const groups = new Map<string, Point[]>();
  for (const point of points) {
    const name = nameGroup(point);
    groups.set(name, [...(groups.get(name) ?? []), point]);
  }
  return [...groups.values()];
}

function joinWords(words: readonly string[]): string {
  if (words.length < 2) return words.join('');
  return `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
}

function upperFirst(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** Lower case inside a sentence; abbreviations keep their capitals. */
function lowerFirst(words: string): string {
  return /^[A-Z][a-z]* /.test(words) || /^[A-Z][a-z]+$/.test(words)
    ? words.charAt(0).toLowerCase() + words.slice(1)
    : words;
}
