/**
 * Indexes of a report: the terms of the glossary, the abbreviations and the cities that it names, each with its places.
 * Chapters and lists in, entries in alphabetical order out.
 */
import type { Text } from 'mdast';
import type { Chapter, Inputs, Target, WordEntry, WordMark } from '../model.ts';
import type { Complain } from '../place.ts';
import {
  checkCapitals,
  findAbbreviations,
  markAbbreviations,
  type Use,
} from './expand-abbreviations.ts';
import { isPartOfName, wordFinder } from './find-words.ts';
import { visitWords } from './visit-words.ts';

/** Words of the lists in the report: what each index holds, and what to print in the text. */
export interface IndexedWords {
  readonly indexes: ReadonlyMap<string, readonly WordEntry[]>;
  readonly marksByText: ReadonlyMap<Text, readonly WordMark[]>;
}

export function indexWords(
  chapters: readonly Chapter[],
  targetByKey: ReadonlyMap<string, Target>,
  inputs: Inputs,
  complain: Complain,
): IndexedWords {
  const { abbreviations, glossary } = inputs;
  const short = findAbbreviations(chapters, targetByKey, abbreviations);
  const terms = findTerms(chapters, targetByKey, [...glossary.keys()]);
  checkCapitals(chapters, targetByKey, inputs, complain);
  const shortWords = new Map([...abbreviations].map(([name, { text }]) => [name, text]));
  const termWords = new Map([...glossary].map(([name, { text }]) => [name, text]));
  return {
    marksByText: markAbbreviations(short, abbreviations),
    indexes: new Map([
      ['abbreviation', listEntries(short, shortWords).filter(({ words }) => words !== '')],
      ['term', listEntries(terms, termWords)],
      ['city', listEntries(findCities(chapters, targetByKey, inputs), new Map())],
    ]),
  };
}

function findTerms(
  chapters: readonly Chapter[],
  targetByKey: ReadonlyMap<string, Target>,
  names: readonly string[],
): Use[] {
  const find = wordFinder(names, 'terms');
  const uses: Use[] = [];
  visitWords(chapters, targetByKey, (node, place) => {
    if (place.kind === 'note') return;
    for (const found of find(node.value)) uses.push({ ...found, node, place });
  });
  return uses;
}

/** Cities where the author's own words name them, not where a longer name holds theirs. */
function findCities(
  chapters: readonly Chapter[],
  targetByKey: ReadonlyMap<string, Target>,
  { tables }: Inputs,
): Use[] {
  const names = tables.get('cities')?.rows.map(({ values }) => String(values.name ?? '')) ?? [];
  const find = wordFinder(names.filter(Boolean), 'names');
  const uses: Use[] = [];
  visitWords(chapters, targetByKey, (node, place) => {
    if (place.kind === 'note') return;
    for (const found of find(node.value))
      if (!isPartOfName(node.value, found)) uses.push({ ...found, node, place });
  });
  return uses;
}

/** An entry for each name used, in alphabetical order, with every block that names it once. */
function listEntries(uses: readonly Use[], words: ReadonlyMap<string, string>): WordEntry[] {
  const places = new Map<string, Map<string, WordEntry['places'][number]>>();
  for (const { name, place } of uses) {
    const of = places.get(name) ?? new Map();
    places.set(name, of);
    const { identifier, target } = place;
    if (target !== undefined && !of.has(identifier)) of.set(identifier, { identifier, target });
  }
  const entries = [...places].map(([name, of]) => {
    return { name, words: words.get(name) ?? '', places: [...of.values()] };
  });
  return entries.sort((a, b) => compareNames(a.name, b.name));
}

/** Letters without case and accents decide, then the names as they are. */
function compareNames(a: string, b: string): number {
  const plain = (name: string): string =>
    name.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  const [first, second] = [plain(a), plain(b)];
  if (first !== second) return first < second ? -1 : 1;
  return a < b ? -1 : 1;
}
