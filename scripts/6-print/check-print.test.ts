import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Document } from '../model.ts';
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
const place = { file: 'chapters/paper/10-leaders.md', line: 7 };
const document = {
  report: 'paper',
  tree: {
    type: 'root',
    children: [
      {
        type: 'element',
        tagName: 'pre',
        properties: {},
        children: [],
        data: { key: 'wide', place },
      },
      {
        type: 'element',
        tagName: 'figure',
        properties: {},
        children: [],
        data: { key: 'tall', place },
      },
    ],
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

const rows = '<tr><td>Row</td><td>12</td></tr>'.repeat(60);
const sound = `<h1>Leadership</h1><ol><li>${WORDS}</li></ol><p>${WORDS.repeat(40)}</p>
<table><thead><tr><th>City</th><th>Number</th></tr></thead><tbody>${rows}</tbody></table><p hidden>Unseen</p>`;

it('finds every word of a sound print once, heads of tables as often as they are repeated', async () => {
  expect(await check(sound)).toEqual([]);
});

it('tells of words that are lost', async () => {
  const [complaint, ...others] = await check(sound, () => {
    const paragraph = window.document.querySelector('p');
    if (paragraph !== null) paragraph.style.display = 'none';
  });
  expect(others).toEqual([]);
  expect(complaint?.rule).toBe('print-complete');
  expect(complaint?.reason).toMatch(/^Unexpected print with 1560 letters fewer than the report/);
});

it('tells of words that are doubled', async () => {
  const [complaint] = await check(sound, () => {
    const item = window.document.querySelector('li');
    item?.after(item.cloneNode(true));
  });
  expect(complaint?.reason).toMatch(/^Unexpected print with 39 letters more than the report/);
});

it('names what is wider than its page, which would shrink all of the print', async () => {
  const [complaint, ...others] = await check(
    `<p>${WORDS}</p><pre data-key="wide">${'council '.repeat(40)}</pre>`,
  );
  expect(others).toEqual([]);
  expect(complaint).toMatchObject({ rule: 'page-width', place });
  expect(complaint?.reason).toMatch(/^Unexpected `wide` \d+ px wider than its page/);
});

it('makes a figure taller than a page smaller, and says so', async () => {
  const svg = '<svg width="300" height="900" viewBox="0 0 300 900"><text y="890">Foot</text></svg>';
  const complaints = await check(
    `<p>${WORDS}</p><figure data-key="tall" style="margin:0">${svg}</figure><p>${WORDS}</p>`,
  );
  expect(complaints).toMatchObject([{ rule: 'page-height', grade: 'warning', place }]);
});

it('tells of words outside the page area', async () => {
  const complaints = await check(
    `<p>${WORDS}</p><p style="position:relative;left:-70px">${'Leader '.repeat(4)}</p><p>${WORDS}</p>`,
  );
  expect(complaints[0]?.rule).toBe('print-complete');
  expect(complaints[0]?.reason).toMatch(/Leader` cut off at the edge of sheet 1/);
});
