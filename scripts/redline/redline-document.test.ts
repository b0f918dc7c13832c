/**
 * A redline as it comes out of the printer: every word is there, each change is on the page that the list says, and what
 * went and came is marked by lines.
 */
import { beforeAll, describe, expect, it } from 'vitest';
import { diskTree, loadReport, loadShared } from '../1-load/index.ts';
import { printHtml } from '../5-compose/print-html.ts';
import { printDocument } from '../6-print/print-document.ts';
import { openBrowserForTest } from '../6-print/print-fixture.ts';
import { OWN_FOLDER } from '../commands/project.ts';
import { type ReadBack, readBack } from '../golden/read-back.ts';
import type { Diagnostic, Document, Edition } from '../model.ts';
import { compareDocuments } from '../review/compare-documents.ts';
import type { Comparison } from '../review/comparison.ts';
import { openDrafts } from '../review/compose-draft.ts';
import { editPaper } from './edit-paper.ts';
import { REDLINE_STYLES, redlineDocument } from './redline-document.ts';

let comparison: Comparison;
let document: Document;
let edition: Edition;
let read: ReadBack;

beforeAll(async () => {
  const compose = await openDrafts();
  const old = (await compose('working-paper')).document;
  const now = (await compose('working-paper', await editPaper())).document;
  comparison = compareDocuments(old, now);
  document = redlineDocument(comparison, { old, new: now });
  const tree = diskTree(OWN_FOLDER);
  const { inputs } = await loadReport(tree, 'working-paper', await loadShared(tree), async () => ({
    id: 'test',
    date: '2026-03-01T00:00:00.000Z',
  }));
  if (inputs === undefined) throw new Error('the working paper could not be read');
  const browser = await openBrowserForTest();
  try {
    const html = printHtml(document, inputs, {}, REDLINE_STYLES);
    edition = await printDocument(browser, document, html, inputs);
  } finally {
    await browser.close();
  }
  read = await readBack(edition.pdf);
}, 120_000);

describe('a printed redline', () => {
  it('has every word once', () => {
    const errors = edition.messages.filter(({ grade }: Diagnostic) => grade === 'error');
    expect(errors).toEqual([]);
  });

  it('lists each change with the page where it stands', () => {
    const words = read.pages
      .slice(1, 6)
      .map(({ text }) => text)
      .join('\n')
      .replace(/\s+/g, ' ');
    expect(words).toContain('What changed From draft 0.1 of 22 November 2026');
    for (const { id } of comparison.changes)
      expect(edition.folioByIdentifier.get(id), id).toBeDefined();
    const last = comparison.changes.at(-1);
    const folio = edition.folioByIdentifier.get(last?.id ?? '');
    expect(words).toMatch(
      new RegExp(
        `44 ?Table A\\.2, Leeds, Residents 2021 or 2022 \\(substance\\) ?, page ${folio} `,
      ),
    );
    expect(words).toContain(
      'because cities.population_2021 changed in row leeds: 811,953 to 822,483',
    );
    const page = read.pages.find(({ label }) => label === folio);
    expect(page?.text).toMatch(/811,953\s*822,483/);
  });

  it('prints what went beside what came, and where a section stood', () => {
    const words = read.pages.map(({ text }) => text.replace(/\s+/g, ' ')).join(' ');
    expect(words).toMatch(/Most ?Nearly all cities kept the executive/);
    expect(words).toMatch(/19 Moved to section 1\.4: section “No single person leads”/);
    expect(words).toMatch(/19 Moved here from old section 1\.3/);
  });

  it('has an outline of headings without struck words and the numbers of changes', () => {
    const titles = read.outline.map(({ title }) => title);
    expect(titles).toContain('What changed');
    expect(titles).toContain('1.4 No single person leads');
    expect(titles).toContain('2.4 Tools and powers');
  });
});
