/**
 * How wide a table must be: its words and the widths of the report's letters in, px out. A column of numbers stays on
 * one line; a column of words may break into about three.
 */
import type { MeasureText } from '../../model.ts';
import { isNumber, sayHead } from './draw-table.ts';
import type { PrintedTable } from './print-cells.ts';
import type { PrintedColumn } from './read-columns.ts';

/** Widths of the page areas of A4 in CSS px: 167 mm, and 254 mm turned (tokens.css: page-left, page-right). */
export const PAGE_PX = 631;
export const TURNED_PX = 960;

const FACE = { family: 'Source Sans 3', weight: 400 };
const SIZE_PX = 14; // --small-size, 10.5 pt
const DENSE_PX = 13.5; // --dense-size, 10.125 pt
const GAP_PX = 15; // --gap, 4 mm
const DENSE_GAP_PX = 7.5; // --dense-gap, 2 mm
const MARK_EM = 1.4; // --mark-width
const LINES = 3; // of a cell of words
const LEAST_PX = 90; // a column of words; narrower ones are hard to read

/** What the table asks for, and the least it can do with: every word whole. */
export function measureTable(
  printed: PrintedTable,
  columns: readonly PrintedColumn[],
  measure: MeasureText,
): { readonly comfortablePx: number; readonly leastPx: number } {
  const rows = [
    ...printed.blocks.flatMap(({ rows, total }) => [...rows, ...(total ? [total] : [])]),
    ...printed.totals,
  ];
  let [comfortablePx, leastPx] = [-GAP_PX, -DENSE_GAP_PX];
  columns.forEach((column, index) => {
    const width = (text: string, weight = 400): number =>
      measure(text, { ...FACE, weight, sizePx: SIZE_PX });
    const head = Math.max(
      ...sayHead(column)
        .split(/\s+/)
        .map((word) => width(word, 600)),
    );
    const cells = rows.map((row) => row[index]?.words ?? '');
    const longest = Math.max(0, ...cells.map((words) => width(words)));
    const word = Math.max(
      0,
      ...cells.flatMap((words) => words.split(/[\s-]+/)).map((one) => width(one)),
    );
    const isFigures = index > 0 && isNumber(column);
    const mark =
      isFigures && rows.some((row) => row[index]?.tracked !== undefined) ? MARK_EM * SIZE_PX : 0;
    const asked = isFigures
      ? longest + mark
      : Math.max(word, Math.min(longest, Math.max(longest / LINES, LEAST_PX)));
    comfortablePx += Math.max(head, asked) + GAP_PX;
    leastPx +=
      (Math.max(head, isFigures ? longest + mark : word) * DENSE_PX) / SIZE_PX + DENSE_GAP_PX;
  });
  return { comfortablePx, leastPx };
}
