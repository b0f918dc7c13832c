/**
 * The rows a chart plots in, the words for readers who cannot see it out: what it shows, its
 * extremes by name, its changes. Every number comes from the rows, so the words change with a cell.
 */
import { describePairs, describeRuns, groupPairs, groupRuns } from './describe-changes.ts';
import { describeEvents } from './describe-events.ts';
import {
  joinWords,
  listMeasures,
  lowerFirst,
  type Measure,
  namePoint,
  namePoints,
  type Point,
  upperFirst,
} from './measure-points.ts';
import type { PlottedColumn, PlottedRows } from './plotted-rows.ts';
import { isAttached, sayAmount } from './say-number.ts';

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
  const events = measures.length === 0 ? describeEvents(plotted) : [];
  return [openDescription(plotted, kind), ...sentences, ...events].join(' ');
}

function openDescription({ columns, rows }: PlottedRows, kind: string): string {
  const measures = columns.filter(({ role }) => role === 'measure').map(nameMeasure);
  const others = columns
    .filter(({ role }) => role !== 'measure')
    .map(({ title }) => lowerFirst(title));
  const count = `${upperFirst(kind)} with ${rows.length} ${rows.length === 1 ? 'row' : 'rows'}`;
  if (measures.length === 0) return `${count}: ${joinWords(others)}.`;
  return `${count}: ${joinWords(measures)}${others.length > 0 ? ` by ${joinWords(others)}` : ''}.`;
}

function nameMeasure({ title, unit }: PlottedColumn): string {
  const isSaid = unit === undefined || isAttached(unit) || title.toLowerCase().includes(unit);
  return lowerFirst(title) + (isSaid ? '' : ` in ${unit}`);
}

function describeMeasure(measure: Measure, isCourse: boolean, isOneOfSeveral: boolean): string[] {
  const [first = '', ...others] = describePoints(measure, isCourse, isOneOfSeveral);
  return [isOneOfSeveral ? nameFirst(first, measure) : first, ...others];
}

/** "Output per hour, highest: Edinburgh", "Pay: Leeds £480". */
function nameFirst(sentence: string, { title }: Measure): string {
  const word = /^(?:Highest|All)\b/.exec(sentence)?.[0];
  return word === undefined
    ? `${title}: ${sentence}`
    : `${title}, ${word.toLowerCase()}${sentence.slice(word.length)}`;
}

function describePoints(measure: Measure, isCourse: boolean, isOneOfSeveral: boolean): string[] {
  const pairs = groupPairs(measure.points);
  if (pairs.length > 0) return describePairs(pairs, measure);
  const runs = isCourse ? groupRuns(measure.points) : [];
  if (runs.length > 0) return describeRuns(runs, measure);
  const all = measure.points.length <= 6 ? [listPoints(measure)] : [];
  const far = isOneOfSeveral ? findOutliers(measure.points) : [];
  const outliers = far.length === 0 ? [] : [`Far from the others: ${namePoints(far)}.`];
  return [...all, describeExtremes(measure), ...outliers];
}

/** Points beyond the quartiles by more than 1.5 times their distance. Source: Tukey, Exploratory Data Analysis (1977), 2C. */
function findOutliers(points: readonly Point[]): Point[] {
  if (points.length < 10) return [];
  const sorted = [...points].sort((a, b) => a.value - b.value);
  const quartile = (share: number) => sorted[Math.round(share * (sorted.length - 1))]?.value ?? 0;
  const [low, high] = [quartile(0.25), quartile(0.75)];
  const reach = 1.5 * (high - low);
  return sorted.reverse().filter(({ value }) => value < low - reach || value > high + reach);
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
