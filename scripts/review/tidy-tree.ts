/**
 * A tree in, the same tree in its normal form out: neighbouring texts are one, empty texts are gone, and places that the
 * parser left on texts are dropped (blocks keep theirs in `data.place`). Two trees in this form are equal exactly when a
 * Document prints the same from both.
 */
import type { ElementContent, Root, RootContent } from 'hast';

/** The normal form of a Document's tree. */
export function tidyTree(tree: Root): Root {
  return { type: 'root', children: tidyNodes(tree.children) };
}

/** The normal form of some nodes. */
export function tidyNodes(nodes: readonly RootContent[]): ElementContent[] {
  const tidy: ElementContent[] = [];
  for (const node of nodes) {
    if (node.type === 'text') addText(tidy, node.value);
    else if (node.type === 'element') tidy.push(tidyElement(node));
    else if (node.type !== 'doctype') tidy.push(withoutPosition(node));
  }
  return tidy;
}

/** Adds a text to nodes in normal form. */
export function addText(nodes: ElementContent[], value: string): void {
  if (value === '') return;
  const last = nodes.at(-1);
  if (last?.type === 'text') nodes[nodes.length - 1] = { type: 'text', value: last.value + value };
  else nodes.push({ type: 'text', value });
}

function tidyElement(element: Extract<ElementContent, { type: 'element' }>): ElementContent {
  const { tagName, properties, data, children, content } = element;
  return {
    type: 'element',
    tagName,
    properties: properties ?? {},
    ...(data === undefined ? {} : { data }),
    children: tidyNodes(children),
    ...(content === undefined ? {} : { content: tidyTree(content) }),
  };
}

function withoutPosition<T extends object>(node: T): T {
  const { position: _, ...rest } = node as T & { position?: unknown };
  return rest as T;
}

/** Whether two pieces of plain data are the same; a key without a value is as good as none. */
export function isSame(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null)
    return Number.isNaN(a) && Number.isNaN(b);
  if (Array.isArray(a))
    return (
      Array.isArray(b) && a.length === b.length && a.every((one, index) => isSame(one, b[index]))
    );
  return !Array.isArray(b) && isSameRecord(a as Bag, b as Bag);
}

type Bag = Readonly<Record<string, unknown>>;

function isSameRecord(a: Bag, b: Bag): boolean {
  for (const key in a) if (!isSame(a[key], b[key])) return false;
  for (const key in b) if (b[key] !== undefined && a[key] === undefined) return false;
  return true;
}
