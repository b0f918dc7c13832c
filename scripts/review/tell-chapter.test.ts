/** A chapter of a manual as its authors revise it: code, titles and sections are told as a person would tell them. */

import { join } from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import { openProject } from '../commands/project.ts';
import { compareDocuments } from './compare-documents.ts';
import type { Change } from './comparison.ts';
import { type ComposeDraft, openDrafts } from './compose-draft.ts';
import { proveComparison } from './prove-comparison.ts';

const CHAPTER = `# Tools for cities

A city can publish its figures by a script.

## Publish a table {#sec-publish}

The script below reads a table and prints each city on a line of its own.

~~~python
import csv

def show(path):
    for row in csv.reader(open(path)):
        print(row)

show("cities.csv")
~~~

It needs nothing but Python.

## Draw a chart

Charts are drawn from the same table by a second script that comes with the first.
`;

let compose: ComposeDraft;
beforeAll(async () => {
  const base = join(import.meta.dirname, '../fixtures/base');
  compose = await openDrafts((await openProject(base, ['r'])).tree);
}, 60_000);

/** Edits the chapter, and expects these changes: "kind subject: what is said". */
async function check(
  edit: (text: string) => string,
  expected: readonly string[],
  text = CHAPTER,
): Promise<readonly Change[]> {
  expect(edit(text)).not.toBe(text);
  const path = 'chapters/r/20-tools.md';
  const old = await compose('r', { [path]: text });
  const now = await compose('r', { [path]: edit(text) });
  const comparison = compareDocuments(old.document, now.document);
  expect(proveComparison(old.document, now.document, comparison)).toEqual([]);
  const { changes } = comparison;
  expect(changes.map(({ kind, subject, says }) => `${kind} ${subject}: ${says}`)).toEqual(expected);
  return changes;
}

it('tells code by its lines, once for each piece of code', async () => {
  await check(
    (text) => text.replace('print(row)', 'print(row[0])'),
    ['words code: section 2.1: “print(row)” is now “print(row[0])”'],
  );
  const [change] = await check(
    (text) => text.replace('import csv\n', 'import csv\nimport sys\n').replace('"cities', '"towns'),
    ['words code: section 2.1: code changed in 2 places, first inserted “import sys”'],
  );
  expect(change).toMatchObject({
    weight: 'words',
    deleted: 'show("cities.csv")',
    inserted: 'import sys show("towns.csv")',
  });
});

it('tells code that is only indented otherwise as typography', async () => {
  const [change] = await check(
    (text) => text.replace('        print', '      print'),
    ['words code: section 2.1: only white space changed in the code'],
  );
  expect(change?.weight).toBe('typography');
});

it('tells another title as words, if what stands under it is the same', async () => {
  const changes = await check(
    (text) =>
      text
        .replace('# Tools for cities', '# What a council can use')
        .replace('## Publish a table {#sec-publish}', '## Show figures'),
    [
      'words heading: chapter 2: “Tools for cities” is now “What a council can use”',
      'words heading: section 2.1: “Publish a table” is now “Show figures”',
    ],
  );
  expect(changes.map(({ weight }) => weight)).toEqual(['substance', 'substance']);
});

/** A step of a guide; each has the same short words between its listings. */
const step = (name: string): string =>
  `## Move ${name} to the new table\n\n<!-- -->\n\nBefore:\n\n~~~\nread("${name}-of-old")\n~~~\n\nAfter:\n\n~~~\nread("${name}")\n~~~\n\nSee above.\n\n`;

it('tells nothing of the short words that each section repeats, when one more is put in', async () => {
  const guide = (...names: string[]): string => `# Guide\n\n${names.map(step).join('')}`;
  await check(
    () => guide('cities', 'towns', 'parishes', 'regions', 'nations'),
    ['added section: section 2.3: section added: “Move parishes to the new table Before: …”'],
    guide('cities', 'towns', 'regions', 'nations'),
  );
});
