// Objects in, the bytes of a compact PDF 1.7 out: values packed in object streams, a cross-reference
// stream, an /ID made from the content. The same objects give the same bytes.
import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { deflate as deflateWithCallback } from 'node:zlib';
import { dictionary, name, ref, writeValue } from './object.ts';

const deflate = promisify(deflateWithCallback);

/** An object to write: Latin-1 text of its value, and its encoded bytes if it is a stream. */
export interface OutputObject {
  readonly text: string;
  readonly bytes?: Uint8Array | undefined;
}

/** A file being made. Objects keep the order in which they are added. */
export interface PdfWriter {
  add(objectNumber: number, object: OutputObject): void;
  /** Ends the file; `root` and `info` are the objects its trailer names. */
  finish(root: number, info: number): Promise<Uint8Array>;
}

/** Objects to a stream: more deflate a little better, fewer are read back sooner. */
const OBJECTS_PER_STREAM = 500;
const DEFLATE_LEVEL = 6;

/**
 * Starts a file whose objects are numbered below `firstFree`; the writer's own come after. Each full
 * object stream is deflated at once beside the main thread, while the next are still added.
 */
export function startPdf(firstFree: number): PdfWriter {
  const streams: NumberedObject[] = [];
  const packed: PackedObjects[] = [];
  let group: NumberedObject[] = [];
  const pack = () => {
    if (group.length > 0) packed.push({ numbers: numbersOf(group), stream: packObjects(group) });
    group = [];
  };
  return {
    add(number, object) {
      if (object.bytes) streams.push({ number, object });
      else if (group.push({ number, object }) === OBJECTS_PER_STREAM) pack();
    },
    async finish(root, info) {
      pack();
      const file = startFile(firstFree + packed.length + 1);
      for (const { number, object } of streams) addStream(file, number, object);
      for (const [index, { numbers, stream }] of packed.entries()) {
        addStream(file, firstFree + index, await stream);
        numbers.forEach((number, place) => {
          setRow(file.rows, number, 2, firstFree + index, place);
        });
      }
      await addCrossReference(file, root, info);
      return Buffer.concat(file.chunks);
    },
  };
}

interface NumberedObject {
  readonly number: number;
  readonly object: OutputObject;
}

interface PackedObjects {
  readonly numbers: readonly number[];
  readonly stream: Promise<OutputObject>;
}

const numbersOf = (group: readonly NumberedObject[]) => group.map(({ number }) => number);

/** The parts so far, their length, and the rows of the cross-reference. */
interface OutputFile {
  readonly chunks: Buffer[];
  length: number;
  readonly rows: Buffer;
}

/** Row: type in 1 byte, offset or stream number in 4, index in 2. */
const ROW_LENGTH = 7;

function startFile(size: number): OutputFile {
  const file = { chunks: [], length: 0, rows: Buffer.alloc(size * ROW_LENGTH) };
  // Four bytes above 127 in a comment tell transfer programs that the file is binary (7.5.2).
  addChunk(file, Buffer.from('%PDF-1.7\n%\xe2\xe3\xcf\xd3\n', 'latin1'));
  setRow(file.rows, 0, 0, 0, 65535);
  return file;
}

function addChunk(file: OutputFile, chunk: Buffer): void {
  file.chunks.push(chunk);
  file.length += chunk.length;
}

function addStream(file: OutputFile, number: number, { text, bytes }: OutputObject): void {
  if (!bytes) throw new Error(`Object ${number} has no stream to write`);
  setRow(file.rows, number, 1, file.length, 0);
  addChunk(file, Buffer.from(`${number} 0 obj\n${text}\nstream\n`, 'latin1'));
  addChunk(file, Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
  addChunk(file, Buffer.from('\nendstream\nendobj\n', 'latin1'));
}

function setRow(rows: Buffer, number: number, type: number, place: number, index: number): void {
  const at = number * ROW_LENGTH;
  rows.writeUInt8(type, at);
  rows.writeUInt32BE(place, at + 1);
  rows.writeUInt16BE(index, at + 5);
}

/** An object stream (ISO 32000-1, 7.5.7): numbers and offsets, then the values. */
async function packObjects(group: readonly NumberedObject[]): Promise<OutputObject> {
  let index = '';
  let values = '';
  for (const { number, object } of group) {
    index += `${number} ${values.length} `;
    values += `${object.text}\n`;
  }
  const bytes = await deflate(Buffer.from(index + values, 'latin1'), { level: DEFLATE_LEVEL });
  const head = dictionary({
    Type: name('ObjStm'),
    N: group.length,
    First: index.length,
    Filter: name('FlateDecode'),
    Length: bytes.length,
  });
  return { text: writeValue(head), bytes };
}

/** The cross-reference stream (7.5.8), which is the trailer too, and the end of the file. */
async function addCrossReference(file: OutputFile, root: number, info: number): Promise<void> {
  const number = file.rows.length / ROW_LENGTH - 1;
  const start = file.length;
  setRow(file.rows, number, 1, start, 0);
  const bytes = await deflate(subtractRowAbove(file.rows), { level: 9 });
  const id = { kind: 'text', bytes: hashContent(file.chunks) } as const;
  const head = dictionary({
    Type: name('XRef'),
    Size: number + 1,
    W: [1, 4, 2],
    Root: ref(root),
    Info: ref(info),
    ID: [id, id],
    Filter: name('FlateDecode'),
    DecodeParms: dictionary({ Predictor: 12, Columns: ROW_LENGTH }),
    Length: bytes.length,
  });
  addStream(file, number, { text: writeValue(head), bytes });
  addChunk(file, Buffer.from(`startxref\n${start}\n%%EOF\n`, 'latin1'));
}

/** The PNG predictor "up": neighbouring rows are alike, so their difference is mostly zeros. */
function subtractRowAbove(rows: Buffer): Buffer {
  const count = rows.length / ROW_LENGTH;
  const predicted = Buffer.alloc(count * (ROW_LENGTH + 1));
  for (let at = 0, to = 0; at < rows.length; at += 1) {
    if (at % ROW_LENGTH === 0) predicted[to++] = 2;
    predicted[to++] = (rows[at] ?? 0) - (rows[at - ROW_LENGTH] ?? 0);
  }
  return predicted;
}

/** Sixteen bytes that change when any object does (14.4). */
function hashContent(chunks: readonly Buffer[]): string {
  const hash = createHash('sha256');
  for (const chunk of chunks) hash.update(chunk);
  return hash.digest().subarray(0, 16).toString('latin1');
}
