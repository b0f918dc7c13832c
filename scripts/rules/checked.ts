/**
 * What a rule sees: a composed report, what it was made from, and its words. Types only.
 */
import type { Chapter, Document, Inputs } from '../model.ts';
import type { Complain } from '../place.ts';
import type { Prose } from './read-prose.ts';

export interface Checked {
  readonly document: Document;
  readonly inputs: Inputs;
  readonly chapters: readonly Chapter[];
  /** The authors' own words, stretch by stretch in reading order. */
  readonly prose: readonly Prose[];
}

/** A check: it looks at a report and complains; it changes nothing. */
export type Rule = (report: Checked, complain: Complain) => void;
