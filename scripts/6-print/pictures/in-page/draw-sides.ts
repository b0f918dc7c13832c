/**
 * A page of each side in, one picture of both out: the old on the left, the new on the right, what differs outlined with
 * broken lines on the left and whole ones on the right, so that no one has to tell colours apart.
 */
import type { PDFDocumentProxy } from 'pdfjs-dist';
import { drawPage } from './draw-page.ts';

/** A page with what differs on it, in CSS pixels; no page where the other side has one more. */
export interface DrawnSide {
  readonly address: string;
  readonly pageIndex?: number;
  readonly caption: string;
  readonly boxes: readonly Box[];
}

export interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

const SCALE = 1.25;
const MARGIN = 16;
const CAPTION = 40;
/** Dark red and dark blue: told apart by every eye, and on grey paper by their lines. */
const LINES = [
  { colour: '#a4001d', dash: [10, 6] },
  { colour: '#00457c', dash: [] },
];

export async function drawSides(
  sides: readonly [DrawnSide, DrawnSide],
  open: (address: string) => Promise<PDFDocumentProxy>,
): Promise<string> {
  const pages = await Promise.all(
    sides.map(async ({ address, pageIndex }) =>
      pageIndex === undefined ? undefined : await drawPage(await open(address), pageIndex, SCALE),
    ),
  );
  const widest = Math.max(...pages.map((page) => page?.width ?? 0));
  const tallest = Math.max(...pages.map((page) => page?.height ?? 0));
  const canvas = document.createElement('canvas');
  canvas.width = 2 * widest + 3 * MARGIN;
  canvas.height = tallest + CAPTION + MARGIN;
  const context = canvas.getContext('2d', { alpha: false });
  if (context === null) throw new Error('the browser gives no canvas');
  context.fillStyle = '#d9d9d9';
  context.fillRect(0, 0, canvas.width, canvas.height);
  for (const [index, page] of pages.entries()) {
    const left = MARGIN + index * (widest + MARGIN);
    const side = sides[index];
    const line = LINES[index];
    if (side === undefined || line === undefined) continue;
    context.fillStyle = 'black';
    context.font = '600 18px sans-serif';
    context.fillText(side.caption, left, CAPTION - 14, widest);
    if (page !== undefined) context.drawImage(page, left, CAPTION);
    outline(context, side.boxes, left, line);
  }
  return canvas.toDataURL('image/png');
}

function outline(
  context: CanvasRenderingContext2D,
  boxes: readonly Box[],
  x: number,
  { colour, dash }: (typeof LINES)[number],
): void {
  const room = 4;
  context.strokeStyle = colour;
  context.lineWidth = 2.5;
  context.setLineDash(dash);
  for (const { left, top, right, bottom } of boxes) {
    const width = (right - left) * SCALE + 2 * room;
    const height = (bottom - top) * SCALE + 2 * room;
    context.strokeRect(x + left * SCALE - room, CAPTION + top * SCALE - room, width, height);
  }
}
