/**
 * What an author wrote after a key (`p. 4`, `chapter 3`, `our translation`) in, a CSL label with its
 * number, or plain words, out. It knows no style: how a locator is printed is the style's affair.
 */

/** "p. 4, our emphasis" → `{ label: 'page', value: '4', words: 'our emphasis' }`; no label, all words. */
export interface Locator {
  readonly label?: string;
  readonly value?: string;
  readonly words?: string;
}

/** The locator in an author's words; a bare number or range is a page, what is no locator stays words. */
export function readLocator(source: string): Locator {
  const text = source.trim().replace(/\s+/g, ' ');
  const found = LOCATOR.exec(text);
  const label = found?.[1] === undefined ? 'page' : LABELS.get(found[1].toLowerCase());
  const value = found?.[2];
  const isBarePage = found?.[1] !== undefined || (value !== undefined && PAGES.test(value));
  if (label === undefined || value === undefined || !isBarePage) {
    return text === '' ? {} : { words: text };
  }
  const words = found?.[3]?.trim();
  return { label, value: value.replace(RANGE, '-'), ...(words ? { words } : {}) };
}

/** Beginnings of locators as people type them, by the label that CSL 1.0.2 (Locators) gives them. */
const SPELLINGS: Readonly<Record<string, string>> = {
  page: 'p pp pg page pages',
  chapter: 'ch chs chap chaps chapter chapters',
  section: 's ss sec secs sect section sections § §§',
  paragraph: 'para paras paragraph paragraphs ¶ ¶¶',
  figure: 'fig figs figure figures',
  table: 'table tables tbl',
  note: 'n nn note notes fn',
  part: 'pt part parts',
  volume: 'vol vols volume volumes',
  column: 'col cols column columns',
  line: 'line lines',
  appendix: 'app apps appendix appendices',
  equation: 'eq eqs equation equations',
};

const LABELS = new Map(
  Object.entries(SPELLINGS).flatMap(([label, words]) =>
    words.split(' ').map((word) => [word, label] as const),
  ),
);

const RANGE = /\s*(?:[-–—]+|\bto\b)\s*/g;
const UNIT = String.raw`(?:[A-Z]?\d+(?:\.\d+)*[a-z]?|[ivxlcdm]+|[A-Z])`;
const SPAN = String.raw`${UNIT}(?:(?:\s?[-–—]{1,3}\s?|\sto\s)${UNIT})?`;
const LIST = String.raw`${SPAN}(?:(?:,\s?|\sand\s|\s?&\s?)${SPAN})*`;
const LOCATOR = new RegExp(
  String.raw`^(?:([A-Za-z]+|§+|¶+)\.?\s*(?<![A-Za-z])|)(${LIST})(?:,\s*(\D.*))?$`,
);
const PAGES = /^\d+[a-z]?(?:[^\d.]+\d+[a-z]?)*$/;
