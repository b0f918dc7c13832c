/**
 * The page of a redline as a reviewer has it: in a browser, with the keyboard, on a telephone, with and without script.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Page } from 'puppeteer';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { diskTree, loadShared } from '../1-load/index.ts';
import { type OpenBrowser, openBrowser } from '../6-print/browser.ts';
import { cacheFolder } from '../6-print/print-fixture.ts';
import { OWN_FOLDER } from '../commands/project.ts';
import { compareDocuments } from '../review/compare-documents.ts';
import { openDrafts } from '../review/compose-draft.ts';
import { editPaper } from './edit-paper.ts';
import type { Sides } from './facts.ts';
import { proveRedline } from './prove-redline.ts';
import { redlineHtml, redlineOf } from './redline-html.ts';

let browser: OpenBrowser;
let folder: string;
let sides: Sides;
let html: string;

beforeAll(async () => {
  const compose = await openDrafts();
  sides = {
    old: (await compose('working-paper')).document,
    new: (await compose('working-paper', await editPaper())).document,
  };
  const shared = await loadShared(diskTree(OWN_FOLDER));
  html = redlineHtml(compareDocuments(sides.old, sides.new), sides, shared, {
    editions: { old: '../old/index.html', new: '../new/index.html' },
    sources: { new: 'https://example.org/blob/1a2b3c/' },
  });
  folder = mkdtempSync(join(tmpdir(), 'redline-'));
  writeFileSync(join(folder, 'index.html'), html);
  browser = await openBrowser({ wish: undefined, cacheFolder });
}, 120_000);

afterAll(async () => {
  await browser.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Opens the page in a window of this width, and closes it after. */
async function check(
  width: number,
  use: (page: Page) => Promise<void>,
  script = true,
): Promise<void> {
  const page = await browser.browser.newPage();
  try {
    const errors: string[] = [];
    page.on('pageerror', (error) => errors.push(String(error)));
    await page.setJavaScriptEnabled(script);
    await page.setViewport({ width, height: 800 });
    await page.goto(pathToFileURL(join(folder, 'index.html')).href);
    await use(page);
    expect(errors).toEqual([]);
  } finally {
    await page.close();
  }
}

const focused = (page: Page): Promise<string> =>
  page.evaluate(() => document.activeElement?.textContent ?? '');
const status = (page: Page): Promise<string> =>
  page.evaluate(() => document.querySelector('.redline-status')?.textContent ?? '');
const shownItems = (page: Page): Promise<number> =>
  page.evaluate(
    () =>
      [...document.querySelectorAll('.redline-changes li[id]')].filter(
        (item) => getComputedStyle(item).display !== 'none',
      ).length,
  );

describe('the page of a redline', { timeout: 60_000 }, () => {
  it('is proved to show the two reports exactly', () => {
    expect(proveRedline(redlineOf(html), sides)).toEqual([]);
  });

  it('needs no file beside it and asks for none', () => {
    const addresses = [...html.matchAll(/(?:src|url)\s*[=(]\s*"?([^")\s]+)/g)].map(
      ([, address = '']) => address,
    );
    expect(addresses.filter((address) => !/^(?:data:|#)/.test(address))).toEqual([]);
  });

  it('has no id twice and no address within that leads nowhere', () => {
    const ids = [...html.matchAll(/<[^>]* id="([^"]*)"/g)].map(([, id]) => id);
    expect(ids.filter((id, at) => ids.indexOf(id) !== at)).toEqual([]);
    const known = new Set(ids);
    const leads = [...html.matchAll(/<a[^>]* href="#([^"]*)"/g)].map(([, id]) => id);
    expect([...new Set(leads.filter((id) => !known.has(id)))]).toEqual([]);
  });

  it('links each change to its source line and to both editions', () => {
    const item = /<li id="item-[^"]*" value="2"[\s\S]*?<\/li>/.exec(html)?.[0] ?? '';
    expect(item).toContain(
      '<a href="https://example.org/blob/1a2b3c/chapters/working-paper/00-summary.md#L21"><code>chapters/working-paper/00-summary.md:21</code></a>',
    );
    expect(item).toMatch(/href="\.\.\/new\/index\.html#/);
    expect(item).toMatch(/href="\.\.\/old\/index\.html#/);
  });

  it('steps through the changes by keyboard, with what is reached in view', async () => {
    await check(1280, async (page) => {
      expect(await status(page)).toBe('44 changes');
      await page.keyboard.press('n');
      expect(await focused(page)).toBe('1');
      for (const key of ['j', 'ArrowRight'] as const) await page.keyboard.press(key);
      expect(await focused(page)).toBe('3');
      await page.keyboard.press('p');
      expect(await focused(page)).toBe('2');
      expect(await status(page)).toMatch(/^2 of 44: change 2 ‘What we find’, key finding/);
      const seen = await page.evaluate(() => {
        const box = document.activeElement?.getBoundingClientRect();
        const list = document.querySelector('[aria-current="true"]')?.getBoundingClientRect();
        const isIn = (one: DOMRect | undefined): boolean =>
          one !== undefined && one.top >= 0 && one.bottom <= window.innerHeight;
        return [isIn(box), isIn(list)];
      });
      expect(seen).toEqual([true, true]);
    });
  });

  it('leaves out what is not chosen, in the list, in the steps and in the text', async () => {
    await check(1280, async (page) => {
      await page.evaluate(() => {
        for (const name of ['kind-words', 'weight-words', 'weight-typography'])
          document.getElementById(`show-${name}`)?.click();
      });
      const shown = await shownItems(page);
      expect(shown).toBeGreaterThan(5);
      expect(shown).toBeLessThan(44);
      expect(await status(page)).toBe(`${shown} changes`);
      await page.keyboard.press('n');
      expect(await focused(page)).toBe('5');
      const isStruck = await page.evaluate(() =>
        [...document.querySelectorAll('main del[data-redline-kind="words"]')].some(
          (one) => getComputedStyle(one).display !== 'none',
        ),
      );
      expect(isStruck).toBe(false);
    });
  });

  it('shows all without script, and its boxes still work', async () => {
    await check(
      1280,
      async (page) => {
        expect(await page.$eval('.redline-steps', (bar) => bar.hasAttribute('hidden'))).toBe(true);
        expect(await page.$$eval('.redline-changes li[id]', (items) => items.length)).toBe(44);
        expect(await shownItems(page)).toBe(44);
        await page.click('.redline-filters > summary');
        await page.click('#show-weight-words');
        expect(await shownItems(page)).toBeLessThan(44);
      },
      false,
    );
  });

  it('fits a telephone and a wide window', async () => {
    for (const width of [360, 1280])
      await check(width, async (page) => {
        const wide = await page.evaluate(() => document.documentElement.scrollWidth);
        expect(wide).toBeLessThanOrEqual(width);
      });
  });

  it('tells what went and came from one another without colour', async () => {
    await check(1280, async (page) => {
      const lineOf = (selector: string): Promise<string> =>
        page.$eval(selector, (one) => getComputedStyle(one).textDecorationLine);
      expect(await lineOf('main del')).toBe('line-through');
      expect(await lineOf('main ins')).toBe('underline');
      expect(await page.$eval('main del', (one) => one.textContent)).toMatch(/^deleted: /);
    });
  });
});
