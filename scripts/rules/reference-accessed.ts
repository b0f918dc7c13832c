/**
 * A final report says when the web pages that it cites were read.
 *
 * Why: a page changes or goes away; with the date a reader can ask an archive for what its author saw. All are told in one
 * message, and a draft is not asked: the dates are looked up once, before it goes out.
 *
 * Accepted:
 * ```yaml report.yaml
 * status: final
 * ```
 * ```md
 * Networks lock cities in [@acuto2016lockins].
 * ```
 * Rejected:
 * ```yaml report.yaml
 * status: final
 * ```
 * ```md
 * It has closed [@bcc_partners].
 * ```
 * Message: Unexpected 1 cited web page without `accessed`, expected the date on which each was read
 */
import { type Complain, placeOf } from '../place.ts';
import { visitAll } from '../visit-all.ts';
import type { Checked } from './checked.ts';

export function referenceAccessed(
  { document, inputs, chapters }: Checked,
  complain: Complain,
): void {
  if (document.settings.status !== 'final') return;
  const places = new Map<string, ReturnType<typeof placeOf>>();
  for (const { tree, path } of chapters) {
    visitAll(tree, (node) => {
      if (node.type !== 'citation') return;
      for (const { key } of node.items) {
        const item = inputs.references.get(key)?.item;
        const isUndated = item?.type === 'webpage' && item.accessed === undefined;
        if (isUndated && !places.has(key)) places.set(key, placeOf(path, node));
      }
    });
  }
  const [first] = places.values();
  if (first === undefined) return;
  complain({
    rule: 'reference-accessed',
    grade: 'warning',
    reason: `Unexpected ${places.size} cited web ${places.size === 1 ? 'page' : 'pages'} without \`accessed\`, expected the date on which each was read`,
    place: first,
    note: `add \`"accessed": { "date-parts": [[2026, 11, 22]] }\` with the day to ${[...places.keys()].map((key) => `\`${key}\``).join(', ')} in assets/references/references.json`,
  });
}
