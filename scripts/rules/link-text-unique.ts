/**
 * Links with the same words lead to the same place.
 *
 * Why: in a list of links nobody can tell two of them apart.
 *
 * Accepted:
 * ```md
 * The [census of 2011](https://example.org/2011) and the [census of 2021](https://example.org/2021).
 * ```
 * Rejected:
 * ```md
 * The [census](https://example.org/2011) of 2011 and the [census](https://example.org/2021) of 2021.
 * ```
 * Message: Unexpected link `census` to another address than before, expected words of its own
 */
import { toString as plainText } from 'mdast-util-to-string';
import type { Place } from '../model.ts';
import { type Complain, placeOf } from '../place.ts';
import { visitAll } from '../visit-all.ts';
import type { Checked } from './checked.ts';

export function linkTextUnique({ chapters }: Checked, complain: Complain): void {
  const seen = new Map<string, { url: string; place: Place }>();
  for (const { tree, path } of chapters) {
    visitAll(tree, (node) => {
      if (node.type !== 'link') return;
      const words = plainText(node).trim();
      const first = seen.get(words.toLowerCase());
      const place = placeOf(path, node);
      if (first === undefined) seen.set(words.toLowerCase(), { url: node.url, place });
      if (first === undefined || first.url === node.url || words === '') return;
      complain({
        rule: 'link-text-unique',
        grade: 'warning',
        reason: `Unexpected link \`${words}\` to another address than before, expected words of its own`,
        place,
        cause: { reason: `the first leads to ${first.url}`, place: first.place },
        note: 'say in its words what sets this page apart',
      });
    });
  }
}
