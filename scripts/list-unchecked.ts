/**
 * What a report prints that nobody saw in its source: a Document's provenance and the tables in, the records and the
 * columns at fault out. Knows nothing of grades or of how it is told.
 */
import type { Provenance, Tables } from './model.ts';

export interface Unchecked {
  readonly record: Provenance;
  /** The columns of its cells that were not checked: "cities.population_2011"; for a fact, "facts". */
  readonly columns: readonly string[];
}

/** Values and figures that rest on unchecked cells, and cited facts that are provisional, in the order of `provenance`. */
export function listUnchecked(provenance: readonly Provenance[], tables: Tables): Unchecked[] {
  return provenance.flatMap((record) => {
    if (record.formatter === 'table') return []; // its cells are values of their own
    if (record.formatter === 'fact')
      return record.provisional ? [{ record, columns: ['facts'] }] : [];
    const columns = [...new Set(record.reads.flatMap((read) => uncheckedColumn(read, tables)))];
    return columns.length === 0 ? [] : [{ record, columns }];
  });
}

/** The column of a read if one of its cells was not checked; a label is no evidence and never counts. */
function uncheckedColumn(
  { table: name, column, rows }: Provenance['reads'][number],
  tables: Tables,
): string[] {
  const table = tables.get(name);
  if (table === undefined || table.columns.get(column)?.isLabel === true) return [];
  const isSeen = rows.every((key) => table.rowByKey.get(key)?.checked[column] === 'yes');
  return isSeen ? [] : [`${name}.${column}`];
}
