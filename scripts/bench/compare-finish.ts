/**
 * A report and a browser in, what finishing a PDF costs beside printing it out, for reports of several lengths.
 */
import { finishPdf, type PdfFacts } from '../6-print/pdf/finish.ts';
import { readPages } from '../6-print/pdf/pages.ts';
import { readPdf } from '../6-print/pdf/reader.ts';
import type { PrintBrowser } from '../6-print/print-session.ts';
import { median } from './measure-process.ts';
import type { Sample } from './open-samples.ts';
import { chapterCharacters, repeatChapters } from './repeat-chapters.ts';

/** Times are medians in milliseconds, sizes bytes; `untagged` is the browser's print without tags. */
export interface FinishCost {
  readonly pages: number;
  readonly printTime: number;
  readonly finishTime: number;
  readonly untagged: number;
  readonly tagged: number;
  readonly finished: number;
}

const ROUNDS = 3;

/** One row for each length; a report comes out some pages longer or shorter than asked for. */
export async function compareFinish(
  sample: Sample,
  browser: PrintBrowser,
  lengths: readonly number[],
): Promise<FinishCost[]> {
  const characters = chapterCharacters(sample.html);
  const own = await measureLength(sample, browser, repeatChapters(sample.html, characters));
  const charactersPerPage = characters / own.pages;
  const costs: FinishCost[] = [];
  for (const pages of lengths) {
    const html = repeatChapters(sample.html, pages * charactersPerPage);
    costs.push(await measureLength(sample, browser, html));
  }
  return costs;
}

async function measureLength(
  { inputs }: Sample,
  browser: PrintBrowser,
  html: string,
): Promise<FinishCost> {
  const files = new Map(
    inputs.fonts.map(({ file, bytes, mediaType }) => [`fonts/${file}`, { bytes, mediaType }]),
  );
  const job = { name: 'the bench', html, files, expectedPages: 500 };
  return browser.withPage(job, async (page) => {
    const untagged = (await page.print({ tagged: false })).length;
    const times = { print: [] as number[], finish: [] as number[] };
    let sizes = { pages: 0, tagged: 0, finished: 0 };
    for (let round = 0; round < ROUNDS; round++) {
      const start = performance.now();
      const print = await page.print({ tagged: true });
      const printed = performance.now();
      const finished = await finishPdf(print, facts);
      times.finish.push(performance.now() - printed);
      times.print.push(printed - start);
      const pages = readPages(readPdf(print)).length;
      sizes = { pages, tagged: print.length, finished: finished.length };
    }
    return {
      ...sizes,
      untagged,
      printTime: median(times.print),
      finishTime: median(times.finish),
    };
  });
}

const facts: PdfFacts = {
  title: 'The bench',
  author: 'The bench',
  subject: 'Chapters over and over',
  keywords: [],
  language: 'en-GB',
  creator: 'the bench',
  date: new Date(0),
  pageLabels: [{ pageIndex: 0, style: 'decimal', start: 1 }],
};
