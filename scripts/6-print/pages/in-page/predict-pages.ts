/**
 * The measured flow and the chosen pages in, the page of every element that has a name out. Runs in the page, before the
 * document is changed.
 */
import type { BuiltPage } from '../flow.ts';
import type { PredictedPlace, Prediction, Sheet } from '../prediction.ts';
import { isInline, type Looks } from './looks.ts';
import type { MeasuredFloat } from './measure-floats.ts';
import type { MeasuredFlow } from './measure-flow.ts';
import type { MeasuredCut, MeasuredUnit } from './measured.ts';
import type { PageFrame } from './place-notes.ts';

/** The first sheet of each page: a page with a unit taller than itself runs over several. */
export function listFrames(
  flow: MeasuredFlow,
  pages: readonly BuiltPage[],
): {
  readonly frames: readonly PageFrame[];
  readonly sheetOf: readonly number[];
  readonly sheets: number;
} {
  const frames: PageFrame[] = [];
  const sheetOf: number[] = [];
  let top = 0;
  let sheets = 0;
  const blank = flow.pageAreas.areas[flow.blankArea]?.height ?? 0;
  for (const page of pages) {
    if (page.blankBefore) {
      top += blank;
      sheets += 1;
    }
    const { width, height } = flow.pageAreas.areas[page.area] ?? { width: 0, height: 0 };
    // Notes of a unit that runs over several pages stand on the last of them.
    frames.push({ top: top + height * (page.sheets - 1), width, height });
    sheetOf.push(sheets);
    top += height * page.sheets;
    sheets += page.sheets;
  }
  return { frames, sheetOf, sheets };
}

/** Page and height of every element with an id or a key, and the page of every heading. */
export function predictPages(flow: MeasuredFlow, pages: readonly BuiltPage[]): Prediction {
  const sheets = listFrames(flow, pages);
  const unitByLead = new Map(
    flow.units.flatMap((unit) => unit.leads.map((lead) => [lead, unit] as const)),
  );
  const moved = listMoved(flow, pages);
  const find = (element: Element): PredictedPlace => {
    const { index, y } =
      placeInFloat(element, moved, flow.looks) ?? placeOf(element, flow, pages, unitByLead);
    const height = sheets.frames[index]?.height ?? 1;
    const over = Math.min((pages[index]?.sheets ?? 1) - 1, Math.max(0, Math.floor(y / height)));
    return { pageIndex: (sheets.sheetOf[index] ?? 0) + over, y: y - over * height };
  };
  const places: Record<string, PredictedPlace> = {};
  for (const element of document.querySelectorAll('[id],[data-key]'))
    if (element.closest('.note') === null) namePlace(places, element, find(element));
  predictNotes(flow, pages, sheets, places);
  const headings = [...document.querySelectorAll('h1,h2,h3,h4,h5,h6')];
  const blocks = [...document.querySelectorAll('[data-key]')].filter(
    (element) => element.closest('.note') === null,
  );
  return {
    pages: sheets.sheets,
    places,
    blocks: blocks.map((block) => [block.getAttribute('data-key') ?? '', find(block).pageIndex]),
    sheets: pages.flatMap((page) => [
      ...(page.blankBefore ? [blankSheet(flow)] : []),
      ...listSheets(flow, page),
    ]),
    headings: headings.map((heading) => find(heading).pageIndex),
  };
}

function blankSheet({ blankArea }: MeasuredFlow): Sheet {
  return { part: '', area: blankArea, notes: [], full: 0, isBlank: true };
}

/** All sheets of a page but the last are full; the last has its notes. */
function listSheets(flow: MeasuredFlow, page: BuiltPage): Sheet[] {
  const area = flow.pageAreas.areas[page.area]?.height ?? 1;
  const noted = page.notes.reduce((sum, { height }) => sum + height, 0);
  const used = page.height + (noted > 0 ? noted + flow.noteRule : 0) - area * (page.sheets - 1);
  const unit = flow.units[page.from];
  const section = [...document.body.children].find((one) => unit && one.contains(unit.element));
  const part = section?.getAttribute('data-key') ?? '';
  const notes = page.notes.map((one) => flow.notes[one.note]?.identifier ?? '');
  return Array.from({ length: page.sheets }, (_, index) => {
    const isLast = index === page.sheets - 1;
    const full = isLast ? Math.round(Math.min(1, used / area) * 100) / 100 : 1;
    return { part, area: page.area, notes: isLast ? notes : [], full };
  });
}

/** A note begins on one page; what a later part of it holds is said to be there too. */
function predictNotes(
  flow: MeasuredFlow,
  pages: readonly BuiltPage[],
  { frames, sheetOf }: ReturnType<typeof listFrames>,
  places: Record<string, PredictedPlace>,
): void {
  pages.forEach((page, index) => {
    const pageIndex = (sheetOf[index] ?? 0) + page.sheets - 1;
    let y = (frames[index]?.height ?? 0) - page.notes.reduce((sum, part) => sum + part.height, 0);
    for (const part of page.notes) {
      const note = flow.notes[part.note]?.element;
      if (note !== undefined && part.from === 0)
        for (const inner of [note, ...note.querySelectorAll('[id],[data-key]')])
          namePlace(places, inner, { pageIndex, y, ...(inner === note ? { isNote: true } : {}) });
      y += part.height;
    }
  });
}

function namePlace(
  places: Record<string, PredictedPlace>,
  element: Element,
  place: PredictedPlace,
): void {
  for (const name of namesOf(element)) places[name] ??= place;
}

function namesOf(element: Element): string[] {
  return [element.id, element.getAttribute('data-key') ?? ''].filter((name) => name !== '');
}

/** What leaves its place, with the page that it stands on and its distance from that page's top. */
export function listMoved(
  flow: MeasuredFlow,
  pages: readonly BuiltPage[],
): ReadonlyMap<Element, { readonly index: number; readonly y: number }> {
  const moved = new Map<Element, { index: number; y: number }>();
  pages.forEach(({ floats }, index) => {
    let y = 0;
    for (const one of floats) {
      const { element, height } = flow.floating[one] as MeasuredFloat;
      moved.set(element, { index, y });
      y += height;
    }
  });
  return moved;
}

function placeInFloat(
  element: Element,
  moved: ReturnType<typeof listMoved>,
  { boxOf }: Looks,
): { index: number; y: number } | undefined {
  const outer = moved.size === 0 ? null : element.closest('.floats');
  const place = outer === null ? undefined : moved.get(outer);
  if (outer === null || place === undefined) return undefined;
  return { index: place.index, y: place.y + boxOf(element).top - boxOf(outer).top };
}

function placeOf(
  element: Element,
  flow: MeasuredFlow,
  pages: readonly BuiltPage[],
  unitByLead: ReadonlyMap<Element, MeasuredUnit>,
): { index: number; y: number } {
  const { boxOf } = flow.looks;
  const lead = leadOf(element, unitByLead);
  const { top } = boxOf(element);
  const index = pageAt(flow, pages, lead === undefined ? topOf(element, flow.looks) : lead.top);
  const start = (flow.cuts[pages[index]?.from ?? 0] as MeasuredCut).top;
  return { index, y: Math.max(0, top - start) };
}

/** What goes with the unit after it: an empty block, or what is inside a float. */
function leadOf(
  element: Element,
  unitByLead: ReadonlyMap<Element, MeasuredUnit>,
): MeasuredUnit | undefined {
  for (let one: Element | null = element; one !== null; one = one.parentElement) {
    const unit = unitByLead.get(one);
    if (unit !== undefined) return unit;
  }
  return undefined;
}

/** The middle of a piece of a line, whose box may reach over the line; the top of a block. */
function topOf(element: Element, looks: Looks): number {
  const { top, bottom } = element.getClientRects()[0] ?? looks.boxOf(element);
  return isInline(element, looks) && bottom > top ? (top + bottom) / 2 : top;
}

function pageAt(flow: MeasuredFlow, pages: readonly BuiltPage[], y: number): number {
  let low = 0;
  let high = pages.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    const { edge } = flow.cuts[(pages[middle] as BuiltPage).from] as MeasuredCut;
    if (edge <= y + 0.5) low = middle;
    else high = middle - 1;
  }
  return low;
}
