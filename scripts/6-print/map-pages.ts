/**
 * What was foretold of the pages and the Document in; out, the page map of the edition and what a typesetter would not
 * let pass. Knows nothing of how pages are chosen.
 */

import { hastText } from '../hast-text.ts';
import type { Document, MappedPage, Place } from '../model.ts';
import type { Complaint } from '../place.ts';
import { visit } from '../visit.ts';
import { type FolioStarts, folioOf } from './folios.ts';
import type { Prediction } from './pages/prediction.ts';

/** A page inside a chapter should be at least so full. */
const LEAST_FULL = 0.6;

export function mapPages({ sheets, blocks }: Prediction, starts: FolioStarts): MappedPage[] {
  const keysByPage = new Map<number, string[]>();
  for (const [key, pageIndex] of blocks)
    keysByPage.set(pageIndex, [...(keysByPage.get(pageIndex) ?? []), key]);
  return sheets.map(({ part, notes, full, isBlank }, index) => ({
    folio: folioOf(index, starts),
    part,
    blocks: keysByPage.get(index) ?? [],
    notes,
    full,
    ...(isBlank ? { isBlank } : {}),
  }));
}

/**
 * Complains of pages with much white inside a chapter: what comes next did not fit on them. The last page of a chapter
 * may be short, and so may the last upright one before the wide tables that end it.
 */
export function findEmptyPages(
  pages: readonly MappedPage[],
  { sheets }: Prediction,
  document: Document,
): Complaint[] {
  const places = readPlaces(document);
  return pages.flatMap((page, index) => {
    const next = pages[index + 1];
    const goesOn = sheets
      .slice(index + 1)
      .some(({ part, area }) => part === page.part && area === sheets[index]?.area);
    if (
      next === undefined ||
      !goesOn ||
      !page.part.startsWith('chapter/') ||
      page.full >= LEAST_FULL
    )
      return [];
    const key = next.blocks.find((block) => block !== next.part && places.has(block)) ?? page.part;
    return {
      rule: 'page-full',
      grade: 'warning',
      reason: `Unexpected page ${page.folio}, which is ${Math.round(page.full * 100)}% full because \`${key}\` begins the next one, expected at least ${LEAST_FULL * 100}%`,
      place: places.get(key) ?? { file: `chapters/${document.report}/report.yaml` },
      note: 'move it behind the paragraph after it, make it smaller, or write more before it',
    } as const;
  });
}

/** Where each block stands in its file, by its key. */
export function readPlaces({ tree }: Document): Map<string, Place> {
  const places = new Map<string, Place>();
  visit(tree, 'element', ({ data }) => {
    if (data?.key !== undefined && data.place !== undefined) places.set(data.key, data.place);
  });
  return places;
}

/** The innermost block that holds the words. */
export function placeOfWords(words: string, { tree }: Document): Place | undefined {
  let found: Place | undefined;
  visit(tree, 'element', (element) => {
    const place = element.data?.place;
    if (place !== undefined && hastText(element).includes(words)) found = place;
  });
  return found;
}
