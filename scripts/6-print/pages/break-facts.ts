/**
 * Two ways of having filled pages in, one page apart; out what the page between them is like, as prices ask it. Adds up
 * heights; knows neither prices nor other pages.
 */
import { measureNotes, TOLERANCE } from './break-notes.ts';
import type { PageFacts } from './break-prices.ts';
import type { Filled } from './break-states.ts';
import type { FlowSums } from './break-sums.ts';
import type { Divided, Flow } from './flow.ts';

/** `area`: the height of its page area. */
export function describePage(
  sums: FlowSums,
  before: Filled,
  after: Filled,
  area: number,
): PageFacts {
  const text = pageHeight(sums, before, after);
  const used = text + noteHeight(sums, before, after);
  const sheets = countSheets(used, area);
  const notesDivided = after.line > 0 ? 1 : 0;
  const isStill = before.line > 0 && before.note === after.note && before.line === after.line;
  return {
    isEnd: sums.isForced[after.cut] === true && !waits(sums, after),
    isStart: sums.isForced[before.cut] === true && before.cut < after.cut,
    emptyShare: Math.max(0, sheets - used / area),
    isBrokenOff: sums.isInText[after.cut] === true,
    textShare: text / area,
    notesDivided,
    notesApart: (sums.called[after.cut] ?? 0) - after.note - notesDivided + (isStill ? 1 : 0),
    floatsWaiting: (sums.placed[after.cut] ?? 0) - after.float,
    sheetsTooMany: sheets - 1,
  };
}

/** Index of a page's area. A page without text belongs to what comes before it. */
export function areaIndex({ cuts }: Flow, before: Filled, after: Filled): number {
  return cuts[before.cut < after.cut ? before.cut : Math.max(0, before.cut - 1)]?.area ?? 0;
}

/** Whether a note is not complete or a float not set whose place is passed. */
export function waits(sums: FlowSums, { cut, note, float }: Filled): boolean {
  return note < (sums.called[cut] ?? 0) || float < (sums.placed[cut] ?? 0);
}

/** Height of the flow on a page between two cuts. */
export function textHeight({ cuts }: Flow, from: number, to: number): number {
  return from === to ? 0 : Math.max(0, (cuts[to]?.bottom ?? 0) - (cuts[from]?.top ?? 0));
}

/**
 * Height of the flow and the floats on the page between two states. Floats that wait stand at its top, those that have
 * their places on it stand there; what is left of both waits for a later page.
 */
export function pageHeight(sums: FlowSums, before: Filled, after: Filled): number {
  if (isBare(sums, before, after)) return textHeight(sums.flow, before.cut, after.cut);
  const { waiting, stays, all } = countFloats(sums, before, after);
  const { savedAbove, flow } = sums;
  const gone = (savedAbove[all] ?? 0) - (savedAbove[stays] ?? 0);
  const top = floatHeight(sums, before.float, Math.min(after.float, waiting));
  return textHeight(flow, before.cut, after.cut) - gone + top;
}

/**
 * Whether floats may stand and go as two states say. At the top of a page that begins inside a table, a box or code, or
 * on one between two parts of it, there is no room for one; what is first or last on a page does not leave it, for a page
 * that ends before it is the same.
 */
export function mayFloat(sums: FlowSums, before: Filled, after: Filled): boolean {
  if (isBare(sums, before, after)) return true;
  const { waiting, stays, all } = countFloats(sums, before, after);
  const { placed, flow } = sums;
  const isTopped = Math.min(after.float, waiting) > before.float;
  if (isTopped && flow.cuts[before.cut]?.divides.some((kind) => CLOSED.has(kind))) return false;
  if (before.cut === after.cut || stays === all) return true;
  return stays >= (placed[before.cut + 1] ?? 0) && all === placed[after.cut - 1];
}

/** No float waits, comes or goes: so it is with most pages that could be, and they are many. */
function isBare({ placed }: FlowSums, before: Filled, after: Filled): boolean {
  return before.float === after.float && before.float === placed[after.cut];
}

const CLOSED: ReadonlySet<Divided> = new Set(['table', 'box', 'code']);

/** Floats before `waiting` wait at the page's beginning, from it to `stays` they stand in their places, then up to `all` they leave. */
function countFloats({ placed }: FlowSums, before: Filled, after: Filled) {
  const waiting = placed[before.cut] ?? 0;
  return { waiting, stays: Math.max(after.float, waiting), all: placed[after.cut] ?? 0 };
}

/** Height of the floats from one to another (exclusive). */
export function floatHeight({ floatsAbove }: FlowSums, from: number, to: number): number {
  return (floatsAbove[to] ?? 0) - (floatsAbove[from] ?? 0);
}

/** How many sheets what is so high takes. */
export function countSheets(height: number, area: number): number {
  return height <= area ? 1 : Math.max(1, Math.ceil((height - 2 * TOLERANCE) / area));
}

/** Height of the notes set between two states, with the rule above them. */
function noteHeight(sums: FlowSums, before: Filled, after: Filled): number {
  if (before.note === after.note && before.line === after.line) return 0;
  const { flow, calls } = sums;
  const divided = flow.notes[calls[after.note] ?? 0];
  const begun = after.line === 0 ? 0 : (divided?.lineEnds[after.line - 1] ?? 0);
  return flow.noteRule + measureNotes(sums, before, after.note) + begun;
}
