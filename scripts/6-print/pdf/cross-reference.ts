// A PDF's bytes in, the place of every object out (ISO 32000-1, 7.5.4 and 7.5.8): the classic table
// Skia writes, or the cross-reference stream our own writer writes. It reads no object of the file.
import { type Dictionary, isArray, isKind } from './object.ts';
import { parseDictionary } from './parse-value.ts';
import { inflateStream, readStreamAt } from './stream.ts';
import {
  type Cursor,
  expectText,
  latin1,
  parseInteger,
  skipSpace,
  startsWith,
  unexpected,
} from './syntax.ts';

/**
 * Where objects are, by object number. `kind` 0: no such object; 1: `place` is its byte offset;
 * 2: it is the `index`th object of the object stream with the number `place`.
 */
export interface CrossReference {
  readonly size: number;
  readonly kind: Uint8Array;
  readonly place: Uint32Array;
  readonly index: Uint32Array;
  readonly trailer: Dictionary;
}

/** Reads the one cross-reference section of a file. Throws on encrypted or updated files. */
export function readCrossReference(bytes: Buffer): CrossReference {
  const cursor: Cursor = { bytes, at: 0, within: '' };
  expectText(cursor, '%PDF-1.');
  cursor.at = findSection(bytes);
  const section = startsWith(cursor, 'xref') ? readTable(cursor) : readStreamSection(cursor);
  for (const key of ['Encrypt', 'Prev', 'XRefStm']) {
    if (section.trailer.has(key)) {
      throw unexpected(`/${key} in the trailer`, cursor, 'one plain section, as Skia writes');
    }
  }
  return section;
}

/** The offset after the last `startxref`. */
function findSection(bytes: Buffer): number {
  const tailStart = Math.max(0, bytes.length - 64);
  const tail = latin1(bytes, tailStart);
  const found = /startxref\s+(\d{1,10})\s+%%EOF\s*$/.exec(tail);
  const end: Cursor = { bytes, at: bytes.length, within: '' };
  if (!found) throw unexpected('end', end, '`startxref`, an offset and `%%EOF`: is it cut off?');
  const offset = Number(found[1]);
  if (offset >= tailStart + found.index) {
    throw unexpected(`startxref ${offset}`, end, 'an offset inside the file');
  }
  return offset;
}

const ENTRY_LENGTH = 20;

/** `xref`, `0 size`, then entries of exactly 20 bytes, then the trailer. */
function readTable(cursor: Cursor): CrossReference {
  expectText(cursor, 'xref');
  const first = parseInteger(cursor);
  if (first !== 0) throw unexpected(`first object ${first}`, cursor, 'one section from 0');
  const size = parseInteger(cursor);
  skipSpace(cursor);
  if (size * ENTRY_LENGTH > cursor.bytes.length - cursor.at) {
    throw unexpected(`${size} entries`, cursor, 'as many entries as the file has room for');
  }
  const places = emptyPlaces(size);
  for (let number = 0; number < size; number += 1) readEntry(cursor, number, places);
  skipSpace(cursor);
  expectText(cursor, 'trailer');
  return { size, ...places, trailer: parseDictionary(cursor) };
}

type Places = Pick<CrossReference, 'kind' | 'place' | 'index'>;

const emptyPlaces = (size: number): Places => ({
  kind: new Uint8Array(size),
  place: new Uint32Array(size),
  index: new Uint32Array(size),
});

/** `0000000015 00000 n `: offset, generation, in use or free. */
function readEntry(cursor: Cursor, number: number, places: Places): void {
  const entry = latin1(cursor.bytes, cursor.at, cursor.at + ENTRY_LENGTH);
  const offset = Number(entry.slice(0, 10));
  const isUsed = entry[17] === 'n' && entry.slice(10, 17) === ' 00000 ';
  if ((!isUsed && entry[17] !== 'f') || !(offset < cursor.bytes.length)) {
    throw unexpected(`entry \`${entry.trim()}\``, cursor, 'an offset of generation 0');
  }
  places.kind[number] = isUsed ? 1 : 0;
  places.place[number] = offset;
  cursor.at += ENTRY_LENGTH;
}

/** The cross-reference stream: rows of three big-endian fields, their widths in /W. */
function readStreamSection(cursor: Cursor): CrossReference {
  const start: Cursor = { ...cursor };
  parseInteger(cursor);
  expectText(cursor, ' 0 obj');
  const stream = readStreamAt(cursor);
  const trailer = stream?.dictionary;
  const [size, widths] = [trailer?.get('Size'), trailer?.get('W')];
  if (!stream || !trailer || typeof size !== 'number' || !isFieldWidths(widths)) {
    throw unexpected('object', start, '`xref` or a cross-reference stream');
  }
  const type = trailer.get('Type');
  if (!isKind(type, 'name') || type.name !== 'XRef' || trailer.has('Index')) {
    throw unexpected('stream', start, 'a /XRef stream of all objects');
  }
  const rows = inflateStream(stream);
  if (rows.length !== size * widths[0] + size * widths[1] + size * widths[2]) {
    throw unexpected(`${rows.length} bytes of rows`, start, `${size} rows`);
  }
  return { size, ...readRows(rows, size, widths), trailer };
}

type FieldWidths = readonly [number, number, number];

const isFieldWidths = (value: unknown): value is FieldWidths =>
  isArray(value as never) &&
  (value as readonly unknown[]).length === 3 &&
  (value as readonly unknown[]).every((width) => width === 1 || width === 2 || width === 4);

function readRows(rows: Buffer, size: number, widths: FieldWidths): Places {
  const places = emptyPlaces(size);
  let at = 0;
  const field = (width: number) => {
    at += width;
    return rows.readUIntBE(at - width, width);
  };
  for (let number = 0; number < size; number += 1) {
    places.kind[number] = field(widths[0]);
    places.place[number] = field(widths[1]);
    places.index[number] = field(widths[2]);
  }
  return places;
}
