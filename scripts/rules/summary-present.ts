/**
 * A report of three chapters or more opens with a summary or a foreword.
 *
 * Why: most readers read no further; government papers of both kinds have one.
 *
 * Accepted:
 * ```md 00-summary.md
 * ---
 * title: Summary
 * ---
 *
 * In short.
 * ```
 * ```md 10-one.md
 * ---
 * title: One
 * ---
 *
 * Words.
 * ```
 * ```md 20-two.md
 * ---
 * title: Two
 * ---
 *
 * Words.
 * ```
 * Rejected:
 * ```md 10-one.md
 * ---
 * title: One
 * ---
 *
 * Words.
 * ```
 * ```md 20-two.md
 * ---
 * title: Two
 * ---
 *
 * Words.
 * ```
 * ```md 30-three.md
 * ---
 * title: Three
 * ---
 *
 * Words.
 * ```
 * Message: Unexpected report of 3 chapters without a summary or a foreword, expected one in the front matter
 */
import type { Complain } from '../place.ts';
import type { Checked } from './checked.ts';

const OPENING = /summary|foreword|preface|key (?:findings|points)|at a glance/i;

export function summaryPresent({ document, chapters }: Checked, complain: Complain): void {
  if (chapters.length < 3) return;
  if (chapters.some(({ matter, title }) => matter === 'front' && OPENING.test(title))) return;
  complain({
    rule: 'summary-present',
    grade: 'warning',
    reason: `Unexpected report of ${chapters.length} chapters without a summary or a foreword, expected one in the front matter`,
    place: { file: `chapters/${document.report}/report.yaml`, line: 1, column: 1 },
    note: `add \`chapters/${document.report}/00-summary.md\``,
  });
}
