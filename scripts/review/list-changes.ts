/**
 * The merged tree in, the list of changes out: walks it in reading order, tells of each difference that a reader can see,
 * and writes the ids on the nodes. What repeats or follows from elsewhere is not told.
 */
import type { Document } from '../model.ts';
import type { Change, MergedNode } from './comparison.ts';
import { findRuns } from './find-runs.ts';
import { wordsOfMerged } from './read-merged.ts';
import { enter, OUTERMOST, type Scope } from './scope.ts';
import { openTeller, tell } from './tell.ts';
import { movesOf, tellFrame, tellMoved, tellWhole } from './tell-blocks.ts';
import { tellCode } from './tell-code.ts';
import { tellFigureData, tellReplaced } from './tell-figure.ts';
import { findSections, tellSection } from './tell-section.ts';
import { enterTable, tellRow } from './tell-table.ts';
import { listHunks, tellWords } from './tell-words.ts';
import { type Kind, runOf, setChange, type Walk } from './walk.ts';

export function listChanges(tree: readonly MergedNode[], old: Document, now: Document): Change[] {
  const walk: Walk = {
    teller: openTeller(old, now),
    runs: findRuns(tree),
    moved: new Map(),
    walkNodes: (nodes, scope) => {
      const near = movesOf(nodes);
      const sections = findSections(nodes);
      for (const node of nodes) {
        const section = sections.get(node);
        if (section === undefined) walkNode(node, near, scope, walk);
        else if (section.nodes[0] === node) tellSection(section, near, scope, walk);
      }
    },
  };
  walk.walkNodes(tree, OUTERMOST);
  for (const from of walk.runs.from) setChange(from, walk.moved.get(runOf(from.move, walk)));
  return walk.teller.changes;
}

/** `near` are the moves among its neighbours. */
function walkNode(node: MergedNode, near: ReadonlySet<number>, scope: Scope, walk: Walk): void {
  if (node.kind === 'words') tellWords(node, scope, walk.teller);
  else if (node.kind === 'both') walkBoth(node, scope, walk);
  else if (node.kind === 'regrouped') tellRegrouped(node, scope, walk);
  else if (node.kind === 'replaced') tellReplaced(node, scope, walk);
  else if (node.kind === 'movedTo') tellMoved(node, scope, walk);
  else if (node.kind === 'removed' || node.kind === 'added') tellWhole(node, scope, walk);
  else if (node.kind === 'removedFrame' || node.kind === 'addedFrame')
    tellFrame(node, near, scope, walk);
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
  if (tagName === 'figure') walk.walkNodes(children, { ...inside, figure: {} });
  else if (tagName === 'details' && scope.figure !== undefined) tellFigureData(node, inside, walk);
  else if (tagName === 'pre') tellCode(node, inside, walk);
  else if (tagName === 'table') walk.walkNodes(children, enterTable(children, inside));
  else if (tagName === 'tr' && inside.table !== undefined) tellRow(children, inside, walk);
  else if (tagName === 'thead' && inside.table !== undefined)
    walk.walkNodes(children, { ...inside, table: { ...inside.table, isHead: true } });
  else walk.walkNodes(children, inside);
}

/** Only headings can be the same block by another tag. */
function sayLevel(was: string, is: string): string {
  const levels = Math.abs(Number(is.slice(1)) - Number(was.slice(1)));
  return `the heading stands ${levels === 1 ? 'one level' : `${levels} levels`} ${is > was ? 'lower' : 'higher'}`;
}

/** Paragraphs that were split or merged, and the words in them. */
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
