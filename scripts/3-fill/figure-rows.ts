/**
 * The rows behind a figure in, a table out that readers who cannot see the drawing unfold under it.
 */
import type { Element, ElementContent } from 'hast';
import { h } from 'hastscript';
import type { Scalar } from '../model.ts';
import { literal } from './values/operand.ts';
import { SAYING_HELPERS, sayValue } from './values/say.ts';

/** A column of the rows; numbers are printed with `decimals`. */
export interface RowsColumn {
  readonly name: string;
  readonly title: string;
  readonly unit?: string;
  readonly decimals?: number;
}

/** The plotted rows with the description, folded away on the screen and left out in print. */
export function rowsTable(
  columns: readonly RowsColumn[],
  rows: readonly (readonly Scalar[])[],
  description: string,
): Element {
  const head = columns.map(({ title, unit }) =>
    h('th', { scope: 'col' }, unit === undefined ? title : `${title} (${unit})`),
  );
  const lines = rows.map((row) =>
    h(
      'tr',
      row.map((cell, index) => sayCell(cell, columns[index]?.decimals)),
    ),
  );
  const body: ElementContent[] = [h('thead', h('tr', head)), h('tbody', lines)];
  return h('details', { className: ['figure-data', 'only-screen'] }, [
    h('summary', 'Data behind this figure'),
    h('p', description),
    h('div', { className: ['table-scroll'] }, h('table', body)),
  ]);
}

function sayCell(cell: Scalar, decimals: number | undefined): Element {
  if (typeof cell !== 'number' || decimals === undefined) return h('td', sayValue(literal(cell)));
  const said = SAYING_HELPERS['number']?.([literal(cell)], { decimals: literal(decimals) });
  return h('td', { className: ['number'] }, said?.kind === 'value' ? sayValue(said) : '');
}
