/**
 * A printed table in, its hast and the rows as CSV out. `table` with one row of heads, `tbody` for each group (its
 * heading a `th.group`), `tfoot` for totals; `.number` columns. Knows nothing of data.
 */
import type { Element, ElementContent } from 'hast';
import { h } from 'hastscript';
import { toCsv } from '../../to-csv.ts';
import { valueElement } from '../value-marks.ts';
import { isProvisional } from '../values/operand.ts';
import type { PrintedCell, PrintedTable } from './print-cells.ts';
import type { PrintedColumn } from './read-columns.ts';

/** Keeps the provenance of a cell and gives its key. */
export type RecordCell = (cell: PrintedCell) => string | undefined;

export function drawTable(
  printed: PrintedTable,
  columns: readonly PrintedColumn[],
  isGrouped: boolean,
  record: RecordCell,
): Element {
  const row = (cells: readonly PrintedCell[]): Element =>
    h(
      'tr',
      cells.map((cell, index) => drawCell(cell, columns[index], index === 0, isGrouped, record)),
    );
  const bodies = printed.blocks.map(({ heading, rows, total }) =>
    h('tbody', [
      ...(heading === undefined ? [] : [drawHeading(heading, columns.length)]),
      ...rows.map(row),
      ...(total === undefined ? [] : [withClass(row(total), 'total')]),
    ]),
  );
  return h('table', [
    h('thead', h('tr', columns.map(drawHead))),
    ...bodies,
    ...(printed.totals.length === 0 ? [] : [h('tfoot', printed.totals.map(row))]),
  ]);
}

function drawHead(column: PrintedColumn, index: number): Element {
  const properties = index > 0 && isNumber(column) ? { className: ['number'] } : {};
  return h('th', { scope: 'col', ...properties }, sayHead(column));
}

/** "Residents, 2011 (thousands)" */
export function sayHead({ head, unit }: PrintedColumn): string {
  return unit === undefined ? head : `${head} (${unit})`;
}

/** A group's heading stands over all columns: it is a heading of rows and holds no data. */
function drawHeading(heading: PrintedCell, colSpan: number): Element {
  const properties = { scope: 'rowgroup', colSpan, className: ['group', 'sentence'] };
  return h('tr', h('th', properties, heading.words));
}

function drawCell(
  cell: PrintedCell,
  column: PrintedColumn | undefined,
  isFirst: boolean,
  isGrouped: boolean,
  record: RecordCell,
): Element {
  const key = record(cell);
  const words: ElementContent[] =
    key === undefined ? markWords(cell.words) : [valueElement(key, cell.words)];
  if (isFirst)
    return h('th', { scope: 'row', ...(isGrouped ? { className: ['sentence'] } : {}) }, words);
  const isFigures = column !== undefined && isNumber(column);
  return h('td', isFigures ? { className: ['number'] } : {}, words);
}

function markWords(words: string): ElementContent[] {
  return /^\[[xz]\]$/.test(words)
    ? [h('span', { className: ['shorthand'] }, words)]
    : [{ type: 'text', value: words }];
}

export function isNumber({ type }: PrintedColumn): boolean {
  return type === 'integer' || type === 'number' || type === 'year';
}

function withClass(element: Element, name: string): Element {
  element.properties.className = [name];
  return element;
}

/**
 * The rows without totals, numbers unrounded in the unit of their head; a group's words come first, and last whether a
 * value of the row is provisional.
 */
export function rowsCsv(
  printed: PrintedTable,
  columns: readonly PrintedColumn[],
  group: string | undefined,
): string {
  const rows = printed.blocks.flatMap(({ heading, rows }) =>
    rows.map((cells) => [
      ...(group === undefined ? [] : [heading?.value ?? '']),
      ...cells.map(({ value }) => value),
      cells.some(({ tracked }) => tracked !== undefined && isProvisional(tracked.cells)),
    ]),
  );
  return toCsv(
    [...(group === undefined ? [] : [group]), ...columns.map(sayHead), 'provisional'],
    rows,
  );
}
