/**
 * The spelling is British.
 *
 * Why: a report in en-GB is read by people, spelling checkers and search in that spelling; -ise is the house form where
 * both are used. Names and quotations keep theirs.
 *
 * Accepted:
 * ```md
 * The city centre was reorganised by the World Health Organization.
 * ```
 * Rejected:
 * ```md
 * The city center was reorganized.
 * ```
 * Message: Unexpected `center`, expected `centre`
 * Message: Unexpected `reorganized`, expected `reorganised`
 */
import type { Complain } from '../place.ts';
import type { Checked } from './checked.ts';
import { findWords, type WordEntry } from './find-words.ts';

/** Only words in lower case: a capital may belong to a name. American stem → British stem, with any ending. */
const STEMS: readonly (readonly [string, string])[] = [
  ['analyz', 'analys'],
  ['behavior', 'behaviour'],
  ['catalyz', 'catalys'],
  ['center', 'centre'],
  ['color', 'colour'],
  ['favor', 'favour'],
  ['fulfill(?=s?\\b|ment)', 'fulfil'],
  ['harbor', 'harbour'],
  ['honor(?!a)', 'honour'],
  ['labor(?!at|io)', 'labour'],
  ['neighbor', 'neighbour'],
  ['rumor', 'rumour'],
  ['skeptic', 'sceptic'],
  ['traveler', 'traveller'],
  ['traveling', 'travelling'],
  ['modeling', 'modelling'],
  ['modeled', 'modelled'],
  ['labeled', 'labelled'],
  ['defense', 'defence'],
  ['offense', 'offence'],
];

const BRITISH = new Map(
  STEMS.map(([american, british]) => [american.replace(/\(.*/, ''), british]),
);

/** One pattern for all stems: this runs over every word of a report. */
const ENTRIES: readonly WordEntry[] = [
  {
    words: new RegExp(
      `\\b(?:${STEMS.map(([american]) => `(?:${american})`).join('|')})[a-z]*\\b`,
      'g',
    ),
    instead: ([word]) => {
      const stem = [...BRITISH.keys()].find((american) => word.startsWith(american)) ?? '';
      const british = BRITISH.get(stem) ?? stem;
      const ending = word.slice(stem.length);
      return british + (british === 'centre' ? ending.replace(/^ed$/, 'd') : ending);
    },
  },
  {
    words: /\b([a-z]{3,}[lnrmt])iz(e|es|ed|ing|ation|ations|er|ers)\b/g,
    instead: ([, stem, ending]) => `${stem}is${ending}`,
  },
];

export function spellingBritish({ document, prose }: Checked, complain: Complain): void {
  if (document.settings.language !== 'en-GB') return;
  findWords(prose, { rule: 'spelling-british', grade: 'warning', entries: ENTRIES }, complain);
}
