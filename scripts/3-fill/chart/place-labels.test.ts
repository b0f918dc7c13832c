/** Labels of one column: in order, apart, within their limits, and moved no further than they must. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { spread } from './place-labels.ts';

const limits = { least: 0, most: 1000 };

function check(tops: number[], heights: number[], expected: number[]): void {
  expect(spread(tops, heights, limits)).toEqual(expected);
}

test('labels with room stay', () => check([10, 40, 90], [20, 20, 20], [10, 40, 90]));

test('two at one place part by as much', () => check([100, 100], [20, 20], [90, 110]));

test('a push reaches the neighbours', () => check([100, 110, 117], [20, 20, 20], [89, 109, 129]));

test('none leaves the plot', () => check([0, 2], [20, 20], [0, 20]));

test('however many there are, none stands over another and their order holds', () => {
  const label = fc.record({
    top: fc.integer({ min: 0, max: 900 }),
    height: fc.integer({ min: 5, max: 60 }),
  });
  fc.assert(
    fc.property(fc.array(label, { maxLength: 30 }), (labels) => {
      const sorted = [...labels].sort((a, b) => a.top - b.top);
      const heights = sorted.map(({ height }) => height);
      const tops = spread(
        sorted.map(({ top }) => top),
        heights,
        limits,
      );
      for (const [index, top] of tops.entries()) {
        const above = index === 0 ? 0 : (tops[index - 1] ?? 0) + (heights[index - 1] ?? 0);
        expect(top).toBeGreaterThanOrEqual(above - 1e-6);
      }
    }),
  );
});
