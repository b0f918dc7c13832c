/**
 * The plotted rows in, for each measure its values with the names a sentence needs out, and the words that join them.
 */
import type { Scalar } from '../../model.ts';
import type { PlottedColumn, PlottedRows } from './plotted-rows.ts';

/** A row reduced to what a sentence needs. */
export interface Point {
  readonly name: string;
  readonly series: string;
  readonly time: string;
  readonly value: number;
}

/** A column of numbers. */
export interface Measure {
  readonly title: string;
  readonly unit: string | undefined;
  readonly decimals: number;
  readonly points: readonly Point[];
}

/** One for each column that measures and holds a number. */
export function listMeasures({ columns, rows }: PlottedRows): Measure[] {
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

/** "Leeds, 2015 and York, 2022"; three at most by name. */
export function namePoints(points: readonly Point[]): string {
  return joinSome(points.map(namePoint));
}

/** "Leeds, 2015". */
export function namePoint({ name, series, time }: Point): string {
  return [name, series, time].filter(Boolean).join(', ');
}

/** Groups in the order of their first members. */
export function groupBy<Item>(items: readonly Item[], nameGroup: (item: Item) => string): Item[][] {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const name = nameGroup(item);
    groups.set(name, [...(groups.get(name) ?? []), item]);
  }
  return [...groups.values()];
}

/** "a, b and c"; of more than three the first three and how many more. */
export function joinSome(words: readonly string[]): string {
  return words.length > 3
    ? `${words.slice(0, 3).join(', ')} and ${words.length - 3} more`
    : joinWords(words);
}

/** "a, b and c". */
export function joinWords(words: readonly string[]): string {
  if (words.length < 2) return words.join('');
  return `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
}

/** The first letter as a capital. */
export function upperFirst(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** Lower case inside a sentence; abbreviations keep their capitals. */
export function lowerFirst(words: string): string {
  return /^[A-Z][a-z]* /.test(words) || /^[A-Z][a-z]+$/.test(words)
    ? words.charAt(0).toLowerCase() + words.slice(1)
    : words;
}
