import { describe, expect, it } from 'vitest';
import { breakPages } from './break-pages.ts';
import { PRICES, type Prices } from './break-prices.ts';
import {
  type Block,
  figure,
  floatingFigure,
  heading,
  LINE,
  lines,
  sketchFlow,
  within,
} from './sketch-flow.ts';

const AREA = openArea(10);

function openArea(high: number) {
  return { name: 'page', width: 400, height: high * LINE };
}

/** The pages' ends with a price's others only, then with the price too: `[[9, 16], [8, 16]]`. Pages hold ten lines. */
function check(
  name: keyof Prices,
  blocks: readonly Block[],
  expected: readonly (readonly number[])[],
  others: readonly (keyof Prices)[] = ['empty', 'page'],
  area = AREA,
): void {
  const ends = [others, [...others, name]].map((names) =>
    breakPages(sketchFlow(...blocks), [area], choosePrices(names)).map(({ to }) => to),
  );
  expect(ends).toEqual(expected);
}

function choosePrices(names: readonly (keyof Prices)[]): Prices {
  const zero = Object.fromEntries(Object.keys(PRICES).map((key) => [key, 0]));
  return { ...PRICES, ...zero, ...Object.fromEntries(names.map((key) => [key, PRICES[key]])) };
}

/** What each page of a sketch costs at the prices of a report. */
function priceOf(...blocks: readonly Block[]): Readonly<Record<string, number>>[] {
  return breakPages(sketchFlow(...blocks), [AREA]).map(({ prices }) => prices);
}

describe('each price alone', () => {
  it('empty: fills pages', () => {
    check(
      'empty',
      [lines(5), lines(5), lines(5)],
      [
        [6, 15],
        [9, 15],
      ],
      ['page'],
    );
  });

  it('page: makes no page to spare a fault', () => {
    check(
      'page',
      [within('box', lines(4), lines(4)), lines(4)],
      [
        [8, 12],
        [8, 12],
      ],
      ['box'],
    );
    expect(priceOf(lines(3))).toEqual([{ page: 10 }]);
  });

  it('orphan: leaves no first line alone at a page foot', () => {
    check(
      'orphan',
      [lines(8), lines(4), lines(4)],
      [
        [9, 16],
        [8, 16],
      ],
    );
  });

  it('widow: leaves no last line alone at a page head', () => {
    check(
      'widow',
      [lines(11), lines(7)],
      [
        [10, 18],
        [9, 18],
      ],
    );
  });

  it('kept: leaves no heading at a page foot', () => {
    check(
      'kept',
      [lines(8), heading(), lines(5)],
      [
        [9, 14],
        [8, 14],
      ],
    );
  });

  it.each(['quotation', 'table', 'code', 'box', 'list'] as const)(
    '%s: is rather left whole than a little white avoided',
    (kind) => {
      check(
        kind,
        [lines(9), within(kind, figure(10), lines(6)), lines(2)],
        [
          [10, 18],
          [9, 18],
        ],
        ['empty'],
      );
    },
  );

  it('a list is divided before a page is left half empty, a box before it is left to a third', () => {
    const half = [lines(5), within('list', lines(4), lines(4)), lines(5)];
    expect(priceOf(...half)[0]).toMatchObject({ list: PRICES.list });
    const most = [lines(3), within('box', lines(5), lines(4)), lines(5)];
    expect(priceOf(...most)[0]).toMatchObject({ box: PRICES.box });
  });

  it('paragraph: ends a page with a paragraph, if that costs less than a line and a half', () => {
    check(
      'paragraph',
      [lines(9), lines(7)],
      [
        [9, 16],
        [9, 16],
      ],
    );
    check(
      'paragraph',
      [figure(160), figure(10), lines(5)],
      [
        [2, 7],
        [2, 7],
      ],
    );
  });

  it('shortEnd: gives a chapter’s last page more than a line', () => {
    check(
      'shortEnd',
      [lines(10), lines(1)],
      [
        [10, 11],
        [9, 11],
      ],
      ['empty', 'page', 'orphan'],
    );
  });

  it('noteDivided: rather ends the page before the line with the call', () => {
    const blocks = [lines(38, { notes: { 36: 6 } })];
    const expected = [
      [37, 38],
      [35, 38],
    ];
    check('noteDivided', blocks, expected, ['empty', 'page'], openArea(40));
  });

  it('noteApart: only if notes alone fill the page', () => {
    expect(priceOf(lines(1, { notes: { 1: 11 } }), lines(4))[0]).not.toHaveProperty('noteApart');
  });

  it('floatAway: keeps a figure with its mention', () => {
    const pagesOf = (...blocks: Block[]) => breakPages(sketchFlow(...blocks), [AREA]);
    expect(
      pagesOf(lines(3), floatingFigure(110), lines(9)).flatMap(({ floats }) => floats),
    ).toEqual([]);
    const pages = pagesOf(lines(6), floatingFigure(110), lines(12));
    expect(pages[1]?.floats).toEqual([0]); // more than a quarter of the page would be white
    expect(pages[0]?.prices).toHaveProperty('floatAway');
  });

  it('overfull: names what is taller than a page', () => {
    expect(priceOf(figure(25 * LINE))).toEqual([{ page: 10, overfull: 2 * PRICES.overfull }]);
  });
});
