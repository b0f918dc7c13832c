// The bytes of a PDF under a cursor: white space, words, brackets' ends (ISO 32000-1, 7.2). It knows
// where things end and nothing of what they are worth.

/** A place in some bytes. `within` names them in messages: '' for the file itself. */
export interface Cursor {
  readonly bytes: Buffer;
  at: number;
  readonly within: string;
}

const REGULAR = 0;
const SPACE = 1;
const DELIMITER = 2;
const COMMENT = 0x25;
const byteClasses = classifyBytes();

/** How deep values may nest. Skia nests six deep; a broken file must not exhaust the stack. */
export const DEEPEST = 100;

/** An error that says what was found, where, and what should be there. */
export function unexpected(found: string, cursor: Cursor, expected: string): Error {
  const within = cursor.within ? ` of ${cursor.within}` : '';
  return new Error(`Unexpected ${found} at byte ${cursor.at}${within}, expected ${expected}`);
}

/** Moves over these exact bytes, which must be there. */
export function expectText(cursor: Cursor, expected: string): void {
  if (!startsWith(cursor, expected)) {
    const found = latin1(cursor.bytes, cursor.at, cursor.at + expected.length);
    throw unexpected(quote(found), cursor, `\`${expected}\``);
  }
  cursor.at += expected.length;
}

/** True if these exact bytes are at the cursor. */
export function startsWith(cursor: Cursor, expected: string): boolean {
  for (let index = 0; index < expected.length; index += 1) {
    if (cursor.bytes[cursor.at + index] !== expected.charCodeAt(index)) return false;
  }
  return true;
}

/** Moves over white space and comments (7.2.3). */
export function skipSpace(cursor: Cursor): void {
  const { bytes } = cursor;
  let at = cursor.at;
  while (at < bytes.length) {
    const byte = bytes[at] as number;
    if (byte === COMMENT) at = endOfLine(bytes, at);
    else if (byteClasses[byte] === SPACE) at += 1;
    else break;
  }
  cursor.at = at;
}

/** Reads a whole number of at least 0. */
export function parseInteger(cursor: Cursor): number {
  skipSpace(cursor);
  const word = readWord(cursor.bytes, cursor.at);
  if (!/^\d{1,10}$/.test(word)) throw unexpected(quote(word), cursor, 'a whole number');
  cursor.at += word.length;
  return Number(word);
}

/** ` 0 R`, as Skia spaces it. Another generation leaves an `R` behind, which is no value. */
export function isReferenceTail(bytes: Buffer, at: number): boolean {
  if (bytes[at] !== 0x20 || bytes[at + 1] !== 0x30) return false;
  return bytes[at + 2] === 0x20 && bytes[at + 3] === 0x52;
}

/** The offset behind the literal string at the cursor; parentheses in it are balanced or escaped. */
export function endOfLiteral(cursor: Cursor): number {
  const { bytes } = cursor;
  let depth = 0;
  for (let at = cursor.at; at < bytes.length; at += 1) {
    const byte = bytes[at];
    if (byte === 0x5c) at += 1;
    else if (byte === 0x28) depth += 1;
    else if (byte === 0x29) {
      depth -= 1;
      if (depth === 0) return at + 1;
    }
  }
  throw unexpected('string without an end', cursor, 'a closing parenthesis');
}

/** The offset behind the hexadecimal string at the cursor. */
export function endOfHex(cursor: Cursor): number {
  const close = cursor.bytes.indexOf(0x3e, cursor.at);
  if (close < 0) throw unexpected('string without an end', cursor, '`>`');
  return close + 1;
}

/** Some bytes as text, one character a byte; what lies past the end is left out. */
export const latin1 = (bytes: Buffer, start: number, end?: number): string =>
  bytes.toString('latin1', start, end);

/** The bytes up to the next white space or delimiter. */
export const readWord = (bytes: Buffer, at: number): string =>
  latin1(bytes, at, endOfWord(bytes, at));

/** The offset of the first white space or delimiter from `start` on. */
export function endOfWord(bytes: Buffer, start: number): number {
  let at = start;
  while (at < bytes.length && byteClasses[bytes[at] as number] === REGULAR) at += 1;
  return at;
}

function endOfLine(bytes: Buffer, start: number): number {
  let at = start;
  while (at < bytes.length && bytes[at] !== 0x0a && bytes[at] !== 0x0d) at += 1;
  return at;
}

function classifyBytes(): Uint8Array {
  const classes = new Uint8Array(256);
  for (const space of [0x00, 0x09, 0x0a, 0x0c, 0x0d, 0x20]) classes[space] = SPACE;
  for (const delimiter of Buffer.from('()<>[]{}/%')) classes[delimiter] = DELIMITER;
  return classes;
}

/** What was found, for a message: in backticks, at most 40 characters, the unprintable as `?`. */
export const quote = (found: string): string =>
  found ? `\`${found.slice(0, 40).replace(/[^ -_a-~]/g, '?')}\`` : 'end';
