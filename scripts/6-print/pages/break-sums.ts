/**
 * A flow in, out what the search asks of it again and again, added up once so that each answer takes one step: heights of
 * notes and floats up to a cut, prices of cuts. Knows nothing of pages.
 */
import { type Prices, priceCut } from './break-prices.ts';
import type { Flow, PageArea } from './flow.ts';

export interface FlowSums {
  readonly flow: Flow;
  readonly areas: readonly PageArea[];
  readonly prices: Prices;
  /** By cut: what it costs to end a page there. Infinite where none may end; 0 where one must. */
  readonly cutPrices: Float64Array;
  /** By cut: whether a page must end there. */
  readonly isForced: readonly boolean[];
  /** Indexes of notes in the order of their calls. What counts notes below counts in this order. */
  readonly calls: readonly number[];
  /** By cut: how many notes are called before it. */
  readonly called: Int32Array;
  /** By note: height of all notes before it. */
  readonly notesAbove: Float64Array;
  /** Indexes of floats in the order of their mentions. What counts floats below counts in this order. */
  readonly mentions: readonly number[];
  /** By cut: how many floats are mentioned before it. */
  readonly mentioned: Int32Array;
  /** By float: height of all floats before it. */
  readonly floatsAbove: Float64Array;
}

export function sumFlow(flow: Flow, areas: readonly PageArea[], prices: Prices): FlowSums {
  const { units, cuts, notes, floating } = flow;
  const last = units.length;
  const isForced = cuts.map(
    ({ forced, area }, index) =>
      forced !== undefined || index === 0 || index === last || area !== cuts[index - 1]?.area,
  );
  const cutPrices = Float64Array.from(cuts, (cut, index) =>
    isForced[index] ? 0 : cut.isBarred ? Number.POSITIVE_INFINITY : priceCut(prices, cut),
  );
  const calls = [...new Set(units.flatMap((unit) => unit.notes))];
  const mentions = floating
    .map((_, index) => index)
    .sort((a, b) => (floating[a]?.mention ?? 0) - (floating[b]?.mention ?? 0) || a - b);
  return {
    flow,
    areas,
    prices,
    cutPrices,
    isForced,
    calls,
    called: countCalls(flow),
    notesAbove: addUp(calls.map((index) => notes[index]?.height ?? 0)),
    mentions,
    mentioned: countMentions(flow, mentions),
    floatsAbove: addUp(mentions.map((index) => floating[index]?.height ?? 0)),
  };
}

function countCalls({ units }: Flow): Int32Array {
  const called = new Int32Array(units.length + 1);
  const seen = new Set<number>();
  for (const [index, unit] of units.entries()) {
    for (const note of unit.notes) seen.add(note);
    called[index + 1] = seen.size;
  }
  return called;
}

function countMentions({ units, floating }: Flow, mentions: readonly number[]): Int32Array {
  const mentioned = new Int32Array(units.length + 1);
  let count = 0;
  for (let cut = 1; cut <= units.length; cut++) {
    while (count < mentions.length && (floating[mentions[count] ?? 0]?.mention ?? 0) < cut) count++;
    mentioned[cut] = cut === units.length ? mentions.length : count;
  }
  return mentioned;
}

/** Sums of the first 0, 1, 2 … values. */
function addUp(values: readonly number[]): Float64Array {
  const sums = new Float64Array(values.length + 1);
  for (const [index, value] of values.entries()) sums[index + 1] = (sums[index] ?? 0) + value;
  return sums;
}
