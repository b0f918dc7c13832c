/**
 * No words in capitals for emphasis.
 *
 * Why: capitals are harder to read, some screen readers spell them out, and they shout; `**strong**` stresses a word.
 * Abbreviations stand alone, so only two such words in a row are told of.
 *
 * Accepted:
 * ```md
 * This is **very important** to the OECD.
 * ```
 * Rejected:
 * ```md
 * This is VERY IMPORTANT to the OECD.
 * ```
 * Message: Unexpected capitals `VERY IMPORTANT`, expected small letters
 */
import type { Complain } from '../place.ts';
import type { Checked } from './checked.ts';

export function capitalsAbsent({ prose }: Checked, complain: Complain): void {
  for (const { ownText, kind, placeOf } of prose) {
    if (kind === 'quotation') continue;
    for (const { 0: words, index } of ownText.matchAll(
      /(?<!\p{L})\p{Lu}{3,}(?:[ ,]+\p{Lu}{3,})+(?!\p{L})/gu,
    )) {
      if (!/\p{L}{6,}/u.test(words)) continue; // "ONS NRS" are two abbreviations
      complain({
        rule: 'capitals-absent',
        grade: 'warning',
        reason: `Unexpected capitals \`${words}\`, expected small letters`,
        place: placeOf(index, words.length),
        note: `write \`${words.toLowerCase()}\`, or \`**${words.toLowerCase()}**\` to stress it`,
      });
    }
  }
}
