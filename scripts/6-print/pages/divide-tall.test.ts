/**
 * A drawing that is taller than its page, printed by the carried browser and read back by pdf.js: its words stand on its
 * pages once and whole, the heads of its columns on each.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ReadBack, readBack } from '../../golden/read-back.ts';
import type { Document } from '../../model.ts';
import { checkPrint } from '../check-print.ts';
import { readPrintedText } from '../pdf/printed-text.ts';
import { readPdf } from '../pdf/reader.ts';
import { job, openBrowserForTest, pageOf } from '../print-fixture.ts';
import type { PrintBrowser } from '../print-session.ts';
import { type BuiltPages, buildPages } from './build-pages.ts';
import { bundlePageScript } from './page-script.ts';

const ROWS = 60;
const row = (index: number): string =>
  `<text x="0" y="${index * 20 + 16}">City${index}</text><circle cx="90" cy="${index * 20 + 12}" r="5"/>`;
const chart = `<svg role="img" class="chart" viewBox="0 0 200 ${40 + ROWS * 20}" width="200" height="${40 + ROWS * 20}" aria-labelledby="t"><title id="t">Cities</title><g transform="translate(0,40)"><text x="60" y="-20">HEAD</text><path d="M90 0V${ROWS * 20}" stroke="black"/>${Array.from({ length: ROWS }, (_, index) => row(index)).join('')}</g></svg>`;
/** A key over a shape that no cut may divide. */
const map = `<svg role="img" class="chart" viewBox="0 0 200 800" width="200" height="800"><text x="0" y="20">KEY</text><text x="0" y="150">SMALL</text><path d="M10 200H190V790H10Z" fill="silver"/><text x="60" y="500">PLACE</text></svg>`;

const styles = `<style>
html, body { margin: 0 } p, figure { margin: 0 0 18pt }
svg { display: block } figure { --tall-drawing: divide; background: white; break-inside: avoid }
</style>`;
const figure = (id: string, drawing: string): string =>
  `<figure id="${id}" data-key="${id}"><figcaption>Caption</figcaption><div>${drawing}</div><p class="source">Source</p></figure>`;

describe('a drawing taller than its page', () => {
  let browser: PrintBrowser;
  let built: BuiltPages;
  let bytes: Uint8Array;
  let pdf: ReadBack;
  beforeAll(async () => {
    browser = await openBrowserForTest();
    const html = pageOf(
      `${styles}<p>Before</p>${figure('chart', chart)}<p style="break-before:page">Between</p>${figure('map', map)}<p>After</p>`,
    );
    const script = await bundlePageScript();
    await browser.withPage(job(html), async (page) => {
      await page.runScript(script);
      built = await buildPages(page, () => ({}));
      bytes = await page.print({ tagged: true });
    });
    pdf = await readBack(bytes);
  }, 60_000);
  afterAll(async () => await browser?.close());
  const pagesWith = (word: string): number[] =>
    pdf.pages.flatMap(({ text }, index) => (text.split(' ').includes(word) ? [index] : []));

  it('goes on over pages that were foretold, with nothing lost, doubled, cut off or made smaller', () => {
    expect(pdf.pages).toHaveLength(built.prediction.pages);
    expect(built.shrunk).toEqual([]);
    const document = { report: 'paper', tree: { type: 'root', children: [] } };
    const text = readPrintedText(readPdf(bytes));
    expect(checkPrint(built, text, document as unknown as Document)).toEqual([]);
  });

  it('has each row once, whole, in order, and the heads on each of its pages', () => {
    const pages = Array.from({ length: ROWS }, (_, index) => pagesWith(`City${index}`));
    expect(pages.map((found) => found.length)).toEqual(pages.map(() => 1));
    expect(pages.flat()).toEqual(pages.flat().toSorted((a, b) => a - b));
    expect(pagesWith('HEAD')).toEqual([...new Set(pages.flat())]);
    expect(pagesWith('HEAD').length).toBeGreaterThan(1);
  });

  it('is cut where nothing is drawn, if it can be', () => {
    const [key, small, place] = ['KEY', 'SMALL', 'PLACE'].map(pagesWith);
    expect(small).toEqual(key);
    expect(place).toEqual([(key?.[0] ?? 0) + 1]);
  });
});
