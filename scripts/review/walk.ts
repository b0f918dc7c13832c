/**
 * What everything that tells of changes shares while the merged tree is walked.
 */
import type { MergedNode } from './comparison.ts';
import type { Runs } from './find-runs.ts';
import type { Scope } from './scope.ts';
import type { Teller } from './tell.ts';

export interface Walk {
  readonly teller: Teller;
  readonly runs: Runs;
  /** Ids of changes by the run of moved blocks. */
  readonly moved: Map<number, string | undefined>;
  readonly walkNodes: (nodes: readonly MergedNode[], scope: Scope) => void;
}

export type Kind<K extends MergedNode['kind']> = Extract<MergedNode, { kind: K }>;

/** Writes an id on a node; nothing where nothing was told. */
export function setChange(node: { change?: string }, id: string | undefined): void {
  if (id !== undefined) node.change = id;
}

/** The run that a move belongs to. */
export function runOf(move: number, { runs }: Walk): number {
  return runs.runOf.get(move) ?? move;
}
