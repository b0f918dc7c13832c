/**
 * The rows of a chart that measures nothing in, its sentences out: a timeline's first and last event, or who is in most
 * and in fewest groups of a matrix.
 */
import { groupBy, joinSome, upperFirst } from './measure-points.ts';
import type { ColumnRole, PlottedRows } from './plotted-rows.ts';

/** Sentences for a timeline or a matrix; none for rows that are neither. */
export function describeEvents(plotted: PlottedRows): string[] {
  const time = findColumn(plotted, 'time');
  const name = findColumn(plotted, 'name');
  if (name === undefined) return [];
  if (time !== undefined) return describeTimeline(plotted, time, name);
  const group = findColumn(plotted, 'name', name) ?? findColumn(plotted, 'series');
  return group === undefined ? [] : describeMatrix(plotted, name, group);
}

/** The index of the first column in a role, after another one. */
function findColumn({ columns }: PlottedRows, wanted: ColumnRole, after = -1): number | undefined {
  const index = columns.findIndex(({ role }, at) => role === wanted && at > after);
  return index === -1 ? undefined : index;
}

/** Rows are in the order of time. Only years are told: a day may stand for a year that is all one knows. */
function describeTimeline(plotted: PlottedRows, time: number, name: number): string[] {
  const { rows } = plotted;
  const [first, last] = [rows[0], rows.at(-1)];
  if (first === undefined || last === undefined) return [];
  const say = (row: typeof first) => `${String(row[time]).slice(0, 4)}, ${String(row[name])}`;
  const series = findColumn(plotted, 'series');
  const kinds = series === undefined ? [] : groupBy(rows, (row) => String(row[series]));
  const counts = kinds.map((kind) => `${String(kind[0]?.[series ?? 0])} ${kind.length}`);
  return [
    `First: ${say(first)}.`,
    `Last: ${say(last)}.`,
    ...(counts.length > 1 ? [`By kind: ${counts.join(', ')}.`] : []),
  ];
}

/** "27 cities in 5 networks" is left to the reader of the titles; extremes are told from both sides. */
function describeMatrix({ columns, rows }: PlottedRows, name: number, group: number): string[] {
  return [name, group].flatMap((side) => {
    const groups = groupBy(rows, (row) => String(row[side])).sort((a, b) => b.length - a.length);
    const [most, least] = [groups[0]?.length ?? 0, groups.at(-1)?.length ?? 0];
    const title = upperFirst(columns[side]?.title ?? '');
    const list = (count: number) =>
      joinSome(
        groups.filter(({ length }) => length === count).map((rows) => String(rows[0]?.[side])),
      );
    const opening = `${title}: ${groups.length} in all`;
    if (most === least) return [`${opening}, each marked ${sayTimes(most)}.`];
    return [
      `${opening}, most often marked ${list(most)} (${sayTimes(most)}), least often ${list(least)} (${sayTimes(least)}).`,
    ];
  });
}

function sayTimes(count: number): string {
  return count === 1 ? 'once' : `${count} times`;
}
