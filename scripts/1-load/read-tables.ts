/**
 * The data package in, typed and checked tables out: every cell of its column's type, keys unique, foreign keys
 * met. Each fault at its own line and column.
 */
import type { Checked, Column, FileTree, Row, Table, Tables } from '../model.ts';
import type { Complain } from '../place.ts';
import { checkChecks, checkForeignKeys, type TableFile } from './check-keys.ts';
import { type FormMatcher, openFormMatcher } from './match-forms.ts';
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
  const forms = openFormMatcher();
  const tables = new Map(
    files.map((file) => {
      const { resource } = file;
      const readers = { source, checks, forms };
      return [resource.name, toTable(file, readers, watch(resource))] as const;
    }),
  );
  forms.run();
  for (const file of files) checkForeignKeys(file, { tables, resources, faulty, source }, complain);
  for (const file of files) checkChecks(file, tables, faulty, complain);
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

/** What the table `cells` says of a row, by column; its column `*` stands for the whole row. By `table/row`. */
type Checks = ReadonlyMap<string, ReadonlyMap<string, Checked>>;

function readChecks(records: readonly CsvRecord[]): Checks {
  const [head, ...rows] = records;
  const at = (record: CsvRecord, name: string) =>
    record.cells[head?.cells.indexOf(name) ?? -1] ?? '';
  const checks = new Map<string, Map<string, Checked>>();
  for (const record of rows) {
    const row = `${at(record, 'table')}/${at(record, 'row')}`;
    const known = checks.get(row) ?? new Map<string, Checked>();
    checks.set(row, known.set(at(record, 'column'), at(record, 'checked') as Checked));
  }
  return checks;
}

interface Readers {
  readonly source: string;
  readonly checks: Checks;
  readonly forms: FormMatcher;
}

function toTable(file: TableFile, { source, checks, forms }: Readers, complain: Complain): Table {
  const { resource: declared, path } = file;
  const unspecial = checkedOf(declared, new Map()); // the same for nearly every row
  const columns = new Map(
    declared.schema.fields.map((one) => [one.name, toColumn(one, declared, source)]),
  );
  const values = readCells(file, forms, complain);
  const rows: Row[] = [];
  const rowByKey = new Map<string, Row>();
  for (const { line, cells } of values) {
    const key = declared.schema.primaryKey.map((name) => String(cells[name] ?? '')).join('/');
    const special = checks.get(`${declared.name}/${key}`);
    const checked = special === undefined ? unspecial : checkedOf(declared, special);
    const row = { key, line, values: cells, checked };
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
    references: referencesOf(declared),
    sources: declared.sources as Table['sources'],
    licences: declared.licenses as Table['licences'],
  };
}

/** Columns that are the whole foreign key of another table. */
function referencesOf({ schema }: Resource): ReadonlyMap<string, string> {
  return new Map(
    schema.foreignKeys
      .filter(({ fields }) => fields.length === 1)
      .map(({ fields, reference }) => [fields[0] ?? '', reference.resource]),
  );
}

function checkedOf(
  declared: Resource,
  special: ReadonlyMap<string, Checked>,
): Record<string, Checked> {
  const whole = special.get('*') ?? declared.checked;
  return Object.fromEntries(
    declared.schema.fields.map(({ name }) => [name, special.get(name) ?? whole]),
  );
}

function toColumn(one: Field, declared: Resource, source: string): Column {
  const place = placeOfName(source, one.name, findName(source, declared.name, 0)?.index);
  const {
    name,
    title,
    type,
    description,
    unit,
    source: from,
    licence,
    label,
    credit,
    blank,
    constraints,
  } = one;
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
    ...(blank === undefined ? {} : { blank }),
    ...(constraints.enum === undefined ? {} : { values: constraints.enum }),
  };
}
