/**
 * report.yaml in, `Settings` out; every fault at its own line and key. chapters/README.md is its manual.
 */
import * as z from 'zod';
import type { Place, Settings } from '../model.ts';
import { suggest } from '../nearest.ts';
import type { Complain } from '../place.ts';
import { RULE_NAMES } from '../rule-names.ts';
import { dateText, readYaml, plainWords as text, type YamlFile } from './read-yaml.ts';

const date = dateText;

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
  print: z.enum(['single', 'duplex']).default('single'),
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
  ['print', 'duplex'],
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

/** The settings, or undefined after complaints. */
export function readSettings(
  source: string,
  file: string,
  complain: Complain,
): ReadSettings | undefined {
  const form = {
    schema,
    examples: EXAMPLES,
    keysBelow: (parent: string) => KEYS_BY_PARENT.get(parent) ?? SETTINGS_KEYS,
  };
  const found = readYaml(source, file, form, complain);
  if (found === undefined) return undefined;
  checkRules(found, file, complain);
  return {
    settings: toSettings(found.data),
    placeOf: (key) => found.keyPlace([key]) ?? { file, line: 1, column: 1 },
  };
}

function checkRules(
  { data, keyPlace }: YamlFile<z.infer<typeof schema>>,
  file: string,
  complain: Complain,
): void {
  for (const rule of Object.keys(data.rules)) {
    if (RULE_NAMES.has(rule)) continue;
    complain({
      rule: 'settings-rule-known',
      reason: `Unexpected rule \`${rule}\`, expected the name of a rule`,
      place: keyPlace(['rules', rule]) ?? { file, line: 1, column: 1 },
      note: `${suggest(rule, RULE_NAMES)}; a rule's name stands at the end of its message`,
    });
  }
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
