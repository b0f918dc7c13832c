/**
 * The data package in, typed and checked tables out: every cell of its column's type, keys unique, foreign keys
 * met. Each fault at its own line and column. Format: Frictionless Data Package and Table Schema.
 */
import { z } from 'zod';
import type { Checked, Column, FileTree, Place, Row, Scalar, Table, Tables } from '../model.ts';
import { suggest } from '../nearest.ts';
import { type Complain, placeAtOffset } from '../place.ts';
import { type CsvRecord, readCells, readCsv } from './read-csv.ts';
import { readText } from './read-text.ts';

export const PACKAGE_FILE = 'assets/data/datapackage.json';

const list = z.union([z.string(), z.array(z.string())]).transform((keys) => [keys].flat());
const field = z.looseObject({
  name: z.string(),
  title: z.string(),
  type: z.enum(['string', 'integer', 'number', 'year', 'date', 'boolean']),
  description: z.string(),
  unit: z.string().optional(),
  source: z.string(),
  licence: z.string(),
  label: z.boolean().default(false),
  constraints: z
    .strictObject({
      required: z.boolean().optional(),
      unique: z.boolean().optional(),
      enum: z.array(z.union([z.string(), z.number(), z.boolean()])).optional(),
      minimum: z.number().optional(),
      maximum: z.number().optional(),
      pattern: z.string().optional(),
    })
    .default({}),
});
const resource = z.looseObject({
  name: z.string(),
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
      const text = await readText(tree, path, complain);
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
  for (const file of files) checkForeignKeys(file.resource, tables, complain);
  return tables;
}

function readPackage(source: string, complain: Complain): readonly Resource[] {
  let json: unknown;
  try {
    json = JSON.parse(source);
  } catch (error) {
    const offset = Number(/position (\d+)/.exec(String(error))?.[1] ?? 0);
    complain({
      rule: 'json-parses',
      reason: 'Unexpected character, expected JSON',
      place: placeAtOffset(source, PACKAGE_FILE, offset, 1),
      note: 'look for a missing comma or quotation mark just before this place',
    });
    return [];
  }
  const result = dataPackage.safeParse(json);
  if (result.success) return result.data.resources;
  for (const issue of result.error.issues) {
    const name = nameOnPath(json, issue.path as (string | number)[]);
    const found = name === undefined ? -1 : source.indexOf(`"name": "${name}"`);
    complain({
      rule: 'data-package-valid',
      reason: `Unexpected ${issue.path.join('.')}: ${issue.message}`,
      place:
        found === -1
          ? { file: PACKAGE_FILE, line: 1, column: 1 }
          : placeAtOffset(source, PACKAGE_FILE, found, (name ?? '').length + 10),
      note: 'every table needs name, title, description, path, sources, licenses, schema; every column name, title, type, description, source, licence',
    });
  }
  return [];
}

/** The nearest `name` on the way to a faulty key: the column's, else the table's. */
function nameOnPath(json: unknown, path: (string | number)[]): string | undefined {
  let name: string | undefined;
  let at = json;
  for (const step of path) {
    at = (at as Record<string | number, unknown> | undefined)?.[step];
    const own = (at as { name?: unknown } | undefined)?.name;
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
  const table = source.indexOf(`"name": "${declared.name}"`);
  const at = source.indexOf(`"name": "${one.name}"`, table);
  const place: Place =
    at === -1
      ? { file: PACKAGE_FILE }
      : placeAtOffset(source, PACKAGE_FILE, at, one.name.length + 10);
  const { name, title, type, description, unit, source: from, licence, label } = one;
  return {
    name,
    title,
    type,
    description,
    source: from,
    licence,
    isLabel: label,
    place,
    ...(unit === undefined ? {} : { unit }),
  };
}

function checkForeignKeys(declared: Resource, tables: Tables, complain: Complain): void {
  const table = tables.get(declared.name);
  for (const { fields, reference } of declared.schema.foreignKeys) {
    const other = reference.resource === '' ? table : tables.get(reference.resource);
    const known = new Set(other?.rows.map((row) => joinKey(row, reference.fields)));
    for (const row of table?.rows ?? []) {
      const key = joinKey(row, fields);
      if (fields.every((name) => row.values[name] === null) || known.has(key)) continue;
      complain({
        rule: 'data-foreign-key',
        reason: `Unexpected \`${key}\` in \`${declared.name}.${fields.join(', ')}\`, expected a row of \`${reference.resource || declared.name}\``,
        place: { file: table?.file ?? PACKAGE_FILE, line: row.line, column: 1 },
        note: suggest(key, known),
      });
    }
  }
}

function joinKey(row: Row, names: readonly string[]): string {
  return names.map((name) => String(row.values[name] ?? ('' as Scalar))).join('/');
}
