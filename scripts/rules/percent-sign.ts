/**
 * After figures stands % and not "per cent".
 *
 * Why: the sign is read faster and is what the charts and tables show (GOV.UK style guide).
 *
 * Accepted:
 * ```md
 * Spending fell by 20.4%, or by one per cent a year in words.
 * ```
 * Rejected:
 * ```md
 * Spending fell by 20.4 per cent.
 * ```
 * Message: Unexpected `20.4 per cent`, expected `20.4%`
 */
import type { Complain } from '../place.ts';
import type { Checked } from './checked.ts';
import { findWords, type WordEntry } from './find-words.ts';

const ENTRIES: readonly WordEntry[] = [
  {
    words: /(?<![\d.,])(\d[\d,.]*) ?(?:per ?cent\b|%(?<= %))/g,
    instead: ([, figures]) => `${figures}%`,
  },
];

export function percentSign({ prose }: Checked, complain: Complain): void {
  findWords(prose, { rule: 'percent-sign', grade: 'warning', entries: ENTRIES }, complain);
}
