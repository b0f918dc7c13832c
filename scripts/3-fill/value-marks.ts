/**
 * Printed values on their way through HTML text: marks in, value elements that keep their provenance out. In attributes
 * only the words stay.
 */
import type { Element, ElementContent, ElementData, Root, Text } from 'hast';
import { visit } from '../visit.ts';

/** Private-use characters, which no input may hold. */
const [OPEN, MIDDLE, CLOSE] = ['\uE000', '\uE001', '\uE002'];

/** The escaped words of a value between marks with the key of its provenance. */
export function markValue(key: string, escaped: string): string {
  return `${OPEN}${key}${MIDDLE}${escaped}${CLOSE}`;
}

/** Marks in text become value elements; in attributes only their words stay. */
export function replaceMarks(tree: Root): Root {
  visit(tree, (node, index, parent) => {
    if (node.type === 'element') stripAttributes(node);
    if (
      node.type !== 'text' ||
      parent === undefined ||
      index === undefined ||
      !node.value.includes(OPEN)
    )
      return;
    const parts = splitMarks(node);
    parent.children.splice(index, 1, ...(parts as never[]));
    return index + parts.length;
  });
  visit(tree, (node) => {
    delete node.position; // its places are the template's; the block's place is the directive's
  });
  return tree;
}

function stripAttributes(element: Element): void {
  for (const [name, value] of Object.entries(element.properties)) {
    if (typeof value === 'string' && value.includes(OPEN))
      element.properties[name] = value.replace(/\uE000[^\uE001]*\uE001([^\uE002]*)\uE002/g, '$1');
  }
}

function splitMarks(node: Text): ElementContent[] {
  const parts: ElementContent[] = [];
  for (const piece of node.value.split(/(\uE000[^\uE002]*\uE002)/)) {
    const found = /^\uE000([^\uE001]*)\uE001([^\uE002]*)\uE002$/.exec(piece);
    if (found !== null) parts.push(valueElement(found[1] ?? '', found[2] ?? ''));
    else if (piece !== '') parts.push({ type: 'text', value: piece });
  }
  return parts;
}

/** A value in the tree: its words, and in its data the key of its provenance. */
export function valueElement(key: string, text: string): Element {
  return {
    type: 'element',
    tagName: 'data',
    properties: { className: ['value'] },
    data: { provenance: key } as ElementData,
    children: [{ type: 'text', value: text }],
  };
}
