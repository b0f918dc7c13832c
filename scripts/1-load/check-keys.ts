/**
 * What one table says of another: foreign keys, and the table `cells`, which says of each cell whether it was checked.
 * Tables in, complaints out.
 */
import type { Row, Table, Tables } from '../model.ts';
import { suggest } from '../nearest.ts';
import type { Complain } from '../place.ts';
import { type CsvRecord, placeOfCell } from './read-csv.ts';
import { findName, placeOfWords, type Resource, START } from './read-package.ts';

/** A table as it was read. */
export interface TableFile {
  readonly resource: Resource;
  readonly path: string;
  readonly records: readonly CsvRecord[];
}

/** The whole package; of what lies in a faulty table nothing is said. */
interface Package {
  readonly tables: Tables;
  readonly resources: readonly Resource[];
  readonly faulty: ReadonlySet<string>;
  readonly source: string;
}

export function checkForeignKeys(
  { resource: declared, records }: TableFile,
  data: Package,
  complain: Complain,
): void {
  const table = data.tables.get(declared.name);
  const recordByLine = new Map(records.map((record) => [record.line, record]));
  for (const { fields, reference } of declared.schema.foreignKeys) {
    const name = reference.resource === '' ? declared.name : reference.resource;
    const other = data.tables.get(name);
    if (!checkReference(name, reference.fields, data, complain)) continue;
    if (table === undefined || other === undefined || data.faulty.has(name)) continue;
    const keys = new Set(other.rows.map((row) => joinKey(row, reference.fields)));
    const index = Math.max(0, records[0]?.cells.indexOf(fields[0] ?? '') ?? 0);
    for (const row of table.rows) {
      const key = joinKey(row, fields);
      if (fields.every((field) => row.values[field] === null) || keys.has(key)) continue;
      complain({
        rule: 'data-foreign-key',
        reason: `Unexpected \`${key}\` in \`${declared.name}.${fields.join(', ')}\`, expected a row of \`${name}\``,
        place: placeOfCell(table.file, recordByLine.get(row.line), index),
        note: suggest(key, keys),
      });
    }
  }
}

/** False after a complaint that a key leads to a table or column that is declared nowhere. */
function checkReference(
  name: string,
  fields: readonly string[],
  { resources, source }: Package,
  complain: Complain,
): boolean {
  const other = resources.find((resource) => resource.name === name);
  const columns = other?.schema.fields.map((field) => field.name) ?? [];
  const column = fields.find((field) => !columns.includes(field));
  if (other !== undefined && column === undefined) return true;
  if (other === undefined && findName(source, name, 0) !== null) return false; // declared, with a message of its own
  const [what, note] =
    other === undefined
      ? [
          `table \`${name}\``,
          suggest(
            name,
            resources.map((resource) => resource.name),
          ),
        ]
      : [`column \`${column}\` of \`${name}\``, suggest(column ?? '', columns)];
  complain({
    rule: 'data-package-valid',
    reason: `Unexpected ${what} in a foreign key, expected one that is declared`,
    place: placeOfWords(source, `"resource": "${name}"`, START),
    note,
  });
  return false;
}

function joinKey(row: Row, names: readonly string[]): string {
  return names.map((name) => String(row.values[name] ?? '')).join('/');
}

/** Each row of `cells` names a table, a row and a column that are there; `*` is every column. */
export function checkChecks(
  file: TableFile,
  tables: Tables,
  faulty: ReadonlySet<string>,
  complain: Complain,
): void {
  const [head, ...records] = file.records;
  if (file.resource.name !== 'cells' || head === undefined) return;
  const indexes = ['table', 'row', 'column'].map((name) => head.cells.indexOf(name));
  if (indexes.includes(-1)) return;
  for (const record of records) {
    const [name = '', row = '', column = ''] = indexes.map((index) => record.cells[index]);
    const table = tables.get(name);
    const fault = findUnknown(table, { name, row, column }, tables);
    if (fault === undefined || faulty.has(name)) continue; // its row may be the one that has been told of
    complain({
      rule: 'data-check-known',
      reason: `Unexpected ${fault.what} \`${fault.word}\` in \`cells\`, expected a cell that there is`,
      place: placeOfCell(file.path, record, indexes[fault.index] ?? 0),
      note: suggest(fault.word, fault.known),
    });
  }
}

function findUnknown(
  table: Table | undefined,
  { name, row, column }: { name: string; row: string; column: string },
  tables: Tables,
): { what: string; word: string; index: number; known: Iterable<string> } | undefined {
  if (table === undefined) return { what: 'table', word: name, index: 0, known: tables.keys() };
  if (!table.rowByKey.has(row))
    return { what: 'row', word: row, index: 1, known: table.rowByKey.keys() };
  if (column === '*' || table.columns.has(column)) return undefined;
  return { what: 'column', word: column, index: 2, known: table.columns.keys() };
}
