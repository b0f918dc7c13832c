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

/** All objects of a file by number, and the two the trailer names. */
export interface PdfContent {
  readonly objects: ReadonlyMap<number, OutputObject>;
  readonly root: number;
  readonly info: number;
}

/** Objects to a stream: more deflate a little better, fewer are read back sooner. */
const OBJECTS_PER_STREAM = 500;
const DEFLATE_LEVEL = 6;

/** Writes the file; objects in the order of their numbers, then the packed ones. */
export async function writePdf(content: PdfContent): Promise<Uint8Array> {
  const numbers = [...content.objects.keys()].sort((one, other) => one - other);
  const plain = numbers.filter((number) => content.objects.get(number)?.bytes !== undefined);
  const packed = numbers.filter((number) => content.objects.get(number)?.bytes === undefined);
  const firstNew = (numbers.at(-1) ?? 0) + 1;
  const groups = groupsOf(packed, OBJECTS_PER_STREAM);
  const streams = groups.map((group) => packObjects(group, content.objects));

  const file = startFile(firstNew + groups.length + 1);
  for (const number of plain) {
    const { text, bytes } = content.objects.get(number) as Required<OutputObject>;
    addStream(file, number, text, bytes as Uint8Array);
  }
  for (const [index, group] of groups.entries()) {
    const stream = await (streams[index] as Promise<OutputObject>);
    addStream(file, firstNew + index, stream.text, stream.bytes as Uint8Array);
    group.forEach((number, place) => {
      setRow(file.rows, number, 2, firstNew + index, place);
    });
  }
  await addCrossReference(file, content);
  return Buffer.concat(file.chunks);
}

/** A file being written: its parts so far, their length, and the rows of its cross-reference. */
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

function addStream(file: OutputFile, number: number, text: string, bytes: Uint8Array): void {
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
async function packObjects(
  group: readonly number[],
  objects: ReadonlyMap<number, OutputObject>,
): Promise<OutputObject> {
  let index = '';
  let values = '';
  for (const number of group) {
    index += `${number} ${values.length} `;
    values += `${objects.get(number)?.text}\n`;
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
async function addCrossReference(file: OutputFile, content: PdfContent): Promise<void> {
  const number = file.rows.length / ROW_LENGTH - 1;
  const start = file.length;
  setRow(file.rows, number, 1, start, 0);
  const bytes = await deflate(subtractRowAbove(file.rows), { level: 9 });
  const id = { kind: 'text', bytes: hashContent(file.chunks) } as const;
  const head = dictionary({
    Type: name('XRef'),
    Size: number + 1,
    W: [1, 4, 2],
    Root: ref(content.root),
    Info: ref(content.info),
    ID: [id, id],
    Filter: name('FlateDecode'),
    DecodeParms: dictionary({ Predictor: 12, Columns: ROW_LENGTH }),
    Length: bytes.length,
  });
  addStream(file, number, writeValue(head), bytes);
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

function groupsOf(numbers: readonly number[], length: number): readonly (readonly number[])[] {
  const count = Math.ceil(numbers.length / length);
  return Array.from({ length: count }, (_, index) =>
    numbers.slice(index * length, (index + 1) * length),
  );
}
