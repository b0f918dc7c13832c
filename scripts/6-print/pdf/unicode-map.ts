// The /ToUnicode map of a font in, what its codes say out (ISO 32000-1, 9.10.3).
import type { PdfFile } from './reader.ts';
import { inflateStream } from './stream.ts';

export interface UnicodeMap {
  /** What a string of codes, as hexadecimal digits, says; nothing for a code that the map does not have. */
  readonly say: (digits: string) => string;
}

/** Reads the map in an object; undefined if it is no stream. */
export function readUnicodeMap(file: PdfFile, objectNumber: number): UnicodeMap | undefined {
  const stream = file.stream(objectNumber);
  if (stream === undefined) return undefined;
  const text = inflateStream(stream).toString('latin1');
  const [, first = '0000'] = /begincodespacerange\s*<([0-9A-Fa-f]+)>/.exec(text) ?? [];
  const width = first.length;
  const said = new Map<string, string>();
  for (const [, part = ''] of text.matchAll(/beginbfchar([\s\S]*?)endbfchar/g))
    for (const [, code = '', unicode = ''] of part.matchAll(/<(\w+)>\s*<(\w+)>/g))
      said.set(code.toUpperCase(), decode(unicode));
  for (const [, part = ''] of text.matchAll(/beginbfrange([\s\S]*?)endbfrange/g))
    for (const [, low = '', high = '', unicode = ''] of part.matchAll(
      /<(\w+)>\s*<(\w+)>\s*<(\w+)>/g,
    ))
      addRange(said, [low, high, unicode], width);
  const codes = new RegExp(`.{${width}}`, 'g');
  return {
    say: (digits) =>
      digits.length === width
        ? (said.get(digits) ?? '')
        : digits.replace(codes, (code) => said.get(code) ?? ''),
  };
}

function addRange(
  said: Map<string, string>,
  [low, high, unicode]: readonly [string, string, string],
  width: number,
): void {
  const start = Number.parseInt(low, 16);
  const text = decode(unicode);
  const last = text.charCodeAt(text.length - 1);
  for (let code = start; code <= Number.parseInt(high, 16); code++) {
    const digits = code.toString(16).toUpperCase().padStart(width, '0');
    said.set(digits, text.slice(0, -1) + String.fromCharCode(last + code - start));
  }
}

/** UTF-16, two bytes in four digits. */
function decode(digits: string): string {
  return digits.replace(/..../g, (unit) => String.fromCharCode(Number.parseInt(unit, 16)));
}
