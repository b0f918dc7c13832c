/**
 * A final report is signed off: a name or role and a date for each check of `sign-off.yaml`.
 *
 * Why: authority, evidence, law and rights are for people to judge; a record of who did, and when, is what a reader and a
 * later inquiry go back to. A check that does not apply is signed too, with a note that says so.
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
 * H02: { by: Editor, date: "2026-11-22" }
 * H03: { by: Editor, date: "2026-11-22" }
 * H04: { by: Editor, date: "2026-11-22" }
 * H05: { by: Editor, date: "2026-11-22" }
 * H06: { by: Editor, date: "2026-11-22" }
 * H07: { by: Editor, date: "2026-11-22" }
 * H08: { by: Editor, date: "2026-11-22", note: Not a consultation. }
 * H09: { by: Editor, date: "2026-11-22" }
 * H10: { by: Editor }
 * H11: { by: Editor, date: "2026-11-22" }
 * ```
 * Message: Unexpected final report with H01, H10 open, expected a name or role and a date for each
 */
import type { Complain } from '../place.ts';
import type { Checked } from './checked.ts';

export function signOffComplete({ document, inputs }: Checked, complain: Complain): void {
  const open = inputs.records.signOffs.filter(({ isOpen }) => isOpen);
  const [first] = open;
  if (document.settings.status !== 'final' || first === undefined) return;
  complain({
    rule: 'sign-off-complete',
    reason: `Unexpected final report with ${open.map(({ check }) => check).join(', ')} open, expected a name or role and a date for each`,
    place: first.place,
    note: `have each decided and write it into sign-off.yaml: \`${first.check}: { by: "…", date: "…" }\``,
  });
}
