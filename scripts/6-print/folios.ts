/**
 * Folios of a printed report: no folio on the cover, roman in the front, arabic from the first body chapter. Of a duplex
 * edition the cover counts, as it does in a book, so that right-hand pages have odd folios. Page indexes (from 0) in, page
 * numbers as text out.
 */
import type { Document } from '../model.ts';
import type { PageLabel } from './pdf/page-labels.ts';

/** Page indexes at which roman and arabic folios begin, and the first roman one as a number. */
export interface FolioStarts {
  readonly front: number;
  readonly firstRoman: number;
  readonly body: number;
}

/** The cover is one page; the body begins where its first chapter stands. */
export function startsOf(
  document: Document,
  pageIndexByIdentifier: ReadonlyMap<string, number>,
): FolioStarts {
  const first = document.contents.find(({ matter }) => matter !== 'front');
  const hasCover = document.tree.children.some(
    (child) =>
      child.type === 'element' && [child.properties.className].flat().includes('page-cover'),
  );
  const front = hasCover ? 1 : 0;
  return {
    front,
    firstRoman: document.settings.print === 'duplex' ? front + 1 : 1,
    body: Math.max(front, pageIndexByIdentifier.get(first?.identifier ?? '') ?? front),
  };
}

/** "iv", "12"; '' on the cover. */
export function folioOf(pageIndex: number, starts: FolioStarts): string {
  if (pageIndex >= starts.body) return String(pageIndex - starts.body + 1);
  return pageIndex < starts.front ? '' : roman(pageIndex - starts.front + starts.firstRoman);
}

export function pageLabels({ front, firstRoman, body }: FolioStarts): PageLabel[] {
  const labels: PageLabel[] = [];
  if (front > 0) labels.push({ pageIndex: 0, style: 'none', prefix: 'Cover' });
  if (body > front) labels.push({ pageIndex: front, style: 'roman-lower', start: firstRoman });
  labels.push({ pageIndex: body, style: 'decimal' });
  return labels;
}

const ROMAN: readonly (readonly [number, string])[] = [
  [100, 'c'],
  [90, 'xc'],
  [50, 'l'],
  [40, 'xl'],
  [10, 'x'],
  [9, 'ix'],
  [5, 'v'],
  [4, 'iv'],
  [1, 'i'],
];

function roman(number: number): string {
  let rest = number;
  let text = '';
  for (const [value, letters] of ROMAN) {
    while (rest >= value) {
      text += letters;
      rest -= value;
    }
  }
  return text;
}
