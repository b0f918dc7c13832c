/**
 * The rows of a table as it is printed in, CSV text out, so that every table made from data has its rows beside it.
 */
import type { Element, Root } from 'hast';
import { hastText } from '../hast-text.ts';
import { toCsv } from '../to-csv.ts';
import { visit } from '../visit.ts';

/** The text of every cell, row by row, the head first; undefined if the tree holds no table. */
export function tableCsv(tree: Root): string | undefined {
  const rows: string[][] = [];
  visit(tree, 'element', (row) => {
    if (row.tagName !== 'tr') return;
    const cells = row.children.filter((cell): cell is Element => cell.type === 'element');
    rows.push(cells.map((cell) => hastText(cell).replace(/\s+/g, ' ').trim()));
  });
  const [head, ...rest] = rows;
  return head === undefined ? undefined : toCsv(head, rest);
}
