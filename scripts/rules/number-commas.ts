/**
 * Figures of five digits and more have commas.
 *
 * Why: 1234567 has to be counted, 1,234,567 is seen; the values and tables of the report have commas too (GOV.UK style
 * guide).
 *
 * Accepted:
 * ```md
 * The fund held 12,500 pounds in 2015.
 * ```
 * Rejected:
 * ```md
 * The fund held 12500 pounds in 2015.
 * ```
 * Message: Unexpected `12500`, expected `12,500`
 */
import type { Complain } from '../place.ts';
import type { Checked } from './checked.ts';
import { findWords, type WordEntry } from './find-words.ts';

const ENTRIES: readonly WordEntry[] = [
  {
    words: /(?<![\p{L}\d.,/_-])[1-9]\d{4,14}(?![\p{L}\d/_-])/gu,
    instead: ([figures]) => figures.replace(/\B(?=(?:\d{3})+$)/g, ','),
  },
];

export function numberCommas({ prose }: Checked, complain: Complain): void {
  findWords(prose, { rule: 'number-commas', grade: 'warning', entries: ENTRIES }, complain);
}
