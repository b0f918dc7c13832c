/**
 * Comparisons in, their summary as JSON out: the same facts as the comment has, whole, for programs.
 */
import { findExcerpts } from './find-excerpts.ts';
import { type Reviewed, summarise, WEIGHTS } from './summarise.ts';

/** Substance first, in each weight the reading order; without the merged tree, which only a redline needs. */
export function summaryJson(reviews: readonly Reviewed[]): string {
  return `${JSON.stringify({ format: 1, reports: reviews.map(writeReport) }, null, 2)}\n`;
}

function writeReport(review: Reviewed): object {
  const { head, sentences, byWeight, counts, parts, causes } = summarise(review);
  const excerpts = findExcerpts(review.tree);
  const changes = WEIGHTS.flatMap((weight) => byWeight[weight]);
  return {
    report: review.new.report,
    title: review.new.title,
    old: review.old,
    new: review.new,
    says: head,
    sentences,
    counts,
    parts,
    causes: causes.map(({ says, changes: explained }) => ({
      says,
      changes: explained.map(({ id }) => id),
    })),
    changes: changes.map((change) => ({ ...change, ...(excerpts.get(change.id) ?? {}) })),
    renumbered: review.renumbered,
    settings: review.settings,
    data: review.data ?? [],
  };
}
