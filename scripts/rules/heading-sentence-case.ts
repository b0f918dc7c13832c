/**
 * A heading is in sentence case.
 *
 * Why: capitals in the middle make readers look for names that are not there (GOV.UK style guide). A word is taken for a
 * name where the report has it with a capital inside a sentence.
 *
 * Accepted:
 * ```md
 * ## How the leaders of Leeds are chosen
 *
 * The leaders of Leeds are chosen by the council, and so is a Lord Mayor.
 *
 * ## Who chooses a Lord Mayor
 * ```
 * Rejected:
 * ```md
 * ## How The Leaders Are Chosen
 *
 * The leaders are chosen by the council.
 * ```
 * Message: Unexpected capitals in `The`, `Leaders`, `Are`, `Chosen`, expected sentence case
 */
import type { Complain } from '../place.ts';
import type { Checked } from './checked.ts';
import type { Prose } from './read-prose.ts';

/** Small words that no name consists of. */
const SMALL = /^(?:The|And|Of|In|For|With|To|Are|Is|From|By|On|At|Or|That|Their|Its)$/;
/** A capitalised word with what precedes it; one after a stop or a colon begins anew. */
const CAPITALISED = /(?<=[^.?!:“‘"'(\s][”’)]?,? )\p{Lu}\p{Ll}+(?!\p{L}|['’]\p{Lu})/gu;

export function headingSentenceCase({ prose }: Checked, complain: Complain): void {
  const { names, words } = readWords(prose);
  for (const { kind, text, place, depth } of prose) {
    if (kind !== 'heading' || depth === undefined) continue;
    const wrong = [...text.matchAll(CAPITALISED)]
      .map(([word]) => word)
      .filter((word) => SMALL.test(word) || (words.has(word.toLowerCase()) && !names.has(word)));
    if (wrong.length === 0) continue;
    complain({
      rule: 'heading-sentence-case',
      grade: 'warning',
      reason: `Unexpected capitals in ${wrong.map((word) => `\`${word}\``).join(', ')}, expected sentence case`,
      place,
      note: `write ${wrong.map((word) => `\`${word.toLowerCase()}\``).join(', ')}; names keep their capitals`,
    });
  }
}

/** The words of the running text: those with a capital inside a sentence, and those in small letters. */
function readWords(prose: readonly Prose[]): { names: Set<string>; words: Set<string> } {
  const names = new Set<string>();
  const words = new Set<string>();
  for (const { kind, text } of prose) {
    if (kind === 'heading') continue;
    for (const [word] of text.matchAll(CAPITALISED)) names.add(word);
    for (const [word] of text.matchAll(/(?<!\p{L})\p{Ll}{3,}(?!\p{L})/gu)) words.add(word);
  }
  return { names, words };
}
