/**
 * The YAML at a chapter's head: text in, title and flags out, each fault at its own line. Knows nothing of
 * report.yaml.
 */
import type { Root } from 'mdast';
import {
  isMap,
  isScalar,
  LineCounter,
  parseDocument,
  type YAMLMap,
  type YAMLParseError,
} from 'yaml';
import type { ChapterMatter, ChapterSource, Place } from '../model.ts';
import { suggest } from '../nearest.ts';
import type { Complain, Complaint } from '../place.ts';

const KEYS = new Map([
  ['title', 'string'],
  ['id', 'string'],
  ['numbered', 'boolean'],
]);

/** Where a stretch of the matter stands in the chapter, from offsets in its YAML. */
type PlaceAt = (offset: number, end?: number) => Place;

/** Reads and removes the matter; an empty object if the chapter has none. */
export function readMatter(
  tree: Root,
  { path: file, text }: ChapterSource,
  complain: Complain,
): ChapterMatter {
  const node = tree.children[0];
  if (node?.type !== 'yaml') {
    if (UNCLOSED.test(text)) complain(explainUnclosed(file));
    return {};
  }
  tree.children.shift();
  const lines = new LineCounter();
  const yaml = parseDocument(node.value, { lineCounter: lines });
  const placeAt: PlaceAt = (offset, end = offset + 1) => {
    const from = lines.linePos(Math.min(offset, node.value.length));
    const to = lines.linePos(Math.min(end, node.value.length));
    return { file, line: from.line + 1, column: from.col, endLine: to.line + 1, endColumn: to.col };
  };
  for (const error of yaml.errors) complain(explainError(error, placeAt));
  if (yaml.errors.length > 0 || yaml.contents === null) return {};
  if (isMap(yaml.contents)) return readKeys(yaml.contents, placeAt, complain);
  complain({
    rule: 'matter-parses',
    reason: 'Unexpected matter, expected `key: value` lines',
    place: placeAt(0),
    note: 'begin the chapter with `---`, `title: …`, `---`',
  });
  return {};
}

function explainError({ code, message, pos }: YAMLParseError, placeAt: PlaceAt): Complaint {
  const isOpen = code === 'MISSING_CHAR' && /closing ['"]/.test(message);
  return {
    rule: 'matter-parses',
    reason: `Unexpected YAML in the matter: ${firstSentence(message)}`,
    place: placeAt(pos[0], pos[1]),
    note: isOpen
      ? `close the quotation mark: ${message.includes("'") ? "`title: 'Who leads'`" : '`title: "Who leads"`'}`
      : 'quote a title that holds a colon: `title: "Cities: who leads"`',
  };
}

function readKeys(map: YAMLMap, placeAt: PlaceAt, complain: Complain): ChapterMatter {
  const found: Record<string, unknown> = {};
  for (const { key, value } of map.items) {
    if (!isScalar(key)) continue;
    const name = String(key.value);
    const said = isScalar(value) ? value.value : undefined;
    const fault = checkKey(name, said);
    if (fault !== undefined) {
      complain({ ...fault, place: placeAt(key.range?.[0] ?? 0, key.range?.[1]) });
      continue;
    }
    found[name] = said;
    if (name === 'title' && isScalar(value)) {
      found.titlePlace = placeAt(value.range?.[0] ?? 0, value.range?.[1]);
    }
  }
  return found;
}

function checkKey(name: string, said: unknown): Omit<Complaint, 'place'> | undefined {
  const type = KEYS.get(name);
  if (type === undefined) {
    return {
      rule: 'matter-key-known',
      reason: `Unexpected key \`${name}\` in the matter, expected ${[...KEYS.keys()].join(', ')}`,
      note: suggest(name, KEYS.keys()),
    };
  }
  if (typeof said === type) return undefined;
  const isText = type === 'string';
  return {
    rule: 'matter-value',
    reason: `Unexpected value of \`${name}\`, expected a ${isText ? 'text' : 'true or false'}`,
    note: isText ? `write \`${name}: "…"\`` : `write \`${name}: false\``,
  };
}

const UNCLOSED = /^---[ \t]*\n\w+:/;

function explainUnclosed(file: string): Complaint {
  return {
    rule: 'matter-closed',
    reason: 'Unexpected matter without an end, expected a second `---`',
    place: { file, line: 1, column: 1, endLine: 1, endColumn: 4 },
    note: 'write `---` on a line of its own below the last key',
  };
}

function firstSentence(message: string): string {
  return (message.split(/ at line |\n/)[0] ?? message).replace(/[:.]\s*$/, '');
}
