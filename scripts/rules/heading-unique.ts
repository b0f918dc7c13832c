/**
 * No two headings of a chapter are the same.
 *
 * Why: who jumps by headings or by the contents cannot tell them apart.
 *
 * Accepted:
 * ```md
 * ## Leeds
 *
 * ### Leeds in 2015
 *
 * ## Bristol
 * ```
 * Rejected:
 * ```md
 * ## Leeds
 *
 * ### In 2015
 *
 * ## Bristol
 *
 * ### In 2015
 * ```
 * Message: Unexpected second heading `In 2015` in the chapter, expected each once
 */
import type { Place } from '../model.ts';
import type { Complain } from '../place.ts';
import type { Checked } from './checked.ts';

export function headingUnique({ prose }: Checked, complain: Complain): void {
  const seen = new Map<string, Place>();
  for (const { kind, chapter, text, place } of prose) {
    if (kind !== 'heading') continue;
    const key = `${chapter}\n${text.trim().toLowerCase()}`;
    const first = seen.get(key);
    if (first === undefined) {
      seen.set(key, place);
      continue;
    }
    complain({
      rule: 'heading-unique',
      grade: 'warning',
      reason: `Unexpected second heading \`${text.trim()}\` in the chapter, expected each once`,
      place,
      cause: { reason: 'the first is here', place: first },
      note: 'say in the heading what sets this section apart',
    });
  }
}
