import { describe, expect, it } from 'vitest';
import { breakPages } from './break-pages.ts';
import type { BuiltPage } from './flow.ts';
import { type Block, figure, heading, LINE, lines, sketchFlow, starting } from './sketch-flow.ts';

/** Ten lines high. */
const AREA = { name: 'page', width: 400, height: 10 * LINE };

/** The pages of a sketch, each as its first and last unit. */
function check(blocks: readonly Block[], expected: readonly (readonly [number, number])[]) {
  const pages: readonly BuiltPage[] = breakPages(sketchFlow(...blocks), [AREA]);
  expect(pages.map(({ from, to }) => [from, to - 1])).toEqual(expected);
  return pages;
}

describe('breakPages', () => {
  it('makes no page of nothing', () => {
    check([], []);
  });

  it('never leaves a heading at a page foot', () => {
    check(
      [lines(8), heading(), lines(5)],
      [
        [0, 7],
        [8, 13],
      ],
    );
  });

  it('leaves neither an orphan nor a widow', () => {
    check(
      [lines(11)],
      [
        [0, 8],
        [9, 10],
      ],
    );
  });

  it('ends pages where an author says, with a blank one before a right-hand page', () => {
    const pages = check(
      [
        lines(3),
        starting({ forced: 'recto' }, heading()),
        lines(3),
        starting({ forced: 'page' }, lines(1)),
      ],
      [
        [0, 2],
        [3, 6],
        [7, 7],
      ],
    );
    expect(pages.map(({ blankBefore }) => blankBefore)).toEqual([false, true, false]);
  });

  it('lets what is taller than a page run over several sheets, alone', () => {
    const pages = check(
      [lines(2), figure(25 * LINE), lines(2)],
      [
        [0, 1],
        [2, 2],
        [3, 4],
      ],
    );
    expect(pages.map(({ sheets }) => sheets)).toEqual([1, 3, 1]);
  });

  it('sets a note on the page of its call, and divides it only if it must', () => {
    const pages = check(
      [lines(8, { notes: { 2: 12 } })],
      [
        [0, 3],
        [4, 7],
      ],
    );
    expect(pages.map(({ notes }) => notes)).toEqual([
      [{ note: 0, from: 0, to: 7, height: 105 }],
      [{ note: 0, from: 7, to: 12, height: 75 }],
    ]);
  });
});
