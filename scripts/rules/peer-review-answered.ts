/**
 * A final report has answered every comment of its reviewers.
 *
 * Why: a review counts for what became of it; a comment left open may be the one that overturns a finding.
 *
 * Accepted:
 * ```yaml peer-review.yaml
 * - comment: The sample is small.
 *   by: Reviewer A
 *   disposition: open
 * ```
 * Rejected:
 * ```yaml report.yaml
 * status: final
 * ```
 * ```yaml peer-review.yaml
 * - comment: The sample is small.
 *   disposition: open
 * ```
 * Message: Unexpected open comment in a final report, expected what became of it
 */
import type { Complain } from '../place.ts';
import type { Checked } from './checked.ts';

export function peerReviewAnswered({ document, inputs }: Checked, complain: Complain): void {
  if (document.settings.status !== 'final') return;
  for (const { disposition, placeOf } of inputs.records.peerReview) {
    if (disposition !== 'open') continue;
    complain({
      rule: 'peer-review-answered',
      reason: 'Unexpected open comment in a final report, expected what became of it',
      place: placeOf('disposition'),
      note: 'write `accepted`, or `partly accepted` or `declined` with a reason',
    });
  }
}
