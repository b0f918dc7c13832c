/**
 * What a chart says of itself in, complaints about what is missing out.
 * Source: Government Analysis Function, "Data visualisation: charts": two titles, units, date and source. The headline
 * is the block's label, the source comes from the tables.
 *
 * `chart-subtitle`
 * Why: the headline says what was found; without a subtitle nobody knows in what, of whom and when.
 * Accepted: `"usermeta": { "subtitle": "Change in residents, 38 UK cities, 2011 to 2021", "unit": "%", "date": "2021" }`
 * Rejected: `"usermeta": { "unit": "%", "date": "2021" }`
 * Message: Unexpected chart without a subtitle, expected `usermeta.subtitle`
 *
 * `chart-date`
 * Why: a reader has to know how old the newest value is.
 * Accepted: `"usermeta": { "subtitle": "Change in residents", "unit": "%", "date": "2021" }`
 * Rejected: `"usermeta": { "subtitle": "Change in residents", "unit": "%" }`
 * Message: Unexpected chart without a date, expected `usermeta.date`
 *
 * `chart-unit`
 * Why: a number without a unit is no information.
 * Accepted: `"usermeta": { "subtitle": "Change in residents", "unit": "%", "date": "2021" }`
 * Rejected: `"usermeta": { "subtitle": "Change in residents", "date": "2021" }`
 * Message: Unexpected measure `change` without a unit, expected one
 */
import type { Complain } from './chart-fault.ts';
import { isObject, type JsonObject } from './json-value.ts';
import type { PlottedRows } from './plotted-rows.ts';

/** Complains of words the specification itself has to say. */
export function checkWords(spec: JsonObject, complain: Complain): void {
  const usermeta = isObject(spec['usermeta']) ? spec['usermeta'] : {};
  const pointer = isObject(spec['usermeta']) ? ['usermeta'] : [];
  const isSaid = (name: string) => String(usermeta[name] ?? '').trim() !== '';
  if (!isSaid('subtitle')) {
    complain({
      rule: 'chart-subtitle',
      reason: 'Unexpected chart without a subtitle, expected `usermeta.subtitle`',
      note: 'say in `"usermeta": {"subtitle": "…"}` what is measured, of whom and when',
      pointer,
    });
  }
  if (!isSaid('date')) {
    complain({
      rule: 'chart-date',
      reason: 'Unexpected chart without a date, expected `usermeta.date`',
      note: 'say in `"usermeta": {"date": "…"}` when the newest of its values was measured',
      pointer,
    });
  }
}

/** Complains of measures that neither the specification nor the data package gives a unit. */
export function checkUnits({ columns }: PlottedRows, spec: JsonObject, complain: Complain): void {
  for (const { name, role, unit } of columns) {
    if (role !== 'measure' || unit !== undefined) continue;
    complain({
      rule: 'chart-unit',
      reason: `Unexpected measure \`${name}\` without a unit, expected one`,
      note: `write \`"unit": "…"\` in \`usermeta\`, or \`"columns": {"${name}": {"title": "…", "unit": "…"}}\` there`,
      pointer: isObject(spec['usermeta']) ? ['usermeta'] : [],
    });
  }
}
