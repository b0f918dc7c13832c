/**
 * report.yaml in, `Settings` out; every fault at its own line and key. chapters/README.md is its manual.
 */
import { isMap, isNode, isScalar, LineCounter, parseDocument, visit } from 'yaml';
import { z } from 'zod';
import type { Place, Settings } from '../model.ts';
import { suggest } from '../nearest.ts';
import type { Complain, Complaint } from '../place.ts';
import { RULE_NAMES } from '../rule-names.ts';

const text = z
  .string()
  .trim()
  .min(1, 'some words')
  .refine(
    (words) => !/(?![\n\t])[\p{Cc}\ue000-\ue002]/u.test(words),
    'words without control characters',
  );
const date = z.iso.date();

const author = z.strictObject({ name: text, affiliation: text.optional() });
const entry = z.strictObject({ version: text, date, note: text });
const licence = z.strictObject({ name: text, url: z.url({ protocol: /^https?$/ }), holder: text });

const schema = z.strictObject({
  title: text,
  subtitle: text.optional(),
  'short-title': text.optional(),
  series: text,
  kind: z.enum(['working-paper', 'white-paper']),
  authors: z.array(author).min(1),
  date,
  version: text,
  history: z.array(entry).default([]),
  status: z.enum(['draft', 'final']),
  marking: text.optional(),
  language: z
    .string()
    .regex(/^[a-z]{2,3}(-[A-Z]{2})?$/)
    .default('en-GB'),
  licence,
  contact: text.optional(),
  notices: z.array(text).default([]),
  funding: text.optional(),
  acknowledgements: text.optional(),
  description: text,
  keywords: z.array(text).default([]),
  'citation-style': z
    .string()
    .regex(/^[a-z0-9-]+$/)
    .default('author-date'),
  'numbered-paragraphs': z.boolean().default(false),
  paper: z.enum(['A4', 'A5', 'letter']).default('A4'),
  rules: z.record(z.string(), z.enum(['error', 'warning', 'info', 'off'])).default({}),
});

/** Every key report.yaml can have, for suggestions and the manual. */
export const SETTINGS_KEYS: readonly string[] = Object.keys(schema.shape);

const KEYS_BY_PARENT: ReadonlyMap<string, readonly string[]> = new Map([
  ['authors', Object.keys(author.shape)],
  ['history', Object.keys(entry.shape)],
  ['licence', Object.keys(licence.shape)],
]);

/** What a note shows for a key whose form is not plain words. */
const EXAMPLES: ReadonlyMap<string, string> = new Map([
  ['authors', '[{name: "An organisation"}]'],
  ['date', '"2026-11-22"'],
  ['version', '"0.1"'],
  ['status', 'draft'],
  ['kind', 'working-paper'],
  ['language', 'en-GB'],
  ['licence', '{name: "…", url: "https://…", holder: "…"}'],
  ['url', 'https://creativecommons.org/licenses/by/4.0/'],
  ['numbered-paragraphs', 'true'],
  ['paper', 'A4'],
  ['keywords', '[cities, leadership]'],
  ['notices', '["Independent and illustrative."]'],
  ['history', '[{version: "0.1", date: "2026-11-22", note: "First draft"}]'],
  ['rules', '{link-address: info}'],
  ['citation-style', 'author-date'],
]);

/** The settings and where each key stands. */
export interface ReadSettings {
  readonly settings: Settings;
  readonly placeOf: (key: string) => Place;
}

/** What finds places in a YAML text. */
interface Desk {
  readonly yaml: ReturnType<typeof parseDocument>;
  readonly placeAt: (from: number, to: number) => Place;
  readonly file: string;
}

/** The settings, or undefined after complaints. */
export function readSettings(
  source: string,
  file: string,
  complain: Complain,
): ReadSettings | undefined {
  const desk = openDesk(source, file);
  const { yaml, placeAt } = desk;
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
  if (yaml.errors.length > 0 || alias !== undefined) return undefined;
  const result = schema.safeParse(yaml.toJS() ?? {});
  if (!result.success) {
    for (const issue of result.error.issues) for (const one of explain(issue, desk)) complain(one);
    return undefined;
  }
  checkRules(result.data.rules, desk, complain);
  return {
    settings: toSettings(result.data),
    placeOf: (key) => keyPlace(desk, [key]) ?? { file, line: 1, column: 1 },
  };
}

function openDesk(source: string, file: string): Desk {
  const lines = new LineCounter();
  const yaml = parseDocument(source, { lineCounter: lines, logLevel: 'error' });
  const placeAt = (from: number, to: number): Place => {
    const [start, end] = [lines.linePos(from), lines.linePos(to)];
    return { file, line: start.line, column: start.col, endLine: end.line, endColumn: end.col };
  };
  return { yaml, placeAt, file };
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

function checkRules(rules: Settings['rules'], desk: Desk, complain: Complain): void {
  for (const rule of Object.keys(rules)) {
    if (RULE_NAMES.has(rule)) continue;
    complain({
      rule: 'settings-rule-known',
      reason: `Unexpected rule \`${rule}\`, expected the name of a rule`,
      place: keyPlace(desk, ['rules', rule]) ?? { file: desk.file, line: 1, column: 1 },
      note: `${suggest(rule, RULE_NAMES)}; a rule's name stands at the end of its message`,
    });
  }
}

/** The messages for one fault that zod found; unknown keys are several faults in one. */
function explain(issue: z.core.$ZodIssue, desk: Desk): Complaint[] {
  const path = issue.path.map((step) => (typeof step === 'number' ? step : String(step)));
  const name = path.join('.') || 'report.yaml';
  const place = placeOfPath(desk, path);
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({
      rule: 'settings-key-known',
      reason: `Unexpected key \`${key}\` in ${name}, expected a key of report.yaml`,
      place: keyPlace(desk, [...path, key]) ?? place,
      note: suggest(key, KEYS_BY_PARENT.get(String(path[0] ?? '')) ?? SETTINGS_KEYS),
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
        note: `add a line \`${key}: ${EXAMPLES.get(key) ?? '…'}\``,
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
function cureOfValue({ yaml }: Desk, path: readonly (string | number)[]): string {
  const key = String(path.at(-1) ?? 'title');
  const example = EXAMPLES.get(key) ?? '…';
  const node = yaml.getIn(path, true);
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

function toSettings(data: z.infer<typeof schema>): Settings {
  const {
    'short-title': shortTitle,
    'citation-style': citationStyle,
    'numbered-paragraphs': numberedParagraphs,
    ...rest
  } = data;
  const kept = Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined));
  return {
    ...kept,
    shortTitle: shortTitle ?? data.title,
    citationStyle,
    numberedParagraphs,
  } as Settings;
}
