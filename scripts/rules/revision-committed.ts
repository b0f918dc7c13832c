/**
 * A final report is made from committed sources.
 *
 * Why: a final names its revision, and who doubts a number goes back to it; a revision with a "+" is one that nobody can
 * have again. Where there is no git at all, a warning says so.
 *
 * Accepted:
 * ```yaml report.yaml
 * status: final
 * ```
 * ```text revision
 * 7aff48b6d4
 * ```
 * Rejected:
 * ```yaml report.yaml
 * status: final
 * ```
 * ```text revision
 * 7aff48b6d4+
 * ```
 * Message: Unexpected changes since revision 7aff48b6d4 in a final report, expected committed sources
 */
import type { Complain } from '../place.ts';
import type { Checked } from './checked.ts';

export function revisionCommitted({ document }: Checked, complain: Complain): void {
  const { report, settings, revision } = document;
  if (settings.status !== 'final') return;
  const complaint = {
    rule: 'revision-committed',
    place: { file: `chapters/${report}/report.yaml`, line: 1, column: 1 },
  };
  if (revision.id.endsWith('+'))
    complain({
      ...complaint,
      reason: `Unexpected changes since revision ${revision.id.slice(0, -1)} in a final report, expected committed sources`,
      note: 'commit `chapters`, `assets` and `templates` with git (`git status` lists what differs), or set `status: draft` until you do',
    });
  if (revision.id === '')
    complain({
      ...complaint,
      grade: 'warning' as const,
      reason: 'Unexpected final report without a revision, expected sources that git keeps',
      note: 'build it from a git clone, so that its readers can be told what it was made from',
    });
}
