/**
 * A date is written "22 November 2026".
 *
 * Why: 11/12/2026 means two days, and one form in a report lets readers search for it (GOV.UK style guide).
 *
 * Accepted:
 * ```md
 * It became law on 29 April 2026.
 * ```
 * Rejected:
 * ```md
 * It became law on April 29th, 2026.
 * ```
 * Message: Unexpected `April 29th, 2026`, expected `29 April 2026`
 */
import type { Complain } from '../place.ts';
import type { Checked } from './checked.ts';
import { findWords, type WordEntry } from './find-words.ts';

const MONTH =
  'January|February|March|April|May|June|July|August|September|October|November|December';

const ENTRIES: readonly WordEntry[] = [
  {
    words: new RegExp(`\\b(\\d{1,2})(?:st|nd|rd|th) (?:of )?(${MONTH})\\b`, 'g'),
    instead: ([, day, month]) => `${day} ${month}`,
  },
  {
    words: new RegExp(`\\b(${MONTH}) (\\d{1,2})(?:st|nd|rd|th)?, (\\d{4})\\b`, 'g'),
    instead: ([, month, day, year]) => `${day} ${month} ${year}`,
  },
  {
    words: /(?<![\d/.])\d{1,2}[/.]\d{1,2}[/.](?:19|20)\d\d(?![\d/])/g,
    expected: 'a date with the name of its month, such as `22 November 2026`',
  },
];

export function dateForm({ prose }: Checked, complain: Complain): void {
  findWords(prose, { rule: 'date-form', grade: 'warning', entries: ENTRIES }, complain);
}
