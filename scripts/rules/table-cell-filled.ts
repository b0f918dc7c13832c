/**
 * No cell of a table is empty but the one at the top left.
 *
 * Why: a reader cannot tell whether an empty cell means nothing, not known or forgotten, and a screen reader says
 * "blank"; [x] is not available, [z] not applicable (Analysis Function, guidance on symbols in tables).
 *
 * Accepted:
 * ```md
 * | City | Deal |
 * |---|---|
 * | Leeds | [x] |
 * : Deals {#tbl-deals}
 * ```
 * Rejected:
 * ```md
 * | City | Deal |
 * |---|---|
 * | Leeds | |
 * : Deals {#tbl-deals}
 * ```
 * Message: Unexpected empty cell in row 1 under `Deal`, expected words or a mark
 */
import type { Complain } from '../place.ts';
import type { Checked } from './checked.ts';
import { cellWords, readTables } from './read-tables.ts';

export function tableCellFilled({ document }: Checked, complain: Complain): void {
  for (const { head, rows, place } of readTables(document)) {
    rows.forEach((row, index) => {
      const empty = row.findIndex(
        (cell) => cellWords(cell) === '' && !hasMark(cell.children.length),
      );
      if (empty < 0) return;
      const title = head[0]?.[empty];
      complain({
        rule: 'table-cell-filled',
        grade: 'warning',
        reason: `Unexpected empty cell in row ${index + 1} under \`${title === undefined ? '' : cellWords(title)}\`, expected words or a mark`,
        place,
        note: 'write `[x]` for not available or `[z]` for not applicable; the program explains them under the table',
      });
    });
  }
}

/** A cell that holds something without words, such as an image. */
function hasMark(children: number): boolean {
  return children > 0;
}
