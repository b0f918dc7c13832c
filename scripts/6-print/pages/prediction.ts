/**
 * What the page builder says of a print before it is made: plain data, so that it passes out of the page.
 */

/** Where an element will be printed: pages from 0, `y` in px from the top of the page area. */
export interface PredictedPlace {
  readonly pageIndex: number;
  readonly y: number;
  readonly isNote?: boolean;
}

export interface Prediction {
  readonly pages: number;
  /** By the id of an element and by the key of its block. */
  readonly places: Readonly<Record<string, PredictedPlace>>;
  /** Keys of blocks in the order of the document, with their pages; notes are none. */
  readonly blocks: readonly (readonly [key: string, pageIndex: number])[];
  /** What fills each page. */
  readonly sheets: readonly Sheet[];
  /** The page of each heading, in the order of the document. */
  readonly headings: readonly number[];
}

export interface Sheet {
  /** Key of the part of the report that it belongs to, '' if it has none. */
  readonly part: string;
  /** Index of its page area: landscape pages have another. */
  readonly area: number;
  /** Identifiers of the notes at its foot. */
  readonly notes: readonly string[];
  /** Share of the page area that is used, 0 to 1. */
  readonly full: number;
  /** A left-hand page without anything, so that the next is a right-hand one. */
  readonly isBlank?: true;
}
