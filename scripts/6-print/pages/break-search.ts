/**
 * One chapter of a flow (what stands between two forced cuts) in, the cheapest way to fill pages with it out. Dynamic
 * programming over its cuts: every page that may begin where a kept way ends is offered to the cut where it ends.
 */
import {
  countSheets,
  describePage,
  floatHeight,
  mayFloat,
  pageHeight,
  textHeight,
  waits,
} from './break-facts.ts';
import { measureNotes, setNotes, TOLERANCE } from './break-notes.ts';
import { pricePage } from './break-prices.ts';
import { type Filled, offerState, type State, takeLeast } from './break-states.ts';
import type { FlowSums } from './break-sums.ts';

/** A page holds so many floats at most: more than a reader can tell apart. It bounds the ways to fill a page. */
const MOST_FLOATS = 6;

/**
 * Which ways are not followed: those certain to make the chapter dearer than `above` what it costs at least, and those
 * dearer by `behind` than one that has come as far.
 */
interface Limits {
  readonly above: number;
  readonly behind: number;
}

const NONE = Number.POSITIVE_INFINITY;
/** In pages. Up to it the limit is raised until a way is left, which is then the cheapest of all. */
const SHORT_CHAPTER = 12;
const SHORT_PASSES = [15, 40, 200, 2000, NONE].map((above) => ({ above, behind: NONE }));
/** In a longer one a way six pages' worth behind is given up, so that time grows with the length alone. */
const LONG_PASSES = [{ above: NONE, behind: 60 }];
/** Ways that end within so many cuts have come as far. */
const AS_FAR = 20;
/** Where no way goes on, all are followed again from so many cuts back: more than a page holds lines. */
const MOST_CUTS = 120;

interface Chapter {
  readonly sums: FlowSums;
  /** The forced cut that ends it. */
  readonly last: number;
  /** Height of its page area. */
  readonly area: number;
  /** What a page, on several sheets if need be, holds at most, with the gap that vanishes at its end. */
  readonly pageRoom: number;
}

/** From a forced cut where nothing waits to the next. There is always a way. */
export function fillChapter(sums: FlowSums, start: State): State {
  const chapter = openChapter(sums, start.cut);
  const isShort = countPages(chapter, start) <= SHORT_CHAPTER;
  for (const limits of isShort ? SHORT_PASSES : LONG_PASSES) {
    const end = searchChapter(chapter, start, limits);
    if (end !== undefined) return end;
  }
  throw new Error(`no pages from cut ${start.cut}`);
}

function openChapter(sums: FlowSums, first: number): Chapter {
  const last = sums.isForced.indexOf(true, first + 1);
  const area = sums.areas[sums.flow.cuts[first]?.area ?? 0]?.height ?? 0;
  const sheets = countSheets(measureTallest(sums, first, last), area);
  return { sums, last, area, pageRoom: sheets * area + measureWidestGap(sums, first, last) };
}

/** Height of the tallest thing that one page must hold, if need be on several sheets. */
function measureTallest(sums: FlowSums, first: number, last: number): number {
  const { flow, calls, called, placed, cutPrices } = sums;
  let tallest = 0;
  let from = first;
  for (let to = first + 1; to <= last; to++) {
    if (cutPrices[to] === Number.POSITIVE_INFINITY) continue;
    tallest = Math.max(tallest, textHeight(flow, from, to));
    from = to;
  }
  for (const call of calls.slice(called[first], called[last])) {
    const { lineEnds = [], height = 0 } = flow.notes[call] ?? {};
    tallest = Math.max(tallest, lineEnds.length < 2 ? height : widest(lineEnds));
  }
  for (let float = placed[first] ?? 0; float < (placed[last] ?? 0); float++)
    tallest = Math.max(tallest, floatHeight(sums, float, float + 1));
  return tallest;
}

/** The widest distance from one to the next, from 0. */
function widest(positions: readonly number[]): number {
  return positions.reduce((most, at, index) => Math.max(most, at - (positions[index - 1] ?? 0)), 0);
}

function measureWidestGap({ flow: { units } }: FlowSums, first: number, last: number): number {
  let gap = 0;
  for (let cut = first + 1; cut < last; cut++)
    gap = Math.max(gap, (units[cut]?.top ?? 0) - (units[cut - 1]?.bottom ?? 0));
  return gap;
}

/** The cheapest way within limits; they are lifted for a page where no way would go on. */
function searchChapter(chapter: Chapter, start: State, limits: Limits): State | undefined {
  const arriving: State[][] = Array.from({ length: chapter.last - start.cut + 1 }, () => []);
  const kept: State[][] = [];
  const limit = start.cost + leastRest(chapter, start) + limits.above;
  const bests: number[] = [];
  let most = limit;
  let furthest = start.cut;
  const offer = (filled: Filled, cost: number, before: State): void => {
    const states = arriving[filled.cut - start.cut];
    if (states === undefined || cost + leastRest(chapter, filled) > most) return;
    offerState(states, filled, cost, before);
    furthest = Math.max(furthest, filled.cut);
  };
  arriving[0]?.push(start);
  for (let index = 0; index < arriving.length - 1; index++) {
    const states = settleStates(chapter, arriving[index] ?? [], offer);
    const best = Math.min(...states.map((state) => state.cost + leastRest(chapter, state)));
    bests.push(best);
    most = Math.min(limit, Math.min(...bests.slice(-AS_FAR)) + limits.behind);
    kept.push(states);
    for (const state of states) offerPages(chapter, state, most, offer);
    if (furthest > start.cut + index || limit < NONE) continue;
    most = NONE;
    for (const state of kept.slice(-MOST_CUTS).flat()) offerPages(chapter, state, most, offer);
    bests.length = 0;
  }
  if (limits.behind < NONE) most = NONE;
  const [end] = settleStates(chapter, arriving.at(-1) ?? [], offer).sort((a, b) => a.cost - b.cost);
  return end;
}

type Offer = (filled: Filled, cost: number, before: State) => void;

/** The ways to arrive at a cut, those by pages without text included; at the chapter's end those in which nothing waits. */
function settleStates(chapter: Chapter, arriving: State[], offer: Offer): State[] {
  const settled: State[] = [];
  for (let state = takeLeast(arriving); state !== undefined; state = takeLeast(arriving)) {
    const isWaiting = waits(chapter.sums, state);
    if (isWaiting) offerTextlessPages(chapter, state, offer);
    if (!isWaiting || state.cut < chapter.last) settled.push(state);
  }
  return settled;
}

/** Offers every page with text that may follow a state. */
function offerPages(chapter: Chapter, state: State, limit: number, offer: Offer): void {
  const { sums, last, area } = chapter;
  const { units, cuts } = sums.flow;
  const top = cuts[state.cut]?.top ?? 0;
  const least = state.cost + leastRest(chapter, state);
  let isLeast = true;
  for (let to = state.cut + 1; to <= last; to++) {
    const room = area + savedBetween(sums, state.cut, to) + TOLERANCE;
    if (!isLeast && (units[to - 1]?.bottom ?? 0) - top > room) return;
    if (sums.cutPrices[to] === Number.POSITIVE_INFINITY) continue;
    const fits = (cuts[to]?.bottom ?? 0) - top <= room;
    if ((fits || isLeast) && least + leastFault(chapter, state, to) <= limit)
      offerPagesTo(chapter, state, to, isLeast, offer);
    isLeast = false;
  }
}

/** By how much the flow between two cuts is less high when all its floats leave it. */
function savedBetween({ savedAbove, placed }: FlowSums, from: number, to: number): number {
  return (savedAbove[placed[to] ?? 0] ?? 0) - (savedAbove[placed[from] ?? 0] ?? 0);
}

/** Offers the pages up to a cut, with more and more floats. `isLeast`: the flow can be divided no earlier, so one must do. */
function offerPagesTo(
  chapter: Chapter,
  state: State,
  to: number,
  isLeast: boolean,
  offer: Offer,
): void {
  const { sums, area } = chapter;
  const room = area * (isLeast ? countSheets(textHeight(sums.flow, state.cut, to), area) : 1);
  const waiting = sums.placed[state.cut] ?? 0;
  const most = waiting > state.float + MOST_FLOATS ? state.float + MOST_FLOATS : sums.placed[to];
  for (let float = state.float; float <= (most ?? 0); float++) {
    const set = { cut: to, note: state.note, line: state.line, float };
    if (!mayFloat(sums, state, set)) continue;
    const left = room - pageHeight(sums, state, set);
    if (left < -TOLERANCE) return;
    const { note, line } = setNotes(sums, state, sums.called[to] ?? 0, left);
    const after = { cut: to, note, line, float };
    const facts = describePage(sums, state, after, area);
    if (facts.notesApart > 0 && !isLeast) return;
    const price = pricePage(sums.prices, facts) + (sums.cutPrices[to] ?? 0);
    offer(after, state.cost + price, state);
  }
}

/** Offers the pages without text on which some of what waits is set: at least one float or one line of a note. */
function offerTextlessPages({ sums, area }: Chapter, state: State, offer: Offer): void {
  const { cut } = state;
  const most = Math.min(sums.placed[cut] ?? 0, state.float + MOST_FLOATS);
  for (let float = state.float; float <= most; float++) {
    const height = floatHeight(sums, state.float, float);
    if (float > state.float + 1 && height > area + TOLERANCE) return;
    const left = area * countSheets(height, area) - height;
    const isAlone = float === state.float;
    const { note, line } = setNotes(sums, state, sums.called[cut] ?? 0, left, isAlone);
    if (isAlone && note === state.note && line === state.line) continue;
    const after = { cut, note, line, float };
    if (!mayFloat(sums, state, after)) return;
    const price = pricePage(sums.prices, describePage(sums, state, after, area));
    offer(after, state.cost + price, state);
  }
}

/** What a page up to a cut costs at least above the price of a page, however many notes and floats fill it. */
function leastFault({ sums, last, area }: Chapter, state: State, to: number): number {
  const { prices, flow, called, placed, cutPrices } = sums;
  if (to === last) return 0;
  const notes = measureNotes(sums, state, called[to] ?? 0);
  const floats = floatHeight(sums, state.float, placed[state.cut] ?? 0);
  const most = textHeight(flow, state.cut, to) + (notes > 0 ? notes + flow.noteRule : 0) + floats;
  const empty = Math.max(0, 1 - most / area);
  return (cutPrices[to] ?? 0) + prices.empty * empty * empty * empty;
}

/** What the rest of a chapter costs at least. */
function leastRest(chapter: Chapter, filled: Filled): number {
  return chapter.sums.prices.page * countPages(chapter, filled);
}

/** How many pages the rest of a chapter needs at least. */
function countPages({ sums, last, pageRoom }: Chapter, filled: Filled): number {
  const { flow, called, placed } = sums;
  const notes = measureNotes(sums, filled, called[last] ?? 0);
  const floats = floatHeight(sums, filled.float, placed[filled.cut] ?? 0);
  const bottom = flow.units[last - 1]?.bottom ?? 0;
  const text = filled.cut < last ? bottom - (flow.units[filled.cut]?.top ?? bottom) : 0;
  const height = text + notes + floats;
  return Math.max(0, Math.ceil(height / pageRoom - TOLERANCE));
}
