/**
 * Visits every node of a chapter, those in labels and captions too, which mdast knows nothing of. A tree in, calls out.
 */
import type { Nodes, Root } from 'mdast';
import { visit } from './visit.ts';

/** Calls `see` with each node in reading order: a block's label and a table's caption before their content. */
export function visitAll(tree: Root | Nodes, see: (node: Nodes) => void): void {
  visit(tree, (node) => {
    see(node);
    if (node.type === 'block') for (const part of node.label) visitAll(part, see);
    if (node.type === 'table') for (const part of node.data?.caption ?? []) visitAll(part, see);
  });
}
