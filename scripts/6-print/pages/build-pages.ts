/**
 * A loaded page in; out, the same page laid out for print, its page numbers filled, and what will stand where. Measures,
 * chooses the breaks and applies them; prints nothing.
 */
import type { LoadedPage } from '../loaded-page.ts';
import { breakPages } from './break-pages.ts';
import type { ExpectedPage } from './expected-runs.ts';
import type { BuiltPage, PageArea } from './flow.ts';
import type { Oversize } from './in-page/check-sizes.ts';
import type {} from './in-page/index.ts';
import type { Prediction } from './prediction.ts';

/** Line tops and note heights are fractions of a px, and Chromium rounds some of them: pages are filled so much less. */
const SAFETY = 1.5;
/** Passes until no line changes by the page numbers in it. */
const MOST_PASSES = 4;

export interface BuiltPages {
  readonly pages: readonly BuiltPage[];
  readonly areas: readonly PageArea[];
  readonly prediction: Prediction;
  /** What the print should hold, page by page. */
  readonly expected: readonly ExpectedPage[];
  /** What is wider than its page. */
  readonly wide: readonly Oversize[];
  /** Figures that were taller than a page and are now smaller. */
  readonly shrunk: readonly Oversize[];
}

/** `folioOf` gives the page number of every name, "iv" or "12". */
export async function buildPages(
  page: LoadedPage,
  foliosOf: (prediction: Pick<Prediction, 'places'>) => Readonly<Record<string, string>>,
): Promise<BuiltPages> {
  const places = await page.run(() => window.pageBuilder.guess(), undefined);
  await page.run((guessed) => window.pageBuilder.fillFolios(guessed), foliosOf({ places }));
  const shrunk: Oversize[] = [];
  for (let pass = 1; ; pass++) {
    const {
      flow,
      areas,
      wide,
      shrunk: shrunkNow,
    } = await page.run(() => window.pageBuilder.measure(), undefined);
    shrunk.push(...shrunkNow);
    const room = areas.map((area) => ({ ...area, height: area.height - SAFETY }));
    const pages = breakPages(flow, room);
    const prediction = await page.run((chosen) => window.pageBuilder.predict(chosen), pages);
    const folios = foliosOf(prediction);
    const isChanged = await page.run((chosen) => window.pageBuilder.fillFolios(chosen), folios);
    if (isChanged && pass < MOST_PASSES) continue;
    const expected = await page.run((chosen) => window.pageBuilder.place(chosen), pages);
    return { pages, areas, prediction, expected, wide, shrunk };
  }
}
