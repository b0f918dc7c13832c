/**
 * A flow and page areas in, the pages of least total price out. Knows nothing of the browser. Chapters (what stands between
 * forced cuts) are filled one by one, for nothing waits across a forced cut.
 *
 * Dynamic programming over cuts, as D. E. Knuth and M. F. Plass break paragraphs into lines ("Breaking Paragraphs into
 * Lines", Software: Practice and Experience 11, 1981), and as Plass carried it over to pages with floats ("Optimal
 * Pagination Techniques for Automatic Typesetting Systems", Stanford 1981). His measure for floats is the distance to the
 * mention; with such a measure, a sum over pages and floats in order, the problem stays polynomial (A. Brüggemann-Klein,
 * R. Klein and S. Wohlfeil, "Pagination Reconsidered", Electronic Publishing 8, 1995). What a break divides is priced as
 * by TeX's page builder (The TeXbook, chapter 15), which however decides page by page.
 */
import { areaIndex, describePage, pageHeight } from './break-facts.ts';
import { listParts } from './break-notes.ts';
import { itemizePrices, PRICES, type Prices } from './break-prices.ts';
import { fillChapter } from './break-search.ts';
import type { State } from './break-states.ts';
import { type FlowSums, sumFlow } from './break-sums.ts';
import type { BuiltPage, Flow, PageArea } from './flow.ts';

/**
 * Always finds pages. No page is higher than its area but one that no cut divides (`sheets`); none ends at a barred cut or
 * passes a forced one; nothing waits across a forced one: what is left of notes and floats there gets pages of its own.
 */
export function breakPages(
  flow: Flow,
  areas: readonly PageArea[],
  prices: Partial<Prices> = {},
): readonly BuiltPage[] {
  const sums = sumFlow(flow, areas, { ...PRICES, ...prices });
  let end: State = { cut: 0, note: 0, line: 0, float: 0, cost: 0, before: undefined };
  while (end.cut < flow.units.length) end = fillChapter(sums, end);
  return tracePages(sums, end);
}

/** The pages that lead to a state, in order, with blank ones where the next must be a right-hand page. */
function tracePages(sums: FlowSums, end: State): BuiltPage[] {
  const states: State[] = [];
  for (let state: State | undefined = end; state !== undefined; state = state.before)
    states.unshift(state);
  const pages: BuiltPage[] = [];
  let sheets = 0;
  for (const [index, after] of states.entries()) {
    const before = states[index - 1];
    if (before === undefined) continue;
    const page = buildPage(sums, before, after, sheets % 2 === 0);
    sheets += page.sheets + (page.blankBefore ? 1 : 0);
    pages.push(page);
  }
  return pages;
}

function buildPage(sums: FlowSums, before: State, after: State, isRecto: boolean): BuiltPage {
  const { flow, areas, prices, placed, isForced } = sums;
  const isTextless = before.cut === after.cut;
  const area = areaIndex(flow, before, after);
  const facts = describePage(sums, before, after, areas[area]?.height ?? 0);
  const cut = isTextless || isForced[after.cut] ? undefined : flow.cuts[after.cut];
  return {
    from: before.cut,
    to: after.cut,
    area,
    blankBefore: !isTextless && !isRecto && flow.cuts[before.cut]?.forced === 'recto',
    height: pageHeight(sums, before, after),
    sheets: facts.sheetsTooMany + 1,
    notes: listParts(sums, before, after),
    floats: range(before.float, Math.min(after.float, placed[before.cut] ?? 0)),
    prices: itemizePrices(prices, facts, cut),
  };
}

function range(from: number, to: number): number[] {
  return Array.from({ length: Math.max(0, to - from) }, (_, index) => from + index);
}
