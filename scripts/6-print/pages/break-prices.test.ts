import { describe, expect, it } from 'vitest';
import { breakPages } from './break-pages.ts';
import { PRICES, type Prices } from './break-prices.ts';
import type { BuiltPage } from './flow.ts';
import {
  type Block,
  figure,
  floatingFigure,
  heading,
  LINE,
  lines,
  sketchFlow,
  table,
  within,
} from './sketch-flow.ts';

/** What one price does to pages, beside a few others of fixed height: each page is the end of its units. */
interface Case {
  readonly says: string;
  readonly blocks: readonly Block[];
  /** Of all others, those that are not 0. */
  readonly beside: Partial<Prices>;
  readonly without: readonly number[];
  readonly with: readonly number[];
  /** Height of a page in lines. */
  readonly high?: number;
}

const WHITE = { empty: 1000, page: 10 };

/** Nine lines, a block of which one line would fit on the page, and what follows. */
const leftWhole = (kind: 'quotation' | 'table' | 'code' | 'box' | 'list'): Case => ({
  says: 'is rather left whole than a little white avoided',
  blocks: [lines(9), within(kind, figure(10), lines(6)), lines(2)],
  beside: { empty: 1000 },
  without: [10, 18],
  with: [9, 18],
});

const CASES: Readonly<Record<keyof Prices, Case>> = {
  page: {
    says: 'makes no page more to spare a fault',
    blocks: [lines(6), within('box', lines(9)), lines(3)],
    beside: { box: 8, empty: 1 },
    without: [6, 15, 18],
    with: [9, 18],
  },
  empty: {
    says: 'fills pages',
    blocks: [lines(5), lines(5), lines(4)],
    beside: { page: 10, paragraph: 0.3 },
    without: [5, 14],
    with: [9, 14],
  },
  brokenOff: {
    says: 'leaves white before a figure rather than in a sentence',
    blocks: [lines(38), figure(19 * LINE)],
    beside: WHITE,
    without: [19, 38, 39],
    with: [20, 38, 39],
    high: 20,
  },
  orphan: {
    says: 'leaves no first line alone at a page foot',
    blocks: [lines(8), lines(4), lines(4)],
    beside: WHITE,
    without: [9, 16],
    with: [8, 16],
  },
  widow: {
    says: 'leaves no last line alone at a page head',
    blocks: [lines(11), lines(7)],
    beside: WHITE,
    without: [10, 18],
    with: [9, 18],
  },
  kept: {
    says: 'leaves no heading at a page foot',
    blocks: [lines(8), heading(), lines(5)],
    beside: WHITE,
    without: [9, 14],
    with: [8, 14],
  },
  paragraph: {
    says: 'ends a page with a paragraph if that costs less than three lines of white',
    blocks: [lines(38), lines(20)],
    beside: WHITE,
    without: [39, 58],
    with: [38, 58],
    high: 40,
  },
  references: {
    says: 'stay whole for two lines of white',
    blocks: [lines(38), within('references', figure(10), lines(6)), lines(4)],
    beside: WHITE,
    without: [40, 49],
    with: [38, 49],
    high: 40,
  },
  list: leftWhole('list'),
  quotation: leftWhole('quotation'),
  table: leftWhole('table'),
  boxEnd: {
    says: 'leaves no strip of two lines of a box on a page of its own',
    blocks: [lines(7), within('box', lines(12)), lines(6)],
    beside: { ...WHITE, box: 20 },
    without: [17, 25],
    with: [15, 25],
    high: 18,
  },
  fewRows: {
    says: 'leaves a table of seven rows whole for a quarter of a page of white',
    blocks: [lines(15), table(7)],
    beside: { ...WHITE, kept: 100_000 },
    without: [19, 23],
    with: [15, 23],
    high: 20,
  },
  code: leftWhole('code'),
  box: leftWhole('box'),
  shortEnd: {
    says: 'gives a chapter’s last page more than a line',
    blocks: [lines(10), lines(1)],
    beside: { ...WHITE, orphan: 3000 },
    without: [10, 11],
    with: [8, 11],
  },
  noteDivided: {
    says: 'rather ends the page before the line with the call',
    blocks: [lines(38, { notes: { 36: 6 } })],
    beside: WHITE,
    without: [37, 38],
    with: [35, 38],
    high: 40,
  },
  noteApart: {
    says: 'rather fills a page with notes alone than lets one wait a page longer',
    blocks: [[{ height: 150, notes: [8, 4] }], figure(100), lines(3)],
    beside: WHITE,
    without: [1, 2, 5],
    with: [1, 1, 5],
  },
  floatAway: {
    says: 'rather leaves a little white than takes a figure from its mention',
    blocks: [lines(8), floatingFigure(90), lines(4)],
    beside: WHITE,
    without: [10, 13],
    with: [8, 13],
  },
  overfull: {
    says: 'leaves in its place a figure that is too tall for the top of a page',
    blocks: [lines(6), floatingFigure(9.75 * LINE), lines(3)],
    beside: WHITE,
    without: [10, 10],
    with: [6, 7, 10],
  },
};

function endsOf(pages: readonly BuiltPage[]): number[] {
  return pages.map(({ to }) => to);
}

/** Asserts the pages without the price and with it, so that no price can fall to nothing unseen. */
function check(name: keyof Prices): void {
  const { blocks, beside, high = 10, ...expected } = CASES[name];
  const zero = Object.fromEntries(Object.keys(PRICES).map((key) => [key, 0])) as unknown as Prices;
  const area = { name: 'page', width: 400, height: high * LINE };
  const ends = (own: Partial<Prices>) =>
    endsOf(breakPages(sketchFlow(...blocks), [area], { ...zero, ...beside, ...own }));
  expect(ends({})).toEqual(expected.without);
  expect(ends({ [name]: PRICES[name] })).toEqual(expected.with);
}

describe('each price alone', () => {
  it.each(Object.entries(CASES).map(([name, { says }]) => [name as keyof Prices, says] as const))(
    '%s: %s',
    (name) => check(name),
  );
});

it('all together: a list is divided before a page is left half empty, a box before it is left to a third', () => {
  const divides = (...blocks: readonly Block[]) =>
    breakPages(sketchFlow(...blocks), [{ name: 'page', width: 400, height: 10 * LINE }])[0]?.prices;
  expect(divides(lines(5), within('list', lines(4), lines(4)), lines(5))).toHaveProperty('list');
  expect(divides(lines(3), within('box', lines(5), lines(4)), lines(5))).toHaveProperty('box');
});
