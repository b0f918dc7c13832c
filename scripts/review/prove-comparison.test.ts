/**
 * Whatever two Documents are compared: nothing throws, accepting gives the one and rejecting the other, and it survives
 * being written and read. And a comparison that is wrong is found to be.
 */

import fc from 'fast-check';
import type { Root } from 'hast';
import { describe, expect, it } from 'vitest';
import { arbitraryRevision, arbitraryTree, documentOf } from './arbitrary-tree.ts';
import { compareDocuments } from './compare-documents.ts';
import { proveComparison } from './prove-comparison.ts';

/** So many pairs are tried; a longer run has a larger number here. */
const PAIRS = 300;
const SEED = 20261122;

function check(old: Root, now: Root): void {
  const [was, is] = [documentOf(old), documentOf(now)];
  const comparison = compareDocuments(was, is);
  expect(proveComparison(was, is, comparison)).toEqual([]);
  const read = JSON.parse(JSON.stringify(comparison));
  expect(proveComparison(was, is, read)).toEqual([]);
  const ids = comparison.changes.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  const written = [...JSON.stringify(comparison.tree).matchAll(/"change":"([^"]+)"/g)];
  expect(new Set(written.map(([, id]) => id))).toEqual(new Set(ids));
}

describe('a comparison of any two Documents', () => {
  it('is proved, however little they share', () => {
    fc.assert(fc.property(arbitraryTree(), arbitraryTree(), check), { numRuns: PAIRS, seed: SEED });
  });

  it('is proved, when the one is a revision of the other', () => {
    const pairs = arbitraryTree().chain((tree) =>
      fc.tuple(fc.constant(tree), arbitraryRevision(tree)),
    );
    fc.assert(
      fc.property(pairs, ([old, now]) => check(old, now)),
      { numRuns: PAIRS, seed: SEED },
    );
  });

  it('says nothing of a Document and itself', () => {
    const same = (tree: Root): void => {
      expect(compareDocuments(documentOf(tree), documentOf(structuredClone(tree))).changes).toEqual(
        [],
      );
    };
    fc.assert(fc.property(arbitraryTree(), same), { numRuns: PAIRS, seed: SEED });
  });
});

it('names the side and the place of what is wrong', () => {
  const paragraph = (words: string): Root => ({
    type: 'root',
    children: [
      {
        type: 'element',
        tagName: 'p',
        properties: { id: 'para-a' },
        children: [{ type: 'text', value: words }],
      },
    ],
  });
  const [old, now] = [
    documentOf(paragraph('Ten cities lead.')),
    documentOf(paragraph('Nine cities lead.')),
  ];
  const comparison = compareDocuments(old, now);
  const other = documentOf(paragraph('Nine towns lead.'));
  expect(proveComparison(old, other, comparison)).toEqual([
    {
      side: 'new',
      path: 'p#para-a > text',
      expected: '{"type":"text","value":"Nine towns lead."}',
      found: '{"type":"text","value":"Nine cities lead."}',
    },
  ]);
});
