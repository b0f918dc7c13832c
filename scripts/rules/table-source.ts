/**
 * A table of numbers says where they come from.
 *
 * Why: a reader must be able to follow each number. A table of data has its source line from the data package; one
 * written with pipes has it in a citation or a note of its caption or cells, or its numbers are values.
 *
 * Accepted:
 * ```md
 * | City | Councillors |
 * |---|--:|
 * | Leeds | 99 |
 * | York | 47 |
 * : Councillors [@rapoport2015future] {#tbl-councillors}
 * ```
 * Rejected:
 * ```md
 * | City | Councillors |
 * |---|--:|
 * | Leeds | 99 |
 * | York | 47 |
 * : Councillors {#tbl-councillors}
 * ```
 * Message: Unexpected table of numbers without a source, expected a citation in its caption
 */
import type { Element } from 'hast';
import type { Complain } from '../place.ts';
import { EXIT, visit } from '../visit.ts';
import type { Checked } from './checked.ts';
import { cellWords, columnsOf, readTables } from './read-tables.ts';

const SIGNS: ReadonlySet<unknown> = new Set(['source', 'citation', 'footnote-call', 'value']);

export function tableSource({ document }: Checked, complain: Complain): void {
  for (const table of readTables(document)) {
    const hasNumbers = columnsOf(table).some(
      ({ cells }) => cells.length > 1 && cells.every((cell) => /^[\d,.]+$/.test(cellWords(cell))),
    );
    if (!hasNumbers || saysSource(table.frame)) continue;
    complain({
      rule: 'table-source',
      grade: 'warning',
      reason: 'Unexpected table of numbers without a source, expected a citation in its caption',
      place: table.place,
      note: 'cite the source in the caption, `: Caption [@key] {#tbl-x}`, or ask for the numbers from the data',
    });
  }
}

function saysSource(frame: Element): boolean {
  let says = false;
  visit(frame, 'element', ({ properties }) => {
    says = [properties.className].flat().some((name) => SIGNS.has(name));
    return says ? EXIT : undefined;
  });
  return says;
}
