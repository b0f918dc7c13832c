// An open PDF of Chromium in, how often it prints each letter and digit, and what it prints outside the page area out
// (ISO 32000-1, 9.4 and 14.6). Text without a tag, such as running heads, and the markers of lists are left out.

import { isDictionary, isKind, type PdfValue } from './object.ts';
import { type PdfPage, readPages } from './pages.ts';
import type { PdfFile } from './reader.ts';
import { inflateStream } from './stream.ts';
import { readUnicodeMap, type UnicodeMap } from './unicode-map.ts';

/** The letters and digits of a text, without marks, spaces and case: what no font and no style says in another way. */
export function countLetters(text: string, counts: Map<string, number>, times = 1): void {
  for (const letter of text.toLowerCase().normalize('NFKD'))
    if (/[\p{L}\p{N}]/u.test(letter)) counts.set(letter, (counts.get(letter) ?? 0) + times);
}

export interface PrintedText {
  readonly counts: ReadonlyMap<string, number>;
  /** Words that begin or end outside the area of their page, which cuts them. */
  readonly clipped: readonly { readonly pageIndex: number; readonly words: string }[];
  /** By page: points per CSS px. Chromium prints smaller when anything is wider than a page. */
  readonly scales: readonly number[];
}

export function readPrintedText(file: PdfFile): PrintedText {
  const counts = new Map<string, number>();
  const clipped: { pageIndex: number; words: string }[] = [];
  const scales: number[] = [];
  const texts = new Map<string, number>(); // few different ones, for text is printed glyph by glyph
  const maps = new Map<number, UnicodeMap | undefined>();
  for (const [pageIndex, page] of readPages(file).entries()) {
    const fonts = readFonts(file, page, maps);
    const { scale, outside } = readPage(readContent(file, page), fonts, texts);
    scales.push(scale);
    for (const words of outside) clipped.push({ pageIndex, words });
  }
  for (const [text, times] of texts) countLetters(text, counts, times);
  return { counts, clipped, scales };
}

function readContent(file: PdfFile, { dictionary }: PdfPage): string {
  const contents = dictionary.get('Contents');
  const stream = isKind(contents, 'ref') ? file.stream(contents.number) : undefined;
  return stream === undefined ? '' : inflateStream(stream).toString('latin1');
}

/** What the codes of each font of a page mean; fonts are shared by pages. */
function readFonts(
  file: PdfFile,
  { dictionary }: PdfPage,
  known: Map<number, UnicodeMap | undefined>,
): ReadonlyMap<string, UnicodeMap | undefined> {
  const within = (value: PdfValue | undefined, key: string): PdfValue | undefined => {
    const resolved = file.resolve(value);
    return isDictionary(resolved) ? resolved.get(key) : undefined;
  };
  const list = file.resolve(within(dictionary.get('Resources'), 'Font'));
  const fonts = new Map<string, UnicodeMap | undefined>();
  for (const [name, value] of isDictionary(list) ? list : []) {
    const map = within(value, 'ToUnicode');
    if (!isKind(map, 'ref')) continue;
    if (!known.has(map.number)) known.set(map.number, readUnicodeMap(file, map.number));
    fonts.set(name, known.get(map.number));
  }
  return fonts;
}

type Matrix = readonly [number, number, number, number, number, number];

/** Operators of Skia's content streams that say what is written where; each stands at the beginning of a line. */
const OPERATORS =
  /^(?:(?:([-.\d]+) [-.\d]+ Td )?<([0-9A-F]+)> Tj|([-.\d]+) ([-.\d]+) ([-.\d]+) ([-.\d]+) (?:re\nW|([-.\d]+) ([-.\d]+) (cm|Tm))|(q|Q|EMC|ET)$|\/(\w+) [-.\d]+ Tf|\/(\w+) ?<<[^>]*?\/(?:MCID (\d+)|ActualText <FEFF([0-9A-F]*)>) ?>> ?BDC)/gm;

/** What a page's content is read with. */
interface Reading {
  readonly stack: Matrix[];
  matrix: Matrix;
  /** Of what is open in marked content: whether it counts, and whether its glyphs are said in other words. */
  readonly marks: { readonly isTagged: boolean; readonly isSaid: boolean }[];
  font: UnicodeMap | undefined;
  at: Matrix;
  x: number;
  run: string;
  area: readonly [number, number, number, number] | undefined;
  scale: number;
  /** What is written, and from where to where. */
  readonly runs: {
    readonly words: string;
    readonly ends: readonly (readonly [number, number])[];
  }[];
}

function readPage(
  content: string,
  fonts: ReadonlyMap<string, UnicodeMap | undefined>,
  texts: Map<string, number>,
): { scale: number; outside: readonly string[] } {
  const unit: Matrix = [1, 0, 0, 1, 0, 0];
  const reading: Reading = {
    stack: [],
    matrix: unit,
    marks: [],
    font: undefined,
    at: unit,
    x: 0,
    run: '',
    area: undefined,
    scale: 0,
    runs: [],
  };
  const write = (text: string): void => {
    if (!reading.marks.some(({ isTagged }) => isTagged)) return;
    texts.set(text, (texts.get(text) ?? 0) + 1);
    reading.run += text;
  };
  for (const match of content.matchAll(OPERATORS)) {
    const [, dx, glyphs, a, b, c, d, e, f, set, word, font, tag, mcid, actual] = match;
    if (glyphs !== undefined) {
      if (dx !== undefined) reading.x += Number(dx);
      if (reading.marks.at(-1)?.isSaid !== true) write(reading.font?.say(glyphs) ?? '');
    } else if (set !== undefined)
      setMatrix(reading, set, [Number(a), Number(b), Number(c), Number(d), Number(e), Number(f)]);
    else if (font !== undefined) reading.font = fonts.get(font);
    else if (tag !== undefined) {
      const isTagged = mcid !== undefined && tag !== 'Lbl';
      reading.marks.push({ isTagged, isSaid: mcid === undefined });
      if (actual !== undefined) write(decodeUnicode(actual));
    } else if (word !== undefined) closePart(reading, word);
    else setArea(reading, [Number(a), Number(b), Number(c), Number(d)]);
  }
  return { scale: reading.scale, outside: findOutside(reading) };
}

/** Text in UTF-16, two bytes in four hexadecimal digits. */
function decodeUnicode(digits: string): string {
  return digits.replace(/..../g, (unit) => String.fromCharCode(Number.parseInt(unit, 16)));
}

function setMatrix(reading: Reading, operator: string, own: Matrix): void {
  if (operator === 'cm') {
    reading.matrix = multiply(own, reading.matrix);
    // The first one at depth inside the page's own is that of the page area.
    if (reading.scale === 0 && reading.stack.length > 0)
      reading.scale = Math.abs(reading.matrix[0]);
    return;
  }
  endRun(reading);
  reading.at = multiply(own, reading.matrix);
  reading.x = 0;
}

/** The largest clip of a page is its area; others cut what is beside a leader or round an image. */
function setArea(reading: Reading, [x = 0, y = 0, width = 0, height = 0]: number[]): void {
  const [x1, y1] = apply(reading.matrix, x, y);
  const [x2, y2] = apply(reading.matrix, x + width, y + height);
  const area = [Math.min(x1, x2), Math.min(y1, y2), Math.max(x1, x2), Math.max(y1, y2)] as const;
  if (reading.area === undefined || sizeOf(area) > sizeOf(reading.area)) reading.area = area;
}

function sizeOf([left, top, right, bottom]: readonly [number, number, number, number]): number {
  return (right - left) * (bottom - top);
}

function closePart(reading: Reading, operator: string): void {
  if (operator === 'q') reading.stack.push(reading.matrix);
  else if (operator === 'Q') reading.matrix = reading.stack.pop() ?? reading.matrix;
  else if (operator === 'EMC') {
    if (reading.marks.length === 1) endRun(reading);
    reading.marks.pop();
  } else endRun(reading);
}

/** A point off the area is the width of a letter's overhang. */
const SLACK = 1.5;

function endRun(reading: Reading): void {
  const { run, at, x, runs } = reading;
  reading.run = '';
  if (run.trim() !== '') runs.push({ words: run.trim(), ends: [apply(at, 0, 0), apply(at, x, 0)] });
}

function findOutside({ runs, area }: Reading): string[] {
  if (area === undefined) return [];
  const [left, top, right, bottom] = area;
  const isOutside = ([x, y]: readonly [number, number]): boolean =>
    x < left - SLACK || x > right + SLACK || y < top - SLACK || y > bottom + SLACK;
  return runs.filter(({ ends }) => ends.some(isOutside)).map(({ words }) => words);
}

function apply([a, b, c, d, e, f]: Matrix, x: number, y: number): [number, number] {
  return [a * x + c * y + e, b * x + d * y + f];
}

/** First the one, then the other. */
function multiply([a, b, c, d, e, f]: Matrix, outer: Matrix): Matrix {
  const [A, B, C, D] = outer;
  const [x, y] = apply(outer, e, f);
  return [a * A + b * C, a * B + b * D, c * A + d * C, c * B + d * D, x, y];
}
