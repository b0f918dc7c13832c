/**
 * What `measure` hands to `break`, and `break` to `place`: a report's flow and the pages cut from it. Plain data, so that
 * it passes between the page and Node. All lengths in CSS px; positions count from the top of the unfragmented flow.
 */

/** The smallest thing that no page break divides: a line, a table row, a figure. In reading order. */
export interface Unit {
  readonly top: number;
  readonly bottom: number;
  /** Indexes into Flow.notes of the notes called in this unit, in order. */
  readonly notes: readonly number[];
}

/** What a break would divide; each has a price of its own. */
export type Divided = 'paragraph' | 'list' | 'box' | 'table' | 'quotation' | 'code' | 'references';

/**
 * A place where a page may end: `cuts[i]` lies before `units[i]`, the last one after all units. A page from cut i to cut
 * j is `cuts[j].bottom - cuts[i].top` high: edges of border boxes, so that margins at a page's ends vanish by themselves.
 */
export interface Cut {
  /** Where a page that begins here begins, a repeated table head included. */
  readonly top: number;
  /** Where a page that ends here ends, a repeated table foot included. */
  readonly bottom: number;
  /** What the break would divide, outermost first. */
  readonly divides: readonly Divided[];
  /** Lines of the divided paragraph or rows of the divided table before and after the cut, and the least wanted. */
  readonly lines?: {
    readonly before: number;
    readonly after: number;
    readonly orphans: number;
    readonly widows: number;
  };
  /** Units of the divided box before and after the cut. */
  readonly ofBox?: { readonly before: number; readonly after: number };
  /** A heading with what follows it, a caption with its figure, `break-inside: avoid`: broken only if nothing else fits. */
  readonly isKept: boolean;
  /** A page must end here. `recto`: and the next must be a right-hand one. */
  readonly forced?: 'page' | 'recto';
  /** A break here is impossible (inside a blank run of code, beside a float). */
  readonly isBarred?: boolean;
  /** Set where another kind of page begins: its index in the list of page areas. */
  readonly area: number;
}

/** A note as it stands at the foot of a page. */
export interface Note {
  readonly identifier: string;
  readonly height: number;
  /** Where its lines end, from its top; a note may be divided after any of them. */
  readonly lineEnds: readonly number[];
}

/**
 * A figure or table that may leave its place in the flow and stand at the top of a later page of its chapter, while the
 * text goes on. One whose caption calls a note stays in its place.
 */
export interface Floating {
  readonly identifier: string;
  /** Index of the unit that it is, in its place: it stands on that page or later, never earlier. */
  readonly unit: number;
  /** How much less high the flow is without it. */
  readonly saved: number;
  /** At a page's top, with the space that parts it from the text: never less than `saved`. */
  readonly height: number;
}

export interface Flow {
  readonly units: readonly Unit[];
  /** One more than units. The first and the last are forced. */
  readonly cuts: readonly Cut[];
  /** One that no unit calls stands on no page; one called twice stands at its first call. */
  readonly notes: readonly Note[];
  /** Height of the rule above a page's notes with the space around it. */
  readonly noteRule: number;
  /** In the order of their places. */
  readonly floating: readonly Floating[];
}

/** The rectangle of a page that text may fill, as the browser really makes it. */
export interface PageArea {
  readonly name: string;
  readonly width: number;
  readonly height: number;
}

/** A part of a note on a page: lines `from` to `to` (exclusive), all of it unless it is divided. */
export interface NotePart {
  readonly note: number;
  readonly from: number;
  readonly to: number;
  readonly height: number;
}

export interface BuiltPage {
  /** Units `from` to `to` (exclusive) stand on it: none on a page of floats or of a note's rest alone. */
  readonly from: number;
  readonly to: number;
  /** Index of its page area. */
  readonly area: number;
  /** A blank page comes before it, so that it is a right-hand one. The report's first page is a right-hand one. */
  readonly blankBefore: boolean;
  /** Height of the flow on it and of the floats at its top. */
  readonly height: number;
  /** More than one only for what no cut divides and is taller than a page: the pages that it runs over, alone. */
  readonly sheets: number;
  /** In the order of their calls; the first may be the rest of one divided on the page before. */
  readonly notes: readonly NotePart[];
  /** Indexes of the floats at its top, which have their places on earlier pages. All others stand in their places. */
  readonly floats: readonly number[];
  /** Names and amounts of what this page and the break at its end cost. */
  readonly prices: Readonly<Record<string, number>>;
}
