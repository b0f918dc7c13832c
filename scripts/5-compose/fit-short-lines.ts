/**
 * The tree of a print in; out, the same tree for pages with few words to a line, as those of large print and of A5 are:
 * drawings made for a telephone, tables of few columns. Numbers, words and their order stay.
 */
import type { Element, ElementContent, Root } from 'hast';
import { visit } from '../visit.ts';
import { hasClass } from './place-notes.ts';

/** The words of a drawing are of so many points at the size it is drawn for. */
const DRAWN_SIZE = 10.5;

/** Before what is only for the screen is dropped. `size` is that of words in drawings, in points. */
export function fitShortLines(tree: Root, size: number): void {
  visit(tree, 'element', (element) => {
    if (hasClass(element, 'figure')) takeNarrowDrawing(element, size / DRAWN_SIZE);
    if (hasClass(element, 'landscape')) dropName(element, 'landscape');
    element.children = element.children.flatMap((child) =>
      child.type === 'element' && child.tagName === 'table' ? divideTable(child) : [child],
    );
  });
}

/** The drawing for a telephone has words of 18 pt where it is as wide as a page of A4; that for a page has them at 10 pt. */
function takeNarrowDrawing(figure: Element, scale: number): void {
  const narrow = elementsIn(figure).find((child) => hasClass(child, 'chart-narrow'));
  if (narrow === undefined) return;
  figure.children = figure.children.filter(
    (child) => child.type !== 'element' || !hasClass(child, 'chart-wide'),
  );
  dropName(narrow, 'only-screen');
  for (const { tagName, properties } of elementsIn(narrow)) {
    if (tagName !== 'svg') continue;
    properties.width = String(Math.round(Number(properties.width) * scale));
    properties.height = String(Math.round(Number(properties.height) * scale));
  }
}

/** A table has at most so many columns; the names of its rows are repeated with each part. */
const MOST_COLUMNS = 4;

function divideTable(table: Element): Element[] {
  const rows = elementsIn(table).flatMap((part) =>
    part.tagName === 'tr' ? [part] : elementsIn(part).filter(({ tagName }) => tagName === 'tr'),
  );
  const columns = Math.max(0, ...rows.map((row) => elementsIn(row).length));
  const isPlain = rows.every((row) =>
    elementsIn(row).every(({ properties }) => properties.rowSpan === undefined),
  );
  if (columns <= MOST_COLUMNS || !isPlain) return [table];
  const parts = Math.ceil((columns - 1) / (MOST_COLUMNS - 1));
  const size = Math.ceil((columns - 1) / parts);
  return Array.from({ length: parts }, (_, part) =>
    takeColumns(table, 1 + part * size, 1 + (part + 1) * size),
  );
}

/** The first column and some of the others; of further parts without the caption and without ids that are there already. */
function takeColumns(table: Element, from: number, to: number): Element {
  const part = structuredClone(table);
  visit(part, 'element', (element) => {
    if (from > 1) dropNames(element);
    if (element.tagName !== 'tr') return;
    const cells = elementsIn(element);
    if (cells.length === 1) return; // heads a group of rows
    element.children = cells.filter((_, column) => column === 0 || (column >= from && column < to));
  });
  if (from > 1) {
    part.children = part.children.filter(
      (child) => child.type !== 'element' || child.tagName !== 'caption',
    );
    dropNames(part);
  }
  return part;
}

function dropNames({ properties, data }: Element): void {
  delete properties.id;
  delete properties.headers;
  delete properties.dataKey;
  if (data !== undefined) delete data.key;
}

function dropName(element: Element, name: string): void {
  const names = [element.properties.className].flat();
  element.properties.className = names.filter((one) => one !== name) as string[];
}

function elementsIn({ children }: Element): Element[] {
  return (children as ElementContent[]).filter((child) => child.type === 'element');
}
