/**
 * A heading ends without a full stop or comma.
 *
 * Why: a heading is no sentence of the text; the contents, the outline and the running heads repeat it. A question mark may
 * stand.
 *
 * Accepted:
 * ```md
 * ## Who leads?
 * ```
 * Rejected:
 * ```md
 * ## Who leads.
 * ```
 * Message: Unexpected `.` at the end of a heading, expected none
 */
import type { Complain } from '../place.ts';
import type { Checked } from './checked.ts';

export function headingStop({ prose }: Checked, complain: Complain): void {
  for (const { kind, text, place, placeOf, isWritten } of prose) {
    const sign = kind === 'heading' ? /[.,:;]$/.exec(text.trimEnd()) : null;
    if (sign === null || text.trimEnd().endsWith('...')) continue;
    const where = placeOf(sign.index, 1);
    complain({
      rule: 'heading-stop',
      grade: 'warning',
      reason: `Unexpected \`${sign[0]}\` at the end of a heading, expected none`,
      place: isWritten(sign.index, 1) ? where : place,
      note: 'leave it out',
      ...(isWritten(sign.index, 1) ? { fix: [{ place: where, text: '' }] } : {}),
    });
  }
}
