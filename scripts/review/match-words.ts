/**
 * The words of two sides in, which of them are kept out. Longest common words first, then as a person would say it: a
 * rewritten sentence is no patchwork of the small words it shares with the old one, and a new sentence begins where sentences begin.
 */
import { compareSequences, type Match } from './compare-sequences.ts';
import type { Token } from './read-inline.ts';

type Words = readonly Token[];

/** Pairs of kept tokens, in order. `keys` are those of the old side as the new side would have them. */
export function matchWords(old: Words, now: Words, keys: readonly string[]): Match[] {
  const nowKeys = now.map(({ key }) => key);
  const matches = compareSequences(keys, nowKeys);
  return slideGaps(dropCrumbs(matches, old, now), now, keys, nowKeys);
}

/** What changed between two kept words. */
interface Gap {
  /** Letters, on the side where it is more. */
  readonly letters: number;
  /** One word, or one number, is another now. */
  readonly isSwap: boolean;
}

/** A stretch of kept words, and what changed before it. */
interface Kept {
  readonly matches: readonly Match[];
  readonly before: Gap;
}

/** Kept words that are fewer than what changed on either side of them hinder reading more than they help. */
function dropCrumbs(matches: readonly Match[], old: Words, now: Words): Match[] {
  let kept = [...matches];
  for (;;) {
    const runs = listRuns(kept, old, now);
    const last = runs.at(-1)?.matches.at(-1) ?? [-1, -1];
    const tail = gapBetween(last, [old.length, now.length], old, now);
    const left = runs.filter(({ matches: run, before }, index) => {
      const after = runs[index + 1]?.before ?? tail;
      return !isCrumb(run, before, after, now);
    });
    if (left.length === runs.length) return kept;
    kept = left.flatMap(({ matches: run }) => run);
  }
}

function listRuns(matches: readonly Match[], old: Words, now: Words): Kept[] {
  const runs: { matches: Match[]; before: Gap }[] = [];
  let [a, b] = [-1, -1];
  for (const match of matches) {
    const run = runs.at(-1);
    if (run !== undefined && match[0] === a + 1 && match[1] === b + 1) run.matches.push(match);
    else runs.push({ matches: [match], before: gapBetween([a, b], match, old, now) });
    [a, b] = match;
  }
  return runs;
}

function gapBetween([a, b]: Match, [to, until]: Match, old: Words, now: Words): Gap {
  const letters = Math.max(lettersOf(old, a + 1, to), lettersOf(now, b + 1, until));
  return { letters, isSwap: to - a === 2 && until - b === 2 };
}

function lettersOf(words: Words, from: number, to: number): number {
  let letters = 0;
  for (let at = from; at < to; at++) letters += words[at]?.text.length ?? 0;
  return letters;
}

/** So many words in a row are never there by chance. */
const TELLING_WORDS = 4;

function isCrumb(run: readonly Match[], before: Gap, after: Gap, now: Words): boolean {
  if (before.letters === 0 || after.letters === 0 || (before.isSwap && after.isSwap)) return false;
  let [words, letters] = [0, 0];
  for (const [, at] of run) {
    const { text, atom, break: end } = now[at] as Token;
    if (atom !== undefined || end !== undefined) return false;
    letters += text.length;
    if (/[\p{L}\p{N}]/u.test(text)) words++;
  }
  return words < TELLING_WORDS && letters <= before.letters && letters <= after.letters;
}

/** What only one side has may as well begin a few words earlier or later if those are the same: it should begin a sentence. */
function slideGaps(
  matches: readonly Match[],
  now: Words,
  oldKeys: readonly string[],
  nowKeys: readonly string[],
): Match[] {
  const slid = matches.map(([a, b]): [number, number] => [a, b]);
  for (let index = 1; index < slid.length; index++) {
    const [a, b] = slid[index] as Match;
    const [before, above] = slid[index - 1] as Match;
    const isInserted = a === before + 1 && b > above + 1;
    const isDeleted = b === above + 1 && a > before + 1;
    if (isInserted) slide(slid, index, 1, nowKeys, (at) => rateBreak(now[at - 1]?.text));
    else if (isDeleted) slide(slid, index, 0, oldKeys, (at) => rateBreak(oldKeys[at - 1]));
  }
  return slid;
}

/** Moves the gap before a match; `side` is the side that has something in it. */
function slide(
  matches: [number, number][],
  index: number,
  side: 0 | 1,
  keys: readonly string[],
  rate: (at: number) => number,
): void {
  const from = (matches[index - 1] as Match)[side] + 1;
  const end = (matches[index] as Match)[side];
  let best = { by: 0, rating: rate(from) };
  for (let by = 1; isLinked(matches, index, by, side) && keys[from - by] === keys[end - by]; by++)
    if (rate(from - by) > best.rating) best = { by, rating: rate(from - by) };
  for (let by = 1; by <= best.by; by++) {
    const match = matches[index - by] as [number, number];
    match[side] += end - from;
  }
}

/** Whether the match so far before the gap stands right at the one after it. */
function isLinked(matches: readonly Match[], index: number, by: number, side: 0 | 1): boolean {
  const [here, next] = [matches[index - by], matches[index - by + 1]];
  if (here === undefined || next === undefined) return false;
  const other = side === 0 ? 1 : 0;
  return (by === 1 || next[side] === here[side] + 1) && next[other] === here[other] + 1;
}

/** How well something begins after this token. */
function rateBreak(before: string | undefined): number {
  if (before === undefined || before === '¶') return 4;
  if (/^[.!?]$/.test(before)) return 3;
  if (/^[,;:–—(]$/.test(before)) return 1;
  return 0;
}
