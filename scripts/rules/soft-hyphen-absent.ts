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

export function softHyphenAbsent({ prose }: Checked, complain: Complain): void {
  for (const { text, placeOf, isWritten } of prose) {
    for (const { 0: word, index } of text.matchAll(/\p{L}*(?:\u00ad\p{L}*)+/gu)) {
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
