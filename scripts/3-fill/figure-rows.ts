/**
 * The rows behind a figure in, a table out that readers who cannot see the drawing unfold under it, the same as CSV, and
 * a line that says how many of the values nobody has checked.
 */
import type { Element, ElementContent } from 'hast';
import { h } from 'hastscript';
import type { Scalar } from '../model.ts';
import { toCsv } from '../to-csv.ts';
import { literal } from './values/operand.ts';
import { SAYING_HELPERS, sayValue } from './values/say.ts';

/** A column of the rows; numbers are printed with `decimals`. */
export interface RowsColumn {
  readonly name: string;
  readonly title: string;
  readonly unit?: string;
  readonly decimals?: number;
}

/** For each cell of the rows: whether it rests on a cell nobody checked; undefined for names and empty cells. */
export type ProvisionalCells = readonly (readonly (boolean | undefined)[])[];

/** "[p] provisional …" for under the drawing, or nothing if every value was seen in its source. */
export function provisionalNote(provisional: ProvisionalCells): Element[] {
  const values = provisional.flat().filter((one) => one !== undefined);
  const count = values.filter((one) => one).length;
  if (count === 0) return [];
  const share = count === values.length ? `all ${count}` : `${count} of the ${values.length}`;
  const words =
    values.length === 1
      ? 'the value plotted rests on cells'
      : `${share} values plotted ${count === 1 ? 'rests' : 'rest'} on cells`;
  const said = `[p] provisional: ${words} not seen in their source.`;
  return [h('p', { className: ['figure-note', 'figure-provisional'] }, said)];
}

/** The rows as CSV; the last column says of each row whether a value of it is provisional. */
export function figureCsv(
  columns: readonly RowsColumn[],
  rows: readonly (readonly Scalar[])[],
  provisional: ProvisionalCells,
): string {
  const marked = rows.map((row, at) => [...row, provisional[at]?.includes(true) ?? false]);
  return toCsv([...columns.map(({ name }) => name), 'provisional'], marked);
}

/** The plotted rows with the description, folded away on the screen and left out in print. */
export function rowsTable(
  columns: readonly RowsColumn[],
  rows: readonly (readonly Scalar[])[],
  description: string,
  provisional: ProvisionalCells,
): Element {
  const head = columns.map((column) => h('th', { scope: 'col' }, sayHead(column)));
  const lines = rows.map((row, at) =>
    h(
      'tr',
      row.map((cell, index) =>
        sayCell(cell, columns[index]?.decimals, provisional[at]?.[index] === true),
      ),
    ),
  );
  const body: ElementContent[] = [h('thead', h('tr', head)), h('tbody', lines)];
  return h('details', { className: ['figure-data', 'only-screen'] }, [
    h('summary', 'Data behind this figure'),
    h('p', description),
    h('div', { className: ['table-scroll'] }, h('table', body)),
  ]);
}

/** The unit in brackets, unless the title says it already: "Number of cities". */
function sayHead({ title, unit }: RowsColumn): string {
  const isSaid = unit === undefined || title.toLowerCase().includes(unit.toLowerCase());
  return isSaid ? title : `${title} (${unit})`;
}

function sayCell(cell: Scalar, decimals: number | undefined, isProvisional: boolean): Element {
  const mark = isProvisional ? [h('span', { className: ['provisional'] }, '\u00a0[p]')] : [];
  if (typeof cell !== 'number' || decimals === undefined)
    return h('td', [sayValue(literal(cell)), ...mark]);
  const said = SAYING_HELPERS['number']?.([literal(cell)], { decimals: literal(decimals) });
  const words = said?.kind === 'value' ? sayValue(said) : '';
  return h('td', { className: ['number'] }, [words, ...mark]);
}
