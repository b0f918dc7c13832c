/**
 * The tables of two drafts and their comparison in, changed cells that no visible change names out: data that moved and
 * moved nothing a reader sees.
 */
import type { Row, Scalar, Table, Tables } from '../model.ts';
import type { Comparison, DataChange } from './comparison.ts';
import { sayScalar } from './find-causes.ts';

export function compareData(
  old: Tables,
  now: Tables,
  { changes }: Pick<Comparison, 'changes'>,
): DataChange[] {
  const named = namedCells(changes);
  const names = [...new Set([...now.keys(), ...old.keys()])];
  return names
    .flatMap((name) => compareTable(name, old.get(name), now.get(name)))
    .filter(({ table, row, column }) => !named.has(nameCell(table, row, column)));
}

/** The cells and rows that changes of the report give as their causes. */
function namedCells(changes: Comparison['changes']): Set<string> {
  const named = new Set<string>();
  for (const { causes } of changes)
    for (const cause of causes) {
      if (cause.kind === 'cell') named.add(nameCell(cause.table, cause.row, cause.column));
      if (cause.kind === 'rows')
        for (const row of [...cause.removed, ...cause.added])
          named.add(nameCell(cause.table, row, ''));
    }
  return named;
}

function nameCell(table: string, row: string, column: string): string {
  return JSON.stringify([table, row, column]);
}

function compareTable(name: string, old: Table | undefined, now: Table | undefined): DataChange[] {
  if (old === undefined || now === undefined) {
    const says = `table ${name} ${old === undefined ? 'added' : 'removed'}`;
    const kind = old === undefined ? 'added' : 'removed';
    return [{ table: name, row: '', column: '', kind, old: null, new: null, says }];
  }
  const gone = old.rows.filter(({ key }) => !now.rowByKey.has(key));
  const columns = [...new Set([...now.columns.keys(), ...old.columns.keys()])];
  return [
    ...gone.map(({ key }) => rowChange(name, key, 'removed')),
    ...now.rows.flatMap((row): DataChange[] => {
      const was = old.rowByKey.get(row.key);
      return was === undefined
        ? [rowChange(name, row.key, 'added')]
        : compareRow(name, was, row, columns);
    }),
  ];
}

function rowChange(table: string, row: string, kind: 'added' | 'removed'): DataChange {
  return {
    table,
    row,
    column: '',
    kind,
    old: null,
    new: null,
    says: `${table}: row ${row} ${kind}`,
  };
}

function compareRow(table: string, old: Row, now: Row, columns: readonly string[]): DataChange[] {
  return columns.flatMap((column): DataChange[] => {
    const was: Scalar = old.values[column] ?? null;
    const is: Scalar = now.values[column] ?? null;
    if (was === is) return [];
    const says = `${table}.${column} in row ${now.key}: ${sayScalar(was)} → ${sayScalar(is)}`;
    return [{ table, row: now.key, column, kind: 'changed', old: was, new: is, says }];
  });
}
