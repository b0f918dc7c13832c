// The /ToUnicode map of a font in, what its codes say out (ISO 32000-1, 9.10.3).
import type { PdfFile } from './reader.ts';
import { inflateStream } from './stream.ts';

export interface UnicodeMap {
  /** What the codes say that stand as hexadecimal digits between two offsets; nothing for a code that the map does not have. */
  readonly say: (bytes: Buffer, from: number, to: number) => string;
}

/** Reads the map in an object; undefined if it is no stream. */
export function readUnicodeMap(file: PdfFile, objectNumber: number): UnicodeMap | undefined {
  const stream = file.stream(objectNumber);
  if (stream === undefined) return undefined;
  const text = inflateStream(stream).toString('latin1');
  const [, first = '0000'] = /begincodespacerange\s*<([0-9A-Fa-f]+)>/.exec(text) ?? [];
  const said = new Map<number, string>();
  for (const [, part = ''] of text.matchAll(/beginbfchar([\s\S]*?)endbfchar/g))
    for (const [, code = '', unicode = ''] of part.matchAll(/<(\w+)>\s*<(\w+)>/g))
      said.set(Number.parseInt(code, 16), decodeUnicode(unicode));
  for (const [, part = ''] of text.matchAll(/beginbfrange([\s\S]*?)endbfrange/g))
    for (const [, low = '', high = '', unicode = ''] of part.matchAll(
      /<(\w+)>\s*<(\w+)>\s*<(\w+)>/g,
    ))
      addRange(said, Number.parseInt(low, 16), Number.parseInt(high, 16), decodeUnicode(unicode));
  return { say: (bytes, from, to) => sayCodes(said, first.length, bytes, from, to) };
}

function addRange(said: Map<number, string>, low: number, high: number, text: string): void {
  const last = text.charCodeAt(text.length - 1);
  for (let code = low; code <= high; code++)
    said.set(code, text.slice(0, -1) + String.fromCharCode(last + code - low));
}

/** Codes are read from their digits one by one: a long report has millions. */
function sayCodes(
  said: ReadonlyMap<number, string>,
  width: number,
  bytes: Buffer,
  from: number,
  to: number,
): string {
  let words = '';
  for (let at = from; at < to; at += width) {
    let code = 0;
    for (let digit = at; digit < at + width; digit++) code = code * 16 + digitOf(bytes[digit] ?? 0);
    words += said.get(code) ?? '';
  }
  return words;
}

/** 0 to 9 and A to F; Skia writes capitals. */
function digitOf(byte: number): number {
  return byte <= 57 ? byte - 48 : (byte & 0xdf) - 55;
}

/** UTF-16, two bytes in four hexadecimal digits. */
export function decodeUnicode(digits: string): string {
  return digits.replace(/..../g, (unit) => String.fromCharCode(Number.parseInt(unit, 16)));
}
