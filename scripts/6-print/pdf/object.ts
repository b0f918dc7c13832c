// The nouns of PDF (ISO 32000-1, 7.3): values in, their written form out. Knows nothing of files,
// offsets or of what a dictionary means.

/** Any direct value. A stream is not a value: it is an object of a file, see `reader.ts`. */
export type PdfValue =
  | null
  | boolean
  | number
  | Name
  | Text
  | Ref
  | readonly PdfValue[]
  | Dictionary;

/** A dictionary, keys without their slash, in the order they were written. */
export type Dictionary = ReadonlyMap<string, PdfValue>;

/** A name without its slash, `#xx` resolved; one character is one byte. */
export interface Name {
  readonly kind: 'name';
  readonly name: string;
}

/** A string object; one character is one byte. `decodeText` gives the words. */
export interface Text {
  readonly kind: 'text';
  readonly bytes: string;
}

/** `12 0 R`. The generation is always 0: Skia writes no other, and the reader refuses it. */
export interface Ref {
  readonly kind: 'ref';
  readonly number: number;
}

/** Makes a name: `name('Page')` is written `/Page`. */
export const name = (value: string): Name => ({ kind: 'name', name: value });

/** Makes a reference to an object by its number. */
export const ref = (number: number): Ref => ({ kind: 'ref', number });

/** Makes a dictionary from its entries; undefined entries are left out. */
export function dictionary(entries: Readonly<Record<string, PdfValue | undefined>>): Dictionary {
  const kept = new Map<string, PdfValue>();
  for (const [key, value] of Object.entries(entries)) {
    if (value !== undefined) kept.set(key, value);
  }
  return kept;
}

/** Makes a text string: ASCII as it is, anything else as UTF-16BE with its mark (7.9.2.2). */
export function text(words: string): Text {
  if (/^[\x20-\x7e]*$/.test(words)) return { kind: 'text', bytes: words };
  const utf16 = Buffer.from(`\ufeff${words}`, 'utf16le').swap16();
  return { kind: 'text', bytes: utf16.toString('latin1') };
}

/**
 * Reads a text string's words. Skia writes ASCII or UTF-16BE; other bytes without a mark are read
 * as Latin-1, which agrees with PDFDocEncoding for all letters.
 */
export function decodeText(value: Text): string {
  if (!value.bytes.startsWith('\xfe\xff')) return value.bytes;
  const utf16 = Buffer.from(value.bytes.slice(2), 'latin1');
  return utf16
    .subarray(0, utf16.length & ~1)
    .swap16()
    .toString('utf16le');
}

/** Reads a name's words: since PDF 1.2 a name's bytes are UTF-8 (7.3.5). */
export const decodeName = (value: string): string => Buffer.from(value, 'latin1').toString('utf8');

/** Writes a value on one line, as Latin-1 text; one character is one byte. */
export function writeValue(value: PdfValue): string {
  if (value === null) return 'null';
  if (typeof value === 'boolean') return String(value);
  if (typeof value === 'number') return writeNumber(value);
  if (isArray(value)) return `[${value.map(writeValue).join(' ')}]`;
  if (isDictionary(value)) return writeDictionary(value);
  if (value.kind === 'name') return writeName(value.name);
  if (value.kind === 'ref') return `${value.number} 0 R`;
  return writeText(value.bytes);
}

/** True for an array value; `Array.isArray` alone does not narrow a readonly array. */
export const isArray = (value: PdfValue | undefined): value is readonly PdfValue[] =>
  Array.isArray(value);

/** True for a dictionary value. */
export const isDictionary = (value: PdfValue | undefined): value is Dictionary =>
  value instanceof Map;

/** True for a reference, a name or a text, by its kind. */
export function isKind<Kind extends 'ref' | 'name' | 'text'>(
  value: PdfValue | undefined,
  kind: Kind,
): value is Extract<Ref | Name | Text, { readonly kind: Kind }> {
  return typeof value === 'object' && value !== null && 'kind' in value && value.kind === kind;
}

function writeNumber(value: number): string {
  if (!Number.isFinite(value)) throw new Error(`A PDF cannot hold the number ${value}`);
  return Number.isInteger(value) ? String(value) : String(Number(value.toFixed(6)));
}

function writeDictionary(value: Dictionary): string {
  let entries = '';
  for (const [key, entry] of value) entries += `${writeName(key)} ${writeValue(entry)}`;
  return `<<${entries}>>`;
}

function writeName(value: string): string {
  const escaped = value.replace(
    /[^!-~]|[#()<>[\]{}/%]/g,
    (character) => `#${character.charCodeAt(0).toString(16).padStart(2, '0').toUpperCase()}`,
  );
  return `/${escaped}`;
}

/** Literal where it is all printable ASCII, else hexadecimal: no line ends to be mistaken. */
function writeText(bytes: string): string {
  if (/^[\x20-\x7e]*$/.test(bytes)) return `(${bytes.replace(/[\\()]/g, '\\$&')})`;
  return `<${Buffer.from(bytes, 'latin1').toString('hex').toUpperCase()}>`;
}
