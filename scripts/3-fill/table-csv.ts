/**
 * The rows of a table as it is printed in, CSV text out, so that every table made from data has its rows beside it.
 */
import type { Element, Root } from 'hast';
import { hastText } from '../hast-text.ts';
import { toCsv } from '../to-csv.ts';
import { visit } from '../visit.ts';

/**
 * The text of every cell, row by row, the head first, and at the end whether a value of the row is provisional;
 * undefined if the tree holds no table. `isProvisional` is asked for the key of each value.
 */
export function tableCsv(tree: Root, isProvisional: (key: string) => boolean): string | undefined {
  const rows: (string | boolean)[][] = [];
  visit(tree, 'element', (row) => {
    if (row.tagName !== 'tr') return;
    const cells = row.children.filter((cell): cell is Element => cell.type === 'element');
    let isMarked = false;
    visit(row, 'element', ({ data }) => {
      if (data?.provenance !== undefined && isProvisional(data.provenance)) isMarked = true;
    });
    const words = cells.map((cell) => hastText(cell).replace(/\s+/g, ' ').trim());
    rows.push([...words, isMarked]);
  });
  const [head, ...rest] = rows;
  return head && toCsv([...head.slice(0, -1).map(String), 'provisional'], rest);
}
