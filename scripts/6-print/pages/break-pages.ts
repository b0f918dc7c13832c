/**
 * A flow and page areas in, the pages of least total price out. Knows nothing of the browser.
 *
 * Dynamic programming over cuts, as D. E. Knuth and M. F. Plass break paragraphs into lines ("Breaking Paragraphs into
 * Lines", Software: Practice and Experience 11, 1981), and as Plass carried it over to pages with floats ("Optimal
 * Pagination Techniques for Automatic Typesetting Systems", Stanford 1981). His measure for floats is the distance to the
 * mention; with such a measure, a sum over pages and floats in order, the problem stays polynomial (A. Brüggemann-Klein,
 * R. Klein and S. Wohlfeil, "Pagination Reconsidered", Electronic Publishing 8, 1995). What a break divides is priced as
 * by TeX's page builder (The TeXbook, chapter 15), which however decides page by page.
 */
import { listParts, measureNotes, setNotes, TOLERANCE } from './break-notes.ts';
import { itemizePrices, type PageFacts, PRICES, type Prices, pricePage } from './break-prices.ts';
import { type Filled, offerState, type State, takeLeast } from './break-states.ts';
import { type FlowSums, sumFlow } from './break-sums.ts';
import type { BuiltPage, Flow, PageArea } from './flow.ts';

/** A page holds so many floats at most; more than a reader can tell apart, and it bounds the ways to fill a page. */
const MOST_FLOATS = 6;

/**
 * Always finds pages. No page is higher than its area but one that no cut divides (`sheets`); none ends at a barred cut or
 * passes a forced one; nothing waits across a forced one: what is left of notes and floats there gets pages of its own.
 */
export function breakPages(
  flow: Flow,
  areas: readonly PageArea[],
  prices: Partial<Prices> = {},
): readonly BuiltPage[] {
  const sums = sumFlow(flow, areas, { ...PRICES, ...prices });
  const states: (State[] | undefined)[] = [
    [{ cut: 0, note: 0, line: 0, float: 0, cost: 0, before: undefined }],
  ];
  const last = flow.units.length;
  for (let cut = 0; cut < last; cut++) {
    for (const state of settleStates(sums, states[cut] ?? [])) addPages(sums, states, state);
    states[cut] = undefined;
  }
  const [end] = settleStates(sums, states[last] ?? []).sort((a, b) => a.cost - b.cost);
  return end === undefined ? [] : tracePages(sums, end);
}

/** The ways to arrive at a cut, those by pages without text included. At a forced cut only those in which nothing waits. */
function settleStates(sums: FlowSums, arriving: State[]): State[] {
  const settled: State[] = [];
  for (let state = takeLeast(arriving); state !== undefined; state = takeLeast(arriving)) {
    const waits = countWaiting(sums, state) > 0;
    if (waits) addTextlessPages(sums, arriving, state);
    if (!waits || !sums.isForced[state.cut]) settled.push(state);
  }
  return settled;
}

/** Offers every page with text that may follow a state. */
function addPages(sums: FlowSums, states: (State[] | undefined)[], state: State): void {
  const { units, cuts } = sums.flow;
  const top = cuts[state.cut]?.top ?? 0;
  const room = areaOf(sums, state.cut, true) + TOLERANCE;
  let isLeast = true;
  for (let to = state.cut + 1; to <= units.length; to++) {
    if (!isLeast && (units[to - 1]?.bottom ?? 0) - top > room) return;
    if (sums.cutPrices[to] === Number.POSITIVE_INFINITY) continue;
    if (isLeast || (cuts[to]?.bottom ?? 0) - top <= room) {
      const arriving = states[to] ?? [];
      states[to] = arriving;
      addPagesTo(sums, arriving, state, to, isLeast);
    }
    if (sums.isForced[to]) return;
    isLeast = false;
  }
}

/** Offers the pages up to a cut, with more and more floats. `isLeast`: the flow can be divided no earlier, so one must do. */
function addPagesTo(
  sums: FlowSums,
  states: State[],
  state: State,
  to: number,
  isLeast: boolean,
): void {
  const area = areaOf(sums, state.cut, true);
  const height = textHeight(sums, state.cut, to);
  const room = area * (isLeast ? countSheets(height, area) : 1) - height;
  const called = sums.called[to] ?? 0;
  for (let float = state.float; mayPlace(sums, state, to, float); float++) {
    const left = room - floatHeight(sums, state.float, float);
    if (left < -TOLERANCE) return;
    const after = { cut: to, ...setNotes(sums, state, called, left), float };
    const facts = describePage(sums, state, after);
    if (facts.notesApart > 0 && !(isLeast && float === state.float)) return;
    const price = pricePage(sums.prices, facts) + (sums.cutPrices[to] ?? 0);
    offerState(states, after, state.cost + price, state);
  }
}

/** Offers the pages without text on which some of what waits is set: at least one float or one line of a note. */
function addTextlessPages(sums: FlowSums, states: State[], state: State): void {
  const area = areaOf(sums, state.cut, false);
  const called = sums.called[state.cut] ?? 0;
  for (let float = state.float; mayPlace(sums, state, state.cut, float); float++) {
    const height = floatHeight(sums, state.float, float);
    const isAlone = float <= state.float + 1;
    if (!isAlone && height > area + TOLERANCE) return;
    const left = area * countSheets(height, area) - height;
    const set = setNotes(sums, state, called, left, float === state.float);
    const after = { cut: state.cut, ...set, float };
    if (countWaiting(sums, after) === countWaiting(sums, state) && set.line === state.line)
      continue;
    const price = pricePage(sums.prices, describePage(sums, state, after));
    offerState(states, after, state.cost + price, state);
  }
}

function mayPlace(sums: FlowSums, state: Filled, to: number, float: number): boolean {
  return float <= (sums.mentioned[to] ?? 0) && float - state.float <= MOST_FLOATS;
}

/** What the page between two states is like. */
function describePage(sums: FlowSums, before: Filled, after: Filled): PageFacts {
  const { isForced, called, mentioned } = sums;
  const isTextless = before.cut === after.cut;
  const area = areaOf(sums, before.cut, !isTextless);
  const text =
    textHeight(sums, before.cut, after.cut) + floatHeight(sums, before.float, after.float);
  const used = text + noteHeight(sums, before, after);
  const sheets = countSheets(used, area);
  const isStill = before.line > 0 && before.note === after.note && before.line === after.line;
  const notesDivided = after.line > 0 ? 1 : 0;
  return {
    isEnd: isForced[after.cut] === true && countWaiting(sums, after) === 0,
    isStart: isForced[before.cut] === true && !isTextless,
    emptyShare: Math.max(0, sheets - used / area),
    textShare: text / area,
    notesDivided,
    notesApart: (called[after.cut] ?? 0) - after.note - notesDivided + (isStill ? 1 : 0),
    floatsWaiting: (mentioned[after.cut] ?? 0) - after.float,
    sheetsTooMany: sheets - 1,
  };
}

/** Notes not complete and floats not placed. */
function countWaiting(sums: FlowSums, { cut, note, float }: Filled): number {
  return (sums.called[cut] ?? 0) - note + (sums.mentioned[cut] ?? 0) - float;
}

/** Height of the page area at a cut: of the page that begins there, or of one without text that still stands before it. */
function areaOf({ flow, areas }: FlowSums, cut: number, begins: boolean): number {
  return areas[areaIndex(flow, cut, begins)]?.height ?? 0;
}

function areaIndex({ cuts }: Flow, cut: number, begins: boolean): number {
  return cuts[begins ? cut : Math.max(0, cut - 1)]?.area ?? 0;
}

function textHeight({ flow: { cuts } }: FlowSums, from: number, to: number): number {
  return from === to ? 0 : Math.max(0, (cuts[to]?.bottom ?? 0) - (cuts[from]?.top ?? 0));
}

function floatHeight({ floatsAbove }: FlowSums, from: number, to: number): number {
  return (floatsAbove[to] ?? 0) - (floatsAbove[from] ?? 0);
}

/** Height of the notes set between two states, with the rule above them. */
function noteHeight(sums: FlowSums, before: Filled, after: Filled): number {
  const height = measureNotes(sums, before, after.note) + lineHeight(sums, after);
  return height > 0 ? sums.flow.noteRule + height : 0;
}

/** Height of the lines of a divided note that stand before its division. */
function lineHeight({ flow, calls }: FlowSums, { note, line }: Filled): number {
  return line === 0 ? 0 : (flow.notes[calls[note] ?? 0]?.lineEnds[line - 1] ?? 0);
}

function countSheets(height: number, area: number): number {
  return Math.max(1, Math.ceil((height - 2 * TOLERANCE) / area));
}

/** The pages that lead to a state, in order, with blank ones where the next must be a right-hand page. */
function tracePages(sums: FlowSums, end: State): BuiltPage[] {
  const states: State[] = [];
  for (let state: State | undefined = end; state !== undefined; state = state.before)
    states.unshift(state);
  const pages: BuiltPage[] = [];
  let sheets = 0;
  for (const [index, after] of states.entries()) {
    const before = states[index - 1];
    if (before === undefined) continue;
    const page = buildPage(sums, before, after, sheets % 2 === 0);
    sheets += page.sheets + (page.blankBefore ? 1 : 0);
    pages.push(page);
  }
  return pages;
}

function buildPage(sums: FlowSums, before: State, after: State, isRecto: boolean): BuiltPage {
  const { flow, prices, mentions, mentioned, isForced } = sums;
  const isTextless = before.cut === after.cut;
  const facts = describePage(sums, before, after);
  const cut = isTextless || isForced[after.cut] ? undefined : flow.cuts[after.cut];
  return {
    from: before.cut,
    to: after.cut,
    area: areaIndex(flow, before.cut, !isTextless),
    blankBefore: !isTextless && !isRecto && flow.cuts[before.cut]?.forced === 'recto',
    height: textHeight(sums, before.cut, after.cut),
    sheets: facts.sheetsTooMany + 1,
    notes: listParts(sums, before, after),
    floats: mentions.slice(before.float, after.float).map((floating, index) => ({
      floating,
      at: before.float + index < (mentioned[before.cut] ?? 0) ? 'top' : 'foot',
    })),
    prices: itemizePrices(prices, facts, cut),
  };
}
