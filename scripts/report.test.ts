/**
 * The contracts of the Document, held on the golden report: the same inputs give the same Document, every block has a key
 * that renumbering does not change, and changing one cell changes exactly the values whose provenance names it.
 */
import { join } from 'node:path';
import type { Element, Root } from 'hast';
import { beforeAll, describe, expect, it } from 'vitest';
import { diskTree, loadShared, overlayTree } from './1-load/index.ts';
import { OWN_FOLDER } from './commands/project.ts';
import type { Document, FileTree } from './model.ts';
import { composeReport } from './report.ts';
import { visit } from './visit.ts';

const own = diskTree(OWN_FOLDER);
const golden = overlayTree(diskTree(join(OWN_FOLDER, 'scripts/golden')), own, [
  'templates/pages',
  'templates/blocks',
  'assets/styles',
  'assets/references/author-date.csl',
  'assets/references/locales-en-GB.xml',
]);

/** A tree with some files replaced or added, as an editor's unsaved buffers would be. */
function withFiles(base: FileTree, files: Readonly<Record<string, string>>): FileTree {
  return {
    read: async (path) =>
      files[path] === undefined ? await base.read(path) : new TextEncoder().encode(files[path]),
    list: async (folder) => {
      const added = Object.keys(files).filter((path) => path.startsWith(`${folder}/`));
      return [...new Set([...(await base.list(folder)), ...added])].sort();
    },
    hash: async (path) => files[path] ?? (await base.hash(path)),
  };
}

async function compose(tree: FileTree): Promise<Document> {
  const shared = await loadShared(tree);
  const revisionOf = async () => ({ id: 'test', date: '2026-03-01T00:00:00.000Z' });
  const { document, messages } = await composeReport(tree, 'golden', {
    shared,
    revisionOf,
    stage: () => () => undefined,
  });
  expect([...shared.messages, ...messages]).toEqual([]);
  if (document === undefined) throw new Error('expected a document');
  return document;
}

async function readGolden(path: string): Promise<string> {
  return new TextDecoder().decode((await golden.read(path)) as Uint8Array);
}

/** Every keyed element in reading order. */
function keyed(tree: Root): Element[] {
  const found: Element[] = [];
  visit(tree, 'element', (element) => {
    if (element.data?.key !== undefined) found.push(element);
  });
  return found;
}

describe('the Document', () => {
  let document: Document;
  beforeAll(async () => {
    document = await compose(golden);
  });

  it('is the same for the same inputs, and survives JSON', async () => {
    expect(await compose(golden)).toEqual(document);
    expect(JSON.parse(JSON.stringify(document))).toEqual(document);
  });

  it('gives every block a key of its own and a place in its file', () => {
    const keys = keyed(document.tree).map((element) => element.data?.key);
    expect(new Set(keys).size).toBe(keys.length);
    expect(keys).toEqual(
      expect.arrayContaining(['sec-why', 'fig-lengths', 'tbl-pipe', 'box-ferry', 'para-long']),
    );
    visit(document.tree, 'element', (element) => {
      const place = element.data?.place;
      if (place?.line !== undefined)
        expect(place.file).toMatch(/^chapters\/golden\/\d\d-[a-z-]+\.md$/);
    });
  });

  it('numbers what can be cited', () => {
    const numbered = document.targets.filter(({ enumerator }) => enumerator !== '');
    expect(
      numbered.map(({ kind, enumerator, identifier }) =>
        `${kind} ${enumerator} ${identifier}`.replace(/-+p?-?[a-z0-9]{6}(?:-\d)?$/, ''),
      ),
    ).toEqual([
      'chapter 1 bridges',
      'paragraph 1.1 para-long',
      'paragraph 1.2 bridges',
      'paragraph 1.3 bridges',
      'figure 1.1 fig-lengths',
      'table 1.1 tbl-bridges',
      'table 1.2 tbl-pipe',
      'box 1.1 box-ferry',
      'recommendation 1 rec-count',
      'figure 1.2 fig-river',
      'paragraph 1.4 bridges',
      'chapter 2 recommendations',
      'paragraph 2.1 recommendations',
      'paragraph 2.2 recommendations',
      'chapter A all-bridges',
      'table A.1 tbl-wide',
    ]);
    expect(
      document.contents.map(({ enumerator, title }) => `${enumerator} ${title}`.trim()),
    ).toEqual([
      'Foreword',
      '1 Bridges and 2 rivers',
      'Why bridges',
      'How they were counted',
      '2 What to do',
      'A All bridges',
      'The long list',
      'References',
    ]);
  });

  it('keeps every key when a chapter before renumbers all', async () => {
    const before = await compose(
      withFiles(golden, {
        'chapters/golden/05-new.md': '---\ntitle: New\nnumbered: true\n---\nWords.\n',
        'chapters/golden/09-more.md': '---\ntitle: More\n---\nWords.\n',
      }),
    );
    const moved = await compose(
      withFiles(golden, { 'chapters/golden/11-first.md': '---\ntitle: First\n---\nWords.\n' }),
    );
    const keys = keyed(document.tree).map((element) => element.data?.key);
    for (const other of [before, moved]) {
      expect(keyed(other.tree).map((element) => element.data?.key)).toEqual(
        expect.arrayContaining(keys),
      );
    }
  });

  it('changes exactly the values that name a changed cell', async () => {
    const file = 'assets/data/bridges.csv';
    const csv = await readGolden(file);
    const rows = csv
      .trimEnd()
      .split('\n')
      .map((line) => line.split(','));
    for (const [row, column, value] of [
      [1, 3, '1210'],
      [2, 4, '130000'],
      [3, 1, 'Newest bridge'],
      [3, 2, 'tay'],
    ] as const) {
      const changed = rows.map((cells, index) =>
        index === row ? cells.map((cell, at) => (at === column ? value : cell)) : cells,
      );
      const after = await compose(
        withFiles(golden, { [file]: `${changed.map((cells) => cells.join(',')).join('\n')}\n` }),
      );
      const [key = '', name = ''] = [rows[row]?.[0], rows[0]?.[column]];
      for (const old of document.provenance) {
        const now = after.provenance.find((one) => one.key === old.key);
        const names = old.reads.some(
          (read) => read.table === 'bridges' && read.column === name && read.rows.includes(key),
        );
        if (!names)
          expect(now, `${old.expression} reads no ${key}.${name}`).toEqual({
            ...old,
            place: now?.place,
          });
        else if (now !== undefined) expect(now.reads, old.expression).not.toEqual(old.reads);
      }
    }
  });
});
