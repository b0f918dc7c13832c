/**
 * Two trees of blocks in, which block of the one is which of the other out: by the author's id, by the same words, by
 * likeness in the same place, by likeness anywhere. What is left was added or removed.
 */
import { alignUnits } from './align-units.ts';
import { compareSequences } from './compare-sequences.ts';
import {
  type Block,
  type BlockTree,
  bagOf,
  FEW_WORDS,
  isBlock,
  isStray,
  likeness,
  type Unit,
} from './read-blocks.ts';

/** Pairs of units; each unit is in one pair at most. */
export interface Matching {
  readonly newOf: ReadonlyMap<Unit, Unit>;
  readonly oldOf: ReadonlyMap<Unit, Unit>;
}

/** A matching while it is made. */
export class Pairs implements Matching {
  readonly newOf = new Map<Unit, Unit>();
  readonly oldOf = new Map<Unit, Unit>();

  /** False if either is in a pair already. */
  add(old: Unit, now: Unit): boolean {
    if (this.newOf.has(old) || this.oldOf.has(now)) return false;
    this.newOf.set(old, now);
    this.oldOf.set(now, old);
    return true;
  }

  /** Pairs two units and, if they say the same, what stands in them. */
  addWhole(old: Unit, now: Unit): void {
    if (!this.add(old, now) || !isBlock(old) || !isBlock(now)) return;
    if (old.seen !== now.seen || old.units.length !== now.units.length) return;
    old.units.forEach((unit, index) => {
      const other = now.units[index];
      if (other !== undefined && isBlock(unit) === isBlock(other)) this.addWhole(unit, other);
    });
  }
}

/** So few letters say nothing of where a block came from. */
const FEW_LETTERS = 20;
/** A block that moved and was edited shares at least so much of its words: surely, and at last. */
const SURELY_ALIKE = 0.75;
const ALIKE = 0.55;
/** One that stayed in its place, between the same neighbours, need not share so much. */
const ALIKE_HERE = 0.35;

export function matchBlocks(old: BlockTree, now: BlockTree): Matching {
  const pairs = new Pairs();
  pairs.add(old.root, now.root);
  matchSettled(old, now, pairs);
  matchNames(old, now, pairs);
  matchSame(old, now, pairs);
  matchKeys(old, now, pairs);
  matchNeighbours(pairs);
  matchInPlace(pairs, SURELY_ALIKE); // before anywhere else: there is less to compare with
  matchAlike(old, now, pairs, SURELY_ALIKE);
  matchInPlace(pairs, ALIKE_HERE);
  matchAlike(old, now, pairs, ALIKE);
  matchInPlace(pairs, ALIKE_HERE);
  matchTitles(pairs);
  return pairs;
}

/** Blocks that are the same down to their places. */
function matchSettled(old: BlockTree, now: BlockTree, pairs: Pairs): void {
  const others = new Map(now.keyed.map((block) => [block.settled, block]));
  for (const block of old.keyed) {
    const other = block.settled === undefined ? undefined : others.get(block.settled);
    if (other !== undefined) pairs.add(block, other);
  }
}

/** Blocks that somebody gave a name are known by it, if it is the name of one block only. */
function matchNames(old: BlockTree, now: BlockTree, pairs: Pairs): void {
  matchBy(old, now, pairs, ({ isNamed }) => isNamed);
}

/**
 * Blocks with the same key have the same source, whatever the data made of it. Where several say the same ("Before:"),
 * the key only counts them, and goes on to the next when one more is put before.
 */
function matchKeys(old: BlockTree, now: BlockTree, pairs: Pairs): void {
  const repeated = new Set([...listRepeated(old), ...listRepeated(now)]);
  matchBy(old, now, pairs, (block) => !repeated.has(sayingOf(block)));
}

function listRepeated({ keyed }: BlockTree): string[] {
  const sayings = keyed.map(sayingOf);
  const first = new Set<string>();
  return sayings.filter((saying) => first.size === first.add(saying).size);
}

function sayingOf({ type, seen }: Block): string {
  return `${type}:${seen}`;
}

function matchBy(
  old: BlockTree,
  now: BlockTree,
  pairs: Pairs,
  isMeant: (block: Block) => boolean,
): void {
  const others = byKey(now);
  for (const [key, block] of byKey(old)) {
    const other = others.get(key);
    if (other?.type === block.type && isMeant(block) && isMeant(other))
      pairs.addWhole(block, other);
  }
}

/** Blocks whose key no other has. */
function byKey({ keyed }: BlockTree): Map<string, Block> {
  const blocks = new Map<string, Block>();
  const often = new Set<string>();
  for (const block of keyed) {
    const { key = '' } = block;
    if (blocks.has(key)) often.add(key);
    blocks.set(key, block);
  }
  for (const key of often) blocks.delete(key);
  return blocks;
}

/** Blocks with the same words: in order first, then whatever else is the same. */
function matchSame(old: BlockTree, now: BlockTree, pairs: Pairs): void {
  const names = new Map<Block, string>();
  const nameOf = (block: Block): string | Block => {
    const old = pairs.oldOf.get(block) ?? (pairs.newOf.has(block) ? block : undefined);
    if (old !== undefined) return old as Block; // both of a pair go by the old one
    const name = names.get(block) ?? sayingOf(block);
    names.set(block, name);
    return name;
  };
  const isTelling = (block: Block): boolean =>
    block.seen.length >= FEW_LETTERS || pairs.newOf.has(block) || pairs.oldOf.has(block);
  const [olds, nows] = [old.keyed.filter(isTelling), now.keyed.filter(isTelling)];
  for (const [a, b] of compareSequences(olds.map(nameOf), nows.map(nameOf)))
    pairs.addWhole(olds[a] as Block, nows[b] as Block);
  const left = new Map<string | Block, Block[]>();
  for (const block of nows)
    if (!pairs.oldOf.has(block) && !isStray(block))
      left.set(nameOf(block), [...(left.get(nameOf(block)) ?? []), block]);
  for (const block of olds) {
    if (pairs.newOf.has(block)) continue;
    const other = left.get(nameOf(block))?.shift();
    if (other !== undefined) pairs.addWhole(block, other);
  }
}

/** Blocks that share most of their words, the most alike first, wherever they stand. */
function matchAlike(old: BlockTree, now: BlockTree, pairs: Pairs, least: number): void {
  const isTelling = (block: Block): boolean => bagOf(block).size >= FEW_WORDS;
  const olds = old.keyed.filter((block) => !pairs.newOf.has(block)).filter(isTelling);
  const nows = now.keyed.filter((block) => !pairs.oldOf.has(block)).filter(isTelling);
  const alike = olds
    .flatMap((a) => nows.map((b) => ({ a, b, like: likenessOf(a, b, pairs, least) })))
    .filter(({ like }) => like >= least)
    .sort((one, other) => other.like - one.like);
  for (const { a, b } of alike) pairs.add(a, b);
}

/** A pair in the same place is worth a little more: of two copies the near one is meant. */
function likenessOf(a: Block, b: Block, pairs: Pairs, least: number): number {
  if (a.type !== b.type) return 0;
  const [one, other] = [bagOf(a), bagOf(b)];
  if ((2 * Math.min(one.size, other.size)) / (one.size + other.size) < least) return 0;
  const like = likeness(one, other);
  const isNear = a.parent !== undefined && pairs.newOf.get(a.parent) === b.parent;
  return like >= least && isNear ? like + 0.05 : like;
}

/** What stands in a pair is matched in its order, then what stands in that: pairs that are found on the way come last. */
function matchInPlace(pairs: Pairs, least: number): void {
  for (const [old, now] of pairs.newOf)
    if (isBlock(old) && isBlock(now)) alignUnits(old, now, pairs, least);
}

/** A heading with other words is the same heading if it opens the same chapter, or what follows it is the same. */
function matchTitles(pairs: Pairs): void {
  for (const [old, now] of [...pairs.newOf]) {
    if (!isBlock(old) || !isBlock(now)) continue;
    const [first, other] = [old.units[0], now.units[0]];
    addTitles(first, other, pairs);
    addTitles(neighbourOf(old, -1), neighbourOf(now, -1), pairs);
  }
}

function addTitles(old: Unit | undefined, now: Unit | undefined, pairs: Pairs): void {
  if (isHeading(old) && isHeading(now) && pairs.add(old, now))
    alignUnits(old, now, pairs, ALIKE_HERE);
}

/** What says the same beside a pair belongs with it, however short it is: a section moves with its "Before:". */
function matchNeighbours(pairs: Pairs): void {
  for (const [old, now] of pairs.newOf) {
    if (!isBlock(old) || !isBlock(now) || old.key === undefined) continue;
    for (const step of [-1, 1]) {
      const [near, other] = [neighbourOf(old, step), neighbourOf(now, step)];
      if (near === undefined || other === undefined || !isBlock(near) || !isBlock(other)) continue;
      if (near.seen !== '' && sayingOf(near) === sayingOf(other)) pairs.addWhole(near, other);
    }
  }
}

function isHeading(unit: Unit | undefined): unit is Block {
  return unit !== undefined && isBlock(unit) && unit.type === 'heading';
}

function neighbourOf(block: Block, step: number): Unit | undefined {
  const units = block.parent?.units ?? [];
  return units[units.indexOf(block) + step];
}
