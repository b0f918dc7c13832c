/**
 * A report says "and" and not &.
 *
 * Why: & is read out in several ways and slows readers down; a body whose name has one is named in a citation or between
 * quotation marks (GOV.UK style guide).
 *
 * Accepted:
 * ```md
 * Brighton and Hove is one city.
 * ```
 * Rejected:
 * ```md
 * Brighton & Hove is one city.
 * ```
 * Message: Unexpected `&`, expected `and`
 */
import type { Complain } from '../place.ts';
import type { Checked } from './checked.ts';
import { findWords, type WordEntry } from './find-words.ts';

const ENTRIES: readonly WordEntry[] = [{ words: /(?<=\s)&(?=\s)/g, instead: 'and' }];

export function ampersandAbsent({ prose }: Checked, complain: Complain): void {
  findWords(
    prose,
    { rule: 'ampersand-absent', grade: 'warning', entries: ENTRIES, except: ['cell'] },
    complain,
  );
}
