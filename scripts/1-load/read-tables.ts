/**
 * The data package in, typed and checked tables out: every cell of its column's type, keys unique, foreign keys
 * met. Each fault at its own line and column.
 */
import type { Checked, Column, FileTree, Row, Table, Tables } from '../model.ts';
import type { Complain } from '../place.ts';
import { checkChecks, checkForeignKeys, type TableFile } from './check-keys.ts';
import { type CsvRecord, readCells, readCsv } from './read-csv.ts';
import {
  type Field,
  findName,
  PACKAGE_FILE,
  placeOfName,
  placeOfWords,
  type Resource,
  readPackage,
} from './read-package.ts';
import { readText } from './read-text.ts';

/** All tables by name; an empty map if the project has no data package. Faulty cells are null. */
export async function readTables(tree: FileTree, complain: Complain): Promise<Tables> {
  if ((await tree.read(PACKAGE_FILE)) === 'missing') return new Map();
  const source = await readText(tree, PACKAGE_FILE, complain);
  if (source === undefined) return new Map();
  const resources = readPackage(source, complain);
  const faulty = new Set<string>();
  const watch =
    ({ name }: Resource): Complain =>
    (complaint) => {
      faulty.add(name);
      complain(complaint);
    };
  const read = await Promise.all(resources.map((one) => readFile(tree, one, source, watch(one))));
  const files = read.filter((file) => file !== undefined);
  const checks = readChecks(files.find((file) => file.resource.name === 'cells')?.records ?? []);
  const tables = new Map(
    files.map((file) => {
      const { resource } = file;
      return [resource.name, toTable(file, source, checks, watch(resource))] as const;
    }),
  );
  for (const file of files) checkForeignKeys(file, { tables, resources, faulty, source }, complain);
  for (const file of files) checkChecks(file, tables, complain);
  return tables;
}

async function readFile(
  tree: FileTree,
  resource: Resource,
  source: string,
  complain: Complain,
): Promise<TableFile | undefined> {
  const path = `assets/data/${resource.path}`;
  const asker = placeOfWords(source, `"${resource.path}"`, placeOfName(source, resource.name));
  const text = await readText(tree, path, complain, asker);
  return text === undefined
    ? undefined
    : { resource, path, records: readCsv(text, path, complain) };
}

type Checks = ReadonlyMap<string, Checked>;

/** The table `cells` says which cells were checked; its column `*` stands for the whole row. */
function readChecks(records: readonly CsvRecord[]): Checks {
  const [head, ...rows] = records;
  const at = (record: CsvRecord, name: string) =>
    record.cells[head?.cells.indexOf(name) ?? -1] ?? '';
  return new Map(
    rows.map((record) => [
      `${at(record, 'table')}/${at(record, 'row')}/${at(record, 'column')}`,
      at(record, 'checked') as Checked,
    ]),
  );
}

function toTable(file: TableFile, source: string, checks: Checks, complain: Complain): Table {
  const { resource: declared, path } = file;
  const columns = new Map(
    declared.schema.fields.map((one) => [one.name, toColumn(one, declared, source)]),
  );
  const values = readCells(file, complain);
  const rows: Row[] = [];
  const rowByKey = new Map<string, Row>();
  for (const { line, cells } of values) {
    const key = declared.schema.primaryKey.map((name) => String(cells[name] ?? '')).join('/');
    const row = { key, line, values: cells, checked: checkedOf(declared, key, checks) };
    const first = rowByKey.get(key);
    if (first !== undefined) {
      complain({
        rule: 'data-key-unique',
        reason: `Unexpected second row \`${key}\` in \`${declared.name}\`, expected one row for a key`,
        place: { file: path, line, column: 1 },
        cause: { reason: 'the first is here', place: { file: path, line: first.line, column: 1 } },
        note: 'remove one of the rows or mend its key',
      });
      continue;
    }
    rows.push(row);
    rowByKey.set(key, row);
  }
  return {
    name: declared.name,
    title: declared.title,
    description: declared.description,
    file: path,
    columns,
    primaryKey: declared.schema.primaryKey,
    rows,
    rowByKey,
    sources: declared.sources as Table['sources'],
    licences: declared.licenses as Table['licences'],
  };
}

function checkedOf(declared: Resource, key: string, checks: Checks): Record<string, Checked> {
  const whole = checks.get(`${declared.name}/${key}/*`) ?? declared.checked;
  return Object.fromEntries(
    declared.schema.fields.map(({ name }) => [
      name,
      checks.get(`${declared.name}/${key}/${name}`) ?? whole,
    ]),
  );
}

function toColumn(one: Field, declared: Resource, source: string): Column {
  const place = placeOfName(source, one.name, findName(source, declared.name, 0)?.index);
  const { name, title, type, description, unit, source: from, licence, label, credit } = one;
  return {
    name,
    title,
    type,
    description,
    source: from,
    licence,
    credit: credit ?? from,
    isLabel: label,
    place,
    ...(unit === undefined ? {} : { unit }),
  };
}
