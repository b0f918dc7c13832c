/**
 * Two drafts of a report in, all that is known of their difference out, and the proof of it.
 */

import { compareData } from '../review/compare-data.ts';
import { compareDocuments } from '../review/compare-documents.ts';
import type { Comparison, DataChange } from '../review/comparison.ts';
import { type ProofFault, proveComparison } from '../review/prove-comparison.ts';
import type { ReviewedPages } from './review-pages.ts';
import type { Draft } from './side.ts';

/** What `output/diff/<report>/` is written from. */
export interface Review {
  /** Its name on the new side. */
  readonly report: string;
  readonly old: Draft;
  readonly now: Draft;
  readonly comparison: Comparison;
  /** Cells that changed and that no change names; undefined where a side carries no data. */
  readonly data?: readonly DataChange[];
  /** Where accepting or rejecting all changes does not give the new or the old report; empty if it is proved. */
  readonly faults: readonly ProofFault[];
  /** Which pages differ as printed; undefined where nobody asked. */
  readonly pages?: ReviewedPages;
}

export function reviewReport(old: Draft, now: Draft): Review {
  const comparison = compareDocuments(old.document, now.document);
  const faults = proveComparison(old.document, now.document, comparison);
  const hasData = old.tables !== undefined && now.tables !== undefined;
  const data = hasData ? { data: compareData(old.tables, now.tables, comparison) } : {};
  return { report: now.document.report, old, now, comparison, ...data, faults };
}

/** What `--fail-on` can name. */
export const GATES = ['words', 'numbers', 'pages'] as const;
export type Gate = (typeof GATES)[number];

/** How many changes of a report each gate sees. A change of a number in the words is one of both. */
export function countGates({
  comparison,
  pages,
}: Pick<Review, 'comparison' | 'pages'>): Record<Gate, number> {
  const { changes, settings } = comparison;
  const told = settings.filter(({ weight }) => weight !== 'typography');
  const numbers = changes.filter(
    ({ kind, deleted, inserted }) =>
      kind === 'value' || kind === 'figure' || numbersIn(deleted) !== numbersIn(inserted),
  );
  const words = changes.filter(
    ({ kind, weight }) => kind !== 'value' && kind !== 'figure' && weight !== 'typography',
  );
  return {
    words: words.length + told.length,
    numbers: numbers.length,
    pages: pages?.differences.length ?? 0,
  };
}

function numbersIn(words: string): string {
  return (words.match(/\d+(?:[.,]\d+)*/g) ?? []).sort().join(' ');
}
