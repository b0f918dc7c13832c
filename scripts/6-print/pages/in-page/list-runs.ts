/**
 * The document as it was placed in, every text and image of it on the page where it should be printed out, in reading
 * order, to be compared with what the PDF has. Runs in the page.
 */
import type { ExpectedPage, ExpectedRun } from '../expected-runs.ts';
import type { BuiltPage } from '../flow.ts';
import { isElement, isText } from './looks.ts';
import type { MeasuredFlow } from './measure-flow.ts';
import { BEGIN, BLANK, FILLER } from './place-breaks.ts';
import { listMoved } from './predict-pages.ts';

/** What does not stand where the flow is: found before the document changes, by element. */
export interface Apart {
  /** Notes: the pages of their parts. Floats that left their place: one page. */
  readonly pages: ReadonlyMap<Element, readonly number[]>;
  /** Heads and feet of tables: the further pages that repeat them. */
  readonly repeated: ReadonlyMap<Element, readonly number[]>;
  /** What is not seen. */
  readonly hidden: ReadonlySet<Element>;
}

export function listApart(flow: MeasuredFlow, pages: readonly BuiltPage[]): Apart {
  const apart = new Map<Element, readonly number[]>();
  for (const [element, { index }] of listMoved(flow, pages)) apart.set(element, [index]);
  for (const [index, { notes }] of pages.entries())
    for (const { note } of notes) {
      const element = flow.notes[note]?.element;
      if (element !== undefined) apart.set(element, [...(apart.get(element) ?? []), index]);
    }
  return { pages: apart, repeated: listRepeated(flow, pages), hidden: listHidden() };
}

/** Asked before the document changes, for the browser would lay it out anew. */
function listHidden(): ReadonlySet<Element> {
  const elements = [...document.body.querySelectorAll('*')];
  return new Set(
    elements.filter((element) => !element.checkVisibility({ visibilityProperty: true })),
  );
}

/** A table that goes on repeats its head, one that will go on its foot. */
function listRepeated(
  { units, cuts }: MeasuredFlow,
  pages: readonly BuiltPage[],
): ReadonlyMap<Element, readonly number[]> {
  const repeated = new Map<Element, readonly number[]>();
  const add = (part: Element | null | undefined, index: number): void => {
    if (part) repeated.set(part, [...(repeated.get(part) ?? []), index]);
  };
  for (const [index, { from, to }] of pages.entries()) {
    const tableBefore = units[from - 1]?.table;
    const { edge = 0, top = 0 } = cuts[from] ?? {};
    if (from < to && tableBefore !== undefined && tableBefore === units[from]?.table && edge > top)
      add(units[from]?.element.closest('table')?.tHead, index);
    const table = units[to - 1]?.table;
    if (from < to && table !== undefined && table === units[to]?.table && table.repeatsFoot)
      add(units[to]?.element.closest('table')?.tFoot, index);
  }
  return repeated;
}

/** What is being listed: runs by page, and where the flow has come to. */
interface Listing {
  readonly pages: readonly BuiltPage[];
  readonly apart: Apart;
  readonly runs: readonly ExpectedRun[][];
  flow: number;
}

/** `sheetOf`: the first sheet of each page. */
export function listRuns(
  pages: readonly BuiltPage[],
  sheetOf: readonly number[],
  apart: Apart,
): readonly ExpectedPage[] {
  const runs = pages.map((): ExpectedRun[] => []);
  const listing: Listing = { pages, apart, runs, flow: 0 };
  listWithin(document.body, { key: '', parts: undefined, again: [] }, listing);
  return pages.map(({ sheets }, index) => ({
    sheet: sheetOf[index] ?? 0,
    sheets,
    runs: runs[index] ?? [],
  }));
}

/** Where the parts of a note go, and which of them has been come to. */
interface Parts {
  readonly pages: readonly number[];
  turn: number;
}

/** What an element hands to those in it: its block, its note, the further pages that repeat it. */
interface Within {
  readonly key: string;
  readonly parts: Parts | undefined;
  readonly again: readonly number[];
}

function listWithin(element: Element, outer: Within, listing: Listing): void {
  const { apart } = listing;
  const own = apart.pages.get(element);
  const within: Within = {
    key: element.getAttribute('data-key') ?? outer.key,
    parts: own === undefined ? outer.parts : { pages: own, turn: 0 },
    again: apart.repeated.get(element) ?? outer.again,
  };
  passBreak(element, within.parts, listing);
  const isSeen = !apart.hidden.has(element);
  const image = imageWords(element);
  if (image !== undefined && isSeen) addRun(image, true, within, listing);
  if (element.tagName === 'svg') {
    addRun(wordsWithin(element, apart.hidden), false, within, listing);
    return;
  }
  for (const node of element.childNodes) {
    if (isElement(node)) listWithin(node, within, listing);
    else if (isSeen && isText(node)) addRun(node.data, false, within, listing);
  }
}

/** Breaks that were placed tell where the next page begins: in the flow, or in a note that is divided. */
function passBreak({ classList }: Element, parts: Parts | undefined, listing: Listing): void {
  if (classList.contains(BLANK)) return; // a page of its own, and none of those that were built
  if (classList.contains(BEGIN)) listing.flow++;
  else if (!classList.contains(FILLER)) return;
  else if (parts !== undefined) parts.turn++;
  else
    do listing.flow++;
    while (isBare(listing.pages[listing.flow]));
}

/** A page of floats or of a note's rest alone. */
function isBare(page: BuiltPage | undefined): boolean {
  return page !== undefined && page.from === page.to;
}

/** On the page that the flow has come to, or on that of the note's part; and on those that repeat it. */
function addRun(words: string, isImage: boolean, within: Within, listing: Listing): void {
  if (!/\S/.test(words)) return;
  const { key, parts, again } = within;
  const run = isImage ? { key, words, isImage } : { key, words };
  const page = (parts === undefined ? listing.flow : parts.pages[parts.turn]) ?? listing.flow;
  listing.runs[page]?.push(run);
  for (const further of again) listing.runs[further]?.push(run);
}

/** What an image is said to show; undefined for what is no image, and for ornament. */
function imageWords(element: Element): string | undefined {
  if (element.tagName === 'IMG') return element.getAttribute('alt') || undefined;
  if (element.tagName !== 'svg' || element.getAttribute('role') !== 'img') return undefined;
  const label = element.getAttribute('aria-labelledby');
  const named = label === null ? null : document.getElementById(label.split(' ')[0] ?? '');
  return element.getAttribute('aria-label') || named?.textContent || undefined;
}

/** A drawing prints all its words in one piece. */
function wordsWithin(drawing: Element, hidden: ReadonlySet<Element>): string {
  const texts = [...drawing.querySelectorAll('text')];
  return texts
    .filter((text) => !hidden.has(text))
    .map((text) => text.textContent ?? '')
    .join('');
}
