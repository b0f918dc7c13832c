// An open PDF in, its pages in order out (ISO 32000-1, 7.7.3).
import { type Dictionary, isArray, isDictionary, isKind, type PdfValue } from './object.ts';
import type { PdfFile } from './reader.ts';

/** One page: its object, its dictionary, and its sheet in points. */
export interface PdfPage {
  readonly objectNumber: number;
  readonly dictionary: Dictionary;
  readonly widthPt: number;
  readonly heightPt: number;
}

/** Lists the pages; the place in the list is the pageIndex. Throws on a broken page tree. */
export function readPages(file: PdfFile): readonly PdfPage[] {
  const pages: PdfPage[] = [];
  const seen = new Set<number>();
  const visit = (node: PdfValue | undefined, inherited: PdfValue | undefined) => {
    const dictionary = file.resolve(node);
    if (!isKind(node, 'ref') || !isDictionary(dictionary) || seen.has(node.number)) {
      throw new Error('Unexpected page tree, expected each node once and by reference');
    }
    seen.add(node.number);
    const box = dictionary.get('MediaBox') ?? inherited;
    const kids = file.resolve(dictionary.get('Kids'));
    if (isArray(kids)) for (const kid of kids) visit(kid, box);
    else pages.push({ objectNumber: node.number, dictionary, ...readSheet(file.resolve(box)) });
  };
  visit(file.catalog.get('Pages'), undefined);
  return pages;
}

function readSheet(box: PdfValue | undefined): Pick<PdfPage, 'widthPt' | 'heightPt'> {
  const [left, bottom, right, top] = isArray(box) ? box.map(Number) : [];
  if (left === undefined || bottom === undefined || right === undefined || top === undefined) {
    throw new Error('Unexpected page without /MediaBox, expected one on it or above it');
  }
  return { widthPt: right - left, heightPt: top - bottom };
}
