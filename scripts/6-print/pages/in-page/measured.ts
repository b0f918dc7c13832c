/**
 * The nouns inside the page: the units and cuts of flow.ts with the nodes they were measured from, which never leave the
 * browser. Types only. Positions in px from the top of the document as it was laid out in one piece.
 */
import type { Cut, Note, Unit } from '../flow.ts';

/** Inline content that Chromium breaks into lines: all of a block, or a piece of it between two blocks. */
export interface Run {
  readonly element: Element;
  readonly nodes: readonly Node[];
  readonly isWhole: boolean;
  readonly lines: readonly Line[];
}

export interface Line {
  readonly top: number;
  readonly bottom: number;
  readonly isBlank: boolean;
}

/** What a table adds to the pages it is broken over, and how many rows it has between its head and its foot. */
export interface TableEnds {
  readonly rows: number;
  readonly head: number;
  readonly foot: number;
  /** Chromium repeats no foot that is too high. */
  readonly repeatsFoot: boolean;
}

export interface MeasuredUnit extends Unit {
  readonly element: Element;
  readonly run?: Run;
  readonly table?: TableEnds;
  /** Its place in its run or among the rows of its table, from 0. */
  readonly line: number;
  /** Stays with the unit after it; with the one before it. */
  readonly keepsNext: boolean;
  readonly keepsLast: boolean;
  /** Empty blocks and floats directly before it: they go where it goes. */
  readonly leads: readonly Element[];
  /** Where floats that begin before or in it end; 0 without. */
  readonly floatEnd: number;
  readonly pageName: string;
  readonly notes: number[];
}

export interface MeasuredCut extends Cut {
  /** Top without a repeated head: where the next unit's outermost box begins. */
  readonly edge: number;
  /** The outermost element that begins here; undefined inside a run and before text that has no element of its own. */
  readonly begins?: Element;
  /** The same with the empty blocks that lead it: what the break is put on. */
  readonly first?: Element;
}

export interface MeasuredNote extends Note {
  readonly element: HTMLElement;
  readonly lines: readonly Line[];
}
