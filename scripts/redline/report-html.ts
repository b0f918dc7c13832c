/**
 * What a redline is held against: the HTML of a report, as the tree of its Document gives it on the screen or in print.
 * White space between blocks, which no reader sees, is left out, and so is what only the other edition shows.
 */
import type { Element, ElementContent, Properties, Root } from 'hast';
import { stringify } from '../5-compose/screen-html.ts';
import type { Document } from '../model.ts';
import type { Shell } from '../review/comparison.ts';
import { classesOf, isInline, isSpaceText, OPAQUE } from '../review/read-inline.ts';
import { isSame, tidyTree } from '../review/tidy-tree.ts';

/** Where a redline is read. */
export type Face = 'screen' | 'print';

/** A report as HTML: its front pages, chapters and closing pages one after another, notes after the block that calls them. */
export function reportHtml({ tree }: Pick<Document, 'tree'>, face: Face): string {
  return nodesHtml(settleNodes(tidyTree(tree).children as ElementContent[], face));
}

/** The HTML of some nodes. */
export function nodesHtml(children: readonly ElementContent[]): string {
  return stringify({ type: 'root', children: [...children] } satisfies Root);
}

/** Nodes of a tree in normal form as a face shows them; directly in `pre` white space is words. */
export function settleNodes(
  nodes: readonly ElementContent[],
  face: Face,
  parent = '',
): ElementContent[] {
  const isExact = parent === 'pre';
  const settled: ElementContent[] = [];
  let run: ElementContent[] = [];
  const close = (): void => {
    if (isExact || !run.every(isSpaceText)) settled.push(...run);
    run = [];
  };
  for (const node of nodes) {
    if (isUnseen(node, face)) continue;
    if (isInline(node)) run.push(settleInline(node, face, isExact));
    else {
      close();
      settled.push(settleBlock(node as Element, face));
    }
  }
  close();
  return settled;
}

/** Whether an element belongs to the other face. */
export function isUnseen(node: ElementContent, face: Face): boolean {
  return node.type === 'element' && isForOther(node, face);
}

export function isForOther(shell: Pick<Element, 'properties'>, face: Face): boolean {
  const classes = classesOf(shell);
  return classes.length > 0 && classes.includes(face === 'screen' ? 'only-print' : 'only-screen');
}

/** A line break is a space to a reader. */
export function settleSpace(text: string): string {
  return text.replace(/[ \t\r\n]+/g, ' ');
}

function settleBlock(node: Element, face: Face): Element {
  if (OPAQUE.has(node.tagName) || node.content !== undefined) return node;
  const children = settleNodes(node.children, face, node.tagName);
  return { ...node, children };
}

export function settleInline(node: ElementContent, face: Face, isExact = false): ElementContent {
  if (node.type === 'text')
    return { type: 'text', value: isExact ? node.value : settleSpace(node.value) };
  if (node.type !== 'element' || OPAQUE.has(node.tagName)) return node;
  const seen = node.children.filter((child) => !isUnseen(child, face));
  return { ...node, children: seen.map((child) => settleInline(child, face, isExact)) };
}

type Tag = Pick<Shell, 'tagName' | 'properties'>;

/** The start tag of an element, as text. */
export function startTag({ tagName, properties }: Tag): string {
  const html = nodesHtml([{ type: 'element', tagName, properties, children: [] }]);
  const end = `</${tagName}>`;
  return html.endsWith(end) ? html.slice(0, -end.length) : html;
}

/** The old start tag, if it is another than the new one. */
export function wasTag(shell: Tag, was: Tag | undefined): Properties {
  if (was === undefined) return {};
  const isOther = was.tagName !== shell.tagName || !isSame(was.properties, shell.properties);
  return isOther ? { dataRedlineWas: startTag(was) } : {};
}
