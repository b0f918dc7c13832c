/**
 * The rows of a table as it is printed in, CSV text out, so that every table made from data has its rows beside it.
 */
import type { Element, Root } from 'hast';
import { visit } from 'unist-util-visit';
import { toCsv } from '../to-csv.ts';

/** The text of every cell, row by row, the head first; undefined if the tree holds no table. */
export function tableCsv(tree: Root): string | undefined {
  const rows: string[][] = [];
  visit(tree, 'element', (row) => {
    if (row.tagName !== 'tr') return;
    const cells = row.children.filter((cell): cell is Element => cell.type === 'element');
    rows.push(cells.map((cell) => textOf(cell)));
  });
  const [head, ...rest] = rows;
  return head === undefined ? undefined : toCsv(head, rest);
}

function textOf(element: Element): string {
  let text = '';
  visit(element, 'text', (node) => {
    text += node.value;
  });
  return text.replace(/\s+/g, ' ').trim();
}
