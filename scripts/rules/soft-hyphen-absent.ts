/**
 * No soft hyphens.
 *
 * Why: a soft hyphen cannot be seen, breaks search and copying, and the reports do not hyphenate.
 *
 * Accepted:
 * ```md
 * A co-operative city.
 * ```
 * Rejected:
 * ```md
 * A lead­er of the city.
 * ```
 * Message: Unexpected soft hyphen in `lead­er`, expected the word without it
 */
import type { Complain } from '../place.ts';
import type { Checked } from './checked.ts';

/** From a word's first letter on: tried at each letter, a run of a million of them would take for ever. */
const SOFTENED = /(?<![\p{L}\u00ad])\p{L}*(?:\u00ad\p{L}*)+/gu;

export function softHyphenAbsent({ prose }: Checked, complain: Complain): void {
  for (const { text, placeOf, isWritten } of prose) {
    if (!text.includes('\u00ad')) continue;
    for (const { 0: word, index } of text.matchAll(SOFTENED)) {
      const place = placeOf(index, word.length);
      const bare = word.replaceAll('\u00ad', '');
      complain({
        rule: 'soft-hyphen-absent',
        grade: 'warning',
        reason: `Unexpected soft hyphen in \`${word}\`, expected the word without it`,
        place,
        note: `write \`${bare}\``,
        ...(isWritten(index, word.length) ? { fix: [{ place, text: bare }] } : {}),
      });
    }
  }
}
