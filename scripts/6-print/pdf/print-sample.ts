// For tests: a report-like HTML page in, the browser's own print of it out. It knows nothing of the
// reader and the writer of PDF.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openPrintBrowser } from '../print-session.ts';

/** A running browser that prints samples; each print is a page of its own. */
export interface SamplePrinter {
  print(html: string, options?: { readonly tagged?: boolean }): Promise<Uint8Array>;
  close(): Promise<void>;
}

/** Starts the browser that builds use. Throws NoBrowserError. */
export async function launchSamplePrinter(): Promise<SamplePrinter> {
  const cacheFolder = new URL('../../../node_modules/.cache/paper', import.meta.url);
  const browser = await openPrintBrowser({ cacheFolder: fileURLToPath(cacheFolder) });
  return {
    print: (html, { tagged = true } = {}) =>
      browser.withPage(sampleJob(html), (page) => page.print({ tagged })),
    close: () => browser.close(),
  };
}

function sampleJob(html: string) {
  return { name: 'a sample', html, files: new Map(), expectedPages: 100 };
}

/**
 * A report of chapters of about ten pages each: contents, headings, prose, notes, lists, a table
 * with heads that runs over a page, a figure as inline SVG. Body size in pt.
 */
export function sampleReport(chapters: number, bodyPt = 12): string {
  const words = wordSource();
  const numbers = Array.from({ length: chapters }, (_, index) => index + 1);
  const contents = numbers
    .map((n) => `<li><a href="#ch${n}">Chapter ${n}</a>, <a href="#t${n}">table ${n}</a></li>`)
    .join('');
  return `<!doctype html><html lang="en-GB"><head><meta charset="utf-8">
<title>Sample report (draft)</title><style>${sampleStyle(bodyPt)}</style></head><body>
<h1>City leadership – a sample</h1><nav><ol>${contents}</ol></nav>
${numbers.map((n) => sampleChapter(n, words)).join('\n')}</body></html>`;
}

function sampleChapter(n: number, words: (count: number) => string): string {
  const sections = [1, 2, 3, 4].map(
    (s) => `<h3 id="s${n}-${s}">${n}.${s} ${words(4)} (§ “${s}”)</h3>
${[1, 2, 3, 4].map(() => `<p>${words(85)} <a href="#f${n}">figure ${n}</a> ${words(30)}</p>`).join('')}
<p class="note">${words(50)} <a href="https://example.org/${n}-${s}">source</a>, <em>${words(3)}</em></p>
<ul>${[1, 2, 3].map(() => `<li>${words(14)} <strong>${words(2)}</strong></li>`).join('')}</ul>`,
  );
  return `<section class="chapter"><h2 id="ch${n}">${n} ${words(3)}, Llŷn</h2>${sections.join('\n')}
${sampleTable(n, words)}${sampleFigure(n)}<p>${words(60)} <a href="#ch1">chapter 1</a></p></section>`;
}

function sampleTable(n: number, words: (count: number) => string): string {
  const rows = Array.from({ length: 24 }, (_, row) => {
    const cells = [1, 2, 3].map((column) => `<td>${(row * 37 + column * n * 11) % 997}</td>`);
    return `<tr><th scope="row">${words(2)}</th>${cells.join('')}</tr>`;
  });
  return `<table id="t${n}"><caption>Table ${n} ${words(5)}</caption><thead><tr><th scope="col">City</th>
<th scope="col">2001</th><th scope="col">2011</th><th scope="col">2021</th></tr></thead>
<tbody>${rows.join('')}</tbody></table>`;
}

function sampleFigure(n: number): string {
  const bars = Array.from({ length: 12 }, (_, bar) => {
    const height = 20 + ((bar * 31 + n * 17) % 100);
    return `<rect x="${bar * 30}" y="${130 - height}" width="22" height="${height}" fill="#1d70b8"/>
<text x="${bar * 30}" y="145" font-size="9">${bar + 2000}</text>`;
  });
  return `<figure id="f${n}"><svg role="img" aria-label="Bars of chapter ${n}" width="380" height="150">
${bars.join('')}</svg><figcaption>Figure ${n}</figcaption></figure>`;
}

function sampleStyle(bodyPt: number): string {
  const { resolve } = createRequire(import.meta.url);
  const files = join(dirname(resolve('@fontsource/source-serif-4/package.json')), 'files');
  const face = (weight: number, style: string) => {
    const name = `source-serif-4-latin-${weight}-${style}.woff2`;
    const url = `data:font/woff2;base64,${readFileSync(join(files, name)).toString('base64')}`;
    return `@font-face{font-family:Sample;font-weight:${weight};font-style:${style};src:url(${url})}`;
  };
  return `${face(400, 'normal')}${face(700, 'normal')}${face(400, 'italic')}
@page{size:A4;margin:25mm;@bottom-center{content:counter(page);font:10.5pt Sample}}
body{font:${bodyPt}pt/1.5 Sample}.note{font-size:10.5pt}.chapter{break-before:page}
table{border-collapse:collapse;width:100%}td,th{border-bottom:1px solid #999;text-align:left}`;
}

/** The same words in the same order at every call of the test: no randomness. */
function wordSource(): (count: number) => string {
  const vocabulary =
    'city council mayor leadership transport housing growth devolution region budget evidence public people local national government institutions capacity partnership strategy investment skills university combined authority elected accountable finance planning future diplomacy'.split(
      ' ',
    );
  let state = 1;
  return (count) =>
    Array.from({ length: count }, () => {
      state = (state * 48271) % 2147483647;
      return vocabulary[state % vocabulary.length];
    }).join(' ');
}
