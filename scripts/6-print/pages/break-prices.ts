/**
 * What a page and the break at its end cost. The unit is a thousandth of an empty page; each price says by its height what
 * it may buy: so much white at a page foot is rather borne than the fault. Knows nothing of how pages are searched.
 */
import type { Cut, Divided } from './flow.ts';

/**
 * Amounts ≥ 0. White at the foot is ragged-bottom setting's only freedom, so it is the measure of all else: a tenth of a
 * page costs 1, a fifth 8, two fifths 64, a whole page 1000. Text lines are about a fiftieth of a page.
 */
export interface Prices extends Readonly<Record<Divided, number>> {
  /** Of each page: no page more than needed, whatever evener pages it would buy. */
  readonly page: number;
  /**
   * Of a page left wholly empty, by the cube of the empty share: small differences do not show, a hole does (Knuth and
   * Plass cube a line's stretch likewise). Not of a page that an author's break ends.
   */
  readonly empty: number;
  /**
   * Of a page left wholly empty although its last paragraph goes on, beside the one above, by the square of the empty
   * share: white is no fault before a heading or a figure, but in a sentence it looks like the end of something.
   */
  readonly brokenOff: number;
  /** Of each line or row short of `orphans` at a page foot. Dearer than any hole, for there is always one. */
  readonly orphan: number;
  /** Of each line or row short of `widows` at a page head: worse than an orphan, as the reader comes upon it first. */
  readonly widow: number;
  /** Of a kept pair divided: a heading at a page foot. Dearer than all faults that the pages nearby can have together. */
  readonly kept: number;
  /**
   * Of a chapter's last page without text, or the last upright one before wide ones; falls to nothing at a third of a
   * page. The pages before it give it lines.
   */
  readonly shortEnd: number;
  /** Of a table of few rows, beside that of any table: it would be read at a glance, were it whole. */
  readonly fewRows: number;
  /** Of each line short of four that a divided box has on either page: a strip of colour says nothing. */
  readonly boxEnd: number;
  /** Of a note that goes on on the next page. */
  readonly noteDivided: number;
  /** Of a note that does not begin on the page of its call, for each page. Only if notes alone fill the page. */
  readonly noteApart: number;
  /** Of a figure or table for each page between its place and itself. */
  readonly floatAway: number;
  /** Of each sheet too many, when a single unit is taller than a page. There is no choice then; it is named. */
  readonly overfull: number;
}

/** The prices of a report: white of up to a share of a page at the foot, in brackets, is rather borne than the fault. */
export const PRICES: Prices = {
  page: 10,
  empty: 1000,
  brokenOff: 600, // a tenth of a page costs 6, a fifth 24
  paragraph: 0.3, // (1/15) three lines: dividing is usual, but a page that ends with a paragraph is calmer
  references: 0.6, // (1/12)
  list: 2, // (1/8) between items is no harm; it is dearer than a paragraph only to keep short lists whole
  quotation: 2, // (1/8)
  table: 8, // (1/5) its head is repeated, but comparison suffers
  fewRows: 32, // (1/3) with the one above
  code: 10, // (1/5)
  box: 20, // (1/4) its frame is torn
  boxEnd: 30, // (1/3) for two lines, with the one above (2/5)
  noteDivided: 25, // (3/10)
  floatAway: 15, // (1/4) a reader who is told of it turns the page
  shortEnd: 40, // (1/3)
  orphan: 3_000, // never for white alone
  widow: 5_000,
  kept: 100_000, // never unless nothing else fits
  noteApart: 200_000,
  overfull: 10_000_000,
};

/** What is known of a page when its cuts, notes and floats are chosen. Shares are of the page area's height. */
export interface PageFacts {
  /** Nothing may follow on it: an author's break ends it and nothing waits. */
  readonly isEnd: boolean;
  /** It is the first of its chapter. */
  readonly isStart: boolean;
  readonly emptyShare: number;
  /** Its last paragraph goes on on the next page. */
  readonly isBrokenOff: boolean;
  /** Text and floats without notes. */
  readonly textShare: number;
  /** Notes that go on on the next page: 0 or 1. */
  readonly notesDivided: number;
  /** Notes called by now that have not begun. */
  readonly notesApart: number;
  /** Floats whose places are passed and that stand on a later page. */
  readonly floatsWaiting: number;
  /** Sheets beyond the first. */
  readonly sheetsTooMany: number;
}

/** The sum of a page's prices, without that of the cut at its end. Called for every page that could be. */
export function pricePage(prices: Prices, facts: PageFacts): number {
  return (
    prices.page +
    priceEmpty(prices, facts) +
    priceBrokenOff(prices, facts) +
    priceShortEnd(prices, facts) +
    prices.noteDivided * facts.notesDivided +
    prices.noteApart * facts.notesApart +
    prices.floatAway * facts.floatsWaiting +
    prices.overfull * facts.sheetsTooMany
  );
}

/** The same prices with their names, and those of the cut at the page's end, if it was chosen. Only what is not nothing. */
export function itemizePrices(
  prices: Prices,
  facts: PageFacts,
  cut?: Cut,
): Readonly<Record<string, number>> {
  const items: [string, number][] = [
    ['page', prices.page],
    ['empty', priceEmpty(prices, facts)],
    ['brokenOff', priceBrokenOff(prices, facts)],
    ['shortEnd', priceShortEnd(prices, facts)],
    ['noteDivided', prices.noteDivided * facts.notesDivided],
    ['noteApart', prices.noteApart * facts.notesApart],
    ['floatAway', prices.floatAway * facts.floatsWaiting],
    ['overfull', prices.overfull * facts.sheetsTooMany],
    ...(cut === undefined ? [] : itemizeCut(prices, cut)),
  ];
  return Object.fromEntries(items.filter(([, amount]) => amount > 0));
}

/** What it costs to end a page at a cut that nothing forces. */
export function priceCut(prices: Prices, cut: Cut): number {
  return itemizeCut(prices, cut).reduce((sum, [, amount]) => sum + amount, 0);
}

function itemizeCut(prices: Prices, { divides, lines, ofBox, isKept }: Cut): [string, number][] {
  const items = [...new Set(divides)].map((name): [string, number] => [name, prices[name]]);
  if (lines !== undefined) {
    items.push(['orphan', prices.orphan * Math.max(0, lines.orphans - lines.before)]);
    items.push(['widow', prices.widow * Math.max(0, lines.widows - lines.after)]);
  }
  if (ofBox !== undefined) {
    const missing = [ofBox.before, ofBox.after].map((count) => Math.max(0, LEAST_OF_BOX - count));
    items.push(['boxEnd', prices.boxEnd * Math.max(...missing)]);
  }
  if (isKept) items.push(['kept', prices.kept]);
  if (hasFewRows(divides, lines)) items.push(['fewRows', prices.fewRows]);
  return items;
}

const LEAST_OF_BOX = 4;

/** Fewer than this are few. */
const FEW_ROWS = 10;

function hasFewRows(divides: Cut['divides'], lines: Cut['lines']): boolean {
  const isBetweenRows = divides.includes('table') && !divides.includes('paragraph');
  return isBetweenRows && lines !== undefined && lines.before + lines.after < FEW_ROWS;
}

function priceEmpty(prices: Prices, { isEnd, emptyShare }: PageFacts): number {
  return isEnd ? 0 : prices.empty * emptyShare * emptyShare * emptyShare;
}

function priceBrokenOff(prices: Prices, { isBrokenOff, emptyShare }: PageFacts): number {
  return isBrokenOff ? prices.brokenOff * emptyShare * emptyShare : 0;
}

function priceShortEnd(prices: Prices, { isEnd, isStart, textShare }: PageFacts): number {
  return isEnd && !isStart ? prices.shortEnd * Math.max(0, 1 - 3 * textShare) : 0;
}
