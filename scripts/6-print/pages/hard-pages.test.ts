/**
 * Pages that are hard to make, each a few blocks of HTML, printed in one PDF by the carried browser and read back: every
 * block, row, call and note must stand on the page, and each note at the height, that the builder foretold.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Document } from '../../model.ts';
import { checkPrint } from '../check-print.ts';
import { readDestinations } from '../pdf/destinations.ts';
import { readPages } from '../pdf/pages.ts';
import { type PrintedPage, readPrintedText } from '../pdf/printed-text.ts';
import { readPdf } from '../pdf/reader.ts';
import { job, openBrowserForTest, pageOf } from '../print-fixture.ts';
import type { PrintBrowser } from '../print-session.ts';
import { type BuiltPages, buildPages } from './build-pages.ts';
import { bundlePageScript } from './page-script.ts';

const styles = `<style>
@page wide { size: A5 landscape }
html { margin: 0 } body { margin: 0; text-wrap: pretty } p, ul, ol, table, pre, figure { margin: 0 0 18pt }
section { break-before: page } .wide { page: wide }
h2, h3, h4, caption { break-after: avoid } figure, tr, .frame { break-inside: avoid } .source { break-before: avoid }
table { border-collapse: collapse; width: 100% } td, th { border: 1px solid; text-align: left }
.box { padding: 9pt; border: 2pt solid; -webkit-box-decoration-break: clone; box-decoration-break: clone }
sup { line-height: 0 }
.note { position: absolute; top: 0; left: 0; width: 90mm; font-size: 10.5pt; line-height: 15pt; text-wrap: wrap }
.note > * { margin: 0 }
.notes-rule { position: absolute; left: 0; min-height: 18pt; background: #fff }
pre { white-space: pre-wrap; line-height: 15pt }
</style>`;

const WORDS =
  'Leadership of a city is shared by its council, its mayor and those who do the work of every day. ';
let turn = 0;
const words = (count: number): string => WORDS.repeat(count);
const p = (count: number): string => `<p id="p${++turn}">${words(count)}</p>`;
const call = (id: string): string =>
  `<sup><a class="footnote-call" id="call-${id}" href="#${id}">1</a></sup>`;
const note = (id: string, inner = `<p>${WORDS}</p>`): string =>
  `<aside class="note" id="${id}">${inner}</aside>`;
const rows = (name: string, count: number, inner = 'A row'): string =>
  Array.from(
    { length: count },
    (_, row) => `<tr id="${name}${row}"><td>${inner} ${row}</td><td>x</td></tr>`,
  ).join('');
const svg = (height: number, style = ''): string =>
  `<svg width="200" height="${height}" role="img" style="${style}"></svg>`;

const CASES: Readonly<Record<string, string>> = {
  'notes called from a list, a heading and a caption': `${p(9)}<ul><li id="li1">One${call('n1')}</li><li id="li2">Two ${words(2)}${call('n2')}</li></ul>${note('n1')}${note('n2')}<h3 id="h1">Tools${call('n3')}</h3>${note('n3')}${p(2)}<figure id="f1"><figcaption id="c1">Figure${call('n4')}</figcaption>${svg(200)}</figure>${note('n4')}${p(4)}`,
  'a note that holds a list': `${p(8)}<p id="q1">${words(3)}${call('n5')}</p>${note('n5', `<p>${WORDS}</p><ul><li>${WORDS}</li><li>${WORDS}</li></ul>`)}${p(5)}`,
  'a note longer than a page': `<p id="q2">Short${call('n6')}</p>${note('n6', `<p>${words(40)}</p>`)}${p(6)}`,
  'a note longer than a page, called in a box': `<div class="box" id="z0"><p id="z1">${words(1)}${call('n8')} ${words(20)}</p><p id="z2">${words(12)}</p></div>${note('n8', `<p>${words(48)}</p>`)}${p(2)}`,
  'a note divided before an item': `<p id="z3">${words(25)}${call('n9')}</p>${note('n9', `<ul>${'<li>An item</li>'.repeat(70)}</ul>`)}${p(2)}`,
  'forty notes': Array.from(
    { length: 40 },
    (_, index) => `<p id="m${index}">${words(1)}${call(`nn${index}`)}</p>${note(`nn${index}`)}`,
  ).join(''),
  'a table with a head that is repeated': `<table id="t1"><caption id="t1c">Cities</caption><thead><tr><th>City</th><th>x</th></tr></thead><tbody>${rows('r', 50)}</tbody></table>${p(1)}`,
  'a framed table taller than a third of a page': `${p(11)}<div class="frame" id="fr"><table><thead><tr><th>City</th><th>x</th></tr></thead><tbody>${rows('w', 16)}</tbody></table><p class="source" id="frs">Source: the office</p></div>${p(2)}`,
  'a row taller than a page': `${p(2)}<table><tbody>${rows('s', 2)}<tr id="tall"><td>${words(40)}</td><td>x</td></tr>${rows('u', 3)}</tbody></table>${p(2)}`,
  'a box over a page end': `${p(10)}<div class="box" id="b1"><h4 id="b1h">Box</h4>${p(3)}${p(3)}</div>${p(2)}`,
  'code over a page end': `${p(9)}<pre id="pre1">${Array.from({ length: 40 }, (_, line) => `line ${line}${line % 7 === 3 ? '\n' : ''}`).join('\n')}</pre>${p(1)}`,
  'a landscape table between upright pages': `${p(3)}<div class="wide" id="w1"><table><thead><tr><th>City</th><th>x</th></tr></thead><tbody>${rows('v', 40)}</tbody></table></div><p id="q3">${words(2)}${call('n7')}</p>${note('n7')}${p(9)}`,
  'headings and a figure at a page foot': `${p(11)}<h2 id="h2">One</h2><h3 id="h3">Two</h3><figure id="f2">${svg(260)}</figure>${p(3)}`,
  'figures that float while the text goes on': `${p(7)}<figure class="floats" id="g1"><figcaption id="g1c">A</figcaption>${svg(420)}</figure><h3 id="g2">After</h3><p id="g3">${words(9)}</p><figure class="floats" id="g4">${svg(300)}</figure><figure class="floats" id="g5">${svg(260)}</figure>${p(1)}${p(1)}${p(1)}${p(2)}<ul>${Array.from({ length: 9 }, (_, item) => `<li id="gl${item}">${words(2)}</li>`).join('')}</ul>${p(9)}`,
  'a figure that floats to the end of its chapter': `${p(10)}<figure class="floats" id="k1">${svg(420)}</figure><p id="k2">Short.</p>`,
  'a figure taller than a page with two drawings': `<div style="height:560px"></div><figure id="y1"><figcaption id="y2">Figure</figcaption>${svg(269, 'display:block;margin:9pt 0')}<p id="y3">After</p>${svg(269, 'display:block;margin:9pt 0')}<p id="y4">Source</p></figure>`,
  'nested lists and quotations': `<ol>${Array.from({ length: 9 }, (_, item) => `<li id="o${item}"><p>${words(2)}</p><ul><li id="oi${item}">${words(1)}</li></ul></li>`).join('')}</ol><blockquote id="bq">${p(6)}${p(6)}</blockquote>`,
};

describe('hard pages', () => {
  let browser: PrintBrowser;
  let built: BuiltPages;
  let printed: ReadonlyMap<string, { readonly pageIndex: number; readonly y: number }>;
  let pages = 0;
  let text: readonly PrintedPage[];

  beforeAll(async () => {
    browser = await openBrowserForTest();
    const sections = Object.values(CASES).map((inner) => `<section>${inner}</section>`);
    const ids = [...sections.join('').matchAll(/ id="([^"]+)"/g)].map(([, id]) => id);
    const links = ids.map((id) => `<a href="#${id}">${id}</a>`).join(' '); // only what is linked to can be read back
    const html = pageOf(`${styles}${sections.join('')}<section>${links}</section>`);
    const script = await bundlePageScript();
    await browser.withPage(job(html), async (page) => {
      await page.runScript(script);
      built = await buildPages(page, () => ({}));
      const file = readPdf(await page.print({ tagged: true }));
      const sheets = readPages(file);
      pages = sheets.length;
      text = readPrintedText(file);
      printed = new Map(
        [...readDestinations(file)].map(([id, { pageIndex, y }]) => [
          id,
          { pageIndex, y: ((sheets[pageIndex]?.heightPt ?? 0) - y) / 0.75 },
        ]),
      );
    });
  }, 60_000);
  afterAll(async () => await browser?.close());

  it('hold every word once, inside the page', () => {
    const document = { report: 'paper', tree: { type: 'root', children: [] } };
    expect(checkPrint(built, text, document as unknown as Document)).toEqual([]);
  });

  it('are as many as was foretold', () => expect(pages).toBe(built.prediction.pages));

  it('figures float to the top of a later page', () => {
    const at = (id: string) => printed.get(id)?.pageIndex ?? 0;
    expect(at('g3')).toBe(at('g1') - 1);
    expect(printed.get('g1')?.y).toBeLessThan(1);
    expect(at('k1')).toBe(at('k2') + 1);
    expect(built.pages.filter(({ floats }) => floats.length > 0)).not.toHaveLength(0);
  });

  it('no table leaves fewer than three rows on a page', () => {
    const rowPages = Array.from({ length: 16 }, (_, row) => printed.get(`w${row}`)?.pageIndex ?? 0);
    const counts = [...new Set(rowPages)].map((at) => rowPages.filter((one) => one === at).length);
    expect(counts.length).toBeGreaterThan(1);
    expect(Math.min(...counts)).toBeGreaterThanOrEqual(3);
    expect(printed.get('frs')?.pageIndex).toBe(rowPages.at(-1));
  });

  it.each(Object.entries(CASES))('%s', (_, inner) => {
    // A call stands above the line: at a page's top the browser says it is on the page before.
    const ids = [...inner.matchAll(/ id="((?!call-)[^"]+)"/g)].map(([, id]) => id ?? '');
    const pageOfEach = (find: (id: string) => { readonly pageIndex: number } | undefined) =>
      Object.fromEntries(ids.map((id) => [id, find(id)?.pageIndex]));
    expect(pageOfEach((id) => printed.get(id))).toEqual(
      pageOfEach((id) => built.prediction.places[id]),
    );
    for (const id of ids.filter((one) => built.prediction.places[one]?.isNote)) {
      const off = Math.abs((printed.get(id)?.y ?? 0) - (built.prediction.places[id]?.y ?? 0));
      expect(off, id).toBeLessThan(2);
    }
  });
});
