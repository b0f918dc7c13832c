/**
 * No eg, ie, etc or other shortened Latin.
 *
 * Why: screen readers say "egg" for eg, readers mix ie and eg up, and etc hides what is left out (GOV.UK style guide).
 *
 * Accepted:
 * ```md
 * Some cities, for example Leeds, elect nobody.
 * ```
 * Rejected:
 * ```md
 * Some cities, e.g. Leeds, elect nobody.
 * ```
 * Message: Unexpected `e.g.`, expected `for example`
 */
import type { Complain } from '../place.ts';
import type { Checked } from './checked.ts';
import { findWords, type WordEntry } from './find-words.ts';

const ENTRIES: readonly WordEntry[] = [
  { words: /\be\.g\.|\beg\b(?!\.)/g, instead: 'for example' },
  { words: /\bi\.e\.|\bie\b(?!\.)/g, instead: 'that is' },
  { words: /\betc\b\.?/g, expected: 'the rest of the list, or `such as` before it' },
  { words: /\bviz\b\.?/g, instead: 'namely' },
  { words: /\bvs\b\.?/g, instead: 'against' },
  { words: /\bcirca\b|\bca\.(?= \d)/g, instead: 'about' },
  { words: /\bper annum\b/g, instead: 'a year' },
];

export function latinAbbreviation({ prose }: Checked, complain: Complain): void {
  findWords(prose, { rule: 'latin-abbreviation', grade: 'warning', entries: ENTRIES }, complain);
}
