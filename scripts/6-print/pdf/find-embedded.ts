// The bytes of any PDF in, the JSON files that it carries out, inflated. It goes by the streams themselves, because no
// other tool that saved the file again has to keep our order, our tables or our numbers: whatever it linearised, packed
// or appended, an embedded file is a stream whose dictionary says so (ISO 32000-1, 7.11.4).
import { inflateSync } from 'node:zlib';
import { type Dictionary, isArray, isDictionary, isKind } from './object.ts';
import { parseDictionary } from './parse-value.ts';
import { type Cursor, latin1, skipSpace, startsWith } from './syntax.ts';

/** The most a carried file may inflate to: twenty times the largest report's, far below all memory. */
export const MOST_EMBEDDED = 64 * 1024 * 1024;

/** What was found. `damaged` counts streams that are cut off, encrypted or larger than any report. */
export interface Embedded {
  readonly files: readonly Buffer[];
  readonly damaged: number;
  readonly isEncrypted: boolean;
}

/** Finds carried JSON files, the last written first; undefined if these are not the bytes of a PDF. */
export function findEmbedded(input: Uint8Array, most = MOST_EMBEDDED): Embedded | undefined {
  const bytes = Buffer.from(input.buffer, input.byteOffset, input.byteLength);
  if (!latin1(bytes, 0, 1024).includes('%PDF-')) return undefined; // some mail programs put lines before it
  const files: Buffer[] = [];
  let damaged = 0;
  for (let at = bytes.lastIndexOf(MARK); at > 0; at = bytes.lastIndexOf(MARK, at - 1)) {
    const stream = readStreamAround(bytes, at);
    if (stream === undefined) continue;
    const file = inflateEmbedded(stream, most);
    if (file === undefined) damaged += 1;
    else files.push(file);
    if (files.length + damaged === MOST_FILES) break;
  }
  return { files, damaged, isEncrypted: bytes.includes('/Encrypt') };
}

const MARK = '/EmbeddedFile';
/** Nobody attaches more to a report, and each costs time. */
const MOST_FILES = 20;
/** How far from its type the dictionary of a stream may begin and end. */
const DICTIONARY_LENGTH = 4096;

interface EmbeddedStream {
  readonly dictionary: Dictionary;
  /** From its first byte to the end of the PDF: deflated data says itself where it ends. */
  readonly rest: Buffer;
}

/** The stream whose dictionary the mark stands in; undefined where it means something else. */
function readStreamAround(bytes: Buffer, mark: number): EmbeddedStream | undefined {
  const before = Math.max(0, mark - DICTIONARY_LENGTH);
  const start = bytes.subarray(before, mark).lastIndexOf(' obj');
  if (start < 0) return undefined;
  const from = before + start + ' obj'.length;
  // A window, or a file made to cost time would have all of it read again at every mark.
  const cursor: Cursor = {
    bytes: bytes.subarray(from, mark + DICTIONARY_LENGTH),
    at: 0,
    within: '',
  };
  const dictionary = parseQuietly(cursor);
  if (dictionary === undefined || !isJsonFile(dictionary)) return undefined;
  skipSpace(cursor);
  if (!startsWith(cursor, 'stream')) return undefined;
  let at = from + cursor.at + 'stream'.length;
  if (bytes[at] === 0x0d) at += 1;
  if (bytes[at] === 0x0a) at += 1;
  return { dictionary, rest: bytes.subarray(at) };
}

function parseQuietly(cursor: Cursor): Dictionary | undefined {
  try {
    return parseDictionary(cursor);
  } catch {
    return undefined; // the mark stood in other bytes by chance
  }
}

/** Some tools leave out the media type; a file of another one is somebody else's. */
function isJsonFile(dictionary: Dictionary): boolean {
  const [type, media] = [dictionary.get('Type'), dictionary.get('Subtype')];
  if (!isKind(type, 'name') || type.name !== 'EmbeddedFile') return false;
  return !isKind(media, 'name') || media.name === 'application/json';
}

function inflateEmbedded({ dictionary, rest }: EmbeddedStream, most: number): Buffer | undefined {
  const filter = dictionary.get('Filter');
  const filters = isArray(filter) ? filter : filter === undefined ? [] : [filter];
  const [first, second] = filters;
  const parameters = dictionary.get('DecodeParms');
  if (second !== undefined || isDictionary(parameters)) return undefined;
  if (first === undefined) {
    const end = rest.indexOf('endstream');
    return end < 0 || end > most ? undefined : rest.subarray(0, end);
  }
  if (!isKind(first, 'name') || first.name !== 'FlateDecode') return undefined;
  try {
    return inflateSync(rest, { maxOutputLength: most });
  } catch {
    return undefined;
  }
}
