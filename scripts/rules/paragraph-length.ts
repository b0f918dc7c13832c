/**
 * A paragraph has at most 150 words.
 *
 * Why: a longer one fills a screen and hides where one thought ends; a numbered paragraph is also what others cite.
 *
 * Accepted:
 * ```md
 * One thought in a few sentences.
 * ```
 * Rejected:
 * ```md
 * {{repeat 76 "Cities lead. "}}
 * ```
 * Message: Unexpected paragraph of 152 words, expected at most 150
 */
import type { Complain } from '../place.ts';
import type { Checked } from './checked.ts';
import { countWords } from './split-sentences.ts';

const MOST = 150; // words

export function paragraphLength({ prose }: Checked, complain: Complain): void {
  for (const { text, kind, place } of prose) {
    const words = kind === 'paragraph' ? countWords(text) : 0;
    if (words <= MOST) continue;
    complain({
      rule: 'paragraph-length',
      grade: 'info',
      reason: `Unexpected paragraph of ${words} words, expected at most ${MOST}`,
      place,
      note: 'put an empty line where its next thought begins',
    });
  }
}
