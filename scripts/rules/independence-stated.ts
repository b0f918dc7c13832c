/**
 * A report says on its cover whose views it holds.
 *
 * Why: a working paper that was written for government, and a White Paper that was not written by it, are easily taken for
 * policy. The notice is in the cover's template; this holds it there.
 *
 * Accepted:
 * ```yaml report.yaml
 * kind: white-paper
 * ```
 * Rejected:
 * ```hbs templates/pages/cover.hbs
 * ---
 * about: A cover without the notice.
 * ---
 * <div class="cover"><h1 class="cover-title">{{report.title}}</h1></div>
 * ```
 * Message: Unexpected cover without `do not represent the policy of any government`, expected the notice
 */
import type { Element, Root } from 'hast';
import { hastText } from '../hast-text.ts';
import type { Complain } from '../place.ts';
import type { Checked } from './checked.ts';

const NOTICE = {
  'white-paper': 'Not a publication of HM Government',
  'working-paper': 'do not represent the policy of any government',
} as const;

export function independenceStated({ document, inputs }: Checked, complain: Complain): void {
  const words = NOTICE[document.settings.kind];
  const cover = findPage(document.tree, 'page-cover');
  if (cover === undefined || hastText(cover).includes(words)) return;
  const file = inputs.templates.get('pages/cover')?.path ?? 'templates/pages/cover.hbs';
  complain({
    rule: 'independence-stated',
    reason: `Unexpected cover without \`${words}\`, expected the notice`,
    place: { file, line: 1, column: 1 },
    note: `put the notice back into \`${file}\``,
  });
}

/** The page of a document with this class. */
export function findPage(tree: Root, name: string): Element | undefined {
  return tree.children.find(
    (child): child is Element =>
      child.type === 'element' && [child.properties.className].flat().includes(name),
  );
}
