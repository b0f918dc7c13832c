// Which folios the pages carry in, the /PageLabels number tree out (ISO 32000-1, 12.4.2).
import { type Dictionary, dictionary, name, type PdfValue, text } from './object.ts';

/** A run of pages numbered alike, from `pageIndex` to the next run. */
export interface PageLabel {
  readonly pageIndex: number;
  readonly style: 'decimal' | 'roman-lower' | 'none';
  readonly prefix?: string;
  /** The number of the run's first page; 1 if not given. */
  readonly start?: number;
}

const styleNames = { decimal: 'D', 'roman-lower': 'r', none: undefined } as const;

/** Makes the tree. Throws unless the runs begin at page 0 and climb within the pages there are. */
export function pageLabels(labels: readonly PageLabel[], pageCount: number): Dictionary {
  const entries: PdfValue[] = [];
  let previous = -1;
  for (const label of labels) {
    const isFirst = previous < 0;
    const isClimbing = label.pageIndex > previous && label.pageIndex < pageCount;
    if (!isClimbing || (isFirst && label.pageIndex !== 0)) {
      throw new Error(
        `Unexpected page label at ${label.pageIndex}, expected 0 first, then upwards`,
      );
    }
    previous = label.pageIndex;
    entries.push(label.pageIndex, labelDictionary(label));
  }
  return dictionary({ Nums: entries });
}

function labelDictionary(label: PageLabel): Dictionary {
  const style = styleNames[label.style];
  return dictionary({
    S: style === undefined ? undefined : name(style),
    P: label.prefix === undefined ? undefined : text(label.prefix),
    St: label.start === undefined || label.start === 1 ? undefined : label.start,
  });
}
