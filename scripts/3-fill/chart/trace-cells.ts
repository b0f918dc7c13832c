/**
 * A drawn chart in, the cells it was drawn from out: of each table the columns the specification
 * names, in the rows that reach a mark. Cells of rows that a filter leaves out are not named.
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
    readCells(table, use.columnsByTable.get(table.name), keysByTable.get(table.name)),
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

function readCells(
  table: Table,
  columns: ReadonlySet<string> | undefined,
  keys: ReadonlySet<string> | undefined,
): Read[] {
  const rows = table.rows.filter(({ key }) => keys?.has(key));
  if (columns === undefined || rows.length === 0) return [];
  const named = [...table.columns.keys()].filter((name) => columns.has(name));
  return named.map((column) => ({
    table: table.name,
    column,
    rows: rows.map(({ key }) => key),
    values: rows.map(({ values }): Scalar => values[column] ?? null),
  }));
}
