/**
 * A drawn page in, its patches of ink out, in reading order: lines of words, cells of tables, parts of figures, numbers in
 * the margin. Each has a fingerprint that says nothing of how far down the page it stands.
 */
import type { Band, MeasuredPage } from '../measured-page.ts';

/** What is lighter than this is paper. */
const PAPER = 250;
/** Columns of paper that part what stands beside each other: more than between two words, less than between two cells. */
const GUTTER_PX = 12;

type Box = Omit<Band, 'print'>;

/** One byte a pixel, 0 black. */
interface Grey {
  readonly width: number;
  readonly height: number;
  readonly pixels: Uint8Array;
}

export function measureBands(canvas: HTMLCanvasElement): MeasuredPage {
  const grey = readGrey(canvas);
  const { width, height } = grey;
  const whole = { left: 0, top: 0, right: width, bottom: height };
  // Rows, in them columns, in those rows again: the numbers beside a chart part from its axis.
  const boxes = splitRows(grey, whole)
    .flatMap((row) => splitColumns(grey, row))
    .flatMap((column) => splitRows(grey, column))
    .flatMap((cell) => splitColumns(grey, cell));
  const bands = boxes.map((box): Band => ({ ...box, print: printOf(grey, box) }));
  return { width, height, bands };
}

function readGrey(canvas: HTMLCanvasElement): Grey {
  const { width, height } = canvas;
  const context = canvas.getContext('2d');
  if (context === null) throw new Error('the browser gives no canvas');
  const { data } = context.getImageData(0, 0, width, height);
  const pixels = new Uint8Array(width * height);
  for (let at = 0; at < pixels.length; at++) {
    const [red = 0, green = 0, blue = 0] = [data[at * 4], data[at * 4 + 1], data[at * 4 + 2]];
    pixels[at] = (red * 3 + green * 6 + blue) / 10;
  }
  return { width, height, pixels };
}

function splitRows(grey: Grey, box: Box): Box[] {
  const isInk = (row: number): boolean => hasInk(grey, { ...box, top: row, bottom: row + 1 });
  return findRuns(box.top, box.bottom, 1, isInk).map(([top, bottom]) => ({ ...box, top, bottom }));
}

function splitColumns(grey: Grey, box: Box): Box[] {
  const isInk = (column: number): boolean =>
    hasInk(grey, { ...box, left: column, right: column + 1 });
  const runs = findRuns(box.left, box.right, GUTTER_PX, isInk);
  return runs.map(([left, right]) => ({ ...box, left, right }));
}

/** Stretches with ink, parted by at least `gap` without. */
function findRuns(
  start: number,
  end: number,
  gap: number,
  isInk: (at: number) => boolean,
): [number, number][] {
  const runs: [number, number][] = [];
  for (let at = start; at < end; at++) {
    if (!isInk(at)) continue;
    const last = runs.at(-1);
    if (last !== undefined && at - last[1] < gap) last[1] = at + 1;
    else runs.push([at, at + 1]);
  }
  return runs;
}

function hasInk({ width, pixels }: Grey, { left, top, right, bottom }: Box): boolean {
  for (let row = top; row < bottom; row++)
    for (let at = row * width + left; at < row * width + right; at++)
      if ((pixels[at] ?? PAPER) < PAPER) return true;
  return false;
}

/** FNV-1a of the pixels, 32 bits; with size and place across the page two different ones hardly share it. */
function printOf({ width, pixels }: Grey, { left, top, right, bottom }: Box): string {
  let hash = 0x811c9dc5;
  for (let row = top; row < bottom; row++)
    for (let at = row * width + left; at < row * width + right; at++)
      hash = Math.imul(hash ^ (pixels[at] ?? 0), 0x01000193);
  return `${left}-${right}:${bottom - top}:${hash >>> 0}`;
}
