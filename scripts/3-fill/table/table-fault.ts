/**
 * What can be wrong with a table that an author asks for: a fault in one option, at its word. Knows nothing of places.
 */

/** A fault in an option; `word` is what to point at inside it, the option's own name if absent. */
export interface TableFault {
  readonly rule: string;
  readonly reason: string;
  readonly note: string;
  readonly option: string;
  readonly word?: string;
  readonly grade?: 'warning';
}

/** Takes a fault and gives undefined, so that a reader can end with it. */
export type Refuse = (fault: TableFault) => undefined;
