/**
 * What a redline is made of beside the comparison: the two reports, and where its links lead.
 */
import type { Document } from '../model.ts';
import type { Excerpt } from '../review/find-excerpts.ts';
import type { Reviewed, Summary } from '../review/summarise.ts';
import type { NumberedChange } from './drawing.ts';

export interface Sides {
  readonly old: Document;
  readonly new: Document;
}

export interface RedlineFacts {
  /** Addresses of the editions, from where the redline lies: "../white-paper/index.html". */
  readonly editions?: { readonly old?: string; readonly new?: string };
  /** Address of a side's sources, to which path and line are added: "https://…/blob/1a2b3c/". */
  readonly sources?: { readonly old?: string; readonly new?: string };
  /** An image of a side as an address that needs no file: "data:image/png;base64,…". */
  readonly imageOf?: (address: string, side: 'old' | 'new') => string | undefined;
}

/** Everything that the pieces of the page are written from. */
export interface Redline {
  readonly review: Reviewed;
  readonly summary: Summary;
  readonly changes: readonly NumberedChange[];
  readonly excerpts: ReadonlyMap<string, Excerpt>;
  /** Ids of changes that have a flag in the report. */
  readonly flagged: ReadonlySet<string>;
  readonly facts: RedlineFacts;
}
