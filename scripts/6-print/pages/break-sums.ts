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
  /** By cut: whether it divides a paragraph. */
  readonly isInText: readonly boolean[];
  /** Indexes of notes in the order of their calls. What counts notes below counts in this order. */
  readonly calls: readonly number[];
  /** By cut: how many notes are called before it. */
  readonly called: Int32Array;
  /** By note: height of all notes before it. */
  readonly notesAbove: Float64Array;
  /** By cut: how many floats have their places before it. */
  readonly placed: Int32Array;
  /** By float: height of all floats before it, at the tops of pages. */
  readonly floatsAbove: Float64Array;
  /** By float: by how much the flow is less high without any float before it. */
  readonly savedAbove: Float64Array;
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
  return {
    flow,
    areas,
    prices,
    cutPrices,
    isForced,
    isInText: cuts.map(({ divides }) => divides.includes('paragraph')),
    calls,
    called: countCalls(flow),
    notesAbove: addUp(calls.map((index) => notes[index]?.height ?? 0)),
    placed: countPlaced(flow),
    floatsAbove: addUp(floating.map(({ height }) => height)),
    savedAbove: addUp(floating.map(({ saved }) => saved)),
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

function countPlaced({ units, floating }: Flow): Int32Array {
  const placed = new Int32Array(units.length + 1);
  let count = 0;
  for (let cut = 1; cut <= units.length; cut++) {
    while (count < floating.length && (floating[count]?.unit ?? 0) < cut) count++;
    placed[cut] = count;
  }
  return placed;
}

/** Sums of the first 0, 1, 2 … values. */
function addUp(values: readonly number[]): Float64Array {
  const sums = new Float64Array(values.length + 1);
  for (const [index, value] of values.entries()) sums[index + 1] = (sums[index] ?? 0) + value;
  return sums;
}
