/**
 * Whether two drawings look the same: their titles and descriptions repeat the caption and the rows, and their ids follow
 * from the figure's.
 */
import type { ElementContent } from 'hast';
import { isSame } from './tidy-tree.ts';

export function isSeenAlike(a: ElementContent, b: ElementContent): boolean {
  return isSame(withoutNames(a), withoutNames(b));
}

function withoutNames(node: ElementContent): unknown {
  if (node.type !== 'element') return node;
  if (node.tagName === 'title' || node.tagName === 'desc') return undefined;
  const {
    id: _,
    ariaLabelledBy: __,
    ariaDescribedBy: ___,
    ariaLabel: ____,
    ...properties
  } = node.properties;
  return { tagName: node.tagName, properties, children: node.children.map(withoutNames) };
}
