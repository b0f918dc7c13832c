/**
 * What goes out as final says who answers for it and what changed.
 *
 * Why: a draft prints "Contact to be supplied" and may lag behind in its version history; a final that does looks
 * unfinished, and its readers cannot ask.
 *
 * Accepted: `status: final` with `contact:` and an entry of `history:` for its `version:`
 * Rejected: `status: final` without `contact:`
 * Message: Unexpected final report without `contact`, expected where readers can write
 */
import type { Document } from '../model.ts';
import type { Complain } from '../place.ts';

export function finalComplete({ report, settings }: Document, complain: Complain): void {
  const place = { file: `chapters/${report}/report.yaml`, line: 1, column: 1 };
  if (settings.status === 'final' && settings.contact === undefined) {
    complain({
      rule: 'final-complete',
      reason: 'Unexpected final report without `contact`, expected where readers can write',
      place,
      note: 'add a line `contact: …` with an address that somebody reads',
    });
  }
  if (
    settings.history.length > 0 &&
    !settings.history.some(({ version }) => version === settings.version)
  ) {
    complain({
      rule: 'version-in-history',
      grade: 'warning',
      reason: `Unexpected version ${settings.version} that \`history\` does not name, expected an entry for it`,
      place,
      note: `add to \`history:\` an entry with \`version: "${settings.version}"\`, its date and what changed`,
    });
  }
}
