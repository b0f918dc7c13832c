// The bytes of a PDF in, its objects out, each read when it is asked for and as it was written. It
// reads what Skia writes and what our own writer makes of it; what objects mean is for others.
import { type CrossReference, readCrossReference } from './cross-reference.ts';
import { type Dictionary, isDictionary, isKind, type PdfValue } from './object.ts';
import { parseValue } from './parse-value.ts';
import { type OnReference, skipValue } from './skip-value.ts';
import { inflateStream, type PdfStream, readStreamAt } from './stream.ts';
import {
  type Cursor,
  expectText,
  latin1,
  parseInteger,
  skipSpace,
  startsWith,
  unexpected,
} from './syntax.ts';

/** An open PDF. Object numbers count from 1; all answers are cached or views, never copies. */
export interface PdfFile {
  readonly bytes: Buffer;
  /** One more than the highest object number. */
  readonly size: number;
  readonly trailer: Dictionary;
  readonly catalog: Dictionary;
  /** True if the file has an object of this number. */
  has(objectNumber: number): boolean;
  /** The object's value; of a stream its dictionary. Throws if there is no such object. */
  value(objectNumber: number): PdfValue;
  /** Follows a reference to its value; other values are returned as they are. */
  resolve(value: PdfValue | undefined): PdfValue | undefined;
  /** The object's stream, or undefined if it has none. */
  stream(objectNumber: number): PdfStream | undefined;
  /** The object as written, without `obj` and `endobj`; tells each object it refers to. */
  source(objectNumber: number, onReference: OnReference): ObjectSource;
}

/** A verbatim object: Latin-1 text of its value, and the encoded bytes of its stream if any. */
export interface ObjectSource {
  readonly text: string;
  readonly bytes: Buffer | undefined;
}

/**
 * Opens a PDF. Nothing but the cross-reference and the catalog is read yet. Throws an Error with a
 * sentence and a byte offset when the file is not of the kind Skia or our writer makes.
 */
export function readPdf(input: Uint8Array): PdfFile {
  const bytes = Buffer.from(input.buffer, input.byteOffset, input.byteLength);
  const places = readCrossReference(bytes);
  const values = new Map<number, PdfValue>();
  const openObject = objectOpener(bytes, places);

  const value = (objectNumber: number): PdfValue => {
    const known = values.get(objectNumber);
    if (known !== undefined) return known;
    const parsed = parseValue(openObject(objectNumber));
    values.set(objectNumber, parsed);
    return parsed;
  };
  const resolve = (given: PdfValue | undefined) =>
    isKind(given, 'ref') ? value(given.number) : given;
  const catalog = resolve(places.trailer.get('Root'));
  if (!isDictionary(catalog)) throw new Error('Unexpected trailer, expected /Root to be a catalog');

  return {
    bytes,
    size: places.size,
    trailer: places.trailer,
    catalog,
    has: (objectNumber) => (places.kind[objectNumber] ?? 0) !== 0,
    value,
    resolve,
    stream: (objectNumber) => readStreamAt(openObject(objectNumber), resolve),
    source: (objectNumber, onReference) =>
      readSource(openObject(objectNumber), onReference, resolve),
  };
}

type Resolve = (value: PdfValue | undefined) => PdfValue | undefined;

function readSource(cursor: Cursor, onReference: OnReference, resolve: Resolve): ObjectSource {
  const start = cursor.at;
  skipValue(cursor, onReference);
  const text = latin1(cursor.bytes, start, cursor.at);
  skipSpace(cursor);
  let bytes: Buffer | undefined;
  if (startsWith(cursor, 'stream')) {
    cursor.at = start;
    bytes = readStreamAt(cursor, resolve)?.bytes;
    skipSpace(cursor);
  }
  if (!cursor.within) expectText(cursor, 'endobj'); // in an object stream nothing marks the end
  return { text, bytes };
}

/** Returns a function that places a cursor on the value of an object. */
function objectOpener(bytes: Buffer, places: CrossReference): (objectNumber: number) => Cursor {
  const objectStreams = new Map<number, ObjectStream>();
  const openPacked = (objectNumber: number, container: number) => {
    const packed = objectStreams.get(container) ?? readObjectStream(bytes, places, container);
    objectStreams.set(container, packed);
    const index = places.index[objectNumber] ?? 0;
    if (packed.numbers[index] !== objectNumber) {
      throw new Error(
        `Unexpected object stream ${container}, expected object ${objectNumber} in it`,
      );
    }
    return { bytes: packed.inflated, at: packed.offsets[index] ?? 0, within: packed.name };
  };
  return (objectNumber) => {
    const [kind, place] = [places.kind[objectNumber], places.place[objectNumber]];
    if (place === undefined || (kind !== 1 && kind !== 2)) {
      throw new Error(`Unexpected reference to object ${objectNumber}, which the file has not`);
    }
    return kind === 1 ? openAt(bytes, place, objectNumber) : openPacked(objectNumber, place);
  };
}

/** `12 0 obj` at its offset; leaves the cursor behind it. */
function openAt(bytes: Buffer, offset: number, objectNumber: number): Cursor {
  const cursor: Cursor = { bytes, at: offset, within: '' };
  expectText(cursor, `${objectNumber} 0 obj`);
  skipSpace(cursor);
  return cursor;
}

/** An inflated object stream (ISO 32000-1, 7.5.7); offsets are into `inflated`. */
interface ObjectStream {
  readonly name: string;
  readonly inflated: Buffer;
  readonly numbers: readonly number[];
  readonly offsets: readonly number[];
}

function readObjectStream(bytes: Buffer, places: CrossReference, number: number): ObjectStream {
  const place = places.kind[number] === 1 ? (places.place[number] ?? 0) : undefined;
  if (place === undefined)
    throw new Error(`Unexpected object ${number}, expected an object stream`);
  const opened = openAt(bytes, place, number);
  const stream = readStreamAt({ ...opened });
  const count = stream?.dictionary.get('N');
  const first = stream?.dictionary.get('First');
  if (!stream || typeof count !== 'number' || typeof first !== 'number') {
    throw unexpected('object', opened, 'an object stream');
  }
  const inflated = inflateStream(stream);
  const cursor: Cursor = { bytes: inflated, at: 0, within: `object stream ${number}` };
  if (count > inflated.length) throw unexpected(`${count} objects`, cursor, 'fewer');
  const numbers: number[] = [];
  const offsets: number[] = [];
  for (let index = 0; index < count; index += 1) {
    numbers.push(parseInteger(cursor));
    offsets.push(first + parseInteger(cursor));
  }
  return { name: cursor.within, inflated, numbers, offsets };
}
