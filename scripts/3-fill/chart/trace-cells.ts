/**
 * A drawn chart in, the cells it was drawn from out: of each table the columns the specification names, in the rows
 * that reach a mark; of a column that a filter asks, every cell; and every empty cell, which may keep its row out. Other
 * cells of rows that are left out are not named.
 */
import type { Read, Scalar, Table, Tables } from '../../model.ts';
import type { Lookup, SpecUse } from './check-fields.ts';
import type { ChartView } from './run-chart.ts';
import type { RowTrace } from './trace-rows.ts';

/** One read for each table and column, both in the order of the data package. */
export function traceCells(use: SpecUse, trace: RowTrace, run: ChartView, tables: Tables): Read[] {
  const keysByTable = new Map<string, Set<string>>();
  for (const { table, dataset } of trace.lineages) {
    for (const { _key } of run.readRows(dataset)) addKey(keysByTable, table, String(_key));
  }
  for (const lookup of use.lookups) addLookedUp(lookup, trace, run, tables, keysByTable);
  return [...tables.values()].flatMap((table) =>
    readCells(table, use, keysByTable.get(table.name) ?? new Set()),
  );
}

function addKey(keysByTable: Map<string, Set<string>>, table: string, key: string): void {
  const keys = keysByTable.get(table) ?? new Set();
  keysByTable.set(table, keys.add(key));
}

/** The rows of the second table whose key a row of the first one asked for. */
function addLookedUp(
  { table: name, key, field }: Lookup,
  { lineages }: RowTrace,
  run: ChartView,
  tables: Tables,
  keysByTable: Map<string, Set<string>>,
): void {
  const asked = new Set(
    lineages.flatMap(({ dataset }) => run.readRows(dataset).map((row) => row[field])),
  );
  for (const row of tables.get(name)?.rows ?? []) {
    if (asked.has(key === '_key' ? row.key : row.values[key])) addKey(keysByTable, name, row.key);
  }
}

function readCells(table: Table, use: SpecUse, keys: ReadonlySet<string>): Read[] {
  const columns = use.columnsByTable.get(table.name);
  const deciding = use.decidingByTable.get(table.name);
  const named = [...table.columns.keys()].filter((name) => columns?.has(name));
  return named.flatMap((column) => {
    const rows = table.rows.filter(
      ({ key, values }) =>
        deciding?.has(column) || keys.has(key) || (keys.size > 0 && values[column] === null),
    );
    return rows.length === 0
      ? []
      : {
          table: table.name,
          column,
          rows: rows.map(({ key }) => key),
          values: rows.map(({ values }): Scalar => values[column] ?? null),
        };
  });
}
