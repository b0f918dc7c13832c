// For tests: a small report with its font, and the carried browser to print it with. It knows
// nothing of what the tests hold to be right.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { LoadedPage } from './loaded-page.ts';
import { openPrintBrowser, type PrintBrowser, type PrintBrowserOptions } from './print-session.ts';

/** Where the program itself unpacks the carried browser. */
export const cacheFolder = fileURLToPath(
  new URL('../../node_modules/.cache/paper', import.meta.url),
);

const fontBytes = readFileSync(
  join(
    dirname(createRequire(import.meta.url).resolve('@fontsource/source-sans-3/package.json')),
    'files/source-sans-3-latin-400-normal.woff2',
  ),
);

const files = new Map([
  ['fonts/text face.woff2', { bytes: fontBytes, mediaType: 'font/woff2' }],
  ['bad.woff2', { bytes: Buffer.from('no font'), mediaType: 'font/woff2' }],
  ['bad.png', { bytes: Buffer.from('no image'), mediaType: 'image/png' }],
  [
    'dot.svg',
    {
      bytes: Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>'),
      mediaType: 'image/svg+xml',
    },
  ],
]);

/** Text rendering that no hinting touches prints the same in a browser with other settings. */
const style = `@page{size:A5;margin:20mm}
@font-face{font-family:Text;src:url("/fonts/text%20face.woff2?v=1")}
html{font:12pt/1.5 Text;text-rendering:geometricPrecision}h1{font-weight:400;break-before:page}`;

/** An HTML page of the report with this body. */
export function pageOf(body: string): string {
  return `<!doctype html><html lang="en-GB"><head><meta charset="utf-8"><title>A report</title>
<style>${style}</style></head><body>${body}</body></html>`;
}

/** A report of two pages. */
export const twoPages = pageOf(
  '<h1 id="a">Leadership</h1><p>Of cities</p><h1><a href="#a">Back</a></h1>',
);

/** The job of printing this HTML. */
export const job = (html: string) => ({ name: 'white-paper', html, files, expectedPages: 2 });
/** What most tests do with a page. */
export const printTagged = (page: LoadedPage) => page.print({ tagged: true });

/** The PDF as text, its two dates masked. */
export function maskDates(pdf: Uint8Array): string {
  return Buffer.from(pdf)
    .toString('latin1')
    .replace(/\(D:\d{14}[^)]*\)/g, '(D:)');
}

/** Opens a browser to print with. */
export async function openBrowserForTest(
  options: Partial<PrintBrowserOptions> = {},
): Promise<PrintBrowser> {
  return openPrintBrowser({ cacheFolder, ...options });
}
