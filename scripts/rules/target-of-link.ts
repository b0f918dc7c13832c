/**
 * A link within the report leads somewhere.
 *
 * Why: `[words](#id)` to an id that nothing has is a dead link on the screen and in the PDF.
 *
 * Rule: target-exists
 * Accepted:
 * ```md
 * See [how they were counted](#sec-count).
 *
 * ## How they were counted {#sec-count}
 * ```
 * Rejected:
 * ```md
 * See [how they were counted](#nowhere).
 * ```
 * Message: Unexpected link to `#nowhere`, expected the id of something in the report
 */
import type { Element, Nodes } from 'hast';
import type { Place } from '../model.ts';
import { suggest } from '../nearest.ts';
import type { Complain } from '../place.ts';
import { visit } from '../visit.ts';
import type { Checked } from './checked.ts';

export function targetOfLink({ document }: Checked, complain: Complain): void {
  const ids = new Set<string>();
  visit(document.tree, 'element', ({ properties }) => {
    if (typeof properties.id === 'string') ids.add(properties.id);
  });
  const walk = (node: Nodes, place: Place): void => {
    if (node.type === 'element') checkLink(node, ids, place, complain);
    if (!('children' in node)) return;
    for (const child of node.children) {
      walk(child, (child.type === 'element' ? child.data?.place : undefined) ?? place);
    }
  };
  walk(document.tree, { file: `chapters/${document.report}/report.yaml` });
}

function checkLink(
  link: Element,
  ids: ReadonlySet<string>,
  place: Place,
  complain: Complain,
): void {
  const { href } = link.properties;
  if (link.tagName !== 'a' || typeof href !== 'string' || !href.startsWith('#')) return;
  const identifier = decode(href.slice(1));
  if (ids.has(identifier)) return;
  complain({
    rule: 'target-exists',
    reason: `Unexpected link to \`${href}\`, expected the id of something in the report`,
    place,
    note: suggest(
      `#${identifier}`,
      [...ids].filter((id) => /^(?:fig|tbl|sec|box|rec|para)-/.test(id)).map((id) => `#${id}`),
    ),
  });
}

function decode(address: string): string {
  try {
    return decodeURIComponent(address);
  } catch {
    return address;
  }
}
