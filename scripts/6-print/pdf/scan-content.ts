// The content stream of a page as Skia writes it in, what is written, clipped, marked and moved in it told one by one
// (ISO 32000-1, 8 and 9). One operator ends each line, so that lines are told apart by their last letters; what draws is
// passed over. Knows nothing of what the answers are for.

/** `a b c d e f` of ISO 32000-1, 8.3.3. */
export type Matrix = readonly [number, number, number, number, number, number];
/** x, y, width and height. */
export type Rectangle = readonly [number, number, number, number];

/** What the page does, in order. */
export interface ContentListener {
  /** Glyphs as hexadecimal digits between two offsets of the stream, `dx` after those before in the same text. */
  readonly show: (bytes: Buffer, from: number, to: number, dx: number) => void;
  readonly font: (name: string) => void;
  /** `Tm`: where the text that follows begins. */
  readonly textMatrix: (matrix: Matrix) => void;
  readonly endText: () => void;
  /** `cm`: what follows is moved and scaled. */
  readonly transform: (matrix: Matrix) => void;
  readonly save: () => void;
  readonly restore: () => void;
  readonly clip: (rectangle: Rectangle) => void;
  /** Marked content: with its number on the page, or with what its glyphs say. */
  readonly begin: (tag: string, mark: number | undefined, actual: string | undefined) => void;
  readonly end: () => void;
  /** What is drawn from an object of its own: an image, or a group. */
  readonly draw: (name: string) => void;
}

export function scanContent(bytes: Buffer, listener: ContentListener): void {
  let rectangle = -1; // where the line with a rectangle begins, if it is the one before
  for (let at = 0; at < bytes.length; ) {
    let end = at;
    while (end < bytes.length && bytes[end] !== LINE_END) end++;
    const last = bytes[end - 1];
    if (last === LETTER.j) scanShow(bytes, at, end, listener);
    else if (bytes[at] === LETTER.W) {
      if (rectangle >= 0) listener.clip(rectangleAt(bytes, rectangle, at));
    } else if (isTold(last, bytes[end - 2])) scanOther(bytes.toString('latin1', at, end), listener);
    rectangle = last === LETTER.e && bytes[end - 2] === LETTER.r ? at : -1;
    at = end + 1;
  }
}

const LINE_END = 10;
const LETTER = { j: 106, e: 101, r: 114, W: 87, m: 109, f: 102, c: 99, T: 84 } as const;
const LAST_LETTERS = new Set([...'qQCTo'].map((letter) => letter.charCodeAt(0)));

/** Also `cm`, `Tm` and `Tf`, but not the `m` and `f` of what is drawn: of those a chart has thousands. */
function isTold(last: number | undefined, before: number | undefined): boolean {
  if (last === LETTER.m) return before === LETTER.c || before === LETTER.T;
  if (last === LETTER.f) return before === LETTER.T;
  return last !== undefined && LAST_LETTERS.has(last);
}

/** `7.9 0 Td <0024> Tj`; the first of a text has no `Td`. */
function scanShow(bytes: Buffer, at: number, end: number, listener: ContentListener): void {
  const open = bytes.indexOf(60, at); // <
  if (open < 0 || open >= end) return;
  const close = end - 4; // "> Tj"
  listener.show(bytes, open + 1, close, open === at ? 0 : parseNumber(bytes, at));
}

/** A number that begins at an offset and ends with a space; a text has one for each glyph. */
function parseNumber(bytes: Buffer, from: number): number {
  let value = 0;
  let scale = 0;
  const isNegative = bytes[from] === 45;
  for (let at = isNegative ? from + 1 : from; ; at++) {
    const byte = bytes[at] ?? 32;
    if (byte === 46) scale = 1;
    else if (byte < 48 || byte > 57) break;
    else {
      value = value * 10 + byte - 48;
      scale *= 10;
    }
  }
  const size = scale > 1 ? value / scale : value;
  return isNegative ? -size : size;
}

function scanOther(line: string, listener: ContentListener): void {
  if (line === 'q') listener.save();
  else if (line === 'Q') listener.restore();
  else if (line === 'ET') listener.endText();
  else if (line === 'EMC') listener.end();
  else if (line.endsWith(' Tm')) listener.textMatrix(matrixOf(line));
  else if (line.endsWith(' cm')) listener.transform(matrixOf(line));
  else if (line.endsWith(' Tf')) listener.font(line.slice(1, line.indexOf(' ')));
  else if (line.endsWith(' Do')) listener.draw(line.slice(1, -3));
  else if (line.endsWith('BDC')) {
    const [, tag, mark, actual] = MARK.exec(line) ?? [];
    if (tag !== undefined) listener.begin(tag, mark === undefined ? undefined : +mark, actual);
  }
}

const MARK = /^\/(\w+) ?<<[^>]*?\/(?:MCID (\d+)|ActualText <FEFF([0-9A-F]*)>)/;

function matrixOf(line: string): Matrix {
  return line.split(' ').slice(0, 6).map(Number) as unknown as Matrix;
}

function rectangleAt(bytes: Buffer, at: number, end: number): Rectangle {
  const numbers = bytes.toString('latin1', at, end).split(' ');
  return numbers.slice(0, 4).map(Number) as unknown as Rectangle;
}
