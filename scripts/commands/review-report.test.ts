/**
 * A Document that somebody changed by hand, anywhere: it is refused, or it is compared and the comparison is proved.
 */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { isDocument, readDocument } from '../1-load/index.ts';
import { composeBase } from '../fixtures/compose-base.ts';
import { reviewReport } from './review-report.ts';
import { describeReview } from './say-review.ts';

const { document } = await composeBase();
const sound = JSON.stringify(document);
const junk = fc.constantFrom<unknown>(null, 0, -1, 'x', '', [], {}, true, '__proto__', '\0');

/** Goes down by the turns, and at their end takes something out or puts junk in its place. */
function damage(file: unknown, turns: readonly number[], put: unknown): void {
  let node = file as Record<string, unknown> | unknown[];
  for (const [at, turn] of turns.entries()) {
    const keys = Object.keys(node);
    const key = keys[turn % Math.max(1, keys.length)];
    if (key === undefined) return;
    const value = (node as Record<string, unknown>)[key];
    if (at + 1 < turns.length && typeof value === 'object' && value !== null) {
      node = value as Record<string, unknown>;
      continue;
    }
    if (Array.isArray(node) && put === null) node.splice(Number(key), 1);
    else (node as Record<string, unknown>)[key] = put;
    return;
  }
}

it('is refused or proved', { timeout: 60_000 }, () => {
  let compared = 0;
  fc.assert(
    fc.property(
      fc.constantFrom('tree', 'tree', 'provenance', 'targets', 'settings', 'csv'),
      fc.array(fc.nat(), { minLength: 1, maxLength: 16 }),
      junk,
      (part, turns, put) => {
        const file = JSON.parse(sound) as Record<string, unknown>;
        damage(file[part], part === 'tree' ? [1, ...turns] : turns, put); // 1: its children
        const read = readDocument(Buffer.from(JSON.stringify(file)));
        if (!isDocument(read)) return;
        const review = reviewReport({ document, messages: [] }, { document: read, messages: [] });
        expect(review.faults).toEqual([]);
        expect(describeReview({ ...review, folder: 'x' }, false)).toContain('r: ');
        compared += 1;
      },
    ),
    { numRuns: 600, seed: 3 },
  );
  expect(compared).toBeGreaterThan(60);
});
