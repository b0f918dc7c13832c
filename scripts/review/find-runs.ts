/**
 * Blocks that moved side by side are one move to a reader: a section, not its seven paragraphs. The merged tree in, which
 * moves belong together out.
 */
import type { MergedNode, MovedFromNode } from './comparison.ts';

export interface Runs {
  /** The first move of the run that a move belongs to. */
  readonly runOf: ReadonlyMap<number, number>;
  /** How many blocks a run has, by its first move. */
  readonly sizes: ReadonlyMap<number, number>;
  readonly from: readonly MovedFromNode[];
}

export function findRuns(tree: readonly MergedNode[]): Runs {
  const from: MovedFromNode[] = [];
  const [beforeOld, beforeNew] = [new Map<number, number>(), new Map<number, number>()];
  const read = (nodes: readonly MergedNode[]): void => {
    let [old, now]: [number | undefined, number | undefined] = [undefined, undefined];
    for (const node of nodes) {
      if (isSpace(node)) continue;
      if (node.kind === 'movedFrom') {
        from.push(node);
        if (old !== undefined) beforeOld.set(node.move, old);
      } else if (node.kind === 'movedTo') {
        if (now !== undefined) beforeNew.set(node.move, now);
        read([node.node]);
      } else if ('children' in node) read(node.children);
      // What one side lacks does not part neighbours on that side.
      if (!/^(?:added|addedFrame|movedTo)$/.test(node.kind))
        old = node.kind === 'movedFrom' ? node.move : undefined;
      if (!/^(?:removed|removedFrame|movedFrom)$/.test(node.kind))
        now = node.kind === 'movedTo' ? node.move : undefined;
    }
  };
  read(tree);
  const { runOf, sizes } = joinRuns(beforeOld, beforeNew, from);
  return { runOf, sizes, from };
}

/** A move whose neighbour before it is the same on both sides belongs to that neighbour's run. */
function joinRuns(
  beforeOld: ReadonlyMap<number, number>,
  beforeNew: ReadonlyMap<number, number>,
  from: readonly MovedFromNode[],
): Omit<Runs, 'from'> {
  const runOf = new Map<number, number>();
  const sizes = new Map<number, number>();
  for (const { move } of from) {
    const before = beforeOld.get(move);
    const isNext = before !== undefined && beforeNew.get(move) === before;
    const run = isNext ? (runOf.get(before) ?? before) : move;
    runOf.set(move, run);
    sizes.set(run, (sizes.get(run) ?? 0) + 1);
  }
  return { runOf, sizes };
}

function isSpace(node: MergedNode): boolean {
  return (
    node.kind === 'space' ||
    (node.kind === 'same' &&
      node.nodes.every((one) => one.type === 'text' && one.value.trim() === ''))
  );
}
