/**
 * A plain word where there is one.
 *
 * Why: a short common word is understood by more readers and read faster; these are only hints, because a longer one can be
 * meant (GOV.UK style guide, words to avoid).
 *
 * Accepted:
 * ```md
 * To start, cities use what they have.
 * ```
 * Rejected:
 * ```md
 * In order to commence, cities utilise what they have.
 * ```
 * Message: Unexpected `In order to`, expected `to`
 * Message: Unexpected `commence`, expected `start`
 * Message: Unexpected `utilise`, expected `use`
 */
import type { Complain } from '../place.ts';
import type { Checked } from './checked.ts';
import { findWords, type WordEntry } from './find-words.ts';

/** Long words and what says the same; the edit is left to the author, because endings differ. */
const PLAIN: readonly (readonly [RegExp, string])[] = [
  [/\bin order to\b/gi, 'to'],
  [/\bprior to\b/gi, 'before'],
  [/\bcommence[ds]?\b/g, 'start'],
  [/\butili[sz](?:e[ds]?|ing)\b/g, 'use'],
  [/\bgoing forward\b/gi, 'from now on'],
  [/\bin the event that\b/gi, 'if'],
  [/\bwith regard to\b|\bin relation to\b/gi, 'about'],
  [/\bat this moment in time\b/gi, 'now'],
  [/\bleverag(?:e[ds]?|ing)\b/g, 'use'],
  [/\bassist(?:ance|ed|s|ing)?\b(?= (?:with|in|cities|councils))/g, 'help'],
  [/\bendeavou?r(?:s|ed)?\b/g, 'try'],
  [/\bdue to the fact that\b/gi, 'because'],
  [/\ba number of\b/gi, 'some'],
];

const ENTRIES: readonly WordEntry[] = PLAIN.map(([words, plain]) => ({
  words,
  expected: `\`${plain}\``,
}));

export function plainWord({ prose }: Checked, complain: Complain): void {
  findWords(prose, { rule: 'plain-word', grade: 'info', entries: ENTRIES }, complain);
}
