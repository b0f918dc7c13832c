/**
 * The merged rows of a table in, their changes told: a cell with its row and column, a row or a column as one change,
 * rows that only stand in another order as one.
 */
import type { MergedNode } from './comparison.ts';
import { causesOf } from './describe-hunk.ts';
import { type Cell, listCells, type Side, wordsOfMerged } from './read-merged.ts';
import { enter, type Scope, type TableScope } from './scope.ts';
import { tell } from './tell.ts';
import { type Kind, runOf, setChange, type Walk } from './walk.ts';

/** The scope of a table's rows: what its columns are called. */
export function enterTable(children: readonly MergedNode[], scope: Scope): Scope {
  const head = children.find((node) => node.kind === 'both' && node.shell.tagName === 'thead');
  const same = children
    .flatMap((node) => (node.kind === 'same' ? node.nodes : []))
    .find((node) => node.type === 'element' && node.tagName === 'thead');
  const top = head ?? (same === undefined ? undefined : ({ kind: 'same', nodes: [same] } as const));
  const table: TableScope = {
    old: headsOf(top, 'old'),
    new: headsOf(top, 'new'),
    told: new Map(),
    isHead: false,
  };
  return { ...scope, table };
}

function headsOf(head: MergedNode | undefined, side: Side): string[] {
  if (head === undefined) return [];
  const row = childrenOf(head).find((node) => childrenOf(node).length > 0);
  if (row === undefined) return [];
  return listCells(childrenOf(row))
    .filter((cell) => cell[side] !== undefined)
    .map(({ node }) => wordsOfMerged([node], side).trim());
}

/** What stands in a merged node that both sides have. */
function childrenOf(node: MergedNode): readonly MergedNode[] {
  if (node.kind === 'both') return node.children;
  if (node.kind !== 'same') return [];
  return node.nodes.flatMap((one) =>
    one.type === 'element' ? [{ kind: 'same', nodes: one.children } as const] : [],
  );
}

export function tellRow(children: readonly MergedNode[], scope: Scope, walk: Walk): void {
  const cells = listCells(children);
  const row = wordsOfMerged(cells[0] === undefined ? [] : [cells[0].node], 'new').trim();
  for (const cell of cells) tellCell(cell, row, scope, walk);
}

function tellCell(cell: Cell, row: string, scope: Scope, walk: Walk): void {
  const { node } = cell;
  const { table } = scope;
  if (table === undefined || node.kind === 'same' || node.kind === 'movedFrom') return;
  const side = cell.new === undefined ? 'old' : 'new';
  const column = table[side][cell[side] ?? -1] ?? '';
  if (node.kind !== 'both') {
    tellColumn(node, `${side} ${cell[side]}`, column, scope, walk);
    return;
  }
  const name = table.isHead ? '' : [cell.new === 0 ? '' : row, column].filter(Boolean).join(', ');
  tellBothCell(node, name === '' ? scope : { ...scope, cell: name }, walk);
}

/** A column that came, went or moved is one change that all its cells share. */
function tellColumn(
  node: MergedNode,
  name: string,
  column: string,
  scope: Scope,
  walk: Walk,
): void {
  const told = scope.table?.told;
  const isNew = node.kind === 'added' || node.kind === 'addedFrame';
  const kind = node.kind === 'movedTo' ? 'moved' : isNew ? 'added' : 'removed';
  const key = `${kind} ${name}`;
  if (told === undefined) return;
  if (!told.has(key)) {
    const id = tell(walk.teller, scope, {
      kind,
      subject: 'column',
      ...(kind === 'added' ? {} : { deleted: column }),
      ...(kind === 'removed' ? {} : { inserted: column }),
    });
    if (id !== undefined) told.set(key, id);
  }
  const id = told.get(key);
  if (id === undefined) return;
  if ('node' in node || 'shell' in node) setChange(node, id);
  if (node.kind !== 'movedTo') return;
  walk.moved.set(runOf(node.move, walk), id);
  walk.walkNodes([node.node], scope);
}

/** A cell with more letters is prose, and told as prose is. */
const LONGEST_CELL = 60;

/** All that changed in a cell is one change, with both values whole. */
function tellBothCell(node: Kind<'both'>, scope: Scope, walk: Walk): void {
  const [only] = node.children;
  const isPlain = node.children.length === 1 && only?.kind === 'words' && holdsHunks(only);
  const [deleted, inserted] = [wordsOfMerged([node], 'old'), wordsOfMerged([node], 'new')];
  const isHead = scope.table?.isHead === true;
  const isProse = Math.max(deleted.length, inserted.length) > LONGEST_CELL;
  if (!isPlain || isHead || isProse || deleted === inserted) {
    walk.walkNodes([node], isHead ? scope : withoutTable(scope));
    return;
  }
  const gone = only.stretches.filter(({ op }) => op === 'delete');
  const come = only.stretches.filter(({ op }) => op === 'insert');
  const inside = enter(scope, node.shell, node.was ?? node.shell);
  const causes = causesOf(gone, come, walk.teller);
  const isValue = [...gone, ...come].some(({ atom }) => atom?.data !== undefined);
  const id = tell(walk.teller, inside, {
    kind: isValue ? 'value' : 'cell',
    deleted,
    inserted,
    causes,
  });
  if (id !== undefined) for (const stretch of [...gone, ...come]) stretch.change = id;
}

function holdsHunks({ stretches }: Kind<'words'>): boolean {
  return stretches.some(({ op }) => op !== 'keep');
}

/** A cell is walked as a block of its own, so that it is not taken for a row again. */
function withoutTable(scope: Scope): Scope {
  const { table: _, ...rest } = scope;
  return rest;
}
