import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Document, Place } from '../model.ts';
import type { Complaint } from '../place.ts';
import { checkPrint } from './check-print.ts';
import type { LoadedPage } from './loaded-page.ts';
import { buildPages } from './pages/build-pages.ts';
import { bundlePageScript } from './pages/page-script.ts';
import { readPrintedText } from './pdf/printed-text.ts';
import { readPdf } from './pdf/reader.ts';
import { job, openBrowserForTest, pageOf } from './print-fixture.ts';
import type { PrintBrowser } from './print-session.ts';

const WORDS = 'Naïve cafés of a city, 1 to 38, office after office. ';
const line = (key: string): number =>
  ['wide', 'tall', 'first', 'second', 'third', 'cities', 'chart', 'note'].indexOf(key) + 10;
const place = (key: string): Place => ({ file: 'chapters/paper/10-leaders.md', line: line(key) });
const element = (key: string) => ({
  type: 'element',
  tagName: 'p',
  properties: {},
  children: [],
  data: { key, place: place(key) },
});
const document = {
  report: 'paper',
  tree: {
    type: 'root',
    children: ['wide', 'tall', 'first', 'second', 'third', 'cities', 'chart', 'note'].map(element),
  },
} as unknown as Document;

let browser: PrintBrowser;
beforeAll(async () => {
  browser = await openBrowserForTest();
});
afterAll(async () => await browser?.close());

/** Complaints of a print, `lose` being done to the page just before it. */
async function check(body: string, lose?: () => void): Promise<Complaint[]> {
  return await browser.withPage(
    job(pageOf(`<style>body { margin: 0 }</style>${body}`)),
    async (page: LoadedPage) => {
      await page.runScript(await bundlePageScript());
      const built = await buildPages(page, () => ({}));
      if (lose !== undefined) await page.run(lose, undefined);
      return checkPrint(
        built,
        readPrintedText(readPdf(await page.print({ tagged: true }))),
        document,
      );
    },
  );
}

const rows = Array.from(
  { length: 60 },
  (_, row) => `<tr id="row${row}"><td>Row ${row}</td><td>12</td></tr>`,
).join('');
const sound = `<style>.note { position: absolute; width: 80mm } .notes-rule { position: absolute; height: 9pt }</style>
<h1>Leadership</h1><ol><li>${WORDS}</li></ol>
<p data-key="first">The council of Leeds leads. ${WORDS.repeat(3)}</p>
<p data-key="second">The mayor<sup><a class="footnote-call" href="#n">1</a></sup> of London leads <em>where</em> nobody leads. ${WORDS.repeat(3)}</p>
<aside class="note" id="n" data-key="note"><p>A note on mayors: ${WORDS.repeat(4)}</p></aside>
<p data-key="third">Leeds leads the council of. ${WORDS.repeat(3)}</p>
<div data-key="cities" style="break-before: page"><table><thead><tr><th>City</th><th>Number</th></tr></thead><tbody>${rows}</tbody></table></div>
<p data-key="chart"><svg role="img" aria-label="Leaders by city" width="90" height="30"><text y="20">Few</text><text x="50" y="20">Many</text></svg></p>
<p hidden>Unseen</p>`;

it('finds every word of a sound print once, heads of tables as often as they are repeated', async () => {
  expect(await check(sound)).toEqual([]);
});

/** What is told of a sound print that something was done to, by block. */
async function attack(lose: () => void, ...expected: readonly (readonly [string, RegExp])[]) {
  const complaints = await check(sound, lose);
  expect(complaints.map(({ place: at }) => at?.line)).toEqual(expected.map(([key]) => line(key)));
  for (const [index, [, reason]] of expected.entries()) {
    expect(complaints[index]?.rule).toBe('print-complete');
    expect(complaints[index]?.reason).toMatch(reason);
  }
}

describe('tells at its place', () => {
  it('a row that is hidden', () =>
    attack(
      () => window.document.getElementById('row7')?.remove(),
      ['cities', /^Unexpected sheet \d without `Row 7 12`/],
    ));

  it('a paragraph that is doubled', () =>
    attack(() => {
      const paragraph = window.document.querySelector('[data-key=first]');
      const copy = paragraph?.cloneNode(true) as HTMLElement;
      copy.style.marginBottom = '0';
      paragraph?.after(copy);
    }, ['first', /^Unexpected `The council of Leeds leads.*…` a second time on sheet 1/]));

  it('a loss and a doubling that cancel', () =>
    attack(
      () => {
        const first = window.document.querySelector('[data-key=first]');
        window.document.querySelector('[data-key=third]')?.remove();
        first?.after(first.cloneNode(true));
      },
      ['first', /^Unexpected `The council of Leeds leads.*…` a second time on sheet 1/],
      ['third', /^Unexpected sheet 1 without `Leeds leads the council of/],
    ));

  it('a word that was moved', () =>
    attack(() => {
      const text = window.document.querySelector('[data-key=third]')?.firstChild as Text;
      text.data = text.data.replace('the council of', 'council of the');
    }, ['third', /^Unexpected `council of the.*` on sheet 1 instead of `the council of/]));

  it('a sentence of which two words changed places across a tag', () =>
    attack(() => {
      const word = window.document.querySelector('[data-key=second] em');
      word?.parentElement?.querySelector('sup')?.before(word);
    }, ['second', /^Unexpected /]));

  it('two paragraphs that changed places', () =>
    attack(() => {
      const second = window.document.querySelector('[data-key=second]');
      if (second !== null) window.document.querySelector('[data-key=first]')?.before(second);
    }, ['first', /^Unexpected `The council of Leeds leads.*…` out of its order on sheet 1/]));

  it('an image that is dropped', () =>
    attack(
      () => window.document.querySelector('svg')?.remove(),
      ['chart', /^Unexpected sheet \d without `Leaders by city/],
    ));

  it('a note that is cut by the end of its page', () =>
    attack(() => {
      const note = window.document.querySelector<HTMLElement>('.note');
      if (note !== null) note.style.top = `${Number.parseFloat(note.style.top) + 30}px`;
    }, ['note', /^Unexpected /]));

  it('a note that is cut by its own box', () =>
    attack(() => {
      const note = window.document.querySelector<HTMLElement>('.note');
      note?.style.setProperty('height', '20px');
      note?.style.setProperty('overflow', 'clip');
    }, ['note', /^Unexpected /]));
});

it('names what is wider than its page, which would shrink all of the print', async () => {
  const [complaint, ...others] = await check(
    `<p>${WORDS}</p><pre data-key="wide">${'council '.repeat(40)}</pre>`,
  );
  expect(others).toEqual([]);
  expect(complaint).toMatchObject({ rule: 'page-width', place: place('wide') });
  expect(complaint?.reason).toMatch(/^Unexpected `wide` \d+ px wider than its page/);
});

it('makes a figure taller than a page smaller, and says so', async () => {
  const svg = '<svg width="300" height="900" viewBox="0 0 300 900"><text y="890">Foot</text></svg>';
  const complaints = await check(
    `<p>${WORDS}</p><figure data-key="tall" style="margin:0">${svg}</figure><p>${WORDS}</p>`,
  );
  expect(complaints).toMatchObject([
    { rule: 'page-height', grade: 'warning', place: place('tall') },
  ]);
});

it('tells of words outside the page area', async () => {
  const complaints = await check(
    `<p>${WORDS}</p><p style="position:relative;left:-70px">${'Leader '.repeat(4)}</p><p>${WORDS}</p>`,
  );
  expect(complaints[0]?.rule).toBe('print-complete');
  expect(complaints[0]?.reason).toMatch(/Leader` cut off on sheet 1/);
});
