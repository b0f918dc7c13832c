/**
 * A final report says on which fact it rests where it cites a work with provisional facts.
 *
 * Why: `{fact=…}` is what leads from a sentence to its evidence; one that was left out, or taken out, hides that nobody
 * saw the fact in its source.
 *
 * Accepted:
 * ```yaml report.yaml
 * status: final
 * ```
 * ```md
 * The working paper came out in 2016 [@rapoport2015future]{fact=8}.
 * ```
 * Rejected:
 * ```yaml report.yaml
 * status: final
 * ```
 * ```md
 * There are data on 202 cities [@urbanconnections2015data].
 * ```
 * Message: Unexpected citation of `urbanconnections2015data` without its fact, expected `{fact=…}`, since facts 4, 5 of this work are provisional
 */
import type { CitationNode } from '../model.ts';
import { type Complain, placeOf } from '../place.ts';
import { visitAll } from '../visit-all.ts';
import type { Checked } from './checked.ts';

export function factNamed({ document, inputs, chapters }: Checked, complain: Complain): void {
  const facts = inputs.tables.get('facts');
  if (document.settings.status !== 'final' || facts === undefined) return;
  const provisional = new Map<string, string[]>();
  for (const { key, values } of facts.rows) {
    if (values.provisional !== true) continue;
    for (const work of String(values.source_key ?? '').split('; '))
      provisional.set(work, [...(provisional.get(work) ?? []), key]);
  }
  const see = (node: CitationNode, path: string) => {
    for (const { key } of node.items) {
      const waiting = provisional.get(key);
      if (waiting === undefined) continue;
      const which = waiting.length === 1 ? 'fact' : 'facts';
      const are = waiting.length === 1 ? 'is' : 'are';
      complain({
        rule: 'fact-named',
        grade: 'warning',
        reason: `Unexpected citation of \`${key}\` without its fact, expected \`{fact=…}\`, since ${which} ${waiting.join(', ')} of this work ${are} provisional`,
        place: placeOf(path, node),
        note: 'name the fact that the sentence rests on; if it rests on none, except it in exceptions.yaml with a reason',
      });
    }
  };
  for (const { tree, path } of chapters) {
    visitAll(tree, (node) => {
      if (node.type === 'citation' && node.fact === undefined) see(node, path);
    });
  }
}
