// A stream object at a cursor in, its dictionary and its bytes out, inflated on demand with its
// predictor undone (ISO 32000-1, 7.3.8 and 7.4.4). It knows only the one filter Skia and we write.
import { inflateSync } from 'node:zlib';
import { type Dictionary, isDictionary, isKind, type PdfValue } from './object.ts';
import { parseValue } from './parse-value.ts';
import { type Cursor, expectText, skipSpace, startsWith, unexpected } from './syntax.ts';

/** A stream as it stands in the file. `bytes` is a view, still encoded. */
export interface PdfStream {
  readonly dictionary: Dictionary;
  readonly bytes: Buffer;
  /** Where `bytes` begin in the file. */
  readonly at: number;
}

/** The most a stream may inflate to: far above a page of Skia's, far below all memory. */
const MOST_INFLATED = 256 * 1024 * 1024;

/**
 * Reads the dictionary at the cursor and the stream behind it; undefined if the object is only a
 * value. `lengthOf` finds the length where it is an object of its own.
 */
export function readStreamAt(
  cursor: Cursor,
  lengthOf: (length: PdfValue | undefined) => PdfValue | undefined = (length) => length,
): PdfStream | undefined {
  const dictionary = parseValue(cursor);
  skipSpace(cursor);
  if (!isDictionary(dictionary) || !startsWith(cursor, 'stream')) return undefined;
  return readStreamBody(cursor, dictionary, lengthOf(dictionary.get('Length')));
}

function readStreamBody(
  cursor: Cursor,
  dictionary: Dictionary,
  length: PdfValue | undefined,
): PdfStream {
  expectText(cursor, 'stream');
  if (cursor.bytes[cursor.at] === 0x0d) cursor.at += 1;
  expectText(cursor, '\n');
  const at = cursor.at;
  if (typeof length !== 'number' || length < 0 || at + length > cursor.bytes.length) {
    throw unexpected(`stream length ${length}`, cursor, 'a length inside the file');
  }
  cursor.at += length;
  skipSpace(cursor);
  expectText(cursor, 'endstream');
  return { dictionary, bytes: cursor.bytes.subarray(at, at + length), at };
}

/** The bytes a stream stands for. Throws if they are damaged, too many, or of another filter. */
export function inflateStream(stream: PdfStream): Buffer {
  const filter = stream.dictionary.get('Filter');
  const place: Cursor = { bytes: stream.bytes, at: stream.at, within: '' };
  if (filter === undefined) return stream.bytes;
  if (!isKind(filter, 'name') || filter.name !== 'FlateDecode') {
    throw unexpected('stream filter', place, '/FlateDecode');
  }
  return undoPredictor(inflate(stream.bytes, place), stream.dictionary, place);
}

function inflate(bytes: Buffer, place: Cursor): Buffer {
  // Text deflates about 14 to 1; a good first guess spares zlib the growing.
  const chunkSize = Math.min(1 << 20, Math.max(1 << 14, bytes.length * 14));
  try {
    return inflateSync(bytes, { chunkSize, maxOutputLength: MOST_INFLATED });
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw unexpected(`deflated stream (${reason})`, place, 'whole deflated data');
  }
}

/** Undoes the PNG predictor "up", row by row; any other is refused. */
function undoPredictor(inflated: Buffer, dictionary: Dictionary, place: Cursor): Buffer {
  const parameters = dictionary.get('DecodeParms');
  if (parameters === undefined) return inflated;
  const columns = isDictionary(parameters) ? parameters.get('Columns') : undefined;
  const predictor = isDictionary(parameters) ? parameters.get('Predictor') : undefined;
  if (predictor !== 12 || typeof columns !== 'number' || columns < 1) {
    throw unexpected('decode parameters', place, 'the PNG predictor 12');
  }
  const rows = Math.floor(inflated.length / (columns + 1));
  const plain = Buffer.alloc(rows * columns);
  for (let row = 0; row < rows; row += 1) {
    const from = row * (columns + 1);
    if (inflated[from] !== 2) throw unexpected(`row predictor ${inflated[from]}`, place, '2 (up)');
    undoRow(inflated, from + 1, plain, row * columns, columns);
  }
  return plain;
}

function undoRow(inflated: Buffer, from: number, plain: Buffer, to: number, columns: number): void {
  for (let column = 0; column < columns; column += 1) {
    const above = plain[to + column - columns] ?? 0; // nothing is above the first row
    plain[to + column] = (inflated[from + column] ?? 0) + above;
  }
}
