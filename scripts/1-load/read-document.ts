/**
 * The bytes of a document.json in, the Document out, or in words why there is none. It may come from anybody: what the
 * program relies on is checked, and what no report holds, such as a script, is refused.
 */
import type { Root as HastRoot } from 'hast';
import * as z from 'zod';
import type { Document } from '../model.ts';

/** Why it is no Document: the end of a sentence, and the cure. */
export interface DocumentFault {
  readonly reason: string;
  readonly note: string;
}

/** The number of the form that this program writes and reads. */
const FORMAT = 1;

export function readDocument(bytes: Uint8Array): Document | DocumentFault {
  const value = parseJson(bytes);
  if (value === undefined)
    return { reason: 'it is not JSON', note: 'name a document.json that the program wrote' };
  const head = z.looseObject({ format: z.number() }).safeParse(value);
  if (head.success && head.data.format !== FORMAT)
    return {
      reason: `it has format ${head.data.format}, and this program reads format ${FORMAT}`,
      note: 'compare it with the program that wrote it, or name the git revision that it was made from',
    };
  const found = schema.safeParse(value);
  if (found.success) return found.data as unknown as Document;
  const issue = found.error.issues[0];
  const path = issue === undefined ? [] : issue.path.slice(0, 8).map(String);
  return {
    reason: `it is not a report as data: ${path.length === 0 ? '' : `\`${path.join('.')}\`: `}${issue?.message ?? ''}`,
    note: 'name a document.json that the program wrote, or build it again from its sources',
  };
}

export function isDocument(read: Document | DocumentFault): read is Document {
  return 'tree' in read;
}

function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    return undefined;
  }
}

const scalar = z.union([z.string(), z.number(), z.boolean(), z.null()]);
const place = z.looseObject({ file: z.string(), line: z.number().optional() });
const read = z.looseObject({
  table: z.string(),
  column: z.string(),
  rows: z.array(z.string()),
  values: z.array(scalar),
});
const texts = z.record(z.string(), z.string());

/** A folder in chapters/: it also names what is written, so nothing that leads elsewhere. */
const reportName = z
  .string()
  .regex(/^(?!\.)[^/\\\p{Cc}]{1,200}$/u, 'expected the name of a folder');

const schema = z.looseObject({
  format: z.literal(FORMAT),
  report: reportName,
  settings: z.looseObject({
    title: z.string(),
    series: z.string(),
    kind: z.string(),
    version: z.string(),
    date: z.iso.date(),
    status: z.enum(['draft', 'final']),
    language: z.string(),
    authors: z.array(z.looseObject({ name: z.string() })),
    licence: z.looseObject({ name: z.string(), url: z.string(), holder: z.string() }),
    history: z.array(z.looseObject({ version: z.string(), date: z.string(), note: z.string() })),
    notices: z.array(z.string()),
    keywords: z.array(z.string()),
  }),
  revision: z.looseObject({ id: z.string(), date: z.string() }),
  signOffs: z.array(z.looseObject({ check: z.string(), isOpen: z.boolean() })),
  tree: z.custom<HastRoot>(isTree, 'expected a tree as reports have it, without scripts'),
  targets: z.array(
    z.looseObject({
      identifier: z.string(),
      key: z.string(),
      kind: z.string(),
      enumerator: z.string(),
      title: z.string(),
      level: z.number(),
      place,
    }),
  ),
  contents: z.array(z.looseObject({ identifier: z.string(), title: z.string() })),
  provenance: z.array(
    z.looseObject({
      key: z.string(),
      expression: z.string(),
      value: scalar,
      text: z.string(),
      formatter: z.string(),
      reads: z.array(read),
      provisional: z.boolean(),
      place,
    }),
  ),
  images: texts,
  csv: texts,
  counts: z.record(z.string(), z.number()),
});

/** What the tree says of a block. */
const facts = z.looseObject({
  key: z.string().optional(),
  provenance: z.string().optional(),
  place: place.optional(),
});

/** Far deeper than any report, far below what a recursion over the tree can bear. */
const DEEPEST = 200;
/** Elements that run, load or send something; none is made by a report. */
const ACTIVE =
  /^(?:script|iframe|frame|frameset|object|embed|applet|link|meta|base|form|foreignobject|animate\w*|set|style|template|noscript|portal)$/i;
/** Addresses that run or hold a page; a browser leaves out white space in them. */
const ACTIVE_ADDRESS = /^(?:javascript|vbscript|data):/i;
/** What a page loads by itself comes from beside it. */
const FOREIGN_ADDRESS = /^(?:[a-z][a-z0-9+.-]*:|[\\/]{2})/i;

function isTree(value: unknown): boolean {
  return isRecord(value) && value.type === 'root' && haveSoundChildren(value, 0);
}

function haveSoundChildren({ children }: Record<string, unknown>, depth: number): boolean {
  return (
    Array.isArray(children) && depth < DEEPEST && children.every((one) => isNode(one, depth + 1))
  );
}

function isNode(value: unknown, depth: number): boolean {
  if (!isRecord(value)) return false;
  if (value.type === 'text') return typeof value.value === 'string';
  if (value.type !== 'element' || typeof value.tagName !== 'string') return false;
  const { tagName, properties, data } = value;
  if (!/^[a-z][\w-]*$/i.test(tagName) || ACTIVE.test(tagName) || !isRecord(properties))
    return false;
  if (data !== undefined && !facts.safeParse(data).success) return false;
  return Object.entries(properties).every(isProperty) && haveSoundChildren(value, depth);
}

function isProperty([name, value]: [string, unknown]): boolean {
  if (/^on|^srcdoc$|[^\w:-]/i.test(name)) return false;
  const values: unknown[] = Array.isArray(value) ? value : [value];
  if (!values.every((one) => one === null || ['string', 'number', 'boolean'].includes(typeof one)))
    return false;
  if (/^(?:className|id|href|src|title|alt)$/.test(name) && !values.every(isText)) return false;
  const addresses = values.map((one) => String(one).replace(/[\s\p{Cc}]/gu, ''));
  if (/^(?:src|srcset|poster)$/i.test(name))
    return !addresses.some((address) => FOREIGN_ADDRESS.test(address));
  return !/href$/i.test(name) || !addresses.some((address) => ACTIVE_ADDRESS.test(address));
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
