/**
 * Nothing on the cover or in the settings claims to be of the Crown or before Parliament.
 *
 * Why: command paper numbers, official ISBNs, "Presented to Parliament" and Crown copyright are given by others. An
 * independent report that shows one deceives its readers.
 *
 * Accepted:
 * ```yaml report.yaml
 * notices: [This is not a publication of HM Government and was not laid before Parliament.]
 * ```
 * Rejected:
 * ```yaml report.yaml
 * series: CP 1234
 * notices: [Presented to Parliament by Command of His Majesty.]
 * ```
 * Message: Unexpected `CP 1234`, expected no element of the Crown or of Parliament
 * Message: Unexpected `Presented to Parliament`, expected no element of the Crown or of Parliament
 */
import type { Settings } from '../model.ts';
import type { Complain } from '../place.ts';
import type { Checked } from './checked.ts';

const CLAIMS =
  /\b(?:C[Pm]|Cmnd|HC) \d{1,5}\b|\bISBN[\s:]*(?:978|\d)|\bPresented to (?:both Houses of )?Parliament\b|\bby Command of H(?:is|er) Majesty\b|\bCrown copyright\b|\bRoyal Arms\b|\bOrdered by the House\b/gi;

export function crownElementAbsent({ document }: Checked, complain: Complain): void {
  for (const words of claimingTexts(document.settings)) {
    const found = words.match(CLAIMS)?.[0];
    if (found === undefined) continue;
    complain({
      rule: 'crown-element-absent',
      reason: `Unexpected \`${found}\`, expected no element of the Crown or of Parliament`,
      place: { file: `chapters/${document.report}/report.yaml`, line: 1, column: 1 },
      note: 'leave it out; who publishes for government has it added by the department',
    });
  }
}

/** What the cover and its back print as the report's own. */
function claimingTexts(settings: Settings): string[] {
  const { title, subtitle = '', series, marking = '', licence, notices } = settings;
  return [title, subtitle, series, marking, licence.name, `© ${licence.holder}`, ...notices];
}
