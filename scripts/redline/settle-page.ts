/**
 * The nodes of a redline in, the same nodes fit for one page that has no files and no folios out: images stand in it, and
 * where a report names a page stands a mark. What the editions have is kept for the proof.
 */
import type { Element, ElementContent } from 'hast';
import type { RedlineFacts } from './facts.ts';
import { nodesHtml, startTag } from './report-html.ts';

export function settlePage(
  nodes: readonly ElementContent[],
  { imageOf }: Pick<RedlineFacts, 'imageOf'>,
): ElementContent[] {
  const embed = (node: ElementContent, isOld: boolean): ElementContent => {
    if (node.type !== 'element') return node;
    const { properties, tagName } = node;
    const role = String(properties.dataRedline ?? '');
    const isGone = isOld || role === 'old' || role === 'del';
    const children = node.children.map((child) => embed(child, isGone));
    if (properties.dataPageOf !== undefined) return withoutFolio(node);
    const src = properties.src;
    const data = typeof src === 'string' ? imageOf?.(src, isGone ? 'old' : 'new') : undefined;
    if (tagName !== 'img' || data === undefined) return { ...node, children };
    const own = Object.entries(properties).filter(([name]) => !name.startsWith('dataRedline'));
    const now = startTag({ tagName, properties: Object.fromEntries(own) });
    return { ...node, children, properties: { ...properties, src: data, dataRedlineNow: now } };
  };
  return nodes.map((node) => embed(node, false));
}

/** The number of a page is known when a report is printed, and then for one of the two. */
function withoutFolio(node: Element): Element {
  const dataRedlineTextNow = nodesHtml(node.children);
  return {
    ...node,
    properties: { ...node.properties, dataRedlineTextNow },
    children: [{ type: 'text', value: '…' }],
  };
}
