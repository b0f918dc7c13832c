/**
 * Two PDFs and a browser in; what is printed on each of their pages, and pictures of two side by side, out. Nothing but
 * the browser's page sees the files, and it runs no script of theirs.
 */
import type { PrintBrowser } from '../print-session.ts';
import type { Box } from './in-page/draw-sides.ts';
import type { PagePictures } from './in-page/index.ts';
import type { MeasuredPage } from './measured-page.ts';

/** A page to draw, by its index from 0, with what differs on it; no index where only the other side has a page. */
export interface PictureSide {
  readonly pageIndex?: number;
  readonly caption: string;
  readonly boxes: readonly Box[];
}

export interface Pictures {
  readonly pages: readonly [Measured, Measured];
  /** A PNG. */
  draw(old: PictureSide, now: PictureSide): Promise<Uint8Array>;
}

/** The pages of a side, and what a reader calls each. */
export interface Measured {
  readonly pages: readonly MeasuredPage[];
  readonly labels: readonly string[];
}

const ADDRESSES = ['/old.pdf', '/new.pdf'] as const;
const HTML = '<!doctype html><html lang="en"><meta charset="utf-8"><title>Pages</title></html>';
/** More pages than a report has; it only sets how long a single step may take. */
const EXPECTED_PAGES = 100;

/** Opens both files and measures every page; `use` may be called again from its start if the browser fails. */
export async function withPictures<T>(
  browser: PrintBrowser,
  script: string,
  [old, now]: readonly [Uint8Array, Uint8Array],
  use: (pictures: Pictures) => Promise<T>,
): Promise<T> {
  const files = new Map([
    ['old.pdf', { bytes: old, mediaType: 'application/pdf' }],
    ['new.pdf', { bytes: now, mediaType: 'application/pdf' }],
  ]);
  const job = { name: 'the pages of both sides', html: HTML, files, expectedPages: EXPECTED_PAGES };
  return await browser.withPage(job, async (page) => {
    await page.runScript(script);
    const measure = async (address: string): Promise<Measured> => {
      const labels = await page.run((asked) => window.pagePictures.labels(asked), address);
      const pages: MeasuredPage[] = [];
      for (const pageIndex of labels.keys())
        pages.push(
          await page.run((one) => window.pagePictures.measure(one.address, one.pageIndex), {
            address,
            pageIndex,
          }),
        );
      return { pages, labels };
    };
    return await use({
      pages: [await measure(ADDRESSES[0]), await measure(ADDRESSES[1])],
      draw: async (one, other) => {
        const sides: Parameters<PagePictures['picture']>[0] = [
          { ...one, address: ADDRESSES[0] },
          { ...other, address: ADDRESSES[1] },
        ];
        const address = await page.run((both) => window.pagePictures.picture(both), sides);
        return Buffer.from(address.slice(address.indexOf(',') + 1), 'base64');
      },
    });
  });
}
