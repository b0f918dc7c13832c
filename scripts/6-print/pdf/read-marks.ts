// The content of a page and its fonts in, what each of its marks says out, and what is cut off. Positions are in points
// of the sheet. Knows nothing of the tag tree.

import { type Matrix, type Rectangle, scanContent } from './scan-content.ts';
import { decodeUnicode, type UnicodeMap } from './unicode-map.ts';

export interface OpenPage {
  readonly content: Buffer;
  readonly fonts: ReadonlyMap<string, UnicodeMap | undefined>;
}

/** A piece of marked content with a number on its page. */
export interface Mark {
  readonly number: number;
  readonly tag: string;
  readonly words: string;
}

export interface ReadPage {
  readonly marks: readonly Mark[];
  /** Points per CSS px. */
  readonly scale: number;
  /** Words that begin or end outside the page area or outside what cuts them. */
  readonly clipped: readonly string[];
  /** Names of what is drawn outside the page area. */
  readonly images: readonly string[];
}

type Point = readonly [number, number];
/** Left, top, right and bottom. */
type Box = readonly [number, number, number, number];

/** What is open in the content, and what was read of it. */
interface Reading {
  readonly saved: { readonly matrix: Matrix; readonly clip: Box | undefined }[];
  matrix: Matrix;
  clip: Box | undefined;
  /** The largest clip: others cut what is beside a leader or round an image. */
  area: Box | undefined;
  scale: number;
  readonly open: OpenMark[];
  readonly marks: Mark[];
  font: UnicodeMap | undefined;
  at: Matrix;
  x: number;
  run: string;
  readonly runs: { readonly words: string; readonly ends: readonly Point[]; readonly clip?: Box }[];
  readonly drawn: { readonly name: string; readonly ends: readonly Point[] }[];
}

/** `number` is undefined for what only says what its glyphs mean. */
interface OpenMark {
  readonly number: number | undefined;
  readonly tag: string;
  words: string;
}

const UNIT: Matrix = [1, 0, 0, 1, 0, 0];

export function readMarks({ content, fonts }: OpenPage): ReadPage {
  const reading = openReading();
  scanContent(content, {
    show: (bytes, from, to, dx) => {
      reading.x += dx;
      const mark = reading.open.at(-1);
      if (mark?.number === undefined || mark.tag === 'Lbl') return;
      const text = reading.font?.say(bytes, from, to) ?? '';
      mark.words += text;
      reading.run += text;
    },
    font: (name) => {
      reading.font = fonts.get(name);
    },
    textMatrix: (own) => {
      endRun(reading);
      reading.at = multiply(own, reading.matrix);
      reading.x = 0;
    },
    endText: () => endRun(reading),
    transform: (own) => transform(reading, own),
    save: () => reading.saved.push({ matrix: reading.matrix, clip: reading.clip }),
    restore: () => Object.assign(reading, reading.saved.pop()),
    clip: (rectangle) => addClip(reading, rectangle),
    begin: (tag, number, actual) => {
      reading.open.push({ number, tag, words: '' });
      if (actual !== undefined) write(reading, decodeUnicode(actual));
    },
    end: () => endMark(reading),
    draw: (name) => {
      const corners: Point[] = [apply(reading.matrix, 0, 0), apply(reading.matrix, 1, 1)];
      reading.drawn.push({ name, ends: corners });
    },
  });
  const { marks, scale, runs, drawn, area } = reading;
  return {
    marks,
    scale,
    clipped: runs.filter((run) => isCut(run.ends, area, run.clip)).map(({ words }) => words),
    images: drawn.filter(({ ends }) => isCut(ends, area)).map(({ name }) => name),
  };
}

function openReading(): Reading {
  return {
    saved: [],
    matrix: UNIT,
    clip: undefined,
    area: undefined,
    scale: 0,
    open: [],
    marks: [],
    font: undefined,
    at: UNIT,
    x: 0,
    run: '',
    runs: [],
    drawn: [],
  };
}

/** What the glyphs of a piece say counts for the mark around it. */
function write(reading: Reading, text: string): void {
  const mark = reading.open.findLast(({ number }) => number !== undefined);
  if (mark === undefined || mark.tag === 'Lbl') return;
  mark.words += text;
  reading.run += text;
}

function transform(reading: Reading, own: Matrix): void {
  reading.matrix = multiply(own, reading.matrix);
  // The first one at depth inside the page's own is that of the page area.
  if (reading.scale === 0 && reading.saved.length > 0) reading.scale = Math.abs(reading.matrix[0]);
}

function addClip(reading: Reading, [x, y, width, height]: Rectangle): void {
  const [x1, y1] = apply(reading.matrix, x, y);
  const [x2, y2] = apply(reading.matrix, x + width, y + height);
  const box: Box = [Math.min(x1, x2), Math.min(y1, y2), Math.max(x1, x2), Math.max(y1, y2)];
  if (reading.area === undefined || sizeOf(box) > sizeOf(reading.area)) reading.area = box;
  reading.clip = reading.clip === undefined ? box : shared(reading.clip, box);
}

function sizeOf([left, top, right, bottom]: Box): number {
  return (right - left) * (bottom - top);
}

function shared(a: Box, b: Box): Box {
  return [Math.max(a[0], b[0]), Math.max(a[1], b[1]), Math.min(a[2], b[2]), Math.min(a[3], b[3])];
}

function endMark(reading: Reading): void {
  const mark = reading.open.pop();
  if (mark?.number === undefined) return;
  endRun(reading);
  reading.marks.push({ ...mark, number: mark.number });
}

function endRun(reading: Reading): void {
  const words = reading.run.trim();
  reading.run = '';
  if (words === '') return;
  const ends = [apply(reading.at, 0, 0), apply(reading.at, reading.x, 0)];
  // The dots of a leader are cut where the page number begins.
  const isSaid = /[\p{L}\p{N}]/u.test(words);
  const { clip } = reading;
  reading.runs.push({ words, ends, ...(isSaid && clip !== undefined ? { clip } : {}) });
}

/** A point off the area is the width of a letter's overhang. */
const SLACK = 1.5;

function isCut(ends: readonly Point[], ...boxes: readonly (Box | undefined)[]): boolean {
  return boxes.some(
    (box) =>
      box !== undefined &&
      ends.some(
        ([x, y]) =>
          x < box[0] - SLACK || x > box[2] + SLACK || y < box[1] - SLACK || y > box[3] + SLACK,
      ),
  );
}

function apply([a, b, c, d, e, f]: Matrix, x: number, y: number): Point {
  return [a * x + c * y + e, b * x + d * y + f];
}

/** First the one, then the other. */
function multiply([a, b, c, d, e, f]: Matrix, outer: Matrix): Matrix {
  const [A, B, C, D] = outer;
  const [x, y] = apply(outer, e, f);
  return [a * A + b * C, a * B + b * D, c * A + d * C, c * B + d * D, x, y];
}
