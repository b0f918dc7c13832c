// A real print finished: what was promised is in it, and nothing of the print was lost. Read back
// with pdf.js, which knows nothing of our reader; and with qpdf where it is on the PATH.
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  getDocument,
  type PDFDocumentProxy,
  VerbosityLevel,
} from 'pdfjs-dist/legacy/build/pdf.mjs';
import { describe, expect, it } from 'vitest';
import { packAttachment } from './attachments.ts';
import { readDestinations, readOutline } from './destinations.ts';
import { finishPdf, type PdfFacts } from './finish.ts';
import { isDictionary, isKind } from './object.ts';
import { launchSamplePrinter, sampleReport } from './print-sample.ts';
import { type PdfFile, readPdf } from './reader.ts';

const facts: PdfFacts = {
  title: 'City leadership – “where” & why',
  author: 'Future of Cities (Lead Experts)',
  subject: 'How 38 cities\n<are> led',
  keywords: ['cities', 'Llŷn'],
  language: 'en-GB',
  creator: 'city-leadership-reports 0.1.0',
  date: new Date('2026-03-01T09:30:00+02:00'),
  pageLabels: [
    { pageIndex: 0, style: 'roman-lower' },
    { pageIndex: 1, style: 'decimal', start: 1 },
    { pageIndex: 9, style: 'decimal', prefix: 'A-' },
  ],
};

/** Prints the sample twice as tagged, seconds and navigations apart, and once without tags. */
async function printSamples() {
  const printer = await launchSamplePrinter();
  try {
    const html = sampleReport(2);
    const first = await printer.print(html);
    const untagged = await printer.print(html, { tagged: false });
    await new Promise((resolve) => setTimeout(resolve, 1100)); // another second in the dates
    return { first, untagged, second: await printer.print(html) };
  } finally {
    await printer.close();
  }
}

const samples = await printSamples().catch((error: Error) => error);
const why = samples instanceof Error ? `NOT RUN, no browser: ${samples.message}` : '';

/** Everything of a document that a reader of it meets, by pdf.js. */
async function readThrough(bytes: Uint8Array) {
  const document = await getDocument({
    data: Uint8Array.from(bytes),
    verbosity: VerbosityLevel.ERRORS,
    useSystemFonts: true,
  }).promise;
  const pages = await readEachPage(document);
  const { info, metadata } = await document.getMetadata();
  const seen = {
    pages,
    outline: await document.getOutline(),
    destinations: await document.getDestinations(),
    markInfo: await document.getMarkInfo(),
    labels: await document.getPageLabels(),
    attachments: await document.getAttachments(),
    info: info as Record<string, unknown>,
    xmp: metadata as { get(key: string): unknown } | null,
    viewer: (await document.getViewerPreferences()) as Record<string, unknown> | null,
  };
  await document.destroy();
  return seen;
}

async function readEachPage(document: PDFDocumentProxy) {
  const pages = [];
  for (let number = 1; number <= document.numPages; number += 1) {
    const page = await document.getPage(number);
    const content = await page.getTextContent();
    const annotations = await page.getAnnotations();
    pages.push({
      text: content.items.map((item) => ('str' in item ? item.str : '')).join(''),
      tree: await page.getStructTree(),
      links: annotations.map(({ rect, url, dest }) => ({ rect, url, dest })),
      view: page.view,
    });
  }
  return pages;
}

/** The table-header ids in order, and what the data cells refer to. */
function readHeaderIds(file: PdfFile) {
  const ids: string[] = [];
  const headers: string[] = [];
  for (let number = 1; number < file.size; number += 1) {
    const element = file.has(number) ? file.value(number) : null;
    const type = isDictionary(element) ? element.get('S') : null;
    if (!isDictionary(element) || !isKind(type, 'name')) continue;
    const id = element.get('ID');
    if (isKind(id, 'text')) ids.push(id.bytes);
    if (type.name !== 'TD') continue;
    const attributes = JSON.stringify([...[element.get('A')].flat()].map(plain));
    headers.push(
      ...[...attributes.matchAll(/"bytes":"([^"]*)"/g)].map(([, header]) => `${header}`),
    );
  }
  return { ids, headers };
}

const plain = (value: unknown): unknown => {
  if (value instanceof Map) return [...value].map(([key, entry]) => [key, plain(entry)]);
  return Array.isArray(value) ? value.map(plain) : value;
};

describe.skipIf(samples instanceof Error)(`a finished print ${why}`, async () => {
  if (samples instanceof Error) return;
  const finished = await finishPdf(samples.first, facts);
  const [before, after] = [await readThrough(samples.first), await readThrough(finished)];

  it('says what it is in Info and in XMP alike', () => {
    expect(after.info).toMatchObject({
      Title: facts.title,
      Author: facts.author,
      Subject: 'How 38 cities <are> led',
      Keywords: 'cities, Llŷn',
      Creator: facts.creator,
      Producer: before.info.Producer,
      CreationDate: 'D:20260301073000Z',
      ModDate: 'D:20260301073000Z',
      Language: 'en-GB',
      PDFFormatVersion: '1.7',
    });
    const xmp = (key: string) => after.xmp?.get(key);
    expect(xmp('dc:title')).toBe(facts.title);
    expect(xmp('dc:creator')).toEqual([facts.author]);
    expect(xmp('dc:description')).toBe('How 38 cities <are> led');
    expect(xmp('dc:subject')).toEqual(facts.keywords);
    expect(xmp('dc:language')).toBe('en-GB');
    expect(xmp('pdf:keywords')).toBe('cities, Llŷn');
    expect(xmp('pdf:producer')).toBe(before.info.Producer);
    expect(xmp('xmp:creatortool')).toBe(facts.creator);
    expect(xmp('xmp:createdate')).toBe('2026-03-01T07:30:00Z');
    expect(xmp('xmp:modifydate')).toBe('2026-03-01T07:30:00Z');
    expect(after.viewer).toEqual({ DisplayDocTitle: true });
  });

  it('labels its pages', () => {
    expect(after.labels?.slice(0, 12)).toEqual([
      'i',
      '1',
      '2',
      '3',
      '4',
      '5',
      '6',
      '7',
      '8',
      'A-1',
      'A-2',
      'A-3',
    ]);
  });

  it('keeps text, tags, links and sheet of every page', () => {
    expect(after.pages.length).toBeGreaterThan(15);
    expect(after.pages[1]?.text).toContain('Llŷn');
    expect(after.pages[1]?.tree?.children.length).toBeGreaterThan(0);
    expect(after.pages).toEqual(before.pages);
    expect(after.markInfo).toEqual(before.markInfo);
  });

  it('keeps outline and destinations, for pdf.js and for our own reader', () => {
    expect(after.outline.length).toBeGreaterThan(0);
    expect(after.outline).toEqual(before.outline);
    expect(after.destinations).toEqual(before.destinations);
    const [printed, read] = [readPdf(samples.first), readPdf(finished)];
    expect(readOutline(read)).toEqual(readOutline(printed));
    expect(readDestinations(read)).toEqual(readDestinations(printed));
    expect(readDestinations(read).size).toBe(6);
  });

  it('names its table heads h1, h2 … and finds them by those names', () => {
    const { ids, headers } = readHeaderIds(readPdf(finished));
    expect(ids.length).toBeGreaterThan(40);
    expect(ids).toEqual(ids.map((_, index) => `h${index + 1}`));
    expect(headers.length).toBeGreaterThan(100);
    expect(ids).toEqual(expect.arrayContaining([...new Set(headers)]));
  });

  it('is the same in every byte whenever and in whichever navigation it was printed', async () => {
    const same = await finishPdf(samples.second, facts);
    expect(Buffer.from(samples.first).equals(samples.second)).toBe(false);
    expect(Buffer.from(finished).equals(same)).toBe(true);
    const later = await finishPdf(samples.first, { ...facts, date: new Date(0) });
    expect(readPdf(later).trailer.get('ID')).not.toEqual(readPdf(finished).trailer.get('ID'));
  });

  it('is hardly larger than the print without tags', () => {
    expect(finished.length / samples.untagged.length).toBeLessThan(1.1);
  });

  it('may be finished again, and carries untagged prints too', async () => {
    const again = await readThrough(await finishPdf(finished, facts));
    expect(again.pages).toEqual(before.pages);
    const untagged = await readThrough(await finishPdf(samples.untagged, facts));
    expect(untagged.pages.map((page) => page.text)).toEqual(before.pages.map((page) => page.text));
  });

  it('carries files inside', async () => {
    const content = Buffer.from('{"a":1}');
    const attachment = packAttachment({
      name: 'document.json',
      bytes: content,
      mimeType: 'application/json',
      description: 'The source',
      relationship: 'Source',
    });
    const carrying = await finishPdf(samples.first, { ...facts, attachments: [attachment] });
    const { attachments } = await readThrough(carrying);
    const carried = (attachments as Record<string, { content: Uint8Array }>)['document.json'];
    expect(Buffer.from(carried?.content ?? []).toString()).toBe('{"a":1}');
    checkWithQpdf(carrying);
  });

  const hasQpdf = spawnSync('qpdf', ['--version']).status === 0;
  it.skipIf(!hasQpdf)(`passes qpdf --check${hasQpdf ? '' : ' NOT RUN, no qpdf'}`, () => {
    checkWithQpdf(finished);
  });

  function checkWithQpdf(bytes: Uint8Array): void {
    if (!hasQpdf) return;
    const folder = mkdtempSync(join(tmpdir(), 'finish-'));
    try {
      writeFileSync(join(folder, 'a.pdf'), bytes);
      const said = execFileSync('qpdf', ['--check', join(folder, 'a.pdf')], { encoding: 'utf8' });
      expect(said).toContain('No syntax or stream encoding errors found');
    } finally {
      rmSync(folder, { recursive: true });
    }
  }
});
