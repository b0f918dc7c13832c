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
  /** The page of each heading, in the order of the document. */
  readonly headings: readonly number[];
}
