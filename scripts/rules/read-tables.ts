/**
 * The tables of a composed report: a Document in, each table's rows, cells and place out. Rows of a chart's data are
 * left out. Knows no rule.
 */
import type { Element, Nodes } from 'hast';
import { hastText } from '../hast-text.ts';
import type { Document, Place } from '../model.ts';

export interface CheckedTable {
  readonly frame: Element;
  readonly place: Place;
  readonly head: readonly (readonly Element[])[];
  /** Rows under the head, of totals too. */
  readonly rows: readonly (readonly Element[])[];
}

/** The tables of the chapters. */
export function readTables({ tree, report }: Document): CheckedTable[] {
  const found: CheckedTable[] = [];
  const walk = (
    node: Nodes,
    frame: Element | undefined,
    place: Place,
    isChapter: boolean,
  ): void => {
    if (!('children' in node)) return;
    const isElement = node.type === 'element';
    const here = (isElement ? node.data?.place : undefined) ?? place;
    if (isElement && (node.tagName === 'details' || node.tagName === 'figure')) return;
    if (isElement && node.tagName === 'table' && isChapter && frame !== undefined) {
      found.push({ frame, place: here, ...partRows(node) });
      return;
    }
    const inner = isElement && hasClass(node, 'table-') ? (frame ?? node) : frame;
    const inside = isChapter || (isElement && hasClass(node, 'chapter'));
    for (const child of node.children) walk(child, inner, here, inside);
  };
  walk(tree, undefined, { file: `chapters/${report}/report.yaml`, line: 1, column: 1 }, false);
  return found;
}

function hasClass({ properties }: Element, begin: string): boolean {
  return [properties.className].flat().some((name) => String(name).startsWith(begin));
}

function partRows(table: Element): Pick<CheckedTable, 'head' | 'rows'> {
  const parts = table.children.filter((child): child is Element => child.type === 'element');
  const rowsOf = (part: Element): Element[][] =>
    part.children.flatMap((row) =>
      row.type === 'element' && row.tagName === 'tr'
        ? [row.children.filter((cell): cell is Element => cell.type === 'element')]
        : [],
    );
  return {
    head: parts.filter(({ tagName }) => tagName === 'thead').flatMap(rowsOf),
    rows: parts.filter(({ tagName }) => tagName !== 'thead').flatMap(rowsOf),
  };
}

/** The words of a cell without markers and calls of notes. */
export function cellWords(cell: Element): string {
  return hastText(cell, (tagName) => tagName === 'sup')
    .replace(/\s*\[p\]$/, '')
    .trim();
}

/** The cells under each head from the second column on; rows that are headings are left out. */
export function columnsOf({ head, rows }: CheckedTable): { head: Element; cells: Element[] }[] {
  return (head[0] ?? []).slice(1).map((one, index) => ({
    head: one,
    cells: rows.filter((row) => row.length > 1).flatMap((row) => row[index + 1] ?? []),
  }));
}
