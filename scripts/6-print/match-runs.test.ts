import fc from 'fast-check';
import { expect, it } from 'vitest';
import { matchRuns } from './match-runs.ts';

const words = fc.array(fc.constantFrom('Leeds', 'York', 'Derby', 'Bath'), { maxLength: 12 });

/** Length of the longest common sequence, by trying all. */
function longest(a: readonly string[], b: readonly string[]): number {
  const [first, ...rest] = a;
  if (first === undefined) return 0;
  const at = b.indexOf(first);
  const without = longest(rest, b);
  return at < 0 ? without : Math.max(without, 1 + longest(rest, b.slice(at + 1)));
}

it('pairs as many equal words as can be paired, in order', () => {
  fc.assert(
    fc.property(words, words, (a, b) => {
      const pairs = matchRuns(a, b, a.length + b.length) ?? [];
      expect(pairs.map(([x]) => a[x])).toEqual(pairs.map(([, y]) => b[y]));
      for (const [index, [x, y]] of pairs.slice(1).entries()) {
        expect(x).toBeGreaterThan(pairs[index]?.[0] ?? x);
        expect(y).toBeGreaterThan(pairs[index]?.[1] ?? y);
      }
      expect(pairs).toHaveLength(longest(a, b));
    }),
    { numRuns: 300 },
  );
});

it('gives up where more differs than asked for', () => {
  expect(matchRuns(['Leeds', 'York'], ['Derby', 'Bath'], 3)).toBeUndefined();
});
