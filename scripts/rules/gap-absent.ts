/**
 * A final report has no gaps.
 *
 * Why: `:::to-be-supplied` says that something is missing; a draft prints it so that nobody overlooks it, a final must
 * not go out with it.
 *
 * Accepted:
 * ```md
 * :::to-be-supplied{by="research team"}
 * The dates of the workshops.
 * :::
 * ```
 * Rejected:
 * ```yaml report.yaml
 * status: final
 * ```
 * ```md
 * :::to-be-supplied{by="research team"}
 * The dates of the workshops.
 * :::
 * ```
 * Message: Unexpected gap in a final report, expected the material that is to be supplied
 */

import type { Complain } from '../place.ts';
import { visit } from '../visit.ts';
import type { Checked } from './checked.ts';

export function gapAbsent({ document }: Checked, complain: Complain): void {
  if (document.settings.status !== 'final') return;
  visit(document.tree, 'element', (element) => {
    if (![element.properties.className].flat().includes('to-be-supplied')) return;
    complain({
      rule: 'gap-absent',
      reason: 'Unexpected gap in a final report, expected the material that is to be supplied',
      place: element.data?.place ?? { file: `chapters/${document.report}/report.yaml` },
      note: 'supply it, or set `status: draft` in report.yaml',
    });
  });
}
