/**
 * A page of an open PDF in, a canvas with it out. At a scale of 1 a CSS pixel is a pixel, and the lines of words stand on
 * whole ones: a line is drawn alike on every page, also where pages begin at a part of a pixel.
 */
import type { PDFDocumentProxy, PDFPageProxy } from 'pdfjs-dist';

/** CSS pixels in a point. */
const PX_PER_PT = 96 / 72;
/**
 * Lines stand this far below whole pixels. On them, the feet of letters would lie where the drawing asks for ink, and the
 * last digit of a number, which depends on how many pages stand before, would turn a whole row of greys.
 */
const ASIDE_PX = 0.11;

export async function drawPage(
  pdf: PDFDocumentProxy,
  pageIndex: number,
  scale: number,
): Promise<HTMLCanvasElement> {
  const page = await pdf.getPage(pageIndex + 1);
  const offsetY = (ASIDE_PX - (await findPhase(page))) * scale;
  const viewport = page.getViewport({ scale: PX_PER_PT * scale, offsetY });
  const canvas = document.createElement('canvas');
  canvas.width = Math.round(viewport.width);
  canvas.height = Math.round(viewport.height);
  const context = canvas.getContext('2d', { willReadFrequently: true, alpha: false });
  if (context === null) throw new Error('the browser gives no canvas');
  context.fillStyle = 'white';
  context.fillRect(0, 0, canvas.width, canvas.height);
  // For print: without animation frames, which a page that nobody sees does not get.
  await page.render({ canvasContext: context, viewport, intent: 'print' }).promise;
  page.cleanup();
  return canvas;
}

/** How far below a whole pixel most lines of the page stand, 0 to 1; to a thirty-second, finer than a print is. */
async function findPhase(page: PDFPageProxy): Promise<number> {
  const viewport = page.getViewport({ scale: PX_PER_PT });
  const { items } = await page.getTextContent();
  const counts = new Map<number, number>();
  for (const item of items) {
    if (!('transform' in item)) continue;
    const [, y] = viewport.convertToViewportPoint(item.transform[4], item.transform[5]);
    const phase = (Math.round((y - Math.floor(y)) * 32) % 32) / 32;
    counts.set(phase, (counts.get(phase) ?? 0) + 1);
  }
  return [...counts].sort((a, b) => b[1] - a[1] || a[0] - b[0])[0]?.[0] ?? 0;
}
