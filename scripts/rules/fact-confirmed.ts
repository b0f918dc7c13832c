/**
 * A final report cites no fact that is still provisional.
 *
 * Why: a provisional fact was not yet seen in its source; a draft marks it [p], a final stands for it.
 *
 * Accepted:
 * ```md
 * The working paper came out in 2016 [@rapoport2015future]{fact=8}.
 * ```
 * Rejected:
 * ```yaml report.yaml
 * status: final
 * ```
 * ```md
 * There are data on 202 cities [@urbanconnections2015data]{fact=4}.
 * ```
 * Message: Unexpected provisional fact 4 in a final report, expected one that was seen in its source
 */
import { type Complain, placeOf } from '../place.ts';
import { visitAll } from '../visit-all.ts';
import type { Checked } from './checked.ts';

export function factConfirmed({ document, inputs, chapters }: Checked, complain: Complain): void {
  const facts = inputs.tables.get('facts');
  if (document.settings.status !== 'final' || facts === undefined) return;
  for (const { tree, path } of chapters) {
    visitAll(tree, (node) => {
      if (node.type !== 'citation' || node.fact === undefined) return;
      const row = facts.rowByKey.get(node.fact);
      if (row?.values.provisional !== true) return;
      complain({
        rule: 'fact-confirmed',
        reason: `Unexpected provisional fact ${node.fact} in a final report, expected one that was seen in its source`,
        place: placeOf(path, node),
        cause: { reason: 'the fact is here', place: { file: facts.file, line: row.line } },
        note: 'look the fact up in its source and set `provisional` to false, or leave the sentence out',
      });
    });
  }
}
