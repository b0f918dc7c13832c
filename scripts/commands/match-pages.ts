/**
 * The measured pages of two prints in, which differ out. What is compared is the sequence of lines, cells and figures
 * through the whole print: a page that was put in marks itself and none that follow, and lines that only stand on another
 * page now are no difference. Running heads and folios do not count.
 */
import type { Band, MeasuredPage } from '../6-print/pictures/measured-page.ts';
import { compareSequences } from '../review/compare-sequences.ts';

/** A part of a page that the other side has not, in CSS pixels. */
export type Box = Pick<Band, 'left' | 'top' | 'right' | 'bottom'>;

/** Two pages that belong together, by their indexes from 0; one of them where a page was put in or taken out. */
export interface PageDifference {
  readonly old?: number;
  readonly new?: number;
  readonly oldBoxes: readonly Box[];
  readonly newBoxes: readonly Box[];
}

export interface MatchedPages {
  readonly differences: readonly PageDifference[];
  /** Pages of the new side with nothing new on them that stand elsewhere, or hold what was on several. */
  readonly moved: number;
}

/** A band, the page it stands on, and the band of the other side that is the same. */
interface Item {
  readonly page: number;
  readonly band: Band;
  other?: Item;
}

/** The margins of a page in CSS pixels, in which running head and folio stand: 25 and 24 mm, see tokens.css. */
const MARGIN = { top: 92, bottom: 90 };

export function matchPages(
  old: readonly MeasuredPage[],
  now: readonly MeasuredPage[],
): MatchedPages {
  const items = { old: listItems(old), now: listItems(now) };
  pairItems(items.old, items.now);
  const partnerOfNew = findPartners(items.now, now.length);
  const partnerOfOld = findPartners(items.old, old.length);
  pairLeftovers(partnerOfOld, partnerOfNew, items);
  const differences: PageDifference[] = [];
  const shown = new Set<number>();
  const boxes = (list: readonly Item[], page: number | undefined): Box[] =>
    page === undefined ? [] : joinBoxes(list.filter((item) => item.page === page && !item.other));
  for (const page of now.keys()) {
    const newBoxes = boxes(items.now, page);
    if (newBoxes.length === 0) continue;
    const was = partnerOfNew[page];
    if (was !== undefined) shown.add(was);
    differences.push({
      ...named('old', was),
      new: page,
      oldBoxes: boxes(items.old, was),
      newBoxes,
    });
  }
  for (const page of old.keys()) {
    const oldBoxes = boxes(items.old, page);
    if (oldBoxes.length === 0 || shown.has(page)) continue;
    differences.push({ old: page, ...named('new', partnerOfOld[page]), oldBoxes, newBoxes: [] });
  }
  const isDifferent = new Set(differences.map((one) => one.new));
  const moved = [...now.keys()].filter((page) => !isDifferent.has(page) && isMoved(items, page));
  return { differences: differences.sort(byPlace), moved: moved.length };
}

function named(side: 'old' | 'new', page: number | undefined): { old?: number; new?: number } {
  return page === undefined ? {} : { [side]: page };
}

/** In the order of the new side; what it has no page for after the page before it. */
function byPlace(a: PageDifference, b: PageDifference): number {
  return (a.new ?? a.old ?? 0) - (b.new ?? b.old ?? 0) || (a.old ?? 0) - (b.old ?? 0);
}

/** The cover has no running head, and all of it counts. */
function listItems(pages: readonly MeasuredPage[]): Item[] {
  return pages.flatMap(({ bands, height }, page) => {
    const isInArea = ({ top, bottom }: Band): boolean =>
      page === 0 || (bottom > MARGIN.top && top < height - MARGIN.bottom);
    return bands.filter(isInArea).map((band): Item => ({ page, band }));
  });
}

/** First in order, then what moved: equal bands that are left over, the first with the first. */
function pairItems(old: readonly Item[], now: readonly Item[]): void {
  const prints = (items: readonly Item[]): string[] => items.map(({ band }) => band.print);
  for (const [a, b] of compareSequences(prints(old), prints(now))) join(old[a], now[b]);
  const left = new Map<string, Item[]>();
  for (const item of old)
    if (!item.other) left.set(item.band.print, [...(left.get(item.band.print) ?? []), item]);
  for (const item of now) if (!item.other) join(left.get(item.band.print)?.shift(), item);
}

function join(old: Item | undefined, now: Item | undefined): void {
  if (old === undefined || now === undefined) return;
  old.other = now;
  now.other = old;
}

/** For each page the page of the other side that shares most of it; undefined if none shares anything. */
function findPartners(items: readonly Item[], count: number): (number | undefined)[] {
  const shares = Array.from({ length: count }, () => new Map<number, number>());
  for (const { page, other } of items) {
    if (other === undefined) continue;
    const share = shares[page];
    share?.set(other.page, (share.get(other.page) ?? 0) + 1);
  }
  return shares.map((share) => [...share].sort((a, b) => b[1] - a[1] || a[0] - b[0])[0]?.[0]);
}

/** Pages that share nothing with any are paired in order where they stand between the same neighbours. */
function pairLeftovers(
  partnerOfOld: (number | undefined)[],
  partnerOfNew: (number | undefined)[],
  { old, now }: { readonly old: readonly Item[]; readonly now: readonly Item[] },
): void {
  const hasInk = (items: readonly Item[], page: number): boolean =>
    items.some((item) => item.page === page);
  for (const page of partnerOfNew.keys()) {
    if (partnerOfNew[page] !== undefined || !hasInk(now, page)) continue;
    const before = page === 0 ? -1 : partnerOfNew[page - 1];
    if (before === undefined) continue;
    const candidate = before + 1;
    const isFree = candidate < partnerOfOld.length && partnerOfOld[candidate] === undefined;
    if (!isFree || !hasInk(old, candidate)) continue;
    partnerOfNew[page] = candidate;
    partnerOfOld[candidate] = page;
  }
}

/** What stands closely under another, or beside it, is outlined with it. */
function joinBoxes(items: readonly Item[]): Box[] {
  const boxes: Box[] = [];
  for (const { band } of items) {
    const { left, top, right, bottom } = band;
    const at = boxes.findIndex(
      (box) =>
        top - box.bottom < 20 &&
        box.top - bottom < 20 &&
        left - box.right < 20 &&
        box.left - right < 20,
    );
    const near = boxes[at];
    if (near === undefined) boxes.push({ left, top, right, bottom });
    else
      boxes[at] = {
        left: Math.min(near.left, left),
        top: Math.min(near.top, top),
        right: Math.max(near.right, right),
        bottom: Math.max(near.bottom, bottom),
      };
  }
  return boxes;
}

function isMoved({ now }: { readonly now: readonly Item[] }, page: number): boolean {
  const from = new Set(
    now.flatMap((item) => (item.page === page && item.other ? [item.other.page] : [])),
  );
  return from.size > 1 || (from.size === 1 && !from.has(page));
}
