/**
 * Two trees of blocks and what is matched in them in, the merged tree out: what stands in the same order on both sides
 * stays, what stands elsewhere moved, the rest was removed or added. Tells nothing of it yet.
 */

import { compareSequences } from './compare-sequences.ts';
import type { BothNode, MergedNode, RegroupedNode, SameNodes, Shell } from './comparison.ts';
import { type Group, growGroups } from './group-paragraphs.ts';
import type { Matching } from './match-blocks.ts';
import { mergeWords, NO_WORDS } from './merge-words.ts';
import { type Block, isBlock, type Run, type Unit } from './read-blocks.ts';
import { type IdMap, OPAQUE, type Token, type Tokens } from './read-inline.ts';
import { isSame } from './tidy-tree.ts';

interface Merging {
  readonly matching: Matching;
  readonly mapId: IdMap;
  /** Moves by their unit of the old side. */
  readonly moves: Map<Unit, number>;
}

/** The children of two roots. */
export function mergeTrees(old: Block, now: Block, matching: Matching): MergedNode[] {
  return mergeUnits(old, now, { matching, mapId: idMapOf(matching), moves: new Map() });
}

function idMapOf({ newOf }: Matching): IdMap {
  const names = new Map<string, string>();
  for (const [old, now] of newOf) {
    if (!isBlock(old) || !isBlock(now)) continue;
    const [was, is] = [old.node.properties.id, now.node.properties.id];
    if (typeof was === 'string' && typeof is === 'string') names.set(was, is);
  }
  return (identifier) => names.get(identifier) ?? identifier;
}

function mergeUnits(old: Block, now: Block, merging: Merging): MergedNode[] {
  const { newOf } = merging.matching;
  const kept = compareSequences(
    old.units.map((unit) => newOf.get(unit) ?? unit),
    [...now.units],
  );
  const merged: MergedNode[] = [];
  let [a, b] = [0, 0];
  for (const group of growGroups(old, now, kept, merging.matching)) {
    for (const unit of old.units.slice(a, group.old.from)) addOld(merged, unit, merging);
    for (const unit of now.units.slice(b, group.now.from)) addNew(merged, unit, merging);
    addGroup(merged, group, old, now, merging);
    [a, b] = [group.old.to, group.now.to];
  }
  for (const unit of old.units.slice(a)) addOld(merged, unit, merging);
  for (const unit of now.units.slice(b)) addNew(merged, unit, merging);
  addSpace(merged, old.tail, now.tail);
  return merged;
}

/** A unit that is not at this place on the new side. */
function addOld(merged: MergedNode[], unit: Unit, merging: Merging): void {
  addSpace(merged, unit.space, '');
  if (merging.matching.newOf.has(unit))
    merged.push({ kind: 'movedFrom', move: moveOf(unit, merging) });
  else if (isBlock(unit) && holdsAny(unit, merging.matching.newOf))
    merged.push({ kind: 'removedFrame', shell: shellOf(unit), children: oldUnits(unit, merging) });
  else if (isBlock(unit)) merged.push({ kind: 'removed', node: unit.node });
  else merged.push({ kind: 'words', ...mergeWords(unit.words, NO_WORDS, merging.mapId) });
}

/** A unit that was not at this place on the old side. */
function addNew(merged: MergedNode[], unit: Unit, merging: Merging): void {
  addSpace(merged, '', unit.space);
  const old = merging.matching.oldOf.get(unit);
  if (old !== undefined)
    merged.push({
      kind: 'movedTo',
      move: moveOf(old, merging),
      node: mergeUnit(old, unit, merging),
    });
  else if (isBlock(unit) && holdsAny(unit, merging.matching.oldOf))
    merged.push({ kind: 'addedFrame', shell: shellOf(unit), children: newUnits(unit, merging) });
  else if (isBlock(unit)) merged.push({ kind: 'added', node: unit.node });
  else merged.push({ kind: 'words', ...mergeWords(NO_WORDS, unit.words, merging.mapId) });
}

/** Whether anything inside a block is on both sides. */
function holdsAny({ units }: Block, pairs: ReadonlyMap<Unit, Unit>): boolean {
  return units.some((unit) => pairs.has(unit) || (isBlock(unit) && holdsAny(unit, pairs)));
}

function oldUnits({ units, tail }: Block, merging: Merging): MergedNode[] {
  const merged: MergedNode[] = [];
  for (const unit of units) addOld(merged, unit, merging);
  addSpace(merged, tail, '');
  return merged;
}

function newUnits({ units, tail }: Block, merging: Merging): MergedNode[] {
  const merged: MergedNode[] = [];
  for (const unit of units) addNew(merged, unit, merging);
  addSpace(merged, '', tail);
  return merged;
}

function moveOf(old: Unit, { moves }: Merging): number {
  const move = moves.get(old) ?? moves.size + 1;
  moves.set(old, move);
  return move;
}

function addGroup(
  merged: MergedNode[],
  group: Group,
  old: Block,
  now: Block,
  merging: Merging,
): void {
  const olds = old.units.slice(group.old.from, group.old.to);
  const nows = now.units.slice(group.now.from, group.now.to);
  const [first, other] = [olds[0], nows[0]];
  if (first === undefined || other === undefined) return;
  addSpace(merged, first.space, other.space);
  if (olds.length === 1 && nows.length === 1) addNode(merged, mergeUnit(first, other, merging));
  else merged.push(regroup(olds.filter(isBlock), nows.filter(isBlock), merging.mapId));
}

function mergeUnit(old: Unit, now: Unit, merging: Merging): MergedNode {
  if (isBlock(old) && isBlock(now)) return mergeBlock(old, now, merging);
  if (isBlock(old) || isBlock(now)) throw new Error('a block was matched with a run');
  if (isSame(old.nodes, now.nodes)) return { kind: 'same', nodes: now.nodes };
  return { kind: 'words', ...mergeWords(old.words, now.words, merging.mapId) };
}

function mergeBlock(old: Block, now: Block, merging: Merging): BothNode | MergedNode {
  if (old.settled !== undefined && old.settled === now.settled)
    return { kind: 'same', nodes: [now.node] };
  if (isSame(old.node, now.node) && isOneToOne(old, now, merging.matching))
    return { kind: 'same', nodes: [now.node] };
  if (isWhole(old) || isWhole(now)) return { kind: 'replaced', old: old.node, new: now.node };
  const [was, shell] = [shellOf(old), shellOf(now)];
  const children = mergeUnits(old, now, merging);
  return { kind: 'both', shell, ...(isSame(was, shell) ? {} : { was }), children };
}

/** Whether nothing of what stands in two blocks is matched with anything outside them. */
function isOneToOne(old: Block, now: Block, matching: Matching): boolean {
  return old.units.every((unit, index) => {
    const other = now.units[index];
    if (other === undefined) return false;
    const match = matching.newOf.get(unit);
    const isPair = match === other || (match === undefined && !matching.oldOf.has(other));
    return isPair && (!isBlock(unit) || !isBlock(other) || isOneToOne(unit, other, matching));
  });
}

function isWhole({ node }: Block): boolean {
  return OPAQUE.has(node.tagName) || node.content !== undefined;
}

export function shellOf({ node: { tagName, properties, data } }: Block): Shell {
  return { tagName, properties, ...(data === undefined ? {} : { data }) };
}

function addSpace(merged: MergedNode[], was: string, text: string): void {
  if (was === '' && text === '') return;
  if (was === text) addNode(merged, { kind: 'same', nodes: [{ type: 'text', value: text }] });
  else merged.push({ kind: 'space', text, was });
}

/** Neighbours that are the same become one. */
function addNode(merged: MergedNode[], node: MergedNode): void {
  const last = merged.at(-1);
  if (last?.kind === 'same' && node.kind === 'same')
    merged[merged.length - 1] = joinSame(last, node);
  else merged.push(node);
}

function joinSame(a: SameNodes, b: SameNodes): SameNodes {
  return { kind: 'same', nodes: [...a.nodes, ...b.nodes] };
}

// ── paragraphs split and merged ─────────────────────────────────────────────────────────────

function regroup(olds: readonly Block[], nows: readonly Block[], mapId: IdMap): RegroupedNode {
  const inline = mergeWords(joinParagraphs(olds), joinParagraphs(nows), mapId);
  const [old, now] = [olds[0] as Block, nows[0] as Block];
  return { kind: 'regrouped', shell: shellOf(now), was: shellOf(old), ...inline };
}

/** The words of several paragraphs as one, with a break where each but the first begins. */
function joinParagraphs(blocks: readonly Block[]): Tokens {
  const tokens: Token[] = [];
  const wrappers: Tokens['wrappers'][number][] = [];
  blocks.forEach((block, index) => {
    const { words } = block.units[0] as Run;
    const moved = wrappers.length;
    if (index > 0) tokens.push(breakBefore(block));
    for (const { shell, parent } of words.wrappers)
      wrappers.push({ shell, ...(parent === undefined ? {} : { parent: parent + moved }) });
    for (const token of words.tokens)
      tokens.push(token.wrapper < 0 ? token : { ...token, wrapper: token.wrapper + moved });
  });
  return { tokens, wrappers };
}

function breakBefore(block: Block): Token {
  const { space } = block;
  return {
    key: '¶',
    text: '¶',
    wrapper: -1,
    isSpace: false,
    break: { space, shell: shellOf(block) },
  };
}
