/**
 * The words of a piece of hast.
 */
import type { Nodes } from 'hast';

/** All text below a node, joined as it stands; elements for which `skips` holds are left out. */
export function hastText(node: Nodes, skips: (tagName: string) => boolean = () => false): string {
  if (node.type === 'text') return node.value;
  if (!('children' in node) || (node.type === 'element' && skips(node.tagName))) return '';
  return node.children.map((child) => hastText(child, skips)).join('');
}
