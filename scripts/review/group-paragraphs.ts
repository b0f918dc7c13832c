/**
 * Pairs of units in, groups out: a paragraph whose words went on in the next one was split, two whose words are now in one
 * were merged. A group is a range of units on either side; most are of one unit each.
 */
import type { Match } from './compare-sequences.ts';
import type { Matching } from './match-blocks.ts';
import { type Block, bagOf, isBlock, sharedWords, type Unit } from './read-blocks.ts';

/** Indexes of units, `to` exclusive. */
export interface Range {
  from: number;
  to: number;
}

export interface Group {
  readonly old: Range;
  readonly now: Range;
}

/** A neighbour belongs to a group if so much of it was, or is, in the paragraph on the other side. */
const OF_IT = 0.7;
/** And it must be so many words, so that nothing is told of a stray "Yes.". */
const FEW_WORDS = 2;

export function growGroups(
  old: Block,
  now: Block,
  kept: readonly Match[],
  matching: Matching,
): Group[] {
  const groups = kept.map(
    ([a, b]): Group => ({ old: { from: a, to: a + 1 }, now: { from: b, to: b + 1 } }),
  );
  if (kept.length === old.units.length && kept.length === now.units.length) return groups;
  groups.forEach((group, index) => {
    const before = groups[index - 1];
    const after = groups[index + 1];
    const limits = {
      old: { from: before?.old.to ?? 0, to: after?.old.from ?? old.units.length },
      now: { from: before?.now.to ?? 0, to: after?.now.from ?? now.units.length },
    };
    growSide(group, 'now', old.units, now.units, limits.now, matching);
    growSide(group, 'old', old.units, now.units, limits.old, matching);
  });
  return groups;
}

/** Takes neighbours on one side into the group while the paragraph on the other side explains them. */
function growSide(
  group: Group,
  side: 'old' | 'now',
  olds: readonly Unit[],
  nows: readonly Unit[],
  limit: Range,
  { newOf, oldOf }: Matching,
): void {
  const [units, taken] = side === 'now' ? [nows, oldOf] : [olds, newOf];
  const others =
    side === 'now'
      ? olds.slice(group.old.from, group.old.to)
      : nows.slice(group.now.from, group.now.to);
  const range = group[side];
  const whole = others.filter(isParagraph);
  if (whole.length !== others.length || !units.slice(range.from, range.to).every(isParagraph))
    return;
  const fits = (at: number): boolean => {
    const unit = units[at];
    if (unit === undefined || taken.has(unit) || !isParagraph(unit) || bagOf(unit).size < FEW_WORDS)
      return false;
    const left = leaveOut(whole, units.slice(range.from, range.to).filter(isBlock));
    return sharedWords({ counts: left }, bagOf(unit)) / bagOf(unit).size >= OF_IT;
  };
  while (range.to < limit.to && fits(range.to)) range.to++;
  while (range.from > limit.from && fits(range.from - 1)) range.from--;
}

/** A block that holds nothing but one run of words. */
function isParagraph(unit: Unit): unit is Block {
  if (!isBlock(unit) || unit.node.tagName !== 'p' || unit.tail !== '') return false;
  const [first] = unit.units;
  return unit.units.length === 1 && first !== undefined && !isBlock(first) && first.space === '';
}

/** The words of some blocks without those of others. */
function leaveOut(blocks: readonly Block[], others: readonly Block[]): Map<string, number> {
  const left = new Map<string, number>();
  for (const block of blocks)
    for (const [word, times] of bagOf(block).counts) left.set(word, (left.get(word) ?? 0) + times);
  for (const block of others)
    for (const [word, times] of bagOf(block).counts)
      left.set(word, Math.max(0, (left.get(word) ?? 0) - times));
  return left;
}
