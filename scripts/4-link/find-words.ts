/**
 * Words of a list in a text: names in, a finder out. Knows nothing of trees.
 */

/** A name of the list where it stands in a text; offsets from 0. */
export interface Found {
  readonly name: string;
  readonly offset: number;
  /** As it is written there, with its ending. */
  readonly written: string;
  /** "s" of a plural or "’s" of a possessive, after the name. */
  readonly ending: string;
}

/** How a list is read: `names` as they are, `short forms` with a plural s, `terms` in either case and number. */
export type Reading = 'names' | 'short forms' | 'terms';

/** Finds each of the names as whole words, the longest first; a name inside another counts for the longer. */
export function wordFinder(names: Iterable<string>, reading: Reading): (text: string) => Found[] {
  const isTerm = reading === 'terms';
  const norm = (text: string): string => (isTerm ? text.toLowerCase() : text);
  const nameByForm = new Map<string, string>();
  for (const name of names) {
    nameByForm.set(norm(name), name);
    if (isTerm) nameByForm.set(norm(pluralOf(name)), name);
  }
  if (nameByForm.size === 0) return () => [];
  const forms = [...nameByForm.keys()].sort((a, b) => b.length - a.length).map(quotePattern);
  const ending = reading === 'short forms' ? "s?(?:['’]s?)?" : "(?:['’]s?)?";
  const pattern = new RegExp(
    `(?<![\\p{L}\\p{N}~-])(${forms.join('|')})(${ending})(?![\\p{L}\\p{N}~])`,
    isTerm ? 'giu' : 'gu',
  );
  return (text) =>
    [...text.matchAll(pattern)].map(({ 0: written, 1: form = '', 2: after = '', index }) => {
      return { name: nameByForm.get(norm(form)) ?? form, offset: index, written, ending: after };
    });
}

/** "combined authority" → "combined authorities"; only the last word changes. */
export function pluralOf(words: string): string {
  if (/[^aeiou]y$/.test(words)) return `${words.slice(0, -1)}ies`;
  return /(?:s|x|ch|sh)$/.test(words) ? `${words}es` : `${words}s`;
}

/** Capitalised words that begin a sentence or stand before a name without being part of it. */
const BEFORE_NAMES = new Set(
  'A After All Among And Around As At Because Before Between Both But By During Even For From Here If In Into Like Most Near No Not Of On Only Or Outside Since So That The Then There These This Though To Today Under Unlike Until When Where While With Within Without'.split(
    ' ',
  ),
);

/** "Greater Manchester" and "London Finance Commission" are names of their own. */
export function isPartOfName(text: string, { offset, written }: Found): boolean {
  const before = /(\p{Lu}[\p{L}-]*)\s$/u.exec(text.slice(0, offset))?.[1];
  if (before !== undefined && !BEFORE_NAMES.has(before)) return true;
  return continuesName(text, { offset, written }) && !/['’]/.test(written);
}

/** "GLA Economics"; a city's own council is still the city. */
export function continuesName(
  text: string,
  { offset, written }: Pick<Found, 'offset' | 'written'>,
): boolean {
  const after = text.slice(offset + written.length);
  return /^\s\p{Lu}[\p{L}]/u.test(after) && !/^\s(?:City )?Council(?:lors?)?\b/.test(after);
}

function quotePattern(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
}
