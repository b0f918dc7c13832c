/**
 * Blocks that only one side has, and blocks that moved, in; each told as one change, and what stands in them walked on.
 */
import type { ElementContent } from 'hast';
import type { Cause, MergedNode, Shell } from './comparison.ts';
import { findCauses } from './find-causes.ts';
import { wordsOfMerged, wordsOfNode } from './read-merged.ts';
import { shorten } from './say-change.ts';
import { enter, type Scope, subjectOf } from './scope.ts';
import { type Teller, tell } from './tell.ts';
import { type Kind, runOf, setChange, type Walk } from './walk.ts';

/** A block that only one side has. */
export function tellWhole(node: Kind<'removed' | 'added'>, scope: Scope, walk: Walk): void {
  if (node.node.type !== 'element' || scope.hasDerivedItems) return;
  const words = wordsOfNode(node.node);
  setChange(node, tellOneSided(node.kind, shellOf(node.node), words, scope, walk));
}

function tellOneSided(
  kind: 'removed' | 'added',
  shell: Shell,
  words: string,
  scope: Scope,
  { teller }: Walk,
  says?: string,
): string | undefined {
  const isAdded = kind === 'added';
  const inside = enter(scope, isAdded ? shell : undefined, isAdded ? undefined : shell);
  const finding = isAdded ? { kind, inserted: words } : { kind, deleted: words };
  const called = subjectOf(shell, inside);
  // Not the box came or went, but one of its paragraphs.
  const subject = shell.tagName === 'p' && called === scope.block ? `${called} paragraph` : called;
  const causes = subject === 'row' ? rowCauses(scope, teller) : [];
  return tell(teller, inside, { ...finding, subject, causes, ...(says !== undefined && { says }) });
}

/** A row of a table comes and goes with a row of the data, or because something else was asked for. */
function rowCauses({ oldKey = '', newKey = '' }: Scope, { provenance }: Teller): Cause[] {
  return findCauses(provenance.old.get(oldKey), provenance.new.get(newKey)).filter(
    ({ kind }) => kind === 'rows' || kind === 'expression',
  );
}

export function shellOf({
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
export function tellFrame(
  node: Kind<'removedFrame' | 'addedFrame'>,
  near: ReadonlySet<number>,
  scope: Scope,
  walk: Walk,
): void {
  const isAdded = node.kind === 'addedFrame';
  const words = wordsOfMerged(node.children, isAdded ? 'new' : 'old');
  const says = isPutRound(node.children, near, isAdded) ? sayFrame(node, scope, words) : undefined;
  const id = tellOneSided(isAdded ? 'added' : 'removed', node.shell, words, scope, walk, says);
  setChange(node, id);
  for (const move of movesOf(node.children))
    if (near.has(move)) walk.moved.set(runOf(move, walk), id);
  const inside = enter(scope, isAdded ? node.shell : undefined, isAdded ? undefined : node.shell);
  walk.walkNodes(node.children, id === undefined ? inside : { ...inside, shared: id });
}

/** So many letters of its own a frame may have: its name. */
const LONGEST_NAME = 30;

/** Whether all words in a frame, but its name, are those of its neighbours on the other side. */
function isPutRound(
  nodes: readonly MergedNode[],
  near: ReadonlySet<number>,
  isAdded: boolean,
): boolean {
  const isNear = (node: MergedNode): boolean => 'move' in node && near.has(node.move);
  const own = wordsOfMerged(
    nodes.filter((node) => !isNear(node)),
    isAdded ? 'new' : 'old',
  );
  return nodes.some(isNear) && own.length <= LONGEST_NAME;
}

function sayFrame(
  { kind, shell }: Kind<'removedFrame' | 'addedFrame'>,
  scope: Scope,
  words: string,
): string {
  const name = subjectOf(shell, enter(scope, shell, shell)).replaceAll('-', ' ');
  const deed = kind === 'addedFrame' ? 'put round' : 'taken from round';
  return `${name} ${deed} words that stood here before: “${shorten(words.replace(/\s+/g, ' ').trim())}”`;
}

/** Moves that begin or end among some nodes. */
export function movesOf(nodes: readonly MergedNode[]): Set<number> {
  return new Set(nodes.flatMap((node) => ('move' in node ? [node.move] : [])));
}

/** Blocks that moved together are one change, told at the first of them; each has its own edits inside. */
export function tellMoved(node: Kind<'movedTo'>, scope: Scope, walk: Walk): void {
  const { shared, ...rest } = scope;
  const open = scope.figure === undefined || shared === undefined ? rest : { ...rest, shared };
  const run = runOf(node.move, walk);
  if (!walk.moved.has(run)) walk.moved.set(run, tellRun(node, open, walk));
  setChange(node, walk.moved.get(run));
  walk.walkNodes([node.node], open);
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
  const others = (walk.runs.sizes.get(move) ?? 1) - 1;
  const says =
    isSection || others === 0 ? undefined : sayRun(subject.replaceAll('-', ' '), others, words);
  return tell(walk.teller, inside, {
    kind: 'moved',
    subject,
    deleted: words,
    inserted: words,
    ...(says && { says }),
  });
}

/** The first of several blocks that moved together speaks for all. */
function sayRun(subject: string, others: number, words: string): string {
  const start = shorten(words.replace(/\s+/g, ' ').trim());
  return `${subject} and the ${others === 1 ? 'block' : `${others} blocks`} after it moved: “${start}”`;
}

/** Rows of a table that stand in another order are one change, told at the first of them. */
function tellRows(scope: Scope, words: string, { teller }: Walk): string | undefined {
  const id =
    scope.table?.told.get('rows') ??
    tell(teller, scope, { kind: 'moved', subject: 'row', deleted: words, inserted: words });
  if (id !== undefined) scope.table?.told.set('rows', id);
  return id;
}
