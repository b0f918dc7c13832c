import fc from 'fast-check';
import { expect, it } from 'vitest';
import {
  areaIndex,
  countSheets,
  describePage,
  mayFloat,
  pageHeight,
  textHeight,
  waits,
} from './break-facts.ts';
import { setNotes, TOLERANCE } from './break-notes.ts';
import { breakPages } from './break-pages.ts';
import { PRICES, pricePage } from './break-prices.ts';
import type { Filled } from './break-states.ts';
import { type FlowSums, sumFlow } from './break-sums.ts';
import type { BuiltPage, Flow, PageArea } from './flow.ts';
import {
  type Block,
  barred,
  figure,
  floatingFigure,
  heading,
  LINE,
  lines,
  sketchFlow,
  starting,
  table,
  within,
} from './sketch-flow.ts';

const AREAS: readonly PageArea[] = [
  { name: 'portrait', width: 400, height: 12 * LINE },
  { name: 'landscape', width: 600, height: 8 * LINE },
];
const LOW: readonly PageArea[] = AREAS.map((area) => ({ ...area, height: area.height / 2 }));

const calls = (count: number, most: number) =>
  fc.dictionary(fc.integer({ min: 1, max: count }).map(String), fc.integer({ min: 1, max: most }), {
    maxKeys: 2,
  });

const paragraph: fc.Arbitrary<Block> = fc
  .integer({ min: 1, max: 9 })
  .chain((count) => calls(count, 14).map((notes) => lines(count, { notes })));

const plain = fc.integer({ min: 1, max: 8 }).map((count) => lines(count));

const block: fc.Arbitrary<Block> = fc.oneof(
  { weight: 4, arbitrary: plain },
  { weight: 4, arbitrary: paragraph },
  { weight: 3, arbitrary: fc.constant(heading()) },
  { weight: 2, arbitrary: fc.integer({ min: 2, max: 9 }).map(table) },
  { weight: 2, arbitrary: fc.integer({ min: 20, max: 320 }).map(figure) },
  { weight: 2, arbitrary: fc.integer({ min: 20, max: 320 }).map(floatingFigure) },
  { weight: 1, arbitrary: fc.integer({ min: 2, max: 9 }).map((count) => barred(lines(count))) },
  {
    weight: 3,
    arbitrary: fc
      .tuple(fc.constantFrom('list', 'box', 'quotation', 'code', 'references'), plain, paragraph)
      .map(([kind, ...blocks]) => within(kind, ...blocks)),
  },
);

const turned: fc.Arbitrary<Block> = fc.oneof(
  { weight: 8, arbitrary: block },
  { weight: 1, arbitrary: block.map((own) => starting({ forced: 'page' }, own)) },
  { weight: 1, arbitrary: block.map((own) => starting({ forced: 'recto' }, own)) },
  {
    weight: 1,
    arbitrary: fc.tuple(fc.nat(1), block).map(([area, own]) => starting({ area }, own)),
  },
);

const reports = fc.array(turned, { maxLength: 40 }).map((blocks) => sketchFlow(...blocks));

it('keeps every promise with flows like reports', () => {
  fc.assert(
    fc.property(reports, (flow) => {
      const pages = breakPages(flow, AREAS);
      expect(pages.flatMap(({ from, to }) => range(from, to))).toEqual(range(0, flow.units.length));
      const moved = new Set(pages.flatMap(({ floats }) => floats));
      for (const page of pages) checkPage(flow, page, moved);
      checkNotes(flow, pages);
      checkFloats(flow, pages);
      checkRectos(flow, pages);
    }),
    { numRuns: 150 },
  );
});

/** No higher than its area unless no cut divides it; ends at no barred cut, passes no forced one. */
function checkPage(
  { cuts, noteRule, floating }: Flow,
  page: BuiltPage,
  moved: ReadonlySet<number>,
): void {
  const { from, to, area, height, notes, floats, sheets } = page;
  const notesHeight = notes.reduce((sum, note) => sum + note.height, noteRule);
  const gone = floating.filter(({ unit }, index) => moved.has(index) && from <= unit && unit < to);
  const text =
    (from === to ? 0 : (cuts[to]?.bottom ?? 0) - (cuts[from]?.top ?? 0)) -
    gone.reduce((sum, { saved }) => sum + saved, 0) +
    floats.reduce((sum, one) => sum + (floating[one]?.height ?? 0), 0);
  const inner = cuts.slice(from + 1, to);
  const room = (AREAS[area]?.height ?? 0) * sheets + 0.05;
  expect(height + (notes.length > 0 ? notesHeight : 0)).toBeLessThan(room);
  expect(height).toBeCloseTo(text);
  if (sheets > 1) expect(inner.every(({ isBarred }) => isBarred)).toBe(true);
  if (from < to) expect(area).toBe(cuts[from]?.area);
  expect(inner.every((cut) => cut.forced === undefined && cut.area === area)).toBe(true);
  expect(cuts[to]?.isBarred === true && !isForced(cuts, to)).toBe(false);
}

/** Complete, once, in order, from the page of the call, and each rest on the page after the part before it. */
function checkNotes({ units, notes }: Flow, pages: readonly BuiltPage[]): void {
  const parts = pages.flatMap((page, index) =>
    page.notes.map((part) => ({ ...part, page: index })),
  );
  expect([...new Set(parts.map(({ note }) => note))]).toEqual(units.flatMap((unit) => unit.notes));
  for (const [note, { lineEnds, height }] of notes.entries()) {
    const own = parts.filter((part) => part.note === note);
    expect(own.map(({ from }) => from)).toEqual([0, ...own.slice(0, -1).map(({ to }) => to)]);
    expect(own.at(-1)?.to).toBe(lineEnds.length);
    expect(own.reduce((sum, part) => sum + part.height, 0)).toBeCloseTo(height);
    const call = pages.findIndex(({ from, to }) =>
      units.slice(from, to).some((unit) => unit.notes.includes(note)),
    );
    const isApart = pages.some(({ prices }) => prices['noteApart'] !== undefined);
    expect(own[0]?.page).toBeGreaterThanOrEqual(call);
    if (!isApart) expect(own.map(({ page }) => page)).toEqual(range(call, call + own.length));
  }
}

/** Once, in the order of their places, on a later page, none after the next forced cut or over the rows of a table. */
function checkFloats({ cuts, floating }: Flow, pages: readonly BuiltPage[]): void {
  const placeOf = ({ unit }: Flow['floating'][number]) =>
    pages.findIndex(({ from, to }) => from <= unit && unit < to);
  const found = floating.map((one, index) => {
    const moved = pages.flatMap(({ floats }, page) => (floats.includes(index) ? [page] : []));
    expect(moved.length).toBeLessThan(2);
    return moved[0] ?? placeOf(one);
  });
  expect(found).toEqual([...found].sort((a, b) => a - b));
  for (const [index, page] of found.entries()) {
    const one = floating[index] as Flow['floating'][number];
    if (page === placeOf(one)) continue;
    expect(page).toBeGreaterThan(placeOf(one));
    const end = cuts.findIndex((_, cut) => cut > one.unit && isForced(cuts, cut));
    const { from = 0, to = 0 } = pages[page] ?? {};
    expect(to).toBeLessThanOrEqual(end);
    for (const kind of ['table', 'box', 'code'])
      expect(cuts[from]?.divides ?? []).not.toContain(kind);
  }
}

function checkRectos({ cuts }: Flow, pages: readonly BuiltPage[]): void {
  let sheets = 0;
  for (const page of pages) {
    if (page.blankBefore) sheets++;
    if (cuts[page.from]?.forced === 'recto' && page.from < page.to) expect(sheets % 2).toBe(0);
    sheets += page.sheets;
  }
}

const small = fc.array(turned, { minLength: 1, maxLength: 4 }).map((blocks) => {
  let count = 0;
  const few = blocks.flatMap((own) => {
    const kept = own.slice(0, 10 - count);
    count += kept.length;
    return kept.length === 0 ? [] : [kept];
  });
  return sketchFlow(...few);
});

it('finds no dearer pages than trying all of a small flow', () => {
  fc.assert(
    fc.property(small, (flow) => {
      const pages = breakPages(flow, LOW);
      const cost = pages.flatMap(({ prices }) => Object.values(prices)).reduce((a, b) => a + b, 0);
      const sums = sumFlow(flow, LOW, PRICES);
      expect(cost).toBeCloseTo(tryAll(sums, { cut: 0, note: 0, line: 0, float: 0 }), 4);
    }),
    { numRuns: 200 },
  );
});

/** The cost of the cheapest of all ways to go on, each tried to its end. */
function tryAll(sums: FlowSums, before: Filled, known = new Map<string, number>()): number {
  const { flow, called, placed } = sums;
  const key = `${before.cut} ${before.note} ${before.line} ${before.float}`;
  const found = known.get(key);
  if (found !== undefined) return found;
  const isWaiting = waits(sums, before);
  const last = flow.units.length;
  if (before.cut === last && !isWaiting) return 0;
  let least = Number.POSITIVE_INFINITY;
  const tos = range(isWaiting ? before.cut : before.cut + 1, last + 1);
  const forced = tos.find((cut) => cut > before.cut && sums.isForced[cut]) ?? last;
  const allowed = tos.filter(
    (cut) => cut <= forced && sums.cutPrices[cut] !== Number.POSITIVE_INFINITY,
  );
  const isStuck = before.cut > 0 && sums.isForced[before.cut] && isWaiting;
  const first = allowed.find((cut) => cut > before.cut);
  for (const to of isStuck ? [before.cut] : allowed)
    for (const float of range(before.float, (placed[to] ?? 0) + 1)) {
      const after = tryPage(sums, before, to, float, to === first, called[to] ?? 0);
      if (after === undefined) continue;
      const price = after.price + (to === before.cut ? 0 : (sums.cutPrices[to] ?? 0));
      least = Math.min(least, price + tryAll(sums, after, known));
    }
  known.set(key, least);
  return least;
}

/** The page to a cut with floats up to one; undefined if it is too high. */
function tryPage(
  sums: FlowSums,
  before: Filled,
  to: number,
  float: number,
  isFirst: boolean,
  called: number,
): (Filled & { readonly price: number }) | undefined {
  const set = { ...before, cut: to, float };
  if (!mayFloat(sums, before, set)) return;
  const isTextless = to === before.cut;
  const area = LOW[areaIndex(sums.flow, before, set)]?.height ?? 0;
  const used = pageHeight(sums, before, set);
  const mayBeHigh = isTextless ? float <= before.float + 1 : isFirst;
  const sheets = mayBeHigh
    ? countSheets(isTextless ? used : textHeight(sums.flow, before.cut, to), area)
    : 1;
  const left = sheets * area - used;
  if (left < -TOLERANCE) return;
  const isAlone = isTextless && float === before.float;
  const { note, line } = setNotes(sums, before, called, left, isAlone);
  if (isAlone && note === before.note && line === before.line) return;
  const after = { cut: to, note, line, float };
  const facts = describePage(sums, before, after, area);
  if (!isTextless && facts.notesApart > 0 && !isFirst) return;
  return { ...after, price: pricePage(sums.prices, facts) };
}

function isForced(cuts: Flow['cuts'], cut: number): boolean {
  return cuts[cut]?.forced !== undefined || cuts[cut]?.area !== cuts[cut - 1]?.area;
}

function range(from: number, to: number): number[] {
  return Array.from({ length: Math.max(0, to - from) }, (_, index) => from + index);
}
