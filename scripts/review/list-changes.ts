/**
 * The merged tree in, the list of changes out: walks it in reading order, tells of each difference that a reader can see,
 * and writes the ids on the nodes. What repeats or follows from elsewhere is not told.
 */
import type { ElementContent } from 'hast';
import type { Document, Provenance } from '../model.ts';
import type { Cause, Change, MergedNode, Shell } from './comparison.ts';
import { drawnOtherwise, findCauses } from './find-causes.ts';
import { findRuns, type Runs } from './find-runs.ts';
import { wordsOfMerged, wordsOfNode } from './read-merged.ts';
import { enter, OUTERMOST, type Scope, subjectOf } from './scope.ts';
import { isSeenAlike } from './seen-alike.ts';
import { openTeller, type Teller, tell } from './tell.ts';
import { enterTable, tellRow } from './tell-table.ts';
import { listHunks, tellWords } from './tell-words.ts';

export interface Walk {
  readonly teller: Teller;
  readonly runs: Runs;
  /** Ids of changes by the run of moved blocks. */
  readonly moved: Map<number, string | undefined>;
}

export function listChanges(tree: readonly MergedNode[], old: Document, now: Document): Change[] {
  const walk: Walk = { teller: openTeller(old, now), runs: findRuns(tree), moved: new Map() };
  walkNodes(tree, OUTERMOST, walk);
  for (const from of walk.runs.from) {
    const id = walk.moved.get(walk.runs.runOf.get(from.move) ?? -1);
    if (id !== undefined) from.change = id;
  }
  return walk.teller.changes;
}

export function walkNodes(nodes: readonly MergedNode[], scope: Scope, walk: Walk): void {
  for (const node of nodes)
    if (node.kind === 'removedFrame' || node.kind === 'addedFrame')
      tellFrame(node, movesOf(nodes), scope, walk);
    else walkNode(node, scope, walk);
}

/** Moves that begin or end among some nodes. */
function movesOf(nodes: readonly MergedNode[]): Set<number> {
  return new Set(nodes.flatMap((node) => ('move' in node ? [node.move] : [])));
}

export function walkNode(node: MergedNode, scope: Scope, walk: Walk): void {
  if (node.kind === 'words') tellWords(node, scope, walk.teller);
  else if (node.kind === 'both') walkBoth(node, scope, walk);
  else if (node.kind === 'regrouped') tellRegrouped(node, scope, walk);
  else if (node.kind === 'replaced') tellReplaced(node, scope, walk);
  else if (node.kind === 'movedTo') tellMoved(node, scope, walk);
  else if (node.kind === 'removed' || node.kind === 'added') {
    if (!isUnseen(node.node)) setChange(node, tellWhole(node, scope, walk));
  } else if (node.kind === 'removedFrame' || node.kind === 'addedFrame')
    tellFrame(node, new Set(), scope, walk);
}

type Kind<K extends MergedNode['kind']> = Extract<MergedNode, { kind: K }>;

function setChange(node: { change?: string }, id: string | undefined): void {
  if (id !== undefined) node.change = id;
}

function walkBoth(node: Kind<'both'>, scope: Scope, walk: Walk): void {
  const { shell, was = shell, children } = node;
  const { tagName } = shell;
  const inside = enter(scope, shell, was);
  if (was.tagName !== tagName) {
    const words = wordsOfMerged(children, 'new');
    const says = sayLevel(was.tagName, tagName);
    setChange(
      node,
      tell(walk.teller, inside, { kind: 'look', deleted: words, inserted: words, says }),
    );
  }
  if (tagName === 'figure') walkNodes(children, { ...inside, figure: {} }, walk);
  else if (tagName === 'details' && scope.figure !== undefined) tellFigureData(node, inside, walk);
  else if (tagName === 'table') walkNodes(children, enterTable(children, inside), walk);
  else if (tagName === 'tr' && inside.table !== undefined) tellRow(children, inside, walk);
  else if (tagName === 'thead' && inside.table !== undefined)
    walkNodes(children, { ...inside, table: { ...inside.table, isHead: true } }, walk);
  else walkNodes(children, inside, walk);
}

/** Only headings can be the same block by another tag. */
function sayLevel(was: string, is: string): string {
  const levels = Math.abs(Number(is.slice(1)) - Number(was.slice(1)));
  return `the heading stands ${levels === 1 ? 'one level' : `${levels} levels`} ${is > was ? 'lower' : 'higher'}`;
}

/** A block that only one side has. */
function tellWhole(node: Kind<'removed' | 'added'>, scope: Scope, walk: Walk): string | undefined {
  if (node.node.type !== 'element' || scope.hasDerivedItems) return undefined;
  return tellOneSided(node.kind, shellOf(node.node), wordsOfNode(node.node), scope, walk);
}

function tellOneSided(
  kind: 'removed' | 'added',
  shell: Shell,
  words: string,
  scope: Scope,
  { teller }: Walk,
): string | undefined {
  const isAdded = kind === 'added';
  const inside = enter(scope, isAdded ? shell : undefined, isAdded ? undefined : shell);
  const finding = isAdded ? { kind, inserted: words } : { kind, deleted: words };
  return tell(teller, inside, { ...finding, subject: subjectOf(shell, inside) });
}

function shellOf({
  tagName,
  properties,
  data,
}: Extract<ElementContent, { type: 'element' }>): Shell {
  return { tagName, properties, ...(data === undefined ? {} : { data }) };
}

/**
 * What came or went with a frame belongs to its change, and so do its neighbours that it was put round or taken from;
 * what came from farther away moved.
 */
function tellFrame(
  node: Kind<'removedFrame' | 'addedFrame'>,
  near: ReadonlySet<number>,
  scope: Scope,
  walk: Walk,
): void {
  const isAdded = node.kind === 'addedFrame';
  const words = wordsOfMerged(node.children, isAdded ? 'new' : 'old');
  const id = tellOneSided(isAdded ? 'added' : 'removed', node.shell, words, scope, walk);
  setChange(node, id);
  for (const move of movesOf(node.children))
    if (near.has(move)) walk.moved.set(walk.runs.runOf.get(move) ?? move, id);
  const inside = enter(scope, isAdded ? node.shell : undefined, isAdded ? undefined : node.shell);
  walkNodes(node.children, id === undefined ? inside : { ...inside, shared: id }, walk);
}

// ── moves ───────────────────────────────────────────────────────────────────────────────────

/** Blocks that moved together are one change, told at the first of them; each has its own edits inside. */
function tellMoved(node: Kind<'movedTo'>, scope: Scope, walk: Walk): void {
  const { shared, ...rest } = scope;
  const open = scope.figure === undefined || shared === undefined ? rest : { ...rest, shared };
  const run = walk.runs.runOf.get(node.move) ?? node.move;
  if (!walk.moved.has(run)) walk.moved.set(run, tellRun(node, open, walk));
  setChange(node, walk.moved.get(run));
  walkNode(node.node, open, walk);
}

function tellRun({ node, move }: Kind<'movedTo'>, scope: Scope, walk: Walk): string | undefined {
  if (scope.hasDerivedItems) return undefined;
  const words = wordsOfMerged([node], 'new');
  const first = node.kind === 'same' ? node.nodes[0] : undefined;
  const shell =
    node.kind === 'both' ? node.shell : first?.type === 'element' ? shellOf(first) : undefined;
  const was = node.kind === 'both' ? (node.was ?? node.shell) : shell;
  const inside = enter(scope, shell, was);
  if (inside.subject === 'row') return tellRows(inside, words, walk);
  const isSection = inside.subject === 'heading' && (walk.runs.sizes.get(move) ?? 1) > 1;
  const subject = isSection ? 'section' : inside.subject;
  return tell(walk.teller, inside, { kind: 'moved', subject, deleted: words, inserted: words });
}

/** Rows of a table that stand in another order are one change, told at the first of them. */
function tellRows(scope: Scope, words: string, { teller }: Walk): string | undefined {
  const id =
    scope.table?.told.get('rows') ??
    tell(teller, scope, { kind: 'moved', subject: 'row', deleted: words, inserted: words });
  if (id !== undefined) scope.table?.told.set('rows', id);
  return id;
}

// ── figures ─────────────────────────────────────────────────────────────────────────────────

function tellReplaced(node: Kind<'replaced'>, scope: Scope, walk: Walk): void {
  if (isSeenAlike(node.old, node.new)) return;
  if (scope.figure !== undefined) setChange(node, tellFigure(scope, walk));
  else setChange(node, tell(walk.teller, scope, { kind: 'figure', subject: 'drawing' }));
}

/** One change for all drawings of a figure and the data behind it. */
function tellFigure(scope: Scope, { teller }: Walk): string | undefined {
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
function tellFigureData({ children }: Kind<'both'>, scope: Scope, walk: Walk): void {
  const isSilent = wordsOfMerged(children, 'old') === wordsOfMerged(children, 'new');
  const id = isSilent ? scope.figure?.change : tellFigure(scope, walk);
  if (id !== undefined) walkNodes(children, { ...scope, shared: id }, walk);
}

// ── paragraphs ──────────────────────────────────────────────────────────────────────────────

function tellRegrouped(node: Kind<'regrouped'>, scope: Scope, walk: Walk): void {
  const inside = enter(scope, node.shell, node.was);
  const hunks = listHunks(node.stretches).flat();
  const isSplit = hunks.some(({ op, break: end }) => op === 'insert' && end !== undefined);
  const words = { deleted: wordsOfMerged([node], 'old'), inserted: wordsOfMerged([node], 'new') };
  const id = tell(walk.teller, inside, { kind: isSplit ? 'split' : 'merged', ...words });
  setChange(node, id);
  if (id !== undefined)
    for (const stretch of hunks) if (stretch.break !== undefined) stretch.change = id;
  tellWords(node, inside, walk.teller);
}

/** White space and comments. */
function isUnseen(node: ElementContent): boolean {
  return node.type !== 'element';
}
