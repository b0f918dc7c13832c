/**
 * The version history has an entry for the version that is printed.
 *
 * Why: a reader with two prints looks there for what changed; a history that lags behind tells a wrong story.
 *
 * Accepted:
 * ```yaml report.yaml
 * version: "0.2"
 * history:
 *   - { version: "0.2", date: "2026-11-22", note: Second draft. }
 *   - { version: "0.1", date: "2026-11-01", note: First draft. }
 * ```
 * Rejected:
 * ```yaml report.yaml
 * version: "0.2"
 * history:
 *   - { version: "0.1", date: "2026-11-01", note: First draft. }
 * ```
 * Message: Unexpected version 0.2 that `history` does not name, expected an entry for it
 */
import type { Complain } from '../place.ts';
import type { Checked } from './checked.ts';

export function versionInHistory({ document }: Checked, complain: Complain): void {
  const { report, settings } = document;
  const { history, version } = settings;
  if (history.length === 0 || history.some((entry) => entry.version === version)) return;
  complain({
    rule: 'version-in-history',
    grade: 'warning',
    reason: `Unexpected version ${version} that \`history\` does not name, expected an entry for it`,
    place: { file: `chapters/${report}/report.yaml`, line: 1, column: 1 },
    note: `add to \`history:\` an entry with \`version: "${version}"\`, its date and what changed`,
  });
}
