// An open PDF of Chromium in, what it prints on each page out: text and images in reading order, and what stands outside
// the page area or is cut by what it stands in (ISO 32000-1, 9.4 and 14.6). What has no tag, such as running heads, is
// left out, and so are the markers of lists. Knows nothing of what should be there.
import { decodeText, isArray, isDictionary, isKind, type PdfValue } from './object.ts';
import { type PdfPage, readPages } from './pages.ts';
import { type Mark, type OpenPage, readMarks } from './read-marks.ts';
import type { PdfFile } from './reader.ts';
import { inflateStream } from './stream.ts';
import { readUnicodeMap, type UnicodeMap } from './unicode-map.ts';

/** What one element says on a page, or the description of an image. */
export interface PrintedRun {
  readonly words: string;
  readonly isImage: boolean;
  /** Number of its element: the same on every page that it stands on, larger for what is read later. */
  readonly element: number;
}

export interface PrintedPage {
  /** In reading order. */
  readonly runs: readonly PrintedRun[];
  /** Words that begin or end outside the area of the page or outside their box, which cuts them; '' for an image. */
  readonly clipped: readonly string[];
  /** Points per CSS px. Chromium prints smaller when anything is wider than a page. */
  readonly scale: number;
}

export function readPrintedText(file: PdfFile): readonly PrintedPage[] {
  const maps = new Map<number, UnicodeMap | undefined>();
  const parents = readParents(file);
  return readPages(file).map((page) => {
    const { marks, scale, clipped, images } = readMarks(openPage(file, page, maps));
    const key = page.dictionary.get('StructParents');
    const runs = orderMarks(file, marks, typeof key === 'number' ? parents.get(key) : undefined);
    const cut = images.filter((name) => isImage(file, page, name)).map(() => '');
    return { runs, scale, clipped: [...clipped, ...cut] };
  });
}

function openPage(
  file: PdfFile,
  page: PdfPage,
  maps: Map<number, UnicodeMap | undefined>,
): OpenPage {
  const contents = page.dictionary.get('Contents');
  const stream = isKind(contents, 'ref') ? file.stream(contents.number) : undefined;
  const content = stream === undefined ? Buffer.alloc(0) : inflateStream(stream);
  return { content, fonts: readFonts(file, page, maps) };
}

/** What the codes of each font of a page mean; fonts are shared by pages. */
function readFonts(
  file: PdfFile,
  page: PdfPage,
  known: Map<number, UnicodeMap | undefined>,
): ReadonlyMap<string, UnicodeMap | undefined> {
  const list = resourcesOf(file, page, 'Font');
  const fonts = new Map<string, UnicodeMap | undefined>();
  for (const [name, value] of isDictionary(list) ? list : []) {
    const map = within(file, value, 'ToUnicode');
    if (!isKind(map, 'ref')) continue;
    if (!known.has(map.number)) known.set(map.number, readUnicodeMap(file, map.number));
    fonts.set(name, known.get(map.number));
  }
  return fonts;
}

function resourcesOf(file: PdfFile, { dictionary }: PdfPage, kind: string): PdfValue | undefined {
  return file.resolve(within(file, dictionary.get('Resources'), kind));
}

function within(file: PdfFile, value: PdfValue | undefined, key: string): PdfValue | undefined {
  const resolved = file.resolve(value);
  return isDictionary(resolved) ? resolved.get(key) : undefined;
}

function isImage(file: PdfFile, page: PdfPage, name: string): boolean {
  const object = within(file, resourcesOf(file, page, 'XObject'), name);
  const kind = within(file, object, 'Subtype');
  return isKind(kind, 'name') && kind.name === 'Image';
}

/** By the key of a page: the elements that its marks belong to (14.7.4.4). */
function readParents(file: PdfFile): ReadonlyMap<number, readonly PdfValue[]> {
  const parents = new Map<number, readonly PdfValue[]>();
  const visit = (node: PdfValue | undefined): void => {
    const nums = within(file, node, 'Nums');
    const kids = within(file, node, 'Kids');
    for (const kid of isArray(kids) ? kids : []) visit(kid);
    if (!isArray(nums)) return;
    for (let at = 0; at < nums.length; at += 2) {
      const elements = file.resolve(nums[at + 1]);
      if (isArray(elements)) parents.set(Number(nums[at]), elements);
    }
  };
  visit(within(file, file.catalog.get('StructTreeRoot'), 'ParentTree'));
  return parents;
}

/**
 * Skia numbers the elements of the tag tree as a reader meets them, so that their numbers are the reading order, whatever
 * order a page is painted in.
 */
function orderMarks(
  file: PdfFile,
  marks: readonly Mark[],
  parents: readonly PdfValue[] = [],
): PrintedRun[] {
  const numberOf = ({ number }: Mark): number => {
    const parent = parents[number];
    return isKind(parent, 'ref') ? parent.number : 0;
  };
  const sorted = marks
    .map((mark) => ({ ...mark, element: numberOf(mark) }))
    .sort((a, b) => a.element - b.element || a.number - b.number);
  return sorted.flatMap(({ element, tag, words }, index) => {
    const isFirst = sorted[index - 1]?.element !== element;
    const alt = tag === 'Figure' && isFirst ? describeImage(file, element) : undefined;
    return [
      ...(alt === undefined ? [] : [{ words: alt, isImage: true, element }]),
      ...(words === '' ? [] : [{ words, isImage: false, element }]),
    ];
  });
}

/** An element that a mark says is a figure is an image if it has a description. */
function describeImage(file: PdfFile, element: number): string | undefined {
  const alt = element === 0 ? undefined : within(file, file.value(element), 'Alt');
  return isKind(alt, 'text') ? decodeText(alt) : undefined;
}
