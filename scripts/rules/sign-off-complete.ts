/**
 * A final report is signed off: a name or role and a date for each check of `sign-off.yaml`.
 *
 * Why: authority, evidence, law and rights are for people to judge; a record of who did, and when, is what a reader and a
 * later inquiry go back to. One word says of nobody who it was, and nobody signs a report after its own date. A check that
 * does not apply is signed too, with a note that says so.
 *
 * Accepted:
 * ```yaml sign-off.yaml
 * H01: { by: open }
 * H02: { by: Head of evidence, date: "2026-11-22" }
 * ```
 * Rejected:
 * ```yaml report.yaml
 * status: final
 * ```
 * ```yaml sign-off.yaml
 * H01: { by: open }
 * H02: { by: x, date: "2026-11-22" }
 * H03: { by: Managing editor, date: "2026-11-22" }
 * H04: { by: Managing editor, date: "2026-11-22" }
 * H05: { by: Managing editor, date: "2026-11-22" }
 * H06: { by: Managing editor, date: "2026-11-22" }
 * H07: { by: Managing editor, date: "2026-11-22" }
 * H08: { by: Managing editor, date: "2026-11-22", note: Not a consultation. }
 * H09: { by: Managing editor, date: "2026-11-22" }
 * H10: { by: Managing editor }
 * H11: { by: Managing editor, date: "2031-01-01" }
 * ```
 * Message: Unexpected final report with H01, H10 open, expected a name or role and a date for each
 * Message: Unexpected signature of H02 in one word, expected a full name or a role
 * Message: Unexpected signature of H11 after the report's date, 2026-11-22, expected one on that day or before
 */
import type { SignOff } from '../model.ts';
import type { Complain } from '../place.ts';
import type { Checked } from './checked.ts';

/** Two words with two letters between them: "A. Okafor", "Head of evidence". */
const NAME_OR_ROLE = /\p{L}.*\s\S*\p{L}/u;

export function signOffComplete({ document, inputs }: Checked, complain: Complain): void {
  const { status, date: printed } = document.settings;
  if (status !== 'final') return;
  const complainOf = (found: readonly SignOff[], say: (checks: string) => string, note: string) => {
    const [first] = found;
    if (first === undefined) return;
    const reason = say(found.map(({ check }) => check).join(', '));
    const cure = `${note}: \`${first.check}: { by: "…", date: "…" }\``;
    complain({ rule: 'sign-off-complete', reason, place: first.place, note: cure });
  };
  const { signOffs } = inputs.records;
  const signed = signOffs.filter(({ isOpen }) => !isOpen);
  complainOf(
    signOffs.filter(({ isOpen }) => isOpen),
    (checks) =>
      `Unexpected final report with ${checks} open, expected a name or role and a date for each`,
    'have each decided and write it into sign-off.yaml',
  );
  complainOf(
    signed.filter(({ by = '' }) => !NAME_OR_ROLE.test(by)),
    (checks) => `Unexpected signature of ${checks} in one word, expected a full name or a role`,
    'say who decided, in two words or more',
  );
  complainOf(
    signed.filter(({ date = '' }) => date > printed),
    (checks) =>
      `Unexpected signature of ${checks} after the report's date, ${printed}, expected one on that day or before`,
    'write the day of the decision, or set `date:` in report.yaml to the day of publication',
  );
}
