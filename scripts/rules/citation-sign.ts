/**
 * A citation has its sign: `[@key]` and not `[key]`.
 *
 * Why: without the sign the key is printed as a word, and the work is not in the list of references.
 *
 * Accepted:
 * ```md
 * Leadership is shared [@rapoport2019leading], as \[rapoport2019leading] says in `[rapoport2019leading]`.
 * ```
 * Rejected:
 * ```md
 * Leadership is shared [see rapoport2019leading, p. 4].
 * ```
 * Message: Unexpected key `rapoport2019leading` without its sign, expected `@rapoport2019leading`
 */
import type { Complain } from '../place.ts';
import type { Checked } from './checked.ts';

/** A word as keys are written; what belongs to a longer one, an address or a handle is none. */
const WORD = /(?<![\w@:/.-])[A-Za-z][\w:.-]*\w/g;

export function citationSign({ prose, inputs }: Checked, complain: Complain): void {
  const sources = new Map(inputs.chapters.map(({ path, text }) => [path, text.split('\n')]));
  for (const { text, placeOf } of prose) {
    for (const { 0: word, index } of text.matchAll(WORD)) {
      if (!inputs.references.has(word) || !isKey(word, text[index - 1])) continue;
      const place = placeOf(index, word.length);
      const line = sources.get(place.file)?.[(place.line ?? 1) - 1] ?? '';
      if (line.slice(0, (place.column ?? 1) - 1).endsWith('\\[')) continue; // meant as it stands
      complain({
        rule: 'citation-sign',
        grade: 'warning',
        reason: `Unexpected key \`${word}\` without its sign, expected \`@${word}\``,
        place,
        note: `write \`@${word}\`; to print the word in brackets, write \`\\[${word}]\``,
      });
    }
  }
}

/** A key that could be a word of the language is one only directly after a bracket. */
function isKey(word: string, before: string | undefined): boolean {
  return before === '[' || (/[a-z]/i.test(word) && /\d/.test(word));
}
