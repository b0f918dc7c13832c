/**
 * report.yaml in, `Settings` out; every fault at its own line and key. chapters/README.md is its manual.
 */
import { isNode, LineCounter, parseDocument } from 'yaml';
import { z } from 'zod';
import type { Place, Settings } from '../model.ts';
import { suggest } from '../nearest.ts';
import type { Complain } from '../place.ts';

const text = z.string().trim().min(1);
const date = z.iso.date();

const schema = z.strictObject({
  title: text,
  subtitle: text.optional(),
  'short-title': text.optional(),
  series: text,
  kind: z.enum(['working-paper', 'white-paper']),
  authors: z.array(z.strictObject({ name: text, affiliation: text.optional() })).min(1),
  date,
  version: text,
  history: z.array(z.strictObject({ version: text, date, note: text })).default([]),
  status: z.enum(['draft', 'final']),
  marking: text.optional(),
  language: z
    .string()
    .regex(/^[a-z]{2,3}(-[A-Z]{2})?$/)
    .default('en-GB'),
  licence: z.strictObject({ name: text, url: z.url(), holder: text }),
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

/** The settings, or undefined after complaints. */
export function readSettings(
  source: string,
  file: string,
  complain: Complain,
): Settings | undefined {
  const lines = new LineCounter();
  const yaml = parseDocument(source, { lineCounter: lines });
  const placeAt = (from: number, to: number): Place => {
    const [start, end] = [lines.linePos(from), lines.linePos(to)];
    return { file, line: start.line, column: start.col, endLine: end.line, endColumn: end.col };
  };
  for (const error of yaml.errors) {
    const reason = (error.message.split(/ at line |\n/)[0] ?? '').replace(/[:.]\s*$/, '');
    complain({
      rule: 'settings-parse',
      reason: `Unexpected YAML: ${reason}`,
      place: placeAt(...error.pos),
      note: 'two spaces deeper for each level; quote a text that holds `: ` or begins with a sign',
    });
  }
  if (yaml.errors.length > 0) return undefined;
  const result = schema.safeParse(yaml.toJS() ?? {});
  if (result.success) return toSettings(result.data);
  for (const issue of result.error.issues) {
    const place = placeOfPath(yaml, issue.path as (string | number)[], placeAt, file);
    complain({ ...explain(issue, place, yaml, placeAt) });
  }
  return undefined;
}

function explain(
  issue: z.core.$ZodIssue,
  place: Place,
  yaml: ReturnType<typeof parseDocument>,
  placeAt: (from: number, to: number) => Place,
): Parameters<Complain>[0] {
  const name = issue.path.join('.') || 'report.yaml';
  if (issue.code === 'unrecognized_keys') {
    const key = issue.keys[0] ?? '';
    const at =
      yaml.toString().length === 0
        ? undefined
        : keyPlace(yaml, [...issue.path.map(String), key], placeAt);
    return {
      rule: 'settings-key-known',
      reason: `Unexpected key \`${key}\` in ${name}, expected a key of report.yaml`,
      place: at ?? place,
      note: suggest(key, SETTINGS_KEYS),
    };
  }
  const missing = issue.code === 'invalid_type' && yaml.getIn(issue.path as string[]) === undefined;
  if (missing) {
    return {
      rule: 'settings-key-required',
      reason: `Unexpected absence of \`${name}\`, expected ${issue.code === 'invalid_type' ? issue.expected : 'a value'}`,
      place,
      note: `add a line \`${String(issue.path.at(-1))}: …\``,
    };
  }
  return {
    rule: 'settings-value',
    reason: `Unexpected value of \`${name}\`, expected ${expectation(issue)}`,
    place,
    note: `mend the value of \`${name}\``,
  };
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

function placeOfPath(
  yaml: ReturnType<typeof parseDocument>,
  path: (string | number)[],
  placeAt: (from: number, to: number) => Place,
  file: string,
): Place {
  for (let depth = path.length; depth > 0; depth--) {
    const node = yaml.getIn(path.slice(0, depth), true);
    if (isNode(node) && node.range) return placeAt(node.range[0], node.range[1]);
  }
  return { file, line: 1, column: 1 };
}

function keyPlace(
  yaml: ReturnType<typeof parseDocument>,
  path: string[],
  placeAt: (from: number, to: number) => Place,
): Place | undefined {
  const parent = path.length === 1 ? yaml.contents : yaml.getIn(path.slice(0, -1), true);
  const items = (
    parent as { items?: { key?: { value?: unknown; range?: [number, number, number] } }[] } | null
  )?.items;
  const range = items?.find((item) => String(item.key?.value) === path.at(-1))?.key?.range;
  return range ? placeAt(range[0], range[1]) : undefined;
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
