/**
 * The Document's print HTML and a browser in, the Edition out: pages built, printed once, read back and compared with
 * what was built.
 */
import type { Diagnostic, Document, Edition, Inputs } from '../model.ts';
import { type Complaint, openMessages } from '../place.ts';
import { checkPrint } from './check-print.ts';
import { describeRefused } from './describe-refused.ts';
import { documentBytes } from './document-bytes.ts';
import { type FolioStarts, folioOf, pageLabels, startsOf } from './folios.ts';
import type { LoadedPage } from './loaded-page.ts';
import { findEmptyPages, mapPages } from './map-pages.ts';
import { type BuiltPages, buildPages } from './pages/build-pages.ts';
import { bundlePageScript } from './pages/page-script.ts';
import type { PredictedPlace, Prediction } from './pages/prediction.ts';
import { type Attachment, packAttachment } from './pdf/attachments.ts';
import { type OutlineEntry, readDestinations, readOutline } from './pdf/destinations.ts';
import { finishPdf } from './pdf/finish.ts';
import { readPages } from './pdf/pages.ts';
import { readPrintedText } from './pdf/printed-text.ts';
import { readPdf } from './pdf/reader.ts';
import type { PrintFile } from './print-origin.ts';
import type { PrintBrowser } from './print-session.ts';

/** Prints until the pages are as they were built; one is the rule. */
const MOST_ROUNDS = 3;

/** A print, what is read back from it and how it was built. */
interface Printed {
  readonly bytes: Uint8Array;
  readonly pages: number;
  readonly starts: FolioStarts;
  readonly pageIndexByIdentifier: ReadonlyMap<string, number>;
  readonly prediction: Prediction;
  /** Of what is missing, doubled, cut off or too large. */
  readonly complaints: readonly Complaint[];
  /** Names of what stands on another page than it was built for. */
  readonly misplaced: readonly string[];
}

/** `meanwhile` is called at each print, when this thread would only wait for the browser. */
export async function printDocument(
  browser: PrintBrowser,
  document: Document,
  html: string,
  inputs: Inputs,
  meanwhile: () => unknown = () => undefined,
): Promise<Edition> {
  const { messages, complain } = openMessages();
  const expectedPages = Math.ceil(document.counts.words / 250) + 20;
  const job = {
    name: `the report ${document.report}`,
    html,
    files: printFiles(document, inputs),
    expectedPages,
  };
  const attachments: Attachment[] = [];
  const prepare = (): void => {
    if (document.settings.status === 'draft') attachments[0] ??= attachedDocument(document);
    meanwhile();
  };
  const { printed, headings } = await browser.withPage(job, async (page) => {
    const headings = await readHeadings(page);
    const printed = await settlePages(page, document, prepare);
    for (const refused of page.refused) complain(describeRefused(refused, document));
    return { printed, headings };
  });
  for (const complaint of printed.complaints) complain(complaint);
  for (const identifier of printed.misplaced) complain(describeUnsettled(identifier, document));
  const facts = pdfFacts(document, printed, headings);
  const pdf = await finishPdf(printed.bytes, { ...facts, attachments });
  const folioByIdentifier = new Map(
    [...printed.pageIndexByIdentifier].map(([identifier, index]) => [
      identifier,
      folioOf(index, printed.starts),
    ]),
  );
  const pageMap = mapPages(printed.prediction, printed.starts);
  for (const complaint of findEmptyPages(pageMap, printed.prediction, document))
    complain(complaint);
  return {
    pdf,
    pageMap,
    pages: printed.pages,
    pageIndexByIdentifier: printed.pageIndexByIdentifier,
    folioByIdentifier,
    messages,
  };
}

/** Builds the pages, prints them and reads them back; nothing that stands elsewhere than it was built for is let through. */
async function settlePages(
  page: LoadedPage,
  document: Document,
  meanwhile: () => void,
): Promise<Printed> {
  const script = bundlePageScript();
  for (let round = 1; ; round++) {
    if (round > 1) await page.reload();
    await page.runScript(await script);
    const built = await buildPages(page, (prediction) => foliosOf(prediction, document));
    const printing = page.print({ tagged: true });
    const [bytes] = await Promise.all([printing, Promise.resolve().then(meanwhile)]);
    const printed = readPrinted(bytes, built, document);
    if (printed.misplaced.length === 0 || round === MOST_ROUNDS) return printed;
  }
}

function foliosOf(
  { places }: Pick<Prediction, 'places'>,
  document: Document,
): Record<string, string> {
  const indexes = new Map(Object.entries(places).map(([name, { pageIndex }]) => [name, pageIndex]));
  const starts = startsOf(document, indexes);
  return Object.fromEntries([...indexes].map(([name, index]) => [name, folioOf(index, starts)]));
}

/** Chromium names the place of every id that something links to, and of every heading. */
function readPrinted(bytes: Uint8Array, built: BuiltPages, document: Document): Printed {
  const { prediction } = built;
  const file = readPdf(bytes);
  const destinations = readDestinations(file);
  const pageIndexByIdentifier = new Map(
    [...destinations].map(([identifier, { pageIndex }]) => [identifier, pageIndex]),
  );
  const sheets = readPages(file);
  const misplaced = [...destinations].filter(([identifier, { pageIndex, y }]) => {
    const place = prediction.places[identifier];
    const yPx = ((sheets[pageIndex]?.heightPt ?? 0) - y) / 0.75; // Chromium leaves the page's margin out
    return place !== undefined && isElsewhere(place, { pageIndex, y: yPx });
  });
  const headings = listOutline(readOutline(file));
  const strayed = headings.filter(
    ({ pageIndex }, index) => pageIndex !== prediction.headings[index],
  );
  const surplus = sheets.length === prediction.pages ? [] : [`page ${sheets.length}`];
  return {
    bytes,
    prediction,
    complaints: checkPrint(built, readPrintedText(file), document),
    pages: sheets.length,
    starts: startsOf(document, pageIndexByIdentifier),
    pageIndexByIdentifier,
    // What is too wide makes Chromium print all of it smaller: the rest follows.
    misplaced:
      built.wide.length > 0
        ? []
        : [
            ...misplaced.map(([identifier]) => identifier),
            ...strayed.map(({ title }) => title),
            ...surplus,
          ],
  };
}

/** A note a few px off its place would stand in the text; for all else the page is what counts. */
function isElsewhere(place: PredictedPlace, printed: PredictedPlace): boolean {
  if (place.pageIndex !== printed.pageIndex) return true;
  return place.isNote === true && Math.abs(place.y - printed.y) > 3;
}

function listOutline(entries: readonly OutlineEntry[]): OutlineEntry[] {
  return entries.flatMap((entry) => [entry, ...listOutline(entry.children)]);
}

/** The words of every heading without notes and what is struck or not seen; Chromium's own outline loses the spaces. */
async function readHeadings(page: LoadedPage): Promise<readonly string[]> {
  return await page.run(() => {
    const headings = [...window.document.querySelectorAll('h1,h2,h3,h4,h5,h6')];
    return headings.map((heading) => {
      const copy = heading.cloneNode(true) as Element;
      const copies = [...copy.querySelectorAll('*')];
      for (const [index, element] of heading.querySelectorAll('*').entries())
        if (/^(?:SUP|DEL)$/.test(element.tagName) || !element.checkVisibility())
          copies[index]?.remove();
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
    isDuplex: settings.print === 'duplex',
  };
}

/** A draft that is sent round carries what it was made of, so that it can be compared when nobody knows its revision. */
function attachedDocument(document: Document): Attachment {
  return packAttachment({
    name: 'document.json',
    bytes: documentBytes(document),
    mimeType: 'application/json',
    description: 'This draft as data, to compare it with another',
    relationship: 'Source',
  });
}

function describeUnsettled(identifier: string, document: Document): Omit<Diagnostic, 'grade'> {
  const target = document.targets.find((one) => one.identifier === identifier);
  return {
    rule: 'pages-settle',
    reason: `Unexpected page of \`${identifier}\`, which was printed on another page than it was laid out for in each of ${MOST_ROUNDS} prints, expected pages that stand still`,
    place: target?.place ?? { file: `chapters/${document.report}/report.yaml` },
    note: 'leave out or shorten what stands just before it, and report what you find',
  };
}
