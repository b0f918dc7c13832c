/**
 * The Document's print HTML and a browser in, the Edition out: page numbers filled from the printed pages, then the
 * printed pages read back and compared with what was printed.
 */
import type { Diagnostic, Document, Edition, Inputs } from '../model.ts';
import { openMessages } from '../place.ts';
import { describeRefused } from './describe-refused.ts';
import { type FolioStarts, folioOf, pageLabels, startsOf } from './folios.ts';
import type { LoadedPage } from './loaded-page.ts';
import { readDestinations } from './pdf/destinations.ts';
import { finishPdf } from './pdf/finish.ts';
import { readPages } from './pdf/pages.ts';
import { readPdf } from './pdf/reader.ts';
import type { PrintFile } from './print-origin.ts';
import type { PrintBrowser } from './print-session.ts';

/** Rounds after the first until page numbers stand still; a third change is an error. */
const MOST_ROUNDS = 3;

/** What one print says of its pages. */
interface Printed {
  readonly bytes: Uint8Array;
  readonly pages: number;
  readonly starts: FolioStarts;
  readonly pageIndexByIdentifier: ReadonlyMap<string, number>;
}

export async function printDocument(
  browser: PrintBrowser,
  document: Document,
  html: string,
  inputs: Inputs,
): Promise<Edition> {
  const { messages, complain } = openMessages();
  const expectedPages = Math.ceil(document.counts.words / 250) + 20;
  const job = {
    name: `the report ${document.report}`,
    html,
    files: printFiles(document, inputs),
    expectedPages,
  };
  const { printed, unsettled, headings } = await browser.withPage(job, async (page) => {
    const headings = await readHeadings(page);
    const result = { ...(await settlePages(page, document)), headings };
    for (const refused of page.refused) complain(describeRefused(refused, document));
    return result;
  });
  for (const identifier of unsettled) complain(describeUnsettled(identifier, document));
  const pdf = await finishPdf(printed.bytes, pdfFacts(document, printed, headings));
  const folioByIdentifier = new Map(
    [...printed.pageIndexByIdentifier].map(([identifier, index]) => [
      identifier,
      folioOf(index, printed.starts),
    ]),
  );
  return {
    pdf,
    pages: printed.pages,
    pageIndexByIdentifier: printed.pageIndexByIdentifier,
    folioByIdentifier,
    messages,
  };
}

/** Prints without tags to see the pages, fills the numbers, prints with tags, and compares until they agree. */
async function settlePages(
  page: LoadedPage,
  document: Document,
): Promise<{ printed: Printed; unsettled: readonly string[] }> {
  let before = readPrinted(await page.print({ tagged: false }), document);
  for (let round = 1; ; round++) {
    await fillFolios(page, before);
    const printed = readPrinted(await page.print({ tagged: true }), document);
    const unsettled = [...printed.pageIndexByIdentifier]
      .filter(
        ([identifier, index]) =>
          folioOf(index, printed.starts) !==
          folioOf(before.pageIndexByIdentifier.get(identifier) ?? -1, before.starts),
      )
      .map(([identifier]) => identifier);
    if (unsettled.length === 0 || round === MOST_ROUNDS) return { printed, unsettled };
    before = printed;
  }
}

function readPrinted(bytes: Uint8Array, document: Document): Printed {
  const file = readPdf(bytes);
  const destinations = readDestinations(file);
  const pageIndexByIdentifier = new Map(
    [...destinations].map(([identifier, { pageIndex }]) => [identifier, pageIndex]),
  );
  return {
    bytes,
    pages: readPages(file).length,
    starts: startsOf(document, pageIndexByIdentifier),
    pageIndexByIdentifier,
  };
}

async function fillFolios(page: LoadedPage, printed: Printed): Promise<void> {
  const folios = Object.fromEntries(
    [...printed.pageIndexByIdentifier].map(([identifier, index]) => [
      identifier,
      folioOf(index, printed.starts),
    ]),
  );
  await page.run((folioBy: Record<string, string>) => {
    for (const element of window.document.querySelectorAll('[data-page-of]')) {
      element.textContent = folioBy[element.getAttribute('data-page-of') ?? ''] ?? '';
    }
  }, folios);
}

/** The words of every heading, notes and spaces left out; Chromium's own outline loses the spaces. */
async function readHeadings(page: LoadedPage): Promise<readonly string[]> {
  return await page.run(() => {
    const headings = [...window.document.querySelectorAll('h1,h2,h3,h4,h5,h6')];
    return headings.map((heading) => {
      const copy = heading.cloneNode(true) as Element;
      for (const call of copy.querySelectorAll('sup')) call.remove();
      for (const lineBreak of copy.querySelectorAll('br')) lineBreak.replaceWith(' ');
      return (copy.textContent ?? '').replace(/\s+/g, ' ').trim();
    });
  }, undefined);
}

function printFiles(document: Document, inputs: Inputs): ReadonlyMap<string, PrintFile> {
  const files = new Map<string, PrintFile>(
    inputs.fonts.map(({ file, bytes, mediaType }) => [`fonts/${file}`, { bytes, mediaType }]),
  );
  for (const [address, path] of Object.entries(document.images)) {
    const image = inputs.images.get(path);
    if (image !== undefined && typeof image !== 'string') files.set(address, image);
  }
  return files;
}

function pdfFacts(
  document: Document,
  printed: Printed,
  outlineTitles: readonly string[],
): Parameters<typeof finishPdf>[1] {
  const { settings, revision } = document;
  return {
    title: settings.title,
    author: settings.authors.map(({ name }) => name).join(', '),
    subject: settings.description,
    keywords: settings.keywords,
    language: settings.language,
    creator: `${settings.series}, version ${settings.version}`,
    date: new Date(revision.date),
    outlineTitles,
    pageLabels: pageLabels(printed.starts),
  };
}

function describeUnsettled(identifier: string, document: Document): Omit<Diagnostic, 'grade'> {
  const target = document.targets.find((one) => one.identifier === identifier);
  return {
    rule: 'pages-settle',
    reason: `Unexpected page of \`${identifier}\`, which changed in each of ${MOST_ROUNDS} prints, expected page numbers that stand still`,
    place: target?.place ?? { file: `chapters/${document.report}/report.yaml` },
    note: 'reword the line with the page number, or put a section between it and its target',
  };
}
