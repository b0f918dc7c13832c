/**
 * What is known of a drawn page: plain data, in CSS pixels from its top left corner. Types only.
 */

/** A patch of ink with paper round it: a line, a cell of a table, a part of a figure. */
export interface Band {
  readonly top: number;
  readonly bottom: number;
  readonly left: number;
  readonly right: number;
  /** The same for the same ink at the same distance from the page's left edge. */
  readonly print: string;
}

export interface MeasuredPage {
  readonly width: number;
  readonly height: number;
  readonly bands: readonly Band[];
}
