/**
 * A range in running text is said with "to".
 *
 * Why: a dash between figures is read as "minus" or not at all; "2015 to 2016" is read as it is meant. Tables and captions
 * may keep the dash (GOV.UK style guide).
 *
 * Accepted:
 * ```md
 * In 2015 to 2016 there were 500 to 900 of them.
 * ```
 * Rejected:
 * ```md
 * There were 500–900 of them.
 * ```
 * Message: Unexpected `500–900`, expected `500 to 900`
 */
import type { Complain } from '../place.ts';
import type { Checked } from './checked.ts';
import { findWords, type WordEntry } from './find-words.ts';

const ENTRIES: readonly WordEntry[] = [
  {
    words: /(?<![\d–./-])(£?\d[\d,.]*)–(£?\d[\d,.]*\d|\d)(?![\d–/-])/g,
    instead: ([, from = '', to = '']) => `${from} to ${fullYear(from, to)}`,
  },
];

/** "2015–16" means 2016. */
function fullYear(from: string, to: string): string {
  return /^\d{4}$/.test(from) && /^\d\d$/.test(to) ? `${from.slice(0, 2)}${to}` : to;
}

export function rangeWords({ prose }: Checked, complain: Complain): void {
  findWords(
    prose,
    {
      rule: 'range-words',
      grade: 'warning',
      entries: ENTRIES,
      except: ['cell', 'caption', 'note'],
    },
    complain,
  );
}
