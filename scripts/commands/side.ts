/**
 * What a side of a comparison is: drafts of reports under one name, wherever they come from. Types only.
 */
import type { Diagnostic, Document, Inputs, Tables } from '../model.ts';

/** One report as a side has it. */
export interface Draft {
  readonly document: Document;
  /** The data it was made from; a PDF or an edition does not carry them. */
  readonly tables?: Tables;
  /** What it is printed from; absent where only the Document is left. */
  readonly inputs?: Inputs;
  /** As it was printed already. */
  readonly pdf?: Uint8Array;
  /** What was wrong with its sources; it was composed all the same. */
  readonly messages: readonly Diagnostic[];
}

export interface Side {
  /** "HEAD~1 (1a2b3c4d5e of 22 November 2026)", "circulated.pdf", "the working tree". */
  readonly label: string;
  readonly reports: readonly string[];
  /** False where the reports were picked out of more, as a PDF is: what it lacks was not removed. */
  readonly isWhole: boolean;
  /** One of its reports; throws a Fault if it cannot be composed at all. */
  readonly draft: (report: string) => Promise<Draft>;
  /** Ends what it keeps open. */
  readonly close: () => Promise<void>;
}
