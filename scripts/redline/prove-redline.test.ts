/**
 * Whatever two reports are drawn against one another, on the screen or in print: with all accepted the HTML is that of the
 * new report, with all rejected that of the old one, and a browser reads it as it was written.
 */

import fc from 'fast-check';
import type { ElementContent, Root } from 'hast';
import { fromHtml } from 'hast-util-from-html';
import { describe, expect, it } from 'vitest';
import type { Document } from '../model.ts';
import { arbitraryRevision, arbitraryTree, documentOf } from '../review/arbitrary-tree.ts';
import { compareDocuments } from '../review/compare-documents.ts';
import { openDrafts, readChapters, readOwn } from '../review/compose-draft.ts';
import { EDITED_FILES, EDITS, openManuscript, writeFiles } from '../review/edit-report.ts';
import { drawRedline } from './draw-redline.ts';
import { openDrawing } from './drawing.ts';
import { editPaper } from './edit-paper.ts';
import { proveRedline } from './prove-redline.ts';
import { type Face, nodesHtml } from './report-html.ts';

/** So many are tried; a longer run has larger numbers here. */
const PAIRS = 200;
const SCRIPTS = 6;
const SEED = 20261122;
const FACES: readonly Face[] = ['screen', 'print'];

type Sides = { readonly old: Document; readonly new: Document };

/** As it can be written in HTML: nothing stands in a line break, and no line break in a drawing. */
function writable<T extends Root | ElementContent>(node: T, isDrawing = false): T {
  if (!('children' in node)) return node;
  const isVoid = (one: Root | ElementContent): boolean =>
    one.type === 'element' && /^(?:img|br|hr)$/.test(one.tagName);
  const isIn = isDrawing || (node.type === 'element' && node.tagName === 'svg');
  const children = (node.children as ElementContent[])
    .filter((child) => !(isVoid(node) || (isIn && isVoid(child))))
    .map((child) => writable(child, isIn));
  return { ...node, children };
}

function draw({ old, new: now }: Sides, face: Face): string {
  const comparison = compareDocuments(old, now);
  return nodesHtml(drawRedline(comparison, openDrawing(comparison, face)));
}

function check(sides: Sides): void {
  for (const face of FACES) expect(proveRedline(draw(sides, face), sides, face)).toEqual([]);
}

describe('the redline of any two reports', () => {
  it('is proved, however little they share', () => {
    const checkTrees = (old: Root, now: Root): void =>
      check({ old: documentOf(writable(old)), new: documentOf(writable(now)) });
    fc.assert(fc.property(arbitraryTree(), arbitraryTree(), checkTrees), {
      numRuns: PAIRS,
      seed: SEED,
    });
  });

  it('is proved, when the one is a revision of the other', () => {
    const pairs = arbitraryTree().chain((tree) =>
      fc.tuple(fc.constant(tree), arbitraryRevision(tree)),
    );
    const checkPair = ([old, now]: [Root, Root]): void =>
      check({ old: documentOf(writable(old)), new: documentOf(writable(now)) });
    fc.assert(fc.property(pairs, checkPair), { numRuns: PAIRS, seed: SEED });
  });
});

describe('the redline of a real report', { timeout: 300_000 }, () => {
  it('is proved for edits made at random, and is read by a browser as it was written', async () => {
    const compose = await openDrafts();
    const files = new Map(
      await Promise.all(EDITED_FILES.map(async (path) => [path, await readOwn(path)] as const)),
    );
    const chapters = await readChapters('white-paper');
    const old = (await compose('white-paper')).document;
    const steps = fc.array(fc.tuple(fc.constantFrom(...Object.keys(EDITS)), fc.nat(9999)), {
      minLength: 4,
      maxLength: 12,
    });
    const run = async (script: readonly (readonly [string, number])[]): Promise<void> => {
      const manuscript = openManuscript(chapters, files);
      for (const [name, pick] of script) EDITS[name]?.(manuscript, pick);
      const was = new Map([...chapters, ...files]);
      const changed = Object.entries(writeFiles(manuscript)).filter(
        ([path, text]) => text !== undefined && text !== was.get(path),
      );
      const sides = {
        old,
        new: (await compose('white-paper', Object.fromEntries(changed))).document,
      };
      check(sides);
      checkNesting(draw(sides, 'screen'));
    };
    await fc.assert(fc.asyncProperty(steps, run), { numRuns: SCRIPTS, seed: SEED });
  });

  it('has a fault where it is not what it says', async () => {
    const compose = await openDrafts();
    const sides = {
      old: (await compose('working-paper')).document,
      new: (await compose('working-paper', await editPaper())).document,
    };
    const redline = draw(sides, 'screen');
    checkNesting(redline);
    expect(proveRedline(redline, sides)).toEqual([]);
    const wrong = redline.replace('>many </ins>', '>several </ins>');
    expect(wrong).not.toBe(redline);
    expect(proveRedline(wrong, sides)).toMatchObject([
      { side: 'new', path: expect.stringContaining('after #summary--p-') },
    ]);
    const lost = redline.replace('>Most</del>', '></del>');
    expect(proveRedline(lost, sides)).toMatchObject([{ side: 'old' }]);
  });
});

/** A browser moves what is nested as HTML does not allow; values of attributes are not looked at. */
function checkNesting(html: string): void {
  const tags = (text: string): string => text.replace(/="[^"]*"/g, '');
  const read = fromHtml(html, { fragment: true }) as Root;
  expect(tags(nodesHtml(read.children as never))).toBe(tags(html));
}
