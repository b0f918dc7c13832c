/**
 * What a print should hold, to be compared with what the PDF says: plain data, so that it passes out of the page.
 */

/** The words of one text, or the description of an image, as it stands in the document. */
export interface ExpectedRun {
  /** Key of the innermost block that it stands in, '' without one. */
  readonly key: string;
  readonly words: string;
  readonly isImage?: boolean;
}

/** In reading order; a head that is repeated stands on each of its pages. One for each page built. */
export interface ExpectedPage {
  /** Its first sheet, from 0, and how many it runs over. */
  readonly sheet: number;
  readonly sheets: number;
  readonly runs: readonly ExpectedRun[];
}
