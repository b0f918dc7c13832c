/**
 * A final of the fixtures' project: it says who signed it, on paper and in its files; and a screen says of which thing a
 * page is one.
 */
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { diskTree, loadShared, overlayTree } from './1-load/index.ts';
import { screenHtml } from './5-compose/index.ts';
import { OWN_FOLDER } from './commands/project.ts';
import { hastText } from './hast-text.ts';
import type { FileTree } from './model.ts';
import { composeReport } from './report.ts';

const base = overlayTree(
  diskTree(join(OWN_FOLDER, 'scripts/fixtures/base')),
  diskTree(OWN_FOLDER),
  ['templates/pages', 'templates/blocks', 'assets/styles', 'assets/references'],
);

/** The project with another status and chapter. */
function withChapter(status: string, chapter: string): FileTree {
  return {
    ...base,
    read: async (path) => {
      const bytes = await base.read(path);
      const encode = (text: string) => new TextEncoder().encode(text);
      if (path.endsWith('10-x.md')) return encode(chapter);
      if (!path.endsWith('report.yaml') || typeof bytes === 'string') return bytes;
      const text = new TextDecoder().decode(bytes);
      return encode(
        `${text.replace('status: draft', `status: ${status}`)}\ncontact: a@example.org\n`,
      );
    },
  };
}

async function compose(status: string) {
  const chapter =
    '---\ntitle: Cities\n---\n\n## Size {#sec-size}\n\nSee @sec-size on page @page:sec-size.\n';
  const tree = withChapter(status, chapter);
  const { inputs, document, messages } = await composeReport(tree, 'r', {
    shared: await loadShared(tree),
    revisionOf: async () => ({ id: 'test', date: '2026-11-22T00:00:00Z' }),
    stage: () => () => undefined,
  });
  expect(messages.filter(({ grade }) => grade === 'error')).toEqual([]);
  if (inputs === undefined || document === undefined) throw new Error('expected a document');
  return { inputs, document };
}

it('prints who signed it, and keeps that in its document', async () => {
  const { document } = await compose('final');
  const words = hastText(document.tree);
  expect(words).toContain('Who signed this report off');
  expect(words).toContain('Managing editor, 22 November 2026');
  expect(document.signOffs).toHaveLength(11);
  expect(document.signOffs[0]).toMatchObject({ check: 'H01', by: 'Managing editor' });
});

it('leaves the record of a draft to document control', async () => {
  const { document } = await compose('draft');
  expect(hastText(document.tree)).not.toContain('Who signed this report off');
});

it('names a page on a screen as one of the PDF', async () => {
  const { inputs, document } = await compose('draft');
  const folios = new Map([['sec-size', '11']]);
  const html = screenHtml(document, inputs, { folioByIdentifier: folios, pages: 12, pdfBytes: 1 });
  expect(html).toMatch(/on page <a[^>]*>11 of the PDF<\/a>\./);
});
