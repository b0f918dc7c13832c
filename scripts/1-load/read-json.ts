/**
 * JSON text in, its value out, or a complaint at the character where it stops being JSON (RFC 8259). Knows nothing of
 * what the value means.
 */
import { type Complain, placeAtOffset } from '../place.ts';

/** The value, or undefined after a complaint. */
export function readJson(source: string, file: string, complain: Complain): unknown {
  try {
    const value = JSON.parse(source) as unknown;
    if (isShallow(value)) return value;
    complain({
      rule: 'json-depth',
      reason: `Unexpected JSON of more than ${MOST_DEPTH} levels, expected fewer`,
      place: { file, line: 1, column: 1 },
      note: 'look for brackets that are opened again and again; nothing we read is that deep',
    });
    return undefined;
  } catch {
    const offset = findFault(source);
    const found = source.slice(offset, offset + 1);
    complain({
      rule: 'json-parses',
      reason: `Unexpected ${found === '' ? 'end of the file' : `\`${found.trim() || 'line end'}\``}, expected JSON`,
      place: placeAtOffset(source, file, offset, 1),
      note:
        found === '/'
          ? 'JSON has no comments: delete this one'
          : 'look for a missing or superfluous comma, bracket or quotation mark just before this place',
    });
    return undefined;
  }
}

/** Deeper values would break what walks them by calling itself. */
const MOST_DEPTH = 100;

/** Level by level, because a value can be deeper than calls can be nested. */
function isShallow(value: unknown): boolean {
  let level: unknown[] = [value];
  for (let depth = 0; depth <= MOST_DEPTH; depth++) {
    level = level.flatMap((one) =>
      typeof one === 'object' && one !== null ? Object.values(one) : [],
    );
    if (level.length === 0) return true;
  }
  return false;
}

const TOKEN =
  /[ \t\n\r]*("(?:[^"\\\t\n\r]|\\(?:["\\/bfnrt]|u[\da-fA-F]{4}))*"|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?(?![\d.\w])|(?:true|false|null)(?!\w)|[[\]{},:])/y;

/** What may come next: a value, a value or the end of the list, a key, a key or the end of the object, … */
type Expected = 'value' | 'value or ]' | 'key' | 'key or }' | 'colon' | 'comma or end';

/** The offset of the first character that cannot stand where it does; JSON.parse does not always say. */
function findFault(source: string): number {
  const open: ('[' | '{')[] = [];
  let expected: Expected = 'value';
  TOKEN.lastIndex = 0;
  for (;;) {
    const from = TOKEN.lastIndex;
    const token = TOKEN.exec(source)?.[1];
    if (token === undefined)
      return from + (/^[ \t\n\r]*/.exec(source.slice(from))?.[0].length ?? 0);
    const next = step(token, expected, open);
    if (next === undefined) return TOKEN.lastIndex - token.length;
    expected = next;
  }
}

/** What is expected after a token, or undefined if it cannot stand here; keeps `open` up to date. */
function step(token: string, expected: Expected, open: ('[' | '{')[]): Expected | undefined {
  const opens = token === '[' || token === '{';
  if (token === ']' || token === '}') {
    const fits = open.at(-1) === (token === ']' ? '[' : '{');
    if (!fits || !(expected === 'comma or end' || expected.endsWith(token))) return undefined;
    open.pop();
    return 'comma or end';
  }
  if (expected.startsWith('value') && !/[,:]/.test(token[0] ?? '')) {
    if (opens) open.push(token);
    return token === '[' ? 'value or ]' : token === '{' ? 'key or }' : 'comma or end';
  }
  if (expected.startsWith('key')) return token.startsWith('"') ? 'colon' : undefined;
  if (expected === 'colon') return token === ':' ? 'value' : undefined;
  if (expected !== 'comma or end' || token !== ',' || open.length === 0) return undefined;
  return open.at(-1) === '[' ? 'value' : 'key';
}
