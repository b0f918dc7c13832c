/**
 * A final report has no placeholders.
 *
 * Why: "TBC" or "to be supplied" in print says that nobody read it through.
 *
 * Accepted:
 * ```md
 * The date is to be confirmed.
 * ```
 * Rejected:
 * ```yaml report.yaml
 * status: final
 * ```
 * ```md
 * The date is TBC.
 * ```
 * Message: Unexpected placeholder `TBC` in a final report, expected what it stands for
 */
import type { Complain } from '../place.ts';
import type { Checked } from './checked.ts';

const PLACEHOLDER =
  /\b(?:TBC|TBD|TBA|TODO|FIXME|XXX+)\b|\b[Tt]o be (?:supplied|confirmed|decided|allocated|added)\b|\[(?:number|date|name|department|to [a-z ]+)\]|\b[Ll]orem ipsum\b|\?\?\?/gu;

export function placeholderAbsent({ document, prose }: Checked, complain: Complain): void {
  if (document.settings.status !== 'final') return;
  for (const { text, placeOf } of prose) {
    for (const { 0: words, index } of text.matchAll(PLACEHOLDER)) {
      complain({
        rule: 'placeholder-absent',
        reason: `Unexpected placeholder \`${words}\` in a final report, expected what it stands for`,
        place: placeOf(index, words.length),
        note: 'write what is known, or set `status: draft` in report.yaml',
      });
    }
  }
}
