/**
 * The units of two blocks that are the same block in, pairs of them out: what is matched already stays, the same comes
 * before the alike, and between two pairs the order is kept. Rows go by their head, cells by their column.
 */
import { alignTable, matchRows } from './align-table.ts';
import { compareSequences, type Match } from './compare-sequences.ts';
import type { Pairs } from './match-blocks.ts';
import { type Block, bagOf, isBlock, isStray, likeness, type Unit } from './read-blocks.ts';

/** More pairs than this are not tried one by one. */
const MOST_TRIED = 250_000;

/** `least` is how alike blocks must be. */
export function alignUnits(old: Block, now: Block, pairs: Pairs, least: number): void {
  if (isOneToOne(old, now, pairs)) return;
  if (old.node.tagName === 'table') alignTable(old, now, pairs);
  matchRows(old, now, pairs);
  const same = compareSequences(
    old.units.map((unit) => nameOf(unit, pairs)),
    now.units.map((unit) => nameOf(unit, pairs)),
  );
  for (const [a, b] of same) pairs.addWhole(old.units[a] as Unit, now.units[b] as Unit);
  for (const [olds, nows] of gapsBetween(old.units, now.units, fixedPairs(old, now, pairs)))
    alignGap(
      olds.filter((unit) => !pairs.newOf.has(unit)),
      nows.filter((unit) => !pairs.oldOf.has(unit)),
      pairs,
      least,
    );
  matchMoved(old, now, pairs);
}

/** Whether each unit has its match at the same place already. */
function isOneToOne(old: Block, now: Block, { newOf }: Pairs): boolean {
  return (
    old.units.length === now.units.length &&
    old.units.every((unit, index) => newOf.get(unit) === now.units[index])
  );
}

/** Both of a pair have the old one as their name. */
function nameOf(unit: Unit, pairs: Pairs): Unit | string {
  const old = pairs.oldOf.get(unit);
  if (old !== undefined) return old;
  if (pairs.newOf.has(unit)) return unit;
  return isBlock(unit) ? `${unit.type}:${unit.seen}` : unit.seen;
}

/** The longest list of pairs in this block whose order is the same on both sides. */
function fixedPairs(old: Block, now: Block, pairs: Pairs): Match[] {
  return compareSequences(
    old.units.map((unit) => pairs.newOf.get(unit) ?? unit),
    now.units.map((unit) => unit),
  );
}

/** What stands between neighbouring pairs. */
function gapsBetween(
  old: readonly Unit[],
  now: readonly Unit[],
  fixed: readonly Match[],
): [Unit[], Unit[]][] {
  const ends: Match[] = [...fixed, [old.length, now.length]];
  return ends.map(([a, b], index) => {
    const [from, to] = ends[index - 1] ?? [-1, -1];
    return [old.slice(from + 1, a), now.slice(to + 1, b)];
  });
}

/** The pairs of greatest likeness in all that keep the order of both sides. */
function alignGap(olds: readonly Unit[], nows: readonly Unit[], pairs: Pairs, least: number): void {
  if (olds.length === 0 || nows.length === 0 || olds.length * nows.length > MOST_TRIED) return;
  const width = nows.length + 1;
  const gains = new Float64Array(olds.length * nows.length);
  const best = new Float64Array((olds.length + 1) * width);
  for (let a = olds.length - 1; a >= 0; a--)
    for (let b = nows.length - 1; b >= 0; b--) {
      const gain = worthOf(olds[a] as Unit, nows[b] as Unit, least);
      gains[a * nows.length + b] = gain;
      const paired = gain > 0 ? gain + (best[(a + 1) * width + b + 1] as number) : 0;
      const left = Math.max(best[(a + 1) * width + b] as number, best[a * width + b + 1] as number);
      best[a * width + b] = Math.max(paired, left);
    }
  for (let a = 0, b = 0; a < olds.length && b < nows.length; ) {
    const gain = gains[a * nows.length + b] as number;
    const here = best[a * width + b] as number;
    if (gain > 0 && here === gain + (best[(a + 1) * width + b + 1] as number))
      pairs.add(olds[a++] as Unit, nows[b++] as Unit);
    else if (here === best[(a + 1) * width + b]) a++;
    else b++;
  }
}

/** What it is worth to take two units for the same; 0 if they are not. */
function worthOf(a: Unit, b: Unit, least: number): number {
  if (!isBlock(a) || !isBlock(b)) return isBlock(a) === isBlock(b) ? 0.5 : 0;
  if (a.type !== b.type) return 0;
  const like = likeness(bagOf(a), bagOf(b));
  if (isPart(a)) return 0.2 + like;
  return like >= least ? like : 0;
}

/** A part of a frame that a template makes is what it is by its place, whatever its words: a caption, a line of facts. */
function isPart({ key, type, node }: Block): boolean {
  if (key !== undefined) return false;
  return type.includes('.') || !/^(?:p|li|tr|dt|dd|h[1-6])$/.test(node.tagName);
}

/** What is the same and only stands elsewhere in this block: rows and items, and all that is no stray "Before:". */
function matchMoved(old: Block, now: Block, pairs: Pairs): void {
  const left = new Map<string, Unit[]>();
  for (const unit of now.units) {
    if (!isBlock(unit) || pairs.oldOf.has(unit) || unit.seen === '') continue;
    if (/^(?:p|heading)$/.test(unit.type) && isStray(unit)) continue;
    const name = `${unit.type}:${unit.seen}`;
    left.set(name, [...(left.get(name) ?? []), unit]);
  }
  for (const unit of old.units) {
    if (!isBlock(unit) || pairs.newOf.has(unit)) continue;
    const other = left.get(`${unit.type}:${unit.seen}`)?.shift();
    if (other !== undefined) pairs.addWhole(unit, other);
  }
}
