/**
 * Parts that begin on right-hand pages, printed by the carried browser and read back by pdf.js: where the blank pages are,
 * what is on them, and that all the rest stands where it was foretold.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ReadBack, readBack } from '../../golden/read-back.ts';
import { job, openBrowserForTest, pageOf } from '../print-fixture.ts';
import type { PrintBrowser } from '../print-session.ts';
import { type BuiltPages, buildPages } from './build-pages.ts';
import { bundlePageScript } from './page-script.ts';

const styles = `<style>
@page part { @top-left { content: "PART" } }
@page empty { @top-left { content: none } }
html, body { margin: 0 } p, figure { margin: 0 0 18pt }
section { page: part; break-before: recto } .page-blank { page: empty } figure { break-inside: avoid }
.note { position: absolute; top: 0; left: 0; width: 90mm; line-height: 15pt } .note > * { margin: 0 }
.notes-rule { position: absolute; left: 0; min-height: 18pt; background: #fff }
</style>`;
const WORDS = 'A city is led by its council, its mayor and those who do the work of every day. ';
const p = (id: string, count: number): string => `<p id="${id}">${WORDS.repeat(count)}</p>`;

/** By name of the section: what stands in it. */
const SECTIONS: Readonly<Record<string, string>> = {
  one: p('one1', 2),
  two: `${p('two1', 12)}${p('two2', 12)}`,
  'with a figure that floats to its end': `${p('four1', 12)}<figure class="floats" id="four2"><svg width="200" height="420" role="img"></svg></figure><p id="four3">Short.</p>`,
  last: p('last1', 1),
};

describe('parts that begin on right-hand pages', () => {
  let browser: PrintBrowser;
  let built: BuiltPages;
  let pdf: ReadBack;

  beforeAll(async () => {
    browser = await openBrowserForTest();
    const sections = Object.entries(SECTIONS).map(
      ([name, inner], index) => `<section><h2 id="h${index}">${name}</h2>${inner}</section>`,
    );
    const ids = [...sections.join('').matchAll(/ id="([^"]+)"/g)].map(([, id]) => id);
    const links = ids.map((id) => `<a href="#${id}">x</a>`).join(' '); // only what is linked to can be read back
    const script = await bundlePageScript();
    const html = pageOf(`${styles}${sections.join('')}<section>${links}</section>`);
    await browser.withPage(job(html), async (page) => {
      await page.runScript(script);
      built = await buildPages(page, () => ({}));
      pdf = await readBack(await page.print({ tagged: true }));
    });
  }, 60_000);
  afterAll(async () => await browser?.close());

  it('stand where they were foretold', () => {
    expect(pdf.pages).toHaveLength(built.prediction.pages);
    for (const [id, pageIndex] of pdf.destinations)
      expect([id, pageIndex]).toEqual([id, built.prediction.places[id]?.pageIndex]);
  });

  it('begin on pages that are odd in a count from 1', () => {
    const starts = Object.keys(SECTIONS).map((_, index) => pdf.destinations.get(`h${index}`) ?? -1);
    expect(starts.filter((pageIndex) => pageIndex % 2 !== 0)).toEqual([]);
  });

  it('leave pages blank only before them, with nothing on these', () => {
    const blank = built.prediction.sheets.flatMap(({ isBlank }, index) => (isBlank ? [index] : []));
    expect(blank.length).toBeGreaterThan(0);
    expect(pdf.pages.flatMap(({ text }, index) => (text === '' ? [index] : []))).toEqual(blank);
    for (const index of blank) expect(index % 2).toBe(1);
  });

  it('print what belongs to a part on all its other pages, that of a figure alone too', () => {
    const others = pdf.pages.filter(({ text }) => text !== '');
    for (const { text } of others) expect(text).toContain('PART');
  });
});
