// Bytes of a PDF under a cursor in, one value out (ISO 32000-1, 7.3). It knows nothing of objects,
// cross-references or streams.
import { type Dictionary, name, type PdfValue, ref, type Text } from './object.ts';
import {
  type Cursor,
  DEEPEST,
  endOfHex,
  endOfLiteral,
  expectText,
  isReferenceTail,
  latin1,
  quote,
  readWord,
  skipSpace,
  unexpected,
} from './syntax.ts';

/** Reads one value and leaves the cursor behind it. Throws on anything that is not one. */
export function parseValue(cursor: Cursor, depth = 0): PdfValue {
  if (depth > DEEPEST) throw unexpected('nesting', cursor, `at most ${DEEPEST} levels`);
  skipSpace(cursor);
  const { bytes, at } = cursor;
  switch (bytes[at]) {
    case 0x2f:
      return name(parseNameBytes(cursor));
    case 0x28:
      return parseLiteralText(cursor);
    case 0x5b:
      return parseArray(cursor, depth);
    case 0x3c:
      return bytes[at + 1] === 0x3c ? parseDictionary(cursor, depth) : parseHexText(cursor);
    default:
      return parseWord(cursor);
  }
}

/** Reads one value that must be a dictionary. */
export function parseDictionary(cursor: Cursor, depth = 0): Dictionary {
  const entries = new Map<string, PdfValue>();
  skipSpace(cursor);
  expectText(cursor, '<<');
  for (;;) {
    skipSpace(cursor);
    if (cursor.bytes[cursor.at] === 0x3e) {
      expectText(cursor, '>>');
      return entries;
    }
    entries.set(parseNameBytes(cursor), parseValue(cursor, depth + 1));
  }
}

/** Reads a number, a reference or one of the three keywords. */
export function parseWord(cursor: Cursor): PdfValue {
  const word = readWord(cursor.bytes, cursor.at);
  const end = cursor.at + word.length;
  if (/^\d{1,10}$/.test(word) && isReferenceTail(cursor.bytes, end)) {
    cursor.at = end + 4;
    return ref(Number(word));
  }
  const value = keywords.has(word) ? keywords.get(word) : parseNumber(word);
  if (value === undefined) throw unexpected(quote(word), cursor, 'a value');
  cursor.at = end;
  return value;
}

const keywords: ReadonlyMap<string, PdfValue> = new Map<string, PdfValue>([
  ['true', true],
  ['false', false],
  ['null', null],
]);

const parseNumber = (word: string): number | undefined =>
  /^[-+]?(\d+\.?\d*|\.\d+)$/.test(word) ? Number(word) : undefined;

function parseArray(cursor: Cursor, depth: number): readonly PdfValue[] {
  const values: PdfValue[] = [];
  cursor.at += 1;
  for (;;) {
    skipSpace(cursor);
    if (cursor.bytes[cursor.at] === 0x5d) {
      cursor.at += 1;
      return values;
    }
    values.push(parseValue(cursor, depth + 1));
  }
}

function parseNameBytes(cursor: Cursor): string {
  expectText(cursor, '/');
  const word = readWord(cursor.bytes, cursor.at);
  cursor.at += word.length;
  return word.replace(/#([0-9A-Fa-f]{2})/g, (_, hex: string) => fromHex(hex));
}

function parseHexText(cursor: Cursor): Text {
  const end = endOfHex(cursor);
  const digits = latin1(cursor.bytes, cursor.at + 1, end - 1).replace(/\s/g, '');
  if (/[^0-9A-Fa-f]/.test(digits)) throw unexpected(quote(digits), cursor, 'hexadecimal digits');
  cursor.at = end;
  const even = digits.length % 2 ? `${digits}0` : digits; // 7.3.4.3: a missing last digit is 0
  return { kind: 'text', bytes: Buffer.from(even, 'hex').toString('latin1') };
}

const escapes: Readonly<Record<string, string>> = {
  n: '\n',
  r: '\r',
  t: '\t',
  b: '\b',
  f: '\f',
};

function parseLiteralText(cursor: Cursor): Text {
  const end = endOfLiteral(cursor);
  const written = latin1(cursor.bytes, cursor.at + 1, end - 1);
  cursor.at = end;
  const bytes = written.replace(/\\([0-7]{1,3}|\r\n|.)|\r\n?/gs, (_, escaped?: string) => {
    if (escaped === undefined) return '\n'; // 7.3.4.2: any line end is one line feed
    if (/^[0-7]/.test(escaped)) return String.fromCharCode(Number.parseInt(escaped, 8) & 255);
    return /[\r\n]/.test(escaped) ? '' : (escapes[escaped] ?? escaped);
  });
  return { kind: 'text', bytes };
}

const fromHex = (hex: string): string => String.fromCharCode(Number.parseInt(hex, 16));
