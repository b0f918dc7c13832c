/**
 * A figure's drawings and the rows behind them in, one change told for all of them.
 */
import type { Provenance } from '../model.ts';
import type { Cause } from './comparison.ts';
import { drawnOtherwise, findCauses } from './find-causes.ts';
import { wordsOfMerged } from './read-merged.ts';
import type { Scope } from './scope.ts';
import { isSeenAlike } from './seen-alike.ts';
import { type Finding, tell } from './tell.ts';
import { type Kind, setChange, type Walk } from './walk.ts';

export function tellReplaced(node: Kind<'replaced'>, scope: Scope, walk: Walk): void {
  if (isSeenAlike(node.old, node.new)) return;
  if (scope.figure !== undefined) setChange(node, tellFigure(scope, walk));
  else setChange(node, tell(walk.teller, scope, { kind: 'figure', subject: 'drawing' }));
}

const ONLY_DATA: Partial<Finding> = {
  says: 'other rows are behind it, and its drawing is the same',
  weight: 'words',
};

/** One change for all drawings of a figure and the data behind it. */
function tellFigure(
  scope: Scope,
  { teller }: Walk,
  more: Partial<Finding> = {},
): string | undefined {
  const { figure } = scope;
  if (figure?.change !== undefined) return figure.change;
  const old = teller.provenance.old.get(scope.oldKey ?? '');
  const now = teller.provenance.new.get(scope.newKey ?? '');
  const id = tell(teller, scope, {
    kind: 'figure',
    subject: 'figure',
    deleted: old?.text ?? '',
    inserted: now?.text ?? '',
    causes: causesOf(old, now),
    ...more,
  });
  if (figure !== undefined && id !== undefined) figure.change = id;
  return id;
}

/** What did not come from the data came from how it is drawn. */
function causesOf(old: Provenance | undefined, now: Provenance | undefined): Cause[] {
  const causes = findCauses(old, now);
  return causes.length > 0 || old === undefined || now === undefined ? causes : [drawnOtherwise()];
}

/** The rows behind a figure are another face of its drawing. */
export function tellFigureData({ children }: Kind<'both'>, scope: Scope, walk: Walk): void {
  const isSilent = wordsOfMerged(children, 'old') === wordsOfMerged(children, 'new');
  const isDrawn = scope.figure?.change !== undefined;
  const id = isSilent || isDrawn ? scope.figure?.change : tellFigure(scope, walk, ONLY_DATA);
  if (id !== undefined) walk.walkNodes(children, { ...scope, shared: id });
}
