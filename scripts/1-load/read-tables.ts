/**
 * The data package in, typed and checked tables out: every cell of its column's type, keys unique, foreign keys
 * met. Each fault at its own line and column. Format: Frictionless Data Package and Table Schema.
 */
import { z } from 'zod';
import type { Checked, Column, FileTree, Place, Row, Scalar, Table, Tables } from '../model.ts';
import { suggest } from '../nearest.ts';
import { type Complain, placeAtOffset } from '../place.ts';
import { type CsvRecord, placeOfCell, readCells, readCsv } from './read-csv.ts';
import { readJson } from './read-json.ts';
import { readText } from './read-text.ts';

export const PACKAGE_FILE = 'assets/data/datapackage.json';

const list = z.union([z.string(), z.array(z.string())]).transform((keys) => [keys].flat());
const name = z
  .string()
  .regex(/^[A-Za-z][A-Za-z0-9_-]*$/, 'a letter, then letters, digits, _ and -');
const field = z.looseObject({
  name,
  title: z.string(),
  type: z.enum(['string', 'integer', 'number', 'year', 'date', 'boolean']),
  description: z.string(),
  unit: z.string().optional(),
  source: z.string(),
  licence: z.string(),
  credit: z.string().optional(),
  label: z.boolean().default(false),
  constraints: z
    .strictObject({
      required: z.boolean().optional(),
      unique: z.boolean().optional(),
      enum: z.array(z.union([z.string(), z.number(), z.boolean()])).optional(),
      minimum: z.number().optional(),
      maximum: z.number().optional(),
      pattern: z.string().refine(isPattern, 'a regular expression').optional(),
    })
    .default({}),
});
const resource = z.looseObject({
  name,
  title: z.string(),
  description: z.string(),
  path: z.string(),
  checked: z.enum(['yes', 'partial', 'no']).default('no'),
  sources: z.array(z.looseObject({ title: z.string(), path: z.string().optional() })),
  licenses: z.array(
    z.looseObject({ name: z.string(), title: z.string(), path: z.string().optional() }),
  ),
  schema: z.looseObject({
    fields: z.array(field).min(1),
    primaryKey: list,
    foreignKeys: z
      .array(
        z.looseObject({
          fields: list,
          reference: z.looseObject({ resource: z.string(), fields: list }),
        }),
      )
      .default([]),
  }),
});
const dataPackage = z.looseObject({ resources: z.array(resource) });

function isPattern(pattern: string): boolean {
  try {
    return new RegExp(pattern, 'u') !== undefined;
  } catch {
    return false;
  }
}

export type Resource = z.infer<typeof resource>;
export type Field = z.infer<typeof field>;

/** All tables by name; an empty map if the project has no data package. Faulty cells are null. */
export async function readTables(tree: FileTree, complain: Complain): Promise<Tables> {
  if ((await tree.read(PACKAGE_FILE)) === 'missing') return new Map();
  const source = await readText(tree, PACKAGE_FILE, complain);
  if (source === undefined) return new Map();
  const resources = readPackage(source, complain);
  const read = await Promise.all(
    resources.map(async (one) => {
      const path = `assets/data/${one.path}`;
      const place = placeOfWords(source, `"${one.path}"`, placeOfName(source, one.name));
      const text = await readText(tree, path, complain, place);
      return text === undefined
        ? undefined
        : { resource: one, path, records: readCsv(text, path, complain) };
    }),
  );
  const files = read.filter((file) => file !== undefined);
  const checks = readChecks(files.find((file) => file.resource.name === 'cells')?.records ?? []);
  const tables = new Map(
    files.map((file) => [file.resource.name, toTable(file, source, checks, complain)] as const),
  );
  const declared = new Set(resources.map(({ name }) => name));
  for (const file of files) checkForeignKeys(file, tables, declared, source, complain);
  return tables;
}

function readPackage(source: string, complain: Complain): readonly Resource[] {
  const json = readJson(source, PACKAGE_FILE, complain);
  if (json === undefined) return [];
  const result = dataPackage.safeParse(json);
  if (result.success) return checkNames(result.data.resources, source, complain);
  for (const issue of result.error.issues) {
    const name = nameOnPath(json, issue.path as (string | number)[]);
    complain({
      rule: 'data-package-valid',
      reason: `Unexpected \`${issue.path.join('.') || 'content'}\`: ${issue.message}`,
      place: name === undefined ? START : placeOfName(source, name),
      note: 'every table needs name, title, description, path, sources, licenses, schema; every column name, title, type, description, source, licence',
    });
  }
  return [];
}

const START: Place = { file: PACKAGE_FILE, line: 1, column: 1 };

/** Tables and columns by a name of their own, keys of columns that are there; faulty tables are left out. */
function checkNames(
  resources: readonly Resource[],
  source: string,
  complain: Complain,
): readonly Resource[] {
  const seen = new Set<string>();
  return resources.filter((one) => {
    const fault = findNameFault(one, seen);
    seen.add(one.name);
    if (fault === undefined) return true;
    complain({ rule: 'data-package-valid', place: placeOfName(source, one.name), ...fault });
    return false;
  });
}

function findNameFault(
  { name, schema }: Resource,
  seen: ReadonlySet<string>,
): { reason: string; note: string } | undefined {
  const columns = schema.fields.map((field) => field.name);
  const twice = columns.find((column, index) => columns.indexOf(column) !== index);
  const keys = [...schema.primaryKey, ...schema.foreignKeys.flatMap(({ fields }) => fields)];
  const unknown = keys.find((key) => !columns.includes(key));
  if (seen.has(name))
    return {
      reason: `Unexpected second table \`${name}\`, expected a name for each`,
      note: 'give one of them another name',
    };
  if (twice !== undefined)
    return {
      reason: `Unexpected second column \`${twice}\` in \`${name}\`, expected a name for each`,
      note: 'give one of them another name',
    };
  if (unknown === undefined) return undefined;
  return {
    reason: `Unexpected column \`${unknown}\` in a key of \`${name}\`, expected one of its columns`,
    note: suggest(unknown, columns),
  };
}

/** Where `"name": "…"` stands, however it is spaced; the search begins at `from`. */
function placeOfName(source: string, name: string, from = 0): Place {
  const found = findName(source, name, from);
  return found === null ? START : placeAtOffset(source, PACKAGE_FILE, found.index, found[0].length);
}

function findName(source: string, name: string, from: number): RegExpExecArray | null {
  const words = JSON.stringify(name).replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
  const form = new RegExp(`"name"\\s*:\\s*${words}`, 'g');
  form.lastIndex = from;
  return form.exec(source);
}

function placeOfWords(source: string, words: string, otherwise: Place): Place {
  const at = source.indexOf(words);
  return at === -1 ? otherwise : placeAtOffset(source, PACKAGE_FILE, at, words.length);
}

/** The nearest `name` on the way to a faulty key: the column's, else the table's. */
function nameOnPath(json: unknown, path: (string | number)[]): string | undefined {
  let name: string | undefined;
  let at = json;
  for (const step of path) {
    at = (at as Record<string | number, unknown> | null | undefined)?.[step];
    const own = (at as { name?: unknown } | null | undefined)?.name;
    if (typeof own === 'string') name = own;
  }
  return name;
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

interface TableFile {
  readonly resource: Resource;
  readonly path: string;
  readonly records: readonly CsvRecord[];
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

function checkForeignKeys(
  { resource: declared, records }: TableFile,
  tables: Tables,
  known: ReadonlySet<string>,
  source: string,
  complain: Complain,
): void {
  const table = tables.get(declared.name);
  const recordByLine = new Map(records.map((record) => [record.line, record]));
  for (const { fields, reference } of declared.schema.foreignKeys) {
    const other = reference.resource === '' ? table : tables.get(reference.resource);
    const isSound = checkReference(reference, other, known, source, complain);
    if (table === undefined || other === undefined || !isSound) continue;
    const keys = new Set(other.rows.map((row) => joinKey(row, reference.fields)));
    const index = Math.max(0, records[0]?.cells.indexOf(fields[0] ?? '') ?? 0);
    for (const row of table.rows) {
      const key = joinKey(row, fields);
      if (fields.every((name) => row.values[name] === null) || keys.has(key)) continue;
      const record = recordByLine.get(row.line);
      complain({
        rule: 'data-foreign-key',
        reason: `Unexpected \`${key}\` in \`${declared.name}.${fields.join(', ')}\`, expected a row of \`${reference.resource || declared.name}\``,
        place: record
          ? placeOfCell(table.file, record, index)
          : { file: table.file, line: row.line, column: 1 },
        note: suggest(key, keys),
      });
    }
  }
}

/** False after a complaint that a key leads to a table or column that is declared nowhere. */
function checkReference(
  { resource: name, fields }: { resource: string; fields: readonly string[] },
  other: Table | undefined,
  known: ReadonlySet<string>,
  source: string,
  complain: Complain,
): boolean {
  const column = fields.find((field) => other?.columns.has(field) === false);
  if (column === undefined && (other !== undefined || known.has(name))) return true; // a faulty table has its message
  complain({
    rule: 'data-package-valid',
    reason: `Unexpected ${column === undefined ? `table \`${name}\`` : `column \`${column}\``} in a foreign key, expected one that is declared`,
    place: placeOfWords(source, `"resource": "${name}"`, START),
    note:
      column === undefined ? suggest(name, known) : suggest(column, other?.columns.keys() ?? []),
  });
  return false;
}

function joinKey(row: Row, names: readonly string[]): string {
  return names.map((name) => String(row.values[name] ?? ('' as Scalar))).join('/');
}
