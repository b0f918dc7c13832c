/**
 * What goes out as final says where its readers can write.
 *
 * Why: a draft prints "Contact to be supplied"; a final that does looks unfinished, and its readers cannot ask. An e-mail
 * address, an address on the web (https), or a postal address or telephone number will do.
 *
 * Accepted:
 * ```yaml report.yaml
 * status: final
 * contact: Write to reports@example.org
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

/** An e-mail address, an https address, or words with a number, as a street or a telephone has. */
const REACHABLE = [
  /[^\s@]+@[^\s@]+\.[^\s@]{2,}/u,
  /https:\/\/[^\s/]+\.[^\s/]+/u,
  /^(?=.*\d).{10,}$/su,
];

export function finalComplete({ document }: Checked, complain: Complain): void {
  const { report, settings } = document;
  const { contact, status } = settings;
  if (status !== 'final' || REACHABLE.some((form) => form.test(contact ?? ''))) return;
  const what =
    contact === undefined
      ? 'final report without `contact`'
      : `contact \`${contact}\` in a final report`;
  complain({
    rule: 'final-complete',
    reason: `Unexpected ${what}, expected where readers can write`,
    place: { file: `chapters/${report}/report.yaml`, line: 1, column: 1 },
    note: 'write `contact: …` with an e-mail address, an https address, or a postal address or telephone number that somebody reads',
  });
}
