/**
 * A table has one row of heads, every head says what it heads, and no cells are merged.
 *
 * Why: a screen reader tells the head of each cell; with two rows of heads, a head without `scope` or a cell over two
 * columns it tells the wrong one. The heading of a group of rows (`scope=rowgroup`) may stand over all columns: it holds
 * no data.
 *
 * Accepted:
 * ```hbs templates/tables/sound.hbs
 * ---
 * about: A sound table.
 * ---
 * <table><thead><tr><th scope="col">City</th><th scope="col">Nation</th></tr></thead>
 * <tbody><tr><th scope="row">Leeds</th><td>England</td></tr></tbody></table>
 * ```
 * ```md
 * ::table[The cities]{#tbl-x template=sound}
 * ```
 * Rejected:
 * ```hbs templates/tables/unsound.hbs
 * ---
 * about: A table without scopes.
 * ---
 * <table><thead><tr><th>City</th><th scope="col">Nation</th></tr></thead>
 * <tbody><tr><th scope="row">Leeds</th><td>England</td></tr></tbody></table>
 * ```
 * ```md
 * ::table[The cities]{#tbl-x template=unsound}
 * ```
 * Message: Unexpected head `City` without `scope`, expected `col` or `row`
 */
import type { Element } from 'hast';
import type { Complain } from '../place.ts';
import type { Checked } from './checked.ts';
import { type CheckedTable, cellWords, readTables } from './read-tables.ts';

export function tableHead({ document }: Checked, complain: Complain): void {
  for (const table of readTables(document)) {
    const reason = findFault(table);
    if (reason === undefined) continue;
    complain({
      rule: 'table-head',
      grade: 'warning',
      reason,
      place: table.place,
      note: 'mend the template of the table, or ask for the table by options: `data=` and `columns=`',
    });
  }
}

function findFault({ head, rows }: CheckedTable): string | undefined {
  if (head.length !== 1) return `Unexpected ${head.length} rows of heads, expected one`;
  const cells = [...head, ...rows].flat();
  const merged = cells.find((cell) => isMerged(cell));
  if (merged !== undefined)
    return `Unexpected merged cell \`${cellWords(merged)}\`, expected a cell for each row and column`;
  const bare = cells.find(({ tagName, properties }) => tagName === 'th' && !properties.scope);
  return (
    bare && `Unexpected head \`${cellWords(bare)}\` without \`scope\`, expected \`col\` or \`row\``
  );
}

function isMerged({ properties }: Element): boolean {
  if (properties.scope === 'rowgroup') return false;
  return Number(properties.colSpan ?? 1) > 1 || Number(properties.rowSpan ?? 1) > 1;
}
