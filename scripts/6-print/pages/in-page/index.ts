/**
 * What Node calls in the page, bundled by page-script.ts: `window.pageBuilder`. It holds the nodes that were measured
 * between the calls; what passes in and out is plain data. Knows nothing of why pages break where they do.
 */
import type { ExpectedPage } from '../expected-runs.ts';
import type { BuiltPage, Flow, PageArea } from '../flow.ts';
import type { Prediction } from '../prediction.ts';
import type { Oversize } from './check-sizes.ts';
import { fillFolios } from './fill-folios.ts';
import { listApart, listRuns } from './list-runs.ts';
import {
  guessFlow,
  type MeasuredFlow,
  measureFlow,
  plainFlow,
  releaseWidths,
} from './measure-flow.ts';
import { makeLineNumbers } from './number-lines.ts';
import { BREAK_STYLES, placeBreaks } from './place-breaks.ts';
import { placeFloats } from './place-floats.ts';
import { placeNotes } from './place-notes.ts';
import { listFrames, predictPages } from './predict-pages.ts';

export interface PageBuilder {
  /** About where everything will stand, before anything is measured. */
  guess(): Prediction['places'];
  /** Lays the document out in one piece and measures it; may be called again after words have changed. */
  measure(): {
    readonly flow: Flow;
    readonly areas: readonly PageArea[];
    readonly wide: readonly Oversize[];
    readonly shrunk: readonly Oversize[];
  };
  /** Where everything would stand on these pages. */
  predict(pages: readonly BuiltPage[]): Prediction;
  /** Writes page numbers into the elements that ask for one; true if any line may have changed by it. */
  fillFolios(folioByName: Readonly<Record<string, string>>): boolean;
  /**
   * Changes the document so that it prints as these pages. Once: what was measured is no more. Gives what the print
   * should hold.
   */
  place(pages: readonly BuiltPage[]): readonly ExpectedPage[];
}

declare global {
  interface Window {
    pageBuilder: PageBuilder;
  }
}

window.pageBuilder = openPageBuilder();

function openPageBuilder(): PageBuilder {
  let measured: MeasuredFlow | undefined;
  const needFlow = (): MeasuredFlow => {
    if (measured === undefined) throw new Error('Nothing is measured');
    return measured;
  };
  return {
    guess: guessFlow,
    measure: () => {
      measured = measureFlow();
      const { pageAreas, wide, shrunk } = measured;
      return { flow: plainFlow(measured), areas: pageAreas.areas, wide, shrunk };
    },
    predict: (pages) => predictPages(needFlow(), pages),
    fillFolios,
    place: (pages) => {
      const flow = needFlow();
      const { frames, sheetOf } = listFrames(flow, pages);
      const apart = listApart(flow, pages);
      const numbers = makeLineNumbers(flow, pages, frames); // before the document changes
      placeBreaks(flow, pages);
      placeFloats(flow, pages, frames);
      placeNotes(flow, pages, frames);
      document.body.append(numbers);
      document.head.appendChild(document.createElement('style')).textContent = BREAK_STYLES;
      releaseWidths();
      measured = undefined;
      return listRuns(pages, sheetOf, apart);
    },
  };
}
