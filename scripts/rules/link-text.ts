/**
 * The words of a link say where it leads.
 *
 * Why: who listens to a list of links hears only their words; "here" or an address says nothing, and is lost in print.
 *
 * Accepted:
 * ```md
 * See the [register of open data](https://www.data.gov.uk/).
 * ```
 * Rejected:
 * ```md
 * Click [here](https://www.data.gov.uk/), or see https://www.ons.gov.uk/census.
 * ```
 * Message: Unexpected link text `here`, expected words that say where it leads
 * Message: Unexpected link text `https://www.ons.gov.uk/census`, expected words that say where it leads
 */
import { toString as plainText } from 'mdast-util-to-string';
import { type Complain, placeOf } from '../place.ts';
import { visitAll } from '../visit-all.ts';
import type { Checked } from './checked.ts';

const EMPTY =
  /^(?:(?:click |see |read |find out )?(?:here|more|this|on)(?: link| page| website)?|link|page|website|read on|learn more)\.?$/i;
const ADDRESS = /^(?:https?:\/\/|www\.)\S+$/i;

export function linkText({ chapters }: Checked, complain: Complain): void {
  for (const { tree, path } of chapters) {
    visitAll(tree, (node) => {
      if (node.type !== 'link' && node.type !== 'linkReference') return;
      const words = plainText(node).trim();
      if (!EMPTY.test(words) && !ADDRESS.test(words)) return;
      complain({
        rule: 'link-text',
        grade: 'warning',
        reason: `Unexpected link text \`${words}\`, expected words that say where it leads`,
        place: placeOf(path, node),
        note: `name the page or the document: \`[the name of the page](${node.type === 'link' ? node.url : '…'})\``,
      });
    });
  }
}
