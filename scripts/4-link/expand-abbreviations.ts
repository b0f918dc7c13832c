/**
 * Abbreviations: written out at their first use in a report, explained to those who ask at every later one. Chapters and
 * the list in, what to print at each place out; the trees stay as they are, so that no key and no value changes.
 */
import type { Text } from 'mdast';
import type { Chapter, Inputs, Target, Word, WordMark } from '../model.ts';
import { type Complain, placeOf, placeWithin } from '../place.ts';
import { continuesName, type Found, pluralOf, wordFinder } from './find-words.ts';
import { visitWords, type WordPlace } from './visit-words.ts';

/** A use of a word: where it stands. */
export interface Use extends Found {
  readonly node: Text;
  readonly place: WordPlace;
}

/** Every use of a listed abbreviation, in reading order. */
export function findAbbreviations(
  chapters: readonly Chapter[],
  targetByKey: ReadonlyMap<string, Target>,
  list: ReadonlyMap<string, Word>,
): Use[] {
  const find = wordFinder(list.keys(), 'short forms');
  const uses: Use[] = [];
  visitWords(chapters, targetByKey, (node, place) => {
    for (const found of find(node.value)) uses.push({ ...found, node, place });
  });
  return uses;
}

/** What to print for each use: the words at the first in running text, a title at those after it. */
export function markAbbreviations(
  uses: readonly Use[],
  list: ReadonlyMap<string, Word>,
): Map<Text, WordMark[]> {
  const marks = new Map<Text, WordMark[]>();
  const known = new Set<string>();
  for (const use of uses) {
    const words = list.get(use.name)?.text ?? '';
    const isRunning = use.place.kind === 'prose' || use.place.kind === 'note';
    if (words === '' || !isRunning || isQuoted(use)) continue;
    const isIntroduced = introduces(use, words);
    const mark = known.has(use.name)
      ? explain(use, words)
      : isIntroduced || !mayExpand(use)
        ? undefined
        : expand(use, words);
    if (mark !== undefined) marks.set(use.node, [...(marks.get(use.node) ?? []), mark]);
    if (isIntroduced || mark !== undefined) known.add(use.name);
  }
  return marks;
}

/** "LGA-funded" and "GLA Economics" cannot take the words in. */
function mayExpand(use: Use): boolean {
  const after = use.node.value.slice(use.offset + use.written.length);
  return !after.startsWith('-') && !continuesName(use.node.value, use);
}

/** The author wrote it out: "Local Government Association (LGA)" or "LGA (Local …)". */
function introduces({ node, offset, written }: Use, words: string): boolean {
  const last = (words.split(' ').at(-1) ?? '').toLowerCase();
  const before = node.value.slice(0, offset).toLowerCase();
  const after = node.value.slice(offset + written.length).toLowerCase();
  const isBehind = after.startsWith(')') && /\($/.test(before);
  return (
    (isBehind &&
      (before.length === 1 ||
        before.slice(0, -1).trimEnd().replace(/s$/, '').endsWith(last.replace(/s$/, '')))) ||
    after.startsWith(` (${words.toLowerCase()}`)
  );
}

/** Inside quotation marks of the same text: what somebody said is not changed. */
function isQuoted({ node, offset }: Use): boolean {
  const before = node.value.slice(0, offset);
  const count = (pattern: RegExp): number => before.match(pattern)?.length ?? 0;
  return (
    count(/[“]/g) > count(/[”]/g) ||
    count(/(?<![\p{L}\p{N}])[‘']/gu) > count(/[’'](?![\p{L}\p{N}])/gu) ||
    count(/"/g) % 2 === 1
  );
}

function explain({ offset, name }: Use, title: string): WordMark {
  return { offset, length: name.length, words: name, title };
}

/** "local enterprise partnerships (LEPs)", with the article and the capital that the place asks for. */
function expand({ node, place, offset, name, ending, written }: Use, words: string): WordMark {
  const before = node.value.slice(0, offset);
  const isPlural = ending.startsWith('s');
  const owner = ending.slice(isPlural ? 1 : 0);
  const full = isPlural ? pluralOf(words) : words;
  const short = `${name}${isPlural ? 's' : ''}`;
  const begins = before === '' ? place.isFirst : /[.!?]["”’)]?\s+$/.test(before);
  const said = begins ? full.charAt(0).toUpperCase() + full.slice(1) : full;
  const article = /(?<![\p{L}\p{N}])([Aa])n?(\s)$/u.exec(before);
  const rightArticle = article
    ? `${article[1]}${/^[aeio]|^u(?!ni)/i.test(full) ? 'n' : ''}${article[2]}`
    : '';
  const taken = article?.[0].length ?? 0;
  return {
    offset: offset - taken,
    length: written.length + taken,
    words: `${rightArticle}${said}${owner} (${short}${owner})`,
  };
}

const CAPITALS =
  /(?<![\p{L}\p{N}-])(?=[A-Z0-9]*[A-Z][A-Z0-9]*[A-Z])[A-Z][A-Z0-9]+(?=s?(?![\p{L}\p{N}-]))/gu;
const OFTEN = 3;

/** Capitals that a report uses three times and the list does not have: a reader may not know them. */
export function checkCapitals(
  chapters: readonly Chapter[],
  targetByKey: ReadonlyMap<string, Target>,
  { abbreviations, chapters: sources }: Pick<Inputs, 'abbreviations' | 'chapters'>,
  complain: Complain,
): void {
  const uses = new Map<string, { count: number; node: Text; file: string }>();
  visitWords(chapters, targetByKey, (node, { file }) => {
    for (const [word] of node.value.matchAll(CAPITALS)) {
      if (abbreviations.has(word) || /^[IVXLCDM]+$/.test(word)) continue;
      const use = uses.get(word) ?? { count: 0, node, file };
      use.count++;
      uses.set(word, use);
    }
  });
  for (const [word, { count, node, file }] of uses) {
    if (count < OFTEN) continue;
    const text = sources.find(({ path }) => path === file)?.text;
    complain({
      rule: 'abbreviation-listed',
      grade: 'info',
      reason: `Unexpected \`${word}\`, used ${count} times, expected it in the list of abbreviations`,
      place: text === undefined ? placeOf(file, node) : placeWithin(text, file, node, word),
      note: `add \`${word}: …\` to assets/references/abbreviations.yaml; with nothing after the colon if every reader knows it`,
    });
  }
}
