/**
 * A Vega-Lite transform in, the fields it takes and the fields it makes out.
 * Source: Vega-Lite 5 documentation, "Transformation" (defaults of `as`).
 */
import {
  isList,
  isObject,
  type Json,
  type JsonObject,
  listObjects,
  listStrings,
} from './json-value.ts';

/** Transforms that make new rows, in which only the named groups of the old ones live on. */
const remaking = ['aggregate', 'density', 'regression', 'loess', 'quantile', 'pivot'];

/** Properties that hold names of fields, whatever the transform. */
const fieldProperties = [
  ...['field', 'groupby', 'on', 'stack', 'impute', 'lookup', 'fold', 'flatten'],
  ...['density', 'regression', 'loess', 'quantile', 'pivot'],
];

/** Field names a transform reads, without those inside expressions. */
export function listTakenFields(transform: JsonObject): string[] {
  const operations = ['aggregate', 'joinaggregate', 'window', 'sort'];
  return [
    ...fieldProperties.flatMap((name) => listStrings(transform[name])),
    ...operations.flatMap((name) =>
      listObjects(transform[name]).flatMap(({ field }) => listStrings(field)),
    ),
    ...('impute' in transform ? listStrings(transform['key']) : []),
    ...('pivot' in transform ? listStrings(transform['value']) : []),
    ...listPredicateFields(transform['filter']),
  ];
}

/** Field names a transform adds to the row. `undefined`: any name, since they come from cells. */
export function listMadeFields(transform: JsonObject): string[] | undefined {
  if ('pivot' in transform) return undefined;
  const operations = ['aggregate', 'joinaggregate', 'window'];
  const as = listStrings(transform['as']);
  const isSpan = ('bin' in transform || 'stack' in transform) && as.length === 1;
  const named = [
    ...as,
    ...(isSpan ? [`${as[0]}_end`] : []),
    ...operations.flatMap((name) => listObjects(transform[name]).map(nameOperation)),
  ];
  return named.length > 0 ? named : listDefaultFields(transform);
}

/** True if rows after the transform are no longer rows of the table. */
export function remakesRows(transform: JsonObject): boolean {
  return remaking.some((name) => name in transform);
}

function nameOperation({ as, op, field }: JsonObject): string {
  if (typeof as === 'string') return as;
  return typeof field === 'string' ? `${String(op)}_${field}` : `${String(op)}_`;
}

function listDefaultFields(transform: JsonObject): string[] {
  if ('fold' in transform) return ['key', 'value'];
  if ('density' in transform) return ['value', 'density'];
  if ('quantile' in transform) return ['prob', 'value'];
  if ('flatten' in transform) return listStrings(transform['flatten']);
  if ('regression' in transform)
    return listStrings([transform['on'] ?? null, transform['regression'] ?? null]);
  if ('loess' in transform)
    return listStrings([transform['on'] ?? null, transform['loess'] ?? null]);
  const from = transform['from'];
  return isObject(from) ? listStrings(from['fields']) : [];
}

/** A filter is an expression, a test of one field, or a combination of such tests. */
function listPredicateFields(filter: Json | undefined): string[] {
  if (isList(filter)) return filter.flatMap(listPredicateFields);
  if (!isObject(filter)) return [];
  return [
    ...listStrings(filter['field']),
    ...['and', 'or', 'not'].flatMap((name) => listPredicateFields(filter[name])),
  ];
}
