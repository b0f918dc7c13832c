/**
 * YAML text and the form it should have in, its data out; every fault at its own line and key. Serves report.yaml and the
 * records beside it.
 */
import { isMap, isNode, isScalar, LineCounter, parseDocument, visit } from 'yaml';
import * as z from 'zod';
import type { Place } from '../model.ts';
import { nearest, suggest } from '../nearest.ts';
import type { Complain, Complaint } from '../place.ts';

/** Words as YAML can hold them, without what cannot be printed. */
export const plainWords = z
  .string()
  .trim()
  .min(1, 'some words')
  .refine(
    (words) => !/(?![\n\t])[\p{Cc}\ue000-\ue002]/u.test(words),
    'words without control characters',
  );
/** A date in quotes: "2026-11-22". */
export const dateText = z.iso.date();

/** What a file should hold, and what its messages show. */
export interface YamlForm<T> {
  readonly schema: z.ZodType<T>;
  /** What a note shows for a key whose form is not plain words. */
  readonly examples: ReadonlyMap<string, string>;
  /** The keys there are below a key of the file's top. */
  readonly keysBelow: (parent: string) => readonly string[];
}

export interface YamlFile<T> {
  readonly data: T;
  /** The place of the value at a path, or of the nearest above it. */
  readonly placeOf: (path: readonly (string | number)[]) => Place;
  readonly keyPlace: (path: readonly (string | number)[]) => Place | undefined;
}

/** What finds places in a YAML text. */
interface Desk {
  readonly yaml: ReturnType<typeof parseDocument>;
  readonly placeAt: (from: number, to: number) => Place;
  readonly file: string;
  readonly form: YamlForm<unknown>;
}

/** The data of a file, or undefined after complaints. */
export function readYaml<T>(
  source: string,
  file: string,
  form: YamlForm<T>,
  complain: Complain,
): YamlFile<T> | undefined {
  const desk = openDesk(source, file, form);
  if (!isReadable(desk, complain)) return undefined;
  const result = form.schema.safeParse(desk.yaml.toJS() ?? {});
  if (!result.success) {
    for (const one of explainAll(result.error.issues, desk)) complain(one);
    return undefined;
  }
  return {
    data: result.data,
    placeOf: (path) => placeOfPath(desk, path),
    keyPlace: (path) => keyPlace(desk, path),
  };
}

/** False after complaints of text that is not YAML, or that stands for more than it says. */
function isReadable({ yaml, placeAt }: Desk, complain: Complain): boolean {
  for (const error of yaml.errors) {
    const words = (error.message.split(/ at line |\n/)[0] ?? '').replace(/[:.]\s*$/, '');
    const reason = words.startsWith('Maximum call stack') ? 'nested without end' : words;
    complain({
      rule: 'settings-parse',
      reason: `Unexpected YAML: ${reason}`,
      place: placeAt(...error.pos),
      note: 'two spaces deeper for each level; quote a text that holds `: ` or begins with a sign',
    });
  }
  const alias = findAlias(yaml);
  if (alias !== undefined) {
    complain({
      rule: 'settings-parse',
      reason: 'Unexpected YAML alias `*…`, expected the value itself',
      place: placeAt(...alias),
      note: 'write the value out; aliases are not read here',
    });
  }
  return yaml.errors.length === 0 && alias === undefined;
}

function openDesk(source: string, file: string, form: YamlForm<unknown>): Desk {
  const lines = new LineCounter();
  const yaml = parseDocument(source, { lineCounter: lines, logLevel: 'error' });
  const placeAt = (from: number, to: number): Place => {
    const [start, end] = [lines.linePos(from), lines.linePos(to)];
    return { file, line: start.line, column: start.col, endLine: end.line, endColumn: end.col };
  };
  return { yaml, placeAt, file, form };
}

/** Where the first alias stands: a few of them can stand for more than a machine can hold. */
function findAlias(yaml: Desk['yaml']): [number, number] | undefined {
  let found: [number, number] | undefined;
  visit(yaml, {
    Alias: (_, { range }) => {
      found = [range?.[0] ?? 0, range?.[1] ?? 0];
      return visit.BREAK;
    },
  });
  return found;
}

function baseName(file: string): string {
  return file.slice(file.lastIndexOf('/') + 1);
}

/** A key that is missing only because it is mistyped is told once, where it stands. */
function explainAll(issues: readonly z.core.$ZodIssue[], desk: Desk): Complaint[] {
  const unknown = issues.flatMap((issue) =>
    issue.code === 'unrecognized_keys' && issue.path.length === 0 ? issue.keys : [],
  );
  const meant = new Set(unknown.map((key) => nearest(key, desk.form.keysBelow(''))));
  const isMeant = ({ path }: z.core.$ZodIssue) => path.length === 1 && meant.has(String(path[0]));
  return issues
    .filter((issue) => !isMeant(issue) || desk.yaml.getIn(issue.path, true) !== undefined)
    .flatMap((issue) => explain(issue, desk));
}

/** The messages for one fault that zod found; unknown keys are several faults in one. */
function explain(issue: z.core.$ZodIssue, desk: Desk): Complaint[] {
  const path = issue.path.map((step) => (typeof step === 'number' ? step : String(step)));
  const name = path.join('.') || baseName(desk.file);
  const place = placeOfPath(desk, path);
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({
      rule: 'settings-key-known',
      reason: `Unexpected key \`${key}\` in ${name}, expected a key of ${baseName(desk.file)}`,
      place: keyPlace(desk, [...path, key]) ?? place,
      note: suggest(key, desk.form.keysBelow(String(path[0] ?? ''))),
    }));
  }
  if (path.length > 0 && desk.yaml.getIn(path, true) === undefined) {
    const words = issue.code === 'invalid_type' ? `a ${issue.expected}` : expectation(issue);
    const key = String(path.at(-1));
    return [
      {
        rule: 'settings-key-required',
        reason: `Unexpected absence of \`${name}\`, expected ${words}`,
        place,
        note: `add a line \`${key}: ${desk.form.examples.get(key) ?? '…'}\``,
      },
    ];
  }
  return [
    {
      rule: 'settings-value',
      reason: `Unexpected value of \`${name}\`, expected ${expectation(issue)}`,
      place,
      note: cureOfValue(desk, path),
    },
  ];
}

/** The value as it was meant, where that can be told: a number in quotation marks, a date in figures. */
function cureOfValue(desk: Desk, path: readonly (string | number)[]): string {
  const key = String(path.at(-1) ?? 'title');
  const example = desk.form.examples.get(key) ?? '…';
  const node = desk.yaml.getIn(path, true);
  if (!isScalar(node)) return `write for example \`${key}: ${example}\``;
  if (typeof node.value === 'number' && example.startsWith('"')) {
    return `write \`${key}: "${node.source}"\``;
  }
  const words = String(node.value);
  const day = /^\d{1,2} [A-Z][a-z]+ \d{4}$/.test(words) ? Date.parse(`${words} UTC`) : Number.NaN;
  return Number.isNaN(day)
    ? `write for example \`${key}: ${example}\``
    : `write \`${key}: "${new Date(day).toISOString().slice(0, 10)}"\``;
}

function expectation(issue: z.core.$ZodIssue): string {
  if (issue.code === 'invalid_value')
    return `one of ${issue.values.map((value) => `\`${String(value)}\``).join(', ')}`;
  if (issue.code === 'invalid_type') return `a ${issue.expected}`;
  if (issue.code === 'invalid_format') {
    return (
      { date: 'a date such as 2026-11-22 in quotes', url: 'an address beginning with https://' }[
        issue.format as string
      ] ?? 'another form'
    );
  }
  return issue.message.replace(/^[A-Z]/, (letter) => letter.toLowerCase());
}

/** The value at a path, else the nearest that is there above it, else the file's beginning. */
function placeOfPath({ yaml, placeAt, file }: Desk, path: readonly (string | number)[]): Place {
  for (let depth = path.length; depth > 0; depth--) {
    const node = yaml.getIn(path.slice(0, depth), true);
    if (isNode(node) && node.range) return placeAt(node.range[0], node.range[1]);
  }
  return { file, line: 1, column: 1 };
}

/** Where a key itself stands. */
function keyPlace({ yaml, placeAt }: Desk, path: readonly (string | number)[]): Place | undefined {
  const parent = path.length === 1 ? yaml.contents : yaml.getIn(path.slice(0, -1), true);
  if (!isMap(parent)) return undefined;
  const key = parent.items
    .map((item) => item.key)
    .find((one) => isScalar(one) && String(one.value) === path.at(-1));
  return isScalar(key) && key.range ? placeAt(key.range[0], key.range[1]) : undefined;
}
