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
  path = 'chapters/r/20-tools.md',
): Promise<readonly Change[]> {
  expect(edit(text)).not.toBe(text);
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

it('tells nothing of the short words that each section repeats, when one more is put in or moves', async () => {
  const guide = (...names: string[]): string => `# Guide\n\n${names.map(step).join('')}`;
  await check(
    () => guide('cities', 'towns', 'parishes', 'regions', 'nations'),
    [
      'added section: section 2.3: section added: “Move parishes to the new table”, with 3 paragraphs and 2 listings',
    ],
    guide('cities', 'towns', 'regions', 'nations'),
  );
  await check(
    () => guide('cities', 'regions', 'nations', 'towns'),
    [
      'moved section: section 2.4: section moved from old section 2.2: “Move towns to the new table”',
    ],
    guide('cities', 'towns', 'regions', 'nations'),
  );
});

it('tells where a link leads now, though its words are others too', async () => {
  await check(
    (text) =>
      text.replace('[warning](https://example.org/old)', '[process](https://example.org/new)'),
    [
      'words paragraph: chapter 2: “warning” is now “process”',
      'link paragraph: chapter 2: the link “process” led to https://example.org/old and leads to https://example.org/new',
    ],
    '# Modules\n\nUse the [warning](https://example.org/old) module for this purpose today.\n',
  );
});

it('tells how many blocks moved together', async () => {
  const all = ['city', 'town', 'parish', 'region', 'nation'].map(
    (one) => `What a ${one} spends is counted each year by its own office.\n`,
  );
  const write = (...order: number[]): string =>
    `# Spending\n\n${order.map((at) => all[at]).join('\n')}`;
  await check(
    () => write(3, 4, 0, 1, 2),
    [
      'moved paragraph: chapter 2: paragraph and the block after it moved: “What a region spends is counted each year by its own office.”',
    ],
    write(0, 1, 2, 3, 4),
  );
});

it('tells a section put before others with the same titles in them, whatever the file is called', async () => {
  const part = (name: string, subject: string): string =>
    `## Edition of ${name}\n\n### Words\n\n- Chapter on the ${subject} of the cities\n\n### Data\n\n- Table of the ${subject} of the cities\n\n`;
  const olds = part('spring', 'gardens') + part('winter', 'rivers');
  for (const path of ['chapters/r/20-editions.md', 'chapters/r/20-chapter.md'])
    await check(
      (text) => text.replace('## Edition', `${part('summer', 'harbours')}## Edition`),
      [
        'added section: section 2.1: section added: “Edition of summer”, with 2 headings and 2 lists',
      ],
      `# Editions\n\n${olds}`,
      path,
    );
});

it('tells a section that went as one change, with what it held', async () => {
  const [change] = await check(
    (text) => text.replace(/## Draw a chart[\s\S]*/, ''),
    ['removed section: old section 2.2: section removed: “Draw a chart”, with a paragraph'],
  );
  expect(change?.weight).toBe('substance');
  expect(change?.holds).toEqual([
    { subject: 'paragraph', words: expect.stringMatching(/^Charts are drawn .* the first\.$/) },
  ]);
});

it('tells a picture that is another one under the same address, and none that only has another address', async () => {
  const chapter = (file: string): string =>
    `# Bridges\n\n![A bridge of steel](${file} "The bridge")\n`;
  const draw = (file: string, width: number) =>
    compose('r', {
      'chapters/r/20-bridges.md': chapter(file),
      [`chapters/r/${file}`]: `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="9"/>`,
    });
  const says = async (file: string, width: number): Promise<string[]> => {
    const [old, now] = [await draw('bridge.svg', 40), await draw(file, width)];
    const comparison = compareDocuments(old.document, now.document);
    expect(proveComparison(old.document, now.document, comparison)).toEqual([]);
    return comparison.changes.map(({ kind, weight, says: said }) => `${kind} ${weight}: ${said}`);
  };
  expect(await says('bridge.svg', 50)).toEqual(['figure substance: Figure 2.1: image replaced']);
  expect(await says('the-bridge.svg', 40)).toEqual([]);
});
