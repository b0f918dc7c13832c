/**
 * Numbers of a column stand at the right, with the same decimals, and their unit is said in the head.
 *
 * Why: digits under digits can be compared at a glance; a % or £ in each cell is noise, and 8 beside 7.5 looks less
 * exact than it is.
 *
 * Accepted:
 * ```md
 * | City | Change (%) |
 * |---|--:|
 * | Leeds | 8.0 |
 * | London | 7.7 |
 * : Change in residents [@rapoport2015future] {#tbl-change}
 * ```
 * Rejected:
 * ```md
 * | City | Change |
 * |---|---|
 * | Leeds | 8 |
 * | London | 7.7 |
 * : Change in residents [@rapoport2015future] {#tbl-change}
 * ```
 * Message: Unexpected numbers under `Change` at the left, expected them at the right
 * Message: Unexpected numbers of 0 and 1 decimals under `Change`, expected the same in a column
 */
import type { Complain } from '../place.ts';
import type { Checked } from './checked.ts';
import { cellWords, columnsOf, readTables } from './read-tables.ts';

const NUMBER = /^[£−-]*\d{1,3}(?:,?\d{3})*(?:\.(\d+))?(%?)$/;
const YEAR = /^(?:1[5-9]|20)\d\d$/;
const MARK = /^\[[a-z]\]$/;

export function tableNumbers({ document }: Checked, complain: Complain): void {
  for (const table of readTables(document)) {
    for (const { head, cells } of columnsOf(table)) {
      const words = cells.map(cellWords).filter((one) => !MARK.test(one));
      const found = words.map((one) => NUMBER.exec(one));
      if (words.length < 2 || found.includes(null)) continue;
      const title = cellWords(head);
      const tell = (reason: string, note: string): void =>
        complain({ rule: 'table-numbers', grade: 'warning', reason, place: table.place, note });
      const isRight = cells.every(({ properties }) =>
        [properties.className].flat().some((name) => name === 'number' || name === 'align-right'),
      );
      if (!isRight)
        tell(
          `Unexpected numbers under \`${title}\` at the left, expected them at the right`,
          'write `--:` under the head of the column; in a template `class="number"`',
        );
      if (words.every((one) => YEAR.test(one))) continue;
      const decimals = [...new Set(found.map((match) => match?.[1]?.length ?? 0))].sort();
      if (decimals.length > 1)
        tell(
          `Unexpected numbers of ${decimals.join(' and ')} decimals under \`${title}\`, expected the same in a column`,
          'round them to the same decimals: `8.0` beside `7.7`',
        );
      if (words.some((one) => /[£%]/.test(one)))
        tell(
          `Unexpected sign in the cells under \`${title}\`, expected the unit in the head`,
          `write the unit once: \`${title} (%)\``,
        );
    }
  }
}
