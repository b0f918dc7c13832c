/**
 * A table has a caption.
 *
 * Why: the caption is the table's name in the list of tables and for readers who jump from table to table; without one
 * it has no number and nothing can refer to it.
 *
 * Accepted:
 * ```md
 * | Part | Question |
 * |---|---|
 * | People | Who leads? |
 * : Two parts of the lens {#tbl-parts}
 * ```
 * Rejected:
 * ```md
 * | Part | Question |
 * |---|---|
 * | People | Who leads? |
 * ```
 * Message: Unexpected table without a caption, expected a line `: Caption {#tbl-…}` under it
 */
import type { Complain } from '../place.ts';
import type { Checked } from './checked.ts';
import { readTables } from './read-tables.ts';

export function tableCaption({ document }: Checked, complain: Complain): void {
  for (const { frame, place } of readTables(document)) {
    if ([frame.properties.className].flat().includes('table-frame')) continue;
    complain({
      rule: 'table-caption',
      grade: 'warning',
      reason: 'Unexpected table without a caption, expected a line `: Caption {#tbl-…}` under it',
      place,
      note: 'say in a few words what the table shows',
    });
  }
}
