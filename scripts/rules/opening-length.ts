/**
 * A foreword has at most 800 words, a summary at most 1,500.
 *
 * Why: they are read instead of the report, and one that is as long as a chapter is not.
 *
 * Accepted:
 * ```md 00-foreword.md
 * ---
 * title: Foreword
 * ---
 *
 * Who should lead the cities is an old question.
 * ```
 * Rejected:
 * ```md 00-foreword.md
 * ---
 * title: Foreword
 * ---
 *
 * {{repeat 401 "Cities lead.\n\n"}}
 * ```
 * Message: Unexpected foreword of 802 words, expected at most 800
 */
import type { Complain } from '../place.ts';
import type { Checked } from './checked.ts';
import { countWords } from './split-sentences.ts';

const MOST = [
  { name: 'foreword', title: /foreword|preface/i, words: 800 },
  { name: 'summary', title: /summary/i, words: 1500 },
] as const;

export function openingLength({ chapters, prose }: Checked, complain: Complain): void {
  for (const { matter, title, titlePlace, slug } of chapters) {
    const most = matter === 'front' ? MOST.find((one) => one.title.test(title)) : undefined;
    if (most === undefined) continue;
    const words = prose
      .filter(({ chapter, depth }) => chapter === slug && depth !== 1)
      .reduce((sum, { text }) => sum + countWords(text), 0);
    if (words <= most.words) continue;
    complain({
      rule: 'opening-length',
      grade: 'warning',
      reason: `Unexpected ${most.name} of ${words.toLocaleString('en-GB')} words, expected at most ${most.words.toLocaleString('en-GB')}`,
      place: titlePlace,
      note: 'move what only some readers need into the chapters',
    });
  }
}
