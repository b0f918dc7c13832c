/**
 * Figures in; those that are taller than their page divided into drawings that are not, where the style sheet asks for it
 * by `--tall-drawing: divide`. A cut goes between words, never through them. Runs in the page.
 */
import type { PageAreas } from './page-areas.ts';

/** Room that is left empty on a page, in px. */
const MARGIN = 8;

export function divideTall({ areas, areaOf }: PageAreas): void {
  for (const figure of document.querySelectorAll('figure')) {
    const style = getComputedStyle(figure);
    if (style.getPropertyValue('--tall-drawing').trim() !== 'divide') continue;
    const drawings = figure.querySelectorAll('svg');
    const [drawing] = drawings;
    if (drawing === undefined || drawings.length > 1) continue;
    const { height } = figure.getBoundingClientRect();
    const box = drawing.getBoundingClientRect();
    const page = (areas[areaOf(style.getPropertyValue('page'))]?.height ?? 0) - MARGIN;
    const room = Math.max(page / 3, page - (height - box.height));
    if (room / box.height < LEAST_RATIO) divideDrawing(drawing, room, page);
  }
}

/** Words of 18 pt may be made a little smaller, check-sizes.ts does it: 16.5 pt is large print too. */
const LEAST_RATIO = 16.5 / 18;

/** A piece of a drawing with its upper and lower ends, in the units of the drawing. */
interface Piece {
  readonly element: SVGGraphicsElement;
  readonly top: number;
  readonly bottom: number;
}

/** `room` is what the figure's words leave on a page, `page` the whole of it. */
function divideDrawing(drawing: SVGSVGElement, room: number, page: number): void {
  const { width, height } = drawing.viewBox.baseVal;
  const scale = drawing.getBoundingClientRect().height / height;
  const words = listPieces(drawing, 'text', scale).map(toInk);
  const all = listPieces(drawing, 'text,path,line,rect,circle,ellipse,use', scale);
  const head = headOf(drawing, height);
  const fits = { room: room / scale, page: page / scale };
  const clean = head === 0 ? findCleanCut(all, height, fits) : undefined;
  const cuts = clean === undefined ? spreadCuts(words, head, height, fits.room) : [clean];
  const name = drawing.querySelector('title')?.textContent ?? '';
  const strips = [0, ...cuts].map((from, index) => {
    const strip = makeStrip(drawing, { from, to: cuts[index] ?? height, width, scale }, words);
    if (index === 0) return strip;
    label(strip, `${name}, part ${index + 1} of ${cuts.length + 1}`);
    if (head === 0) return strip;
    const top = makeStrip(drawing, { from: 0, to: head, width, scale }, words);
    label(top, `${name}, head of part ${index + 1}`);
    const part = document.createElement('div');
    part.style.breakInside = 'avoid';
    part.append(top, strip);
    return part;
  });
  drawing.replaceWith(...strips);
}

function listPieces(drawing: SVGSVGElement, selector: string, scale: number): Piece[] {
  const start = drawing.getBoundingClientRect().top;
  return [...drawing.querySelectorAll<SVGGraphicsElement>(selector)].map((element) => {
    const { top, bottom } = element.getBoundingClientRect();
    return { element, top: (top - start) / scale, bottom: (bottom - start) / scale };
  });
}

/** Over and under the letters of a line there is room for marks that they have not. */
function toInk({ element, top, bottom }: Piece): Piece {
  const height = bottom - top;
  return { element, top: top + 0.2 * height, bottom: bottom - 0.1 * height };
}

/** Where a drawing falls into two that fit, with nothing on the cut: a map under its key. */
function findCleanCut(
  pieces: readonly Piece[],
  height: number,
  { room, page }: { readonly room: number; readonly page: number },
): number | undefined {
  const starts = pieces.map(({ top }) => top).toSorted((a, b) => a - b);
  return starts.findLast(
    (at) =>
      at > height / 10 &&
      at <= room &&
      height - at <= page &&
      pieces.every(({ top, bottom }) => top > at - 0.5 || bottom < at),
  );
}

/** As few parts as fit, of about one height. */
function spreadCuts(words: readonly Piece[], head: number, height: number, room: number): number[] {
  const count = Math.ceil((height - head) / (room - head));
  const each = (height - head) / count;
  return Array.from({ length: count - 1 }, (_, at) =>
    findCut(head + each * (at + 1), each / 4, words),
  );
}

/** Legend and heads of columns above the plot, which each part needs: a chart is one group, moved down by their height. */
function headOf(drawing: SVGSVGElement, height: number): number {
  const group = drawing.querySelector<SVGGElement>(':scope > g[transform]');
  const down = group?.transform.baseVal.consolidate()?.matrix.f ?? 0;
  return down > 12 && down < height / 4 ? down - 2 : 0;
}

/** The place nearest to the one wished for that has no words on it. */
function findCut(wished: number, reach: number, words: readonly Piece[]): number {
  for (let off = 0; off < reach; off += 0.5)
    for (const at of [wished - off, wished + off])
      if (words.every(({ top, bottom }) => at < top || at > bottom)) return at;
  return wished;
}

interface Strip {
  readonly from: number;
  readonly to: number;
  readonly width: number;
  readonly scale: number;
}

/** A copy of the drawing that shows what lies between two heights, with the words that begin there and no others. */
function makeStrip(
  drawing: SVGSVGElement,
  { from, to, width, scale }: Strip,
  words: readonly Piece[],
): SVGSVGElement {
  const strip = drawing.cloneNode(true) as SVGSVGElement;
  const copies = [...strip.querySelectorAll('text')];
  words.forEach(({ top, bottom }, index) => {
    const middle = (top + bottom) / 2;
    if (middle < from || middle >= to) copies[index]?.remove();
  });
  strip.setAttribute('viewBox', `0 ${from} ${width} ${to - from}`);
  strip.setAttribute('height', String((to - from) * scale));
  strip.style.clipPath = 'inset(0 -20px)'; // a letter may reach over a side
  return strip;
}

/** A copy has a name of its own, and nothing that another has. */
function label(strip: SVGSVGElement, name: string): void {
  for (const one of strip.querySelectorAll('title,desc')) one.remove();
  for (const one of [strip, ...strip.querySelectorAll('[id]')]) one.removeAttribute('id');
  strip.removeAttribute('aria-labelledby');
  strip.removeAttribute('aria-describedby');
  strip.setAttribute('aria-label', name);
}
