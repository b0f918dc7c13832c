/**
 * What goes out as final says where its readers can write.
 *
 * Why: a draft prints "Contact to be supplied"; a final that does looks unfinished, and its readers cannot ask.
 *
 * Accepted:
 * ```yaml report.yaml
 * status: final
 * contact: reports@example.org
 * ```
 * Rejected:
 * ```yaml report.yaml
 * status: final
 * contact:
 * ```
 * Message: Unexpected final report without `contact`, expected where readers can write
 */
import type { Complain } from '../place.ts';
import type { Checked } from './checked.ts';

export function finalComplete({ document }: Checked, complain: Complain): void {
  const { report, settings } = document;
  if (settings.status !== 'final' || settings.contact !== undefined) return;
  complain({
    rule: 'final-complete',
    reason: 'Unexpected final report without `contact`, expected where readers can write',
    place: { file: `chapters/${report}/report.yaml`, line: 1, column: 1 },
    note: 'add a line `contact: …` with an address that somebody reads',
  });
}
