/**
 * The golden report and both papers of the repository, printed by a real browser and read back: what the issue of a
 * good PDF comes to, page by page. A machine without a browser says so and runs nothing.
 */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { build } from '../commands/build.ts';
import { OWN_FOLDER } from '../commands/project.ts';
import type { Document } from '../model.ts';
import { type ReadBack, readBack } from './read-back.ts';

const EDITIONS = [
  { report: 'golden', root: join(OWN_FOLDER, 'scripts/golden') },
  { report: 'working-paper', root: OWN_FOLDER },
  { report: 'white-paper', root: OWN_FOLDER },
] as const;

describe.each(EDITIONS)('the printed $report', ({ report, root }) => {
  let out = '';
  let pdf: ReadBack;
  let document: Document;
  let html = '';

  beforeAll(async () => {
    out = await mkdtemp(join(tmpdir(), 'edition-'));
    const code = await build([report], { root, out, quiet: true });
    expect(code).toBe(0);
    const folder = join(out, report);
    pdf = await readBack(await readFile(join(folder, `${report}.pdf`)));
    document = JSON.parse(await readFile(join(folder, 'document.json'), 'utf8')) as Document;
    html = await readFile(join(folder, 'index.html'), 'utf8');
  }, 60_000);
  afterAll(async () => await rm(out, { recursive: true, force: true }));

  it('prints on each page the folio that its label says', () => {
    for (const page of pdf.pages.slice(1)) expect(folioAtFoot(page)).toBe(page.label);
    expect(folioAtFoot(pdf.pages[0] as ReadBack['pages'][number])).toBe('');
  });

  it('gives each entry of the contents the folio its heading is on', () => {
    const contents = contentsText(pdf, document);
    const entries = document.contents.filter(({ level }) => level <= 3);
    expect(entries.length).toBeGreaterThan(3);
    for (const { identifier, enumerator, title } of entries) {
      const pageIndex = pdf.destinations.get(identifier);
      const page = pdf.pages[pageIndex ?? -1];
      expect(page?.text, `${title} on its page`).toContain(words(title));
      const number =
        enumerator === ''
          ? ''
          : /^[A-Z]$/.test(enumerator)
            ? `Annex ${enumerator} `
            : `${enumerator} `;
      const entry = words(`${number}${title}`);
      expect(contents).toMatch(new RegExp(`${quotePattern(entry)}, page ${page?.label}(?: |$)`));
    }
  });

  it('has an outline equal to its headings, each leading to its page', () => {
    const titles = pdf.outline.map(({ title }) => title);
    for (const { enumerator, title } of document.contents) {
      const number =
        enumerator === ''
          ? ''
          : /^[A-Z]$/.test(enumerator)
            ? `Annex ${enumerator} `
            : `${enumerator} `;
      expect(titles).toContain(words(`${number}${title}`));
    }
    for (const { title, pageIndex } of pdf.outline) {
      expect(pdf.pages[pageIndex]?.text.replace(/\s/g, ''), title).toContain(
        title.replace(/\s/g, ''),
      );
    }
  });

  it('holds TrueType fonts of its own only', () => {
    expect(pdf.fonts.length).toBeGreaterThan(0);
    for (const { name, type } of pdf.fonts) {
      expect(type).toBe('CIDFontType2');
      expect(name).toMatch(/Source(Sans3|Serif4)|NotoSansSC/);
    }
  });

  it('carries the Chinese companion only where it prints Chinese names, whose letters can be read back', () => {
    const isNamed = pdf.fonts.some(({ name }) => name.includes('NotoSansSC'));
    expect(isNamed).toBe(report === 'golden');
    const text = pdf.pages.map((page) => page.text.replace(/\s+/g, '')).join(' ');
    const names = ['北京', '重庆', '哈尔滨', 'TŷDdewiaChaerŵyn'];
    for (const name of names) expect(text.includes(name), name).toBe(isNamed);
  });

  it('carries its metadata', () => {
    expect(pdf.info).toMatchObject({
      Title: document.settings.title,
      Author: document.settings.authors[0]?.name,
      Language: 'en-GB',
    });
    expect(pdf.info['IsAcroFormPresent']).toBe(false);
  });

  it('tags headings, tables, figures, lists and links', () => {
    for (const tag of [
      'H1',
      'H2',
      'H3',
      'P',
      'Table',
      'TR',
      'TH',
      'TD',
      'Figure',
      'Link',
      'L',
      'LI',
    ])
      expect(pdf.tags).toContain(tag);
  });

  it('says on each page of a draft that it is one', () => {
    const { version } = document.settings;
    for (const page of pdf.pages.slice(1)) expect(page.text).toContain(`DRAFT ${version}`);
  });

  it('has in the HTML edition an anchor for every target and a source for every value in the text', () => {
    const ids = new Set([...html.matchAll(/\sid="([^"]+)"/g)].map(([, id]) => id));
    for (const [, href = ''] of html.matchAll(/href="#([^"]+)"/g))
      expect(ids).toContain(decodeURIComponent(href));
    for (const { identifier, kind } of document.targets)
      if (kind !== 'paragraph') expect(ids).toContain(identifier);
    expect(html).not.toMatch(/<script/i);
    expect([...html.matchAll(/class="value-link"/g)].length).toBeGreaterThan(0);
  });
});

/** The run that stands lowest and rightmost: the folio. */
function folioAtFoot(page: ReadBack['pages'][number]): string {
  const foot = page.runs.filter(
    ({ text, x, y }) => text.trim() !== '' && y < 60 && x > page.widthPt * 0.6,
  );
  return foot
    .map(({ text }) => text)
    .join('')
    .trim();
}

/** The words of the contents pages. */
function contentsText(pdf: ReadBack, document: Document): string {
  const first = pdf.destinations.get(document.contents[0]?.identifier ?? '') ?? 0;
  return words(
    pdf.pages
      .slice(1, first)
      .map(({ text }) => text)
      .join(' '),
  );
}

function quotePattern(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
}

function words(text: string): string {
  return text
    .replace(/[\s\u00a0]+/g, ' ')
    .replace(/ ,/g, ',')
    .trim();
}
