/** Our walk beside the package's: the same nodes in the same order, whatever the visitor answers and does to the tree. */
import fc from 'fast-check';
import type { Node, Parent } from 'unist';
import { visit as theirs } from 'unist-util-visit';
import { expect, test } from 'vitest';
import { visit as ours } from './visit.ts';

interface Tree extends Parent {
  readonly name: number;
}

const trees = fc.letrec<{ tree: Tree; leaf: Tree; branch: Tree }>((tie) => {
  const named = { type: fc.constantFrom('a', 'b', 'c'), name: fc.nat(999) };
  return {
    tree: fc.oneof({ maxDepth: 4 }, tie('leaf'), tie('branch')),
    leaf: fc.record({ ...named, children: fc.constant([]) }),
    branch: fc.record({ ...named, children: fc.array(tie('tree'), { maxLength: 4 }) }),
  };
}).tree;

/** What a visitor does at its n-th call: an answer, or a change of the tree with the answer that fits it. */
const deeds = fc.constantFrom('go on', 'skip', 'end', 'again', 'remove', 'double', 'jump');

function run(visit: typeof theirs, tree: Tree, type: string | undefined, plan: string[]): string[] {
  const seen: string[] = [];
  const see = (node: Node, index?: number, parent?: Parent) => {
    const deed = plan[seen.length] ?? 'go on';
    seen.push(`${(node as Tree).name} ${index} ${(parent as Tree | undefined)?.name} ${deed}`);
    if (deed === 'skip') return 'skip' as const;
    if (deed === 'end') return false;
    if (parent === undefined || index === undefined) return undefined;
    if (deed === 'again') return ['skip', index] as const as ['skip', number];
    if (deed === 'jump') return index + 2;
    if (deed === 'double') parent.children.splice(index, 0, { type: 'd' });
    if (deed === 'remove') parent.children.splice(index, 1);
    return deed === 'remove' ? index : undefined;
  };
  if (type === undefined) visit(tree as Node, see as never);
  else visit(tree as Node, type, see as never);
  return [...seen, JSON.stringify(tree)];
}

test('sees what the package sees', () => {
  const types = fc.constantFrom(undefined, 'a', 'b');
  fc.assert(
    fc.property(trees, types, fc.array(deeds, { maxLength: 12 }), (tree, type, plan) => {
      expect(run(ours, structuredClone(tree), type, plan)).toEqual(
        run(theirs, structuredClone(tree), type, plan),
      );
    }),
    { numRuns: 500 },
  );
});
