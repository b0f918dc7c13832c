/**
 * The laid out document in; out, what is wider than its page, and figures that were taller and are now smaller. Runs in
 * the page.
 */
import type { Looks } from './looks.ts';
import type { MeasuredNote, MeasuredUnit } from './measured.ts';
import type { PageAreas } from './page-areas.ts';

/** What does not fit its page, by the key of its block; lengths in CSS px. */
export interface Oversize {
  readonly key: string;
  readonly size: number;
  readonly room: number;
}

/** Chromium prints everything smaller if anything is wider than a page. */
export function listWide(
  units: readonly MeasuredUnit[],
  notes: readonly MeasuredNote[],
  { areas, areaOf }: PageAreas,
  { boxOf }: Looks,
): Oversize[] {
  const pageNames = new Map<Element, string>(
    units.map(({ element, pageName }) => [element, pageName]),
  );
  for (const { element } of notes) pageNames.set(element, 'auto');
  const wide = new Map<string, Oversize>(); // by key: every row of a table may be too wide
  for (const [element, pageName] of pageNames) {
    const room = areas[areaOf(pageName)]?.width ?? 0;
    const { left, width } = boxOf(element);
    const size = left + Math.max(width, element.scrollWidth);
    const key = keyOf(element);
    if (size > Math.max(room + 1, wide.get(key)?.size ?? 0)) wide.set(key, { key, size, room });
  }
  return [...wide.values()];
}

/** Makes the drawing of a figure so much smaller that the figure fits its page. */
export function shrinkTall({ areas, areaOf }: PageAreas): Oversize[] {
  return [...document.querySelectorAll('figure')].flatMap((figure) => {
    const drawings = figure.querySelectorAll<HTMLElement | SVGElement>('svg,img');
    const [drawing] = drawings;
    const { height } = figure.getBoundingClientRect();
    if (drawing === undefined || drawings.length > 1) return [];
    const room = areas[areaOf(getComputedStyle(figure).getPropertyValue('page'))]?.height ?? 0;
    const space = spaceAfter(figure);
    const most = room - MARGIN - space;
    if (height <= most) return [];
    const box = drawing.getBoundingClientRect();
    const ratio = (most - (height - box.height)) / box.height;
    if (ratio < LEAST_RATIO) return [];
    drawing.style.width = `${box.width * ratio}px`;
    drawing.style.height = `${box.height * ratio}px`;
    return [{ key: keyOf(figure), size: height + space, room }];
  });
}

/** What floats to the top of a page brings the space that parts it from the text. */
function spaceAfter(figure: Element): number {
  const { nextElementSibling: next } = figure;
  if (!figure.classList.contains('floats') || next === null) return 0;
  return Math.max(0, next.getBoundingClientRect().top - figure.getBoundingClientRect().bottom);
}

/** Pages are filled a little less than full. */
const MARGIN = 4;
/** Smaller than half, its words could not be read: it then runs over several pages. */
const LEAST_RATIO = 0.5;

function keyOf(element: Element): string {
  return element.closest('[data-key]')?.getAttribute('data-key') ?? '';
}
