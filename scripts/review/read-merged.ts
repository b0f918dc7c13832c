/**
 * Pieces of the merged tree in, what a reader sees of them on one side out; no proof goes through here.
 */
import type { ElementContent } from 'hast';
import type { MergedNode, Stretch } from './comparison.ts';
import { isDerivedAtom, OPAQUE, plainText } from './read-inline.ts';

export type Side = 'old' | 'new';

/** The words of one side, blocks apart, without those of drawings and of the data behind them. */
export function wordsOfMerged(nodes: readonly MergedNode[], side: Side): string {
  return nodes
    .map((node) => wordsOfOne(node, side))
    .filter((words) => words.trim() !== '')
    .join(' ');
}

function wordsOfOne(node: MergedNode, side: Side): string {
  const isNew = side === 'new';
  if (node.kind === 'same') return node.nodes.map(wordsOfNode).join('');
  if (node.kind === 'words' || node.kind === 'regrouped')
    return node.stretches
      .filter(({ op, atom }) => isOn(op, isNew) && (atom === undefined || !isDerivedAtom(atom)))
      .map(({ text, was, break: end }) => (end !== undefined ? ' ' : isNew ? text : (was ?? text)))
      .join('');
  if (node.kind === 'both' && node.shell.tagName === 'tr') return wordsOfRow(node.children, side);
  if (node.kind === 'both') return wordsOfMerged(node.children, side);
  if (node.kind === 'removed' || node.kind === 'removedFrame')
    return isNew ? '' : wordsOfWhole(node, side);
  if (node.kind === 'added' || node.kind === 'addedFrame')
    return isNew ? wordsOfWhole(node, side) : '';
  return node.kind === 'movedTo' && isNew ? wordsOfOne(node.node, side) : '';
}

/** "Leeds | England | 811,953" */
function wordsOfRow(children: readonly MergedNode[], side: Side): string {
  return listCells(children)
    .map(({ node }) => wordsOfOne(node, side).trim())
    .filter((words) => words !== '')
    .join(' | ');
}

function isOn(op: Stretch['op'], isNew: boolean): boolean {
  return op === 'keep' || (op === 'insert') === isNew;
}

function wordsOfWhole(
  node: Extract<MergedNode, { kind: 'removed' | 'added' | 'removedFrame' | 'addedFrame' }>,
  side: Side,
): string {
  return 'node' in node ? wordsOfNode(node.node) : wordsOfMerged(node.children, side);
}

/** The words of a piece of hast; cells of a row are parted by a line. */
export function wordsOfNode(node: ElementContent): string {
  if (node.type !== 'element') return plainText(node);
  if (isDerivedAtom(node)) return '';
  if (OPAQUE.has(node.tagName) || node.tagName === 'details') return '';
  const words = node.children.map(wordsOfNode);
  if (node.tagName === 'tr') return words.filter((cell) => cell.trim() !== '').join(' | ');
  if (/^(?:p|li|h[1-6]|tr|dt|dd|div|td|th|caption|figcaption)$/.test(node.tagName))
    return ` ${words.join('')} `;
  return words.join('');
}

/** A cell of a merged row and the place it has on each side. */
export interface Cell {
  readonly node: MergedNode;
  readonly old?: number;
  readonly new?: number;
}

/** The cells, or rows, among some merged nodes; those that are the same on both sides one by one. */
export function listCells(children: readonly MergedNode[]): Cell[] {
  const cells: Cell[] = [];
  let [old, now] = [0, 0];
  const both = (node: MergedNode): Cell => ({ node, old: old++, new: now++ });
  for (const node of children) {
    if (node.kind === 'same')
      for (const one of node.nodes)
        if (one.type === 'element') cells.push(both({ kind: 'same', nodes: [one] }));
    if (node.kind === 'both' || node.kind === 'replaced') cells.push(both(node));
    if (/^(?:removed|removedFrame|movedFrom)$/.test(node.kind)) cells.push({ node, old: old++ });
    if (/^(?:added|addedFrame|movedTo)$/.test(node.kind)) cells.push({ node, new: now++ });
  }
  return cells;
}
