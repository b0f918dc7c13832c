/**
 * GFM finds some bare addresses only in the finished tree and leaves the link and the words around it without a place. A
 * tree and its source in, every node of it placed; knows nothing of what is complained of there.
 */
import type { Nodes, Parents, Root } from 'mdast';
import { toString as plainText } from 'mdast-util-to-string';
import type { Point } from 'unist';
import { placeAtOffset } from '../place.ts';
import { visit } from '../visit.ts';

export function placeFoundLinks(tree: Root, source: string): void {
  visit(tree, (node) => {
    if ('children' in node && node.children.some(({ position }) => position === undefined))
      placeChildren(node, source);
  });
}

/** Each child where its words are, between what stands before and after it; in all of that if they are escaped. */
function placeChildren(parent: Parents, source: string): void {
  let from = parent.position?.start.offset ?? 0;
  parent.children.forEach((child: Nodes, index) => {
    if (child.position === undefined) {
      const next = parent.children.slice(index).find(({ position }) => position !== undefined);
      const limit = next?.position?.start.offset ?? parent.position?.end.offset ?? source.length;
      const words = plainText(child);
      const at = source.slice(0, limit).indexOf(words, from);
      const [start, end] = at === -1 ? [from, limit] : [at, at + words.length];
      child.position = { start: pointAt(source, start), end: pointAt(source, end) };
      if (at === -1) return;
    }
    from = child.position.end.offset ?? from;
  });
}

function pointAt(source: string, offset: number): Point {
  const { line = 1, column = 1 } = placeAtOffset(source, '', offset, 0);
  return { line, column, offset };
}
