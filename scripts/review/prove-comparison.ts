/**
 * A comparison and the two Documents it claims to compare in, where it is wrong out: accepting every change must give the
 * new tree exactly, rejecting every change the old one, both in the normal form of `tidyTree`.
 */
import type { Nodes, Root } from 'hast';
import type { Document } from '../model.ts';
import type { Comparison } from './comparison.ts';
import { accept, reject } from './take-side.ts';
import { isSame, tidyTree } from './tidy-tree.ts';

/** A place where a side is not what it should be. */
export interface ProofFault {
  readonly side: 'old' | 'new';
  /** From the root down: "section#why-leadership > p > text". */
  readonly path: string;
  readonly expected: string;
  readonly found: string;
}

/** No faults: the comparison is proved. At most one for each side, the first in reading order. */
export function proveComparison(
  old: Pick<Document, 'tree'>,
  now: Pick<Document, 'tree'>,
  comparison: Pick<Comparison, 'tree'>,
): ProofFault[] {
  return [
    ...proveSide('old', tidyTree(old.tree), reject(comparison)),
    ...proveSide('new', tidyTree(now.tree), accept(comparison)),
  ];
}

function proveSide(side: ProofFault['side'], expected: Root, found: Root): ProofFault[] {
  if (isSame(expected, found)) return [];
  const [path, wanted, got] = findDifference(expected, found, []);
  return [{ side, path: path.join(' > ') || 'root', expected: sketch(wanted), found: sketch(got) }];
}

type Difference = [path: string[], expected: Nodes | undefined, found: Nodes | undefined];

/** The innermost first nodes that are not the same. */
function findDifference(
  expected: Nodes | undefined,
  found: Nodes | undefined,
  path: string[],
): Difference {
  if (expected === undefined || found === undefined) return [path, expected, found];
  const isPair = 'children' in expected && 'children' in found;
  if (!isPair || !isSame(shellOf(expected), shellOf(found))) return [path, expected, found];
  const length = Math.max(expected.children.length, found.children.length);
  for (let at = 0; at < length; at++) {
    const [a, b] = [expected.children[at], found.children[at]];
    if (!isSame(a, b)) return findDifference(a, b, [...path, nameOf(a ?? b)]);
  }
  return [path, expected, found];
}

function shellOf(node: Nodes): object {
  const { children: _, ...shell } = node as Nodes & { children?: unknown };
  return shell;
}

function nameOf(node: Nodes | undefined): string {
  if (node?.type !== 'element') return node?.type ?? 'nothing';
  const { id } = node.properties;
  return id === undefined ? node.tagName : `${node.tagName}#${id}`;
}

function sketch(node: Nodes | undefined): string {
  return node === undefined ? 'nothing' : JSON.stringify(node).slice(0, 300);
}
