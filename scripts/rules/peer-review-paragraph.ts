/**
 * A reviewer's comment names a paragraph that is there.
 *
 * Why: readers of the log follow it to the words it is about, and numbers change while ids do not.
 *
 * Accepted:
 * ```yaml peer-review.yaml
 * - comment: Say which cities.
 *   paragraph: para-cities
 *   disposition: accepted
 * ```
 * ```md
 * Leeds and Bristol. {#para-cities}
 * ```
 * Rejected:
 * ```yaml peer-review.yaml
 * - comment: Say which cities.
 *   paragraph: para-citys
 *   disposition: accepted
 * ```
 * ```md
 * Leeds and Bristol. {#para-cities}
 * ```
 * Message: Unexpected paragraph `para-citys`, expected the id of something in the report
 */
import { suggest } from '../nearest.ts';
import type { Complain } from '../place.ts';
import type { Checked } from './checked.ts';

export function peerReviewParagraph({ document, inputs }: Checked, complain: Complain): void {
  const ids = document.targets.map(({ identifier }) => identifier);
  const written = ids.filter((id) => /^(?:para|sec|fig|tbl|box|rec)-/.test(id));
  for (const { paragraph, placeOf } of inputs.records.peerReview) {
    if (paragraph === undefined || ids.includes(paragraph)) continue;
    complain({
      rule: 'peer-review-paragraph',
      reason: `Unexpected paragraph \`${paragraph}\`, expected the id of something in the report`,
      place: placeOf('paragraph'),
      note: suggest(paragraph, written),
    });
  }
}
