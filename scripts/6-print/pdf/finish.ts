// Chromium's print in, the finished PDF out: named, dated, labelled, packed, and the same bytes for
// the same pages. Contents of pages, tags, outline and destinations are carried over as they are.
import { type AttachedFiles, type Attachment, attachFiles } from './attachments.ts';
import { type HeaderIds, renumberHeaderIds } from './header-ids.ts';
import { infoDictionary, type Metadata, xmpPacket } from './metadata.ts';
import {
  type Dictionary,
  decodeText,
  dictionary,
  isDictionary,
  isKind,
  name,
  type PdfValue,
  ref,
  text,
  writeValue,
} from './object.ts';
import { retitleOutline } from './outline-titles.ts';
import { type PageLabel, pageLabels } from './page-labels.ts';
import { readPages } from './pages.ts';
import { type PdfFile, readPdf } from './reader.ts';
import { type OnReference, skipValue } from './skip-value.ts';
import { type OutputObject, type PdfWriter, startPdf } from './writer.ts';

/** What a finished report says of itself. */
export interface PdfFacts extends Metadata {
  /** The headings' words in order; absent leaves the outline's titles as Chromium wrote them. */
  readonly outlineTitles?: readonly string[];
  /** Runs of folios, the first at page 0; none if empty. */
  readonly pageLabels: readonly PageLabel[];
  /** For both sides of the paper: viewers show spreads, and printers are asked to turn it over its long edge. */
  readonly isDuplex?: boolean;
  /** Files to carry inside; their names must differ. */
  readonly attachments?: readonly Attachment[];
}

/** Finishes a print. Throws an Error with a plain sentence if Skia did not write these bytes. */
export async function finishPdf(print: Uint8Array, facts: PdfFacts): Promise<Uint8Array> {
  const file = readPdf(print);
  const [root, info] = [trailerReference(file, 'Root'), trailerReference(file, 'Info')];
  const producer = readProducer(file, info);
  const xmp = file.size;
  const attached = await attachFiles(facts.attachments ?? [], facts.date, xmp + 1);
  const headerIds = renumberHeaderIds(file);
  const changed = new Map<number, OutputObject>([
    [root, { text: writeValue(finishCatalog(file, facts, xmp, attached)) }],
    [info, { text: writeValue(infoDictionary(facts, producer)) }],
    [xmp, xmpStream(facts, producer)],
    ...attached.objects,
    ...headerIds.objects,
    ...((facts.outlineTitles && retitleOutline(file, facts.outlineTitles)) ?? []),
  ]);
  const writer = startPdf(xmp + 1 + attached.objects.size);
  copyObjects(file, [root, info], changed, headerIds.rename, writer);
  return writer.finish(root, info);
}

function trailerReference(file: PdfFile, key: string): number {
  const value = file.trailer.get(key);
  if (!isKind(value, 'ref')) throw new Error(`Unexpected trailer, expected /${key} by reference`);
  return value.number;
}

function readProducer(file: PdfFile, info: number): string {
  const dictionary = file.value(info);
  const producer = isDictionary(dictionary) ? dictionary.get('Producer') : undefined;
  if (!isKind(producer, 'text')) throw new Error('Unexpected Info, expected /Producer in it');
  return decodeText(producer);
}

function finishCatalog(
  file: PdfFile,
  facts: PdfFacts,
  xmp: number,
  attached: AttachedFiles,
): Dictionary {
  const entriesOf = (key: string) => {
    const value = file.resolve(file.catalog.get(key));
    return isDictionary(value) ? value : new Map<string, PdfValue>();
  };
  const catalog = new Map(file.catalog);
  catalog.set('Lang', text(facts.language));
  catalog.set('Metadata', ref(xmp));
  const viewer = new Map(entriesOf('ViewerPreferences')).set('DisplayDocTitle', true);
  if (facts.isDuplex === true) {
    viewer.set('Duplex', name('DuplexFlipLongEdge')); // ISO 32000-1, 12.2
    catalog.set('PageLayout', name('TwoPageRight'));
  }
  catalog.set('ViewerPreferences', viewer);
  if (facts.pageLabels.length > 0) {
    catalog.set('PageLabels', pageLabels(facts.pageLabels, readPages(file).length));
  }
  if (attached.associated.length > 0) {
    catalog.set('AF', attached.associated);
    catalog.set('Names', new Map(entriesOf('Names')).set('EmbeddedFiles', attached.embedded));
  }
  return catalog;
}

/** Not deflated, so that programs that know no PDF find the packet (XMP Part 3, 1.1.5). */
function xmpStream(facts: PdfFacts, producer: string): OutputObject {
  const bytes = Buffer.from(xmpPacket(facts, producer), 'utf8');
  const head = dictionary({ Type: name('Metadata'), Subtype: name('XML'), Length: bytes.length });
  return { text: writeValue(head), bytes };
}

/**
 * Adds what can be reached from the trailer: changed objects as they became, all others as they were
 * written. What nothing refers to any longer is left behind. Depth first, so that the parts of one
 * table or list stand together: that deflates best.
 */
function copyObjects(
  file: PdfFile,
  roots: readonly number[],
  changed: ReadonlyMap<number, OutputObject>,
  rename: HeaderIds['rename'],
  writer: PdfWriter,
): void {
  const done = new Set<number>();
  const waiting = [...roots];
  const found: number[] = [];
  const find = (objectNumber: number) => found.push(objectNumber);
  for (let number = waiting.pop(); number !== undefined; number = waiting.pop()) {
    if (done.has(number)) continue;
    done.add(number);
    const change = changed.get(number);
    if (change) findReferences(change.text, find);
    const { text: source, bytes } = change ?? file.source(number, find);
    writer.add(number, { text: rename(source), bytes });
    while (found.length > 0) waiting.push(found.pop() as number);
  }
}

function findReferences(source: string, onReference: OnReference): void {
  const bytes = Buffer.from(source, 'latin1');
  skipValue({ bytes, at: 0, within: 'new object' }, onReference);
}
