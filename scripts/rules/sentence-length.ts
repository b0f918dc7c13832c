/**
 * A sentence has at most 45 words, and seldom more than 35.
 *
 * Why: readers lose long sentences; about 25 words is what the government's guidance asks for. From 36 words it is only a
 * hint. Quotations are not counted.
 *
 * Accepted:
 * ```md
 * Cities were given new tasks in the years when their councils had less to spend.
 * ```
 * Rejected:
 * ```md
 * Cities were given new tasks in the years when their councils had less to spend, and then they were given more of them in the years after that, when the councils had even less to spend and had also lost many of the people who used to do the work.
 * ```
 * Message: Unexpected sentence of 50 words, expected at most 45
 */
import type { Complain } from '../place.ts';
import type { Checked } from './checked.ts';
import { countWords, splitSentences } from './split-sentences.ts';

const MOST = 45; // words
const MANY = 35; // words

export function sentenceLength({ prose }: Checked, complain: Complain): void {
  for (const { ownText, kind, placeOf } of prose) {
    if (kind === 'quotation' || kind === 'cell') continue;
    for (const { text: sentence, offset } of splitSentences(ownText)) {
      const words = countWords(sentence);
      if (words <= MANY) continue;
      complain({
        rule: 'sentence-length',
        grade: words > MOST ? 'warning' : 'info',
        reason: `Unexpected sentence of ${words} words, expected at most ${words > MOST ? MOST : MANY}`,
        place: placeOf(offset, sentence.length),
        note: 'divide it in two where a new thought begins',
      });
    }
  }
}
