// One value passed over at a cursor, not built: most of a finished file is only copied. Tells what
// the value refers to.
import { parseWord } from './parse-value.ts';
import {
  type Cursor,
  DEEPEST,
  endOfHex,
  endOfLiteral,
  endOfWord,
  isReferenceTail,
  quote,
  skipSpace,
  unexpected,
} from './syntax.ts';

/** Called with the number of each object a skipped value refers to. */
export type OnReference = (objectNumber: number) => void;

/**
 * Moves over one value without building it, telling each object it refers to. One flat loop:
 * a finished file is mostly values that are only copied.
 */
export function skipValue(cursor: Cursor, onReference: OnReference): void {
  const { bytes } = cursor;
  const closers: number[] = [];
  do {
    skipSpace(cursor);
    const byte = bytes[cursor.at];
    if (byte === 0x2f) cursor.at = endOfWord(bytes, cursor.at + 1);
    else if (byte === 0x28) cursor.at = endOfLiteral(cursor);
    else if (byte === 0x5b) openBracket(cursor, closers, 0x5d);
    else if (byte === 0x3c && bytes[cursor.at + 1] === 0x3c) openBracket(cursor, closers, 0x3e);
    else if (byte === 0x3c) cursor.at = endOfHex(cursor);
    else if (byte === 0x5d || byte === 0x3e) closeBracket(cursor, closers, byte);
    else skipWord(cursor, onReference);
  } while (closers.length > 0);
}

function openBracket(cursor: Cursor, closers: number[], closer: number): void {
  if (closers.length > DEEPEST) throw unexpected('nesting', cursor, `at most ${DEEPEST} levels`);
  closers.push(closer);
  cursor.at += closer === 0x3e ? 2 : 1;
}

function closeBracket(cursor: Cursor, closers: number[], found: number): void {
  const isDouble = found === 0x3e;
  if (closers.pop() !== found || (isDouble && cursor.bytes[cursor.at + 1] !== 0x3e)) {
    throw unexpected(quote(String.fromCharCode(found)), cursor, 'a value or the matching bracket');
  }
  cursor.at += isDouble ? 2 : 1;
}

/** A whole number is looked at by itself: most words are one, and only they can be references. */
function skipWord(cursor: Cursor, onReference: OnReference): void {
  const { bytes, at } = cursor;
  let end = at;
  let whole = 0;
  for (let digit = digitAt(bytes, end); digit >= 0; digit = digitAt(bytes, end)) {
    whole = whole * 10 + digit;
    end += 1;
  }
  if (end > at && isReferenceTail(bytes, end)) {
    onReference(whole);
    cursor.at = end + 4;
  } else if (end > at && end === endOfWord(bytes, end)) cursor.at = end;
  else parseWord(cursor); // a fraction, a keyword or a fault
}

/** The digit at an offset, -1 if there is none. */
function digitAt(bytes: Buffer, at: number): number {
  const digit = at < bytes.length ? (bytes[at] as number) - 0x30 : -1;
  return digit <= 9 ? digit : -1;
}
