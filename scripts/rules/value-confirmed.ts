/**
 * A final report prints no value that rests on cells nobody saw in their source.
 *
 * Why: a draft marks such a value [p]; a final stands for it. Often a whole column waits for one look into its source, so
 * a chapter's values are told together, column by column. Where a final has to go out with them all the same, an entry in
 * `exceptions.yaml` with the name of the column says why; they keep their [p] in print.
 *
 * Accepted:
 * ```yaml report.yaml
 * status: final
 * ```
 * ```yaml exceptions.yaml
 * - rule: value-confirmed
 *   file: 10-example.md
 *   words: cities.first_devolution_deal_year
 *   reason: The department confirmed the years by letter; the letter is not public.
 * ```
 * ```md
 * First deals came to {{count cities first_devolution_deal_year=2015}} cities in 2015.
 * ```
 * Rejected:
 * ```yaml report.yaml
 * status: final
 * ```
 * ```md
 * First deals came to {{count cities first_devolution_deal_year=2015}} cities in 2015.
 * ```
 * Message: Unexpected provisional value of `cities.first_devolution_deal_year` in a final report, expected cells that were seen in their source
 */
import { listUnchecked, type Unchecked } from '../list-unchecked.ts';
import type { Complain } from '../place.ts';
import type { Checked } from './checked.ts';

/** How many places a message names. */
const PLACES = 10;

export function valueConfirmed({ document, inputs }: Checked, complain: Complain): void {
  if (document.settings.status !== 'final') return;
  const found = listUnchecked(document.provenance, inputs.tables);
  const groups = new Map<string, Unchecked[]>();
  for (const one of found.filter(({ record }) => record.formatter !== 'fact')) {
    for (const column of one.columns) {
      const group = `${one.record.place.file} ${column}`;
      groups.set(group, [...(groups.get(group) ?? []), one]);
    }
  }
  for (const [group, values] of groups) complainOfColumn(group, values, complain);
}

function complainOfColumn(group: string, values: readonly Unchecked[], complain: Complain): void {
  const [first] = values;
  const [file = '', column = ''] = group.split(' ');
  if (first === undefined) return;
  const many = values.length === 1 ? 'provisional value' : `${values.length} provisional values`;
  const places = values
    .slice(0, PLACES)
    .map(({ record: { text, place } }) => `${place.line}:${place.column} “${shorten(text)}”`);
  const more = values.length > PLACES ? ` and ${values.length - PLACES} more` : '';
  complain({
    rule: 'value-confirmed',
    reason: `Unexpected ${many} of \`${column}\` in a final report, expected cells that were seen in their source`,
    place: first.record.place,
    note: `look the cells up and set their \`checked\`, or except \`${column}\` in exceptions.yaml with a reason (${file.split('/').at(-1)}: ${places.join(', ')}${more})`,
  });
}

function shorten(text: string): string {
  return text.length > 30 ? `${text.slice(0, 29)}…` : text;
}
