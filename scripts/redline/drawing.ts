/**
 * What is known while a redline is drawn: the changes with their numbers, and which of them already have their flag.
 */
import type { Properties } from 'hast';
import type { Change, Comparison, MergedNode } from '../review/comparison.ts';
import { listGone } from './old-nodes.ts';
import type { Face } from './report-html.ts';

export interface Drawing {
  readonly face: Face;
  readonly changes: ReadonlyMap<string, NumberedChange>;
  /** Ids of the changes whose flag stands already, and of moves whose pointer does. */
  readonly flagged: Set<string>;
  readonly pointed: Set<string>;
  /** Ids that only the old report has; in a redline they have another name. */
  readonly gone: ReadonlySet<string>;
  /** How many runs of words have been drawn, to name the pieces of their elements. */
  runs: number;
}

/** A change and its number in the list, from 1. */
export interface NumberedChange extends Change {
  readonly number: number;
}

export function openDrawing({ tree, changes }: Comparison, face: Face): Drawing {
  return {
    face,
    changes: new Map(changes.map((change, at) => [change.id, { ...change, number: at + 1 }])),
    flagged: new Set(),
    pointed: new Set(),
    gone: listGone(tree),
    runs: 0,
  };
}

/** What marks a piece of the redline as belonging to a change; a piece without one is silent: it is proved and not told. */
export function marksOf(id: string | undefined, { changes }: Drawing): Properties {
  const change = changes.get(id ?? '');
  if (change === undefined) return { dataRedlineSilent: '' };
  const { kind, weight } = change;
  return { dataRedlineChange: change.id, dataRedlineKind: kind, dataRedlineWeight: weight };
}

/** A merged node of one kind. */
export type Merged<K extends MergedNode['kind']> = Extract<MergedNode, { kind: K }>;
