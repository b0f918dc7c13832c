/**
 * Pages printed by the real browser and drawn by pdf.js: what of them differs, and what only moved.
 */
import { afterAll, describe, expect, it } from 'vitest';
import { withPictures } from '../6-print/pictures/draw-pictures.ts';
import type { Band, MeasuredPage } from '../6-print/pictures/measured-page.ts';
import { bundlePictureScript } from '../6-print/pictures/picture-script.ts';
import { openPrintBrowser } from '../6-print/print-session.ts';
import { matchPages } from './match-pages.ts';
import { CACHE_FOLDER, OWN_FOLDER } from './project.ts';

const browser = await openPrintBrowser({ cacheFolder: CACHE_FOLDER }).catch(
  (error: Error) => error,
);
const isOpen = !(browser instanceof Error);
const why = isOpen ? '' : ` NOT RUN, no browser: ${browser.message}`;
const script = await bundlePictureScript(OWN_FOLDER);
afterAll(async () => (isOpen ? await browser.close() : undefined));

const STYLE = `@page { size: A4; margin: 25mm; @top-left { content: 'Draft of ' var(--on) }
  @bottom-right { content: counter(page) } }
  body { margin: 0; font: 12pt/1.5 sans-serif } section { break-after: page } td { padding: 0 20px }`;

/** A page in the browser for each text. */
async function print(pages: readonly string[], on = 'Monday'): Promise<Uint8Array> {
  if (!isOpen) throw browser;
  const body = pages.map((page) => `<section>${page}</section>`).join('');
  const html = `<!doctype html><html style="--on:'${on}'"><title>x</title><style>${STYLE}</style>${body}`;
  const job = { name: 'pages', html, files: new Map(), expectedPages: 9 };
  return await browser.withPage(job, (page) => page.print({ tagged: true }));
}

const words = (name: string, count = 12): string =>
  Array.from(
    { length: count },
    (_, at) => `<p>Paragraph ${at} of ${name} says something.</p>`,
  ).join('');
const chapters = ['the first', 'the second', 'the third', 'the fourth'].map((name) => words(name));

/** The pages that differ, as "old→new" counted from 1, each with the boxes on either side; and how many moved. */
async function check(
  old: readonly string[],
  now: readonly string[],
  expected: readonly string[],
  moved = 0,
): Promise<void> {
  if (!isOpen) throw browser;
  const pdfs = [await print(old), await print(now, 'Tuesday')] as const;
  const matched = await withPictures(browser, script, pdfs, async ({ pages: [before, after] }) =>
    matchPages(before.pages, after.pages),
  );
  const name = (page: number | undefined): string => (page === undefined ? 'none' : `${page + 1}`);
  const found = matched.differences.map(
    (one) => `${name(one.old)}→${name(one.new)}: ${one.oldBoxes.length}, ${one.newBoxes.length}`,
  );
  expect(found).toEqual(expected);
  expect(matched.moved).toBe(moved);
}

describe.skipIf(!isOpen)(`pages as printed${why}`, { timeout: 60_000 }, () => {
  const cover = '<p>The cover</p>';
  const old = [cover, ...chapters];

  it('are the same, whatever running head and folio say', async () => {
    await check(old, old, ['1→1: 1, 1']); // on a cover every mark counts, and this one has a head
  });

  it('differ where a word does, and nowhere else', async () => {
    const now = old.with(2, words('the second').replace('5 of the second', '5 of a second'));
    await check(old, now, ['1→1: 1, 1', '3→3: 1, 1']);
  });

  it('that follow one that was put in or taken out are the same', async () => {
    const now = old.toSpliced(2, 0, '<p>A page by itself</p>');
    await check(old, now, ['1→1: 1, 1', 'none→3: 0, 1'], 3);
    await check(now, old, ['1→1: 1, 1', '3→none: 1, 0'], 3);
  });

  it('on which lines only stand elsewhere are the same', async () => {
    const now = [
      cover,
      `${chapters[0]}`,
      `<div style="height:96px"></div>${chapters[1]}`,
      chapters[3],
      chapters[2],
    ];
    await check(old, now as string[], ['1→1: 1, 1'], 2);
  });

  it('differ for one letter or sign, on a page that begins at a part of a pixel too', async () => {
    const [before, after] = [words('the fourth'), words('the fourth')];
    const now = after.replace('3 of', '5 of').replace('something', 'somethiug').replace('.', ',');
    await check(
      [cover, ...chapters.slice(0, 3), before],
      [cover, ...chapters.slice(0, 3), now],
      [
        '1→1: 1, 1',
        '5→5: 2, 2', // the first and the fourth paragraph
      ],
    );
    await check(
      [cover, before],
      [cover, ...chapters.slice(0, 3), now],
      ['1→1: 1, 1', 'none→2: 0, 12', 'none→3: 0, 12', 'none→4: 0, 12', '2→5: 2, 2'],
    );
  });

  it('outline a cell of a table alone', async () => {
    const table = '<table><tr><td>Leeds<td>811,953<tr><td>Cardiff<td>362,400</table>';
    const now = [cover, table.replace('811,953', '822,483')];
    await check([cover, table], now, ['1→1: 1, 1', '2→2: 1, 1']);
  });

  it('can be drawn side by side', async () => {
    const pdfs = [await print(old), await print(old)] as const;
    const side = {
      pageIndex: 1,
      caption: 'Page 2',
      boxes: [{ left: 90, top: 90, right: 300, bottom: 120 }],
    };
    if (!isOpen) throw browser;
    const png = await withPictures(browser, script, pdfs, ({ draw }) =>
      draw(side, { caption: 'no such page', boxes: [] }),
    );
    const bytes = Buffer.from(png);
    expect(bytes.subarray(1, 4).toString()).toBe('PNG');
    expect([bytes.readUInt32BE(16), bytes.readUInt32BE(20)]).toEqual([2032, 1459]);
  });
});

describe('measured pages', () => {
  const page = (...prints: readonly string[]): MeasuredPage => ({
    width: 794,
    height: 1123,
    bands: prints.map(
      (print, at): Band => ({
        left: 90,
        right: 700,
        top: 100 + at * 40,
        bottom: 116 + at * 40,
        print,
      }),
    ),
  });

  it('of which nothing is the same are paired in order between those that are', () => {
    const old = [page('cover'), page('a', 'b'), page('z')];
    const now = [page('cover'), page('c', 'd'), page('z')];
    const { differences, moved } = matchPages(old, now);
    expect(differences.map(({ old, new: to }) => [old, to])).toEqual([[1, 1]]);
    expect(moved).toBe(0);
  });

  it('may be none at all, on either side', () => {
    expect(matchPages([], [])).toEqual({ differences: [], moved: 0 });
    expect(matchPages([], [page('a')]).differences).toMatchObject([{ new: 0 }]);
    expect(matchPages([page('a')], []).differences).toMatchObject([{ old: 0 }]);
    expect(matchPages([page()], [page()]).differences).toEqual([]);
  });
});
