/**
 * datapackage.json in, what it declares of each table out, each fault at the name it concerns. Format: Frictionless
 * Data Package and Table Schema.
 */
import * as z from 'zod';
import type { Place } from '../model.ts';
import { suggest } from '../nearest.ts';
import { type Complain, placeAtOffset } from '../place.ts';
import { readJson } from './read-json.ts';

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
  blank: z.literal('not applicable').optional(),
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
const dataPackage = z.looseObject({ resources: z.array(z.unknown()) });

function isPattern(pattern: string): boolean {
  try {
    return new RegExp(pattern, 'u') !== undefined;
  } catch {
    return false;
  }
}

export type Resource = z.infer<typeof resource>;
export type Field = z.infer<typeof field>;

/** Every table that is declared soundly. */
export function readPackage(source: string, complain: Complain): readonly Resource[] {
  const json = readJson(source, PACKAGE_FILE, complain);
  if (json === undefined) return [];
  const whole = dataPackage.safeParse(json);
  if (!whole.success) {
    complainOf(json, whole.error.issues, [], source, complain);
    return [];
  }
  const sound = whole.data.resources.flatMap((one, index) => {
    const result = resource.safeParse(one);
    if (result.success) return [result.data];
    complainOf(json, result.error.issues, ['resources', index], source, complain);
    return [];
  });
  return checkNames(sound, source, complain);
}

function complainOf(
  json: unknown,
  issues: readonly z.core.$ZodIssue[],
  above: readonly (string | number)[],
  source: string,
  complain: Complain,
): void {
  for (const issue of issues) {
    const path = [...above, ...(issue.path as (string | number)[])];
    const name = nameOnPath(json, path);
    const where = path.join('.') || 'content';
    complain({
      rule: 'data-package-valid',
      reason: `Unexpected \`${where}\`: ${issue.message}`,
      place: name === undefined ? START : placeOfName(source, name),
      note: 'every table needs name, title, description, path, sources, licenses, schema; every column name, title, type, description, source, licence',
    });
  }
}

/** Where nothing better is known. */
export const START: Place = { file: PACKAGE_FILE, line: 1, column: 1 };

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
export function placeOfName(source: string, name: string, from = 0): Place {
  const found = findName(source, name, from);
  return found === null ? START : placeAtOffset(source, PACKAGE_FILE, found.index, found[0].length);
}

/** The declaration of a name, searched from an offset. */
export function findName(source: string, name: string, from: number): RegExpExecArray | null {
  const words = JSON.stringify(name).replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
  const form = new RegExp(`"name"\\s*:\\s*${words}`, 'g');
  form.lastIndex = from;
  return form.exec(source);
}

/** Where words stand first. */
export function placeOfWords(source: string, words: string, otherwise: Place): Place {
  const at = source.indexOf(words);
  return at === -1 ? otherwise : placeAtOffset(source, PACKAGE_FILE, at, words.length);
}

/** The nearest `name` on the way to a faulty key: the column's, else the table's. */
function nameOnPath(json: unknown, path: readonly (string | number)[]): string | undefined {
  let name: string | undefined;
  let at = json;
  for (const step of path) {
    at = (at as Record<string | number, unknown> | null | undefined)?.[step];
    const own = (at as { name?: unknown } | null | undefined)?.name;
    if (typeof own === 'string') name = own;
  }
  return name;
}
