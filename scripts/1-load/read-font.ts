/**
 * A WOFF 1 file in, coverage and advance widths out, so that labels can be measured and missing glyphs found
 * without a browser. Knows the tables cmap (formats 4 and 12), head, hhea and hmtx of the OpenType specification.
 */
import { inflateSync } from 'node:zlib';

/** What a font file says of its characters. Widths are in em. */
export interface FontFacts {
  readonly covers: (codePoint: number) => boolean;
  readonly advance: (codePoint: number) => number | undefined;
  /** False for outlines in CFF, which Chromium prints as Type 3. */
  readonly isTrueType: boolean;
}

/** Reads a WOFF file; throws if it is not one (the fonts are the program's own). */
export function readFont(bytes: Uint8Array): FontFacts {
  const tables = readTables(bytes);
  const need = (tag: string): DataView => {
    const table = tables.get(tag);
    if (table === undefined) throw new Error(`expected a font with the table ${tag}`);
    return table;
  };
  const unitsPerEm = need('head').getUint16(18);
  const metrics = need('hhea').getUint16(34);
  const hmtx = need('hmtx');
  const glyphOf = readCharacterMap(need('cmap'));
  const covers = (codePoint: number) => (glyphOf(codePoint) ?? 0) !== 0;
  return {
    covers,
    advance: (codePoint) =>
      covers(codePoint)
        ? hmtx.getUint16(Math.min(glyphOf(codePoint) ?? 0, metrics - 1) * 4) / unitsPerEm
        : undefined,
    isTrueType: tables.has('glyf'),
  };
}

function readTables(bytes: Uint8Array): ReadonlyMap<string, DataView> {
  const file = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (file.getUint32(0) !== 0x774f4646) throw new Error('expected a WOFF 1 file');
  const tables = new Map<string, DataView>();
  for (let index = 0; index < file.getUint16(12); index++) {
    const at = 44 + index * 20;
    const tag = String.fromCharCode(...bytes.subarray(at, at + 4));
    if (!['cmap', 'head', 'hhea', 'hmtx', 'glyf'].includes(tag)) continue;
    const [offset, packed, size] = [
      file.getUint32(at + 4),
      file.getUint32(at + 8),
      file.getUint32(at + 12),
    ];
    const part = bytes.subarray(offset, offset + packed);
    const table = tag === 'glyf' || packed === size ? part : inflateSync(part);
    tables.set(tag, new DataView(table.buffer, table.byteOffset, table.byteLength));
  }
  return tables;
}

function readCharacterMap(cmap: DataView): (codePoint: number) => number | undefined {
  let best: { format: number; at: number } | undefined;
  for (let index = 0; index < cmap.getUint16(2); index++) {
    const at = cmap.getUint32(4 + index * 8 + 4);
    const format = cmap.getUint16(at);
    if ((format === 4 || format === 12) && format > (best?.format ?? 0)) best = { format, at };
  }
  if (best === undefined) throw new Error('expected a character map of format 4 or 12');
  return best.format === 12 ? readGroups(cmap, best.at) : readSegments(cmap, best.at);
}

function readGroups(cmap: DataView, at: number): (codePoint: number) => number | undefined {
  const glyphs = new Map<number, number>();
  for (let index = 0; index < cmap.getUint32(at + 12); index++) {
    const group = at + 16 + index * 12;
    const first = cmap.getUint32(group);
    for (let code = first; code <= cmap.getUint32(group + 4); code++) {
      glyphs.set(code, cmap.getUint32(group + 8) + code - first);
    }
  }
  return (codePoint) => glyphs.get(codePoint);
}

function readSegments(cmap: DataView, at: number): (codePoint: number) => number | undefined {
  const glyphs = new Map<number, number>();
  const twice = cmap.getUint16(at + 6);
  for (let segment = 0; segment < twice; segment += 2) {
    const end = cmap.getUint16(at + 14 + segment);
    const start = cmap.getUint16(at + 16 + twice + segment);
    const delta = cmap.getUint16(at + 16 + 2 * twice + segment);
    const rangeAt = at + 16 + 3 * twice + segment;
    const range = cmap.getUint16(rangeAt);
    for (let code = start; code <= end && code !== 0xffff; code++) {
      const raw = range === 0 ? code : cmap.getUint16(rangeAt + range + (code - start) * 2);
      if (raw !== 0) glyphs.set(code, (raw + delta) & 0xffff);
    }
  }
  return (codePoint) => glyphs.get(codePoint);
}
