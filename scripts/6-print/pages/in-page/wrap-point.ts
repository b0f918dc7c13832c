/**
 * A line of a run in, the point in its text where it begins out. Runs in the page.
 */
import {
  hasInk,
  isAtomic,
  isElement,
  isInline,
  isOutOfFlow,
  isText,
  keepsSpaces,
  type Looks,
} from './looks.ts';

/** Before a node, or inside a text before one of its characters. */
export interface WrapPoint {
  readonly node: Text | Element;
  readonly offset: number;
}

/** The first character or box in a line whose middle lies under `top`, the upper edge of the line. */
export function findWrapPoint(
  nodes: readonly Node[],
  top: number,
  looks: Looks,
): WrapPoint | undefined {
  for (const node of leaves(nodes, looks)) {
    if (isElement(node)) {
      if (isBelow(node.getBoundingClientRect(), top)) return { node, offset: 0 };
      continue;
    }
    const offset = findOffset(node, top, looks);
    if (offset !== undefined && offset < node.length) return { node, offset };
  }
  return undefined;
}

function isBelow({ top, bottom, height }: DOMRect, edge: number): boolean {
  return height > 0 && (top + bottom) / 2 > edge + 0.01;
}

function* leaves(nodes: Iterable<Node>, looks: Looks): Generator<Text | Element> {
  for (const node of nodes) {
    if (isText(node)) yield node;
    else if (isElement(node) && !isOutOfFlow(node, looks)) {
      if (isAtomic(node, looks)) yield node;
      else yield* leaves(node.childNodes, looks);
    }
  }
}

/** Characters stand in the order of their lines, so that the first one below is found by halving. */
function findOffset(text: Text, top: number, looks: Looks): number | undefined {
  const { range } = looks;
  range.selectNodeContents(text);
  const last = [...range.getClientRects()].at(-1);
  if (last === undefined || !isBelow(last, top)) return undefined;
  let low = 0;
  let high = text.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    const rect = rectFrom(range, text, middle);
    if (rect === undefined || isBelow(rect, top)) high = middle;
    else low = middle + 1;
  }
  if (!keepsSpaces(text, looks)) while (text.data[low] === ' ') low += 1;
  return low;
}

/** The rectangle of the first character from an offset on that has a width. */
function rectFrom(range: Range, text: Text, offset: number): DOMRect | undefined {
  for (let at = offset; at < text.length; at++) {
    range.setStart(text, at);
    range.setEnd(text, at + 1);
    for (const rect of range.getClientRects()) if (rect.width > 0) return rect;
  }
  return undefined;
}

/** The outermost block within another that begins at the point; undefined if words stand before it in its block. */
export function blockThatBegins(
  { node, offset }: WrapPoint,
  within: Element,
  looks: Looks,
): Element | undefined {
  if (offset > 0) return undefined;
  let found: Element | Text = node;
  while (found.parentElement !== null && found.parentElement !== within && isFirst(found))
    found = found.parentElement;
  return isElement(found) && !isInline(found, looks) ? found : undefined;
}

function isFirst({ previousSibling }: Node): boolean {
  for (let before = previousSibling; before !== null; before = before.previousSibling)
    if (!isText(before) || hasInk(before)) return false;
  return true;
}

/** Puts an element at the point; at the beginning of an inline element it goes before that element. */
export function insertAt({ node, offset }: WrapPoint, element: Element, looks: Looks): void {
  if (isText(node) && offset > 0) {
    node.splitText(offset).before(element);
    return;
  }
  let before: Element | Text = node;
  for (let outer = before.parentElement; outer !== null; outer = before.parentElement) {
    if (outer.firstChild !== before || !isInline(outer, looks)) break;
    before = outer;
  }
  before.before(element);
}
