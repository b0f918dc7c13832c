/**
 * Two drafts in, which of their pages differ as printed out, with a picture of each pair. A side that was not printed yet
 * is printed now.
 */
import type { Nodes } from 'hast';
import { withPictures } from '../6-print/pictures/draw-pictures.ts';
import { bundlePictureScript } from '../6-print/pictures/picture-script.ts';
import type { PrintBrowser } from '../6-print/print-session.ts';
import type { Document } from '../model.ts';
import { printReport } from '../report.ts';
import { matchPages, type PageDifference } from './match-pages.ts';
import { OWN_FOLDER } from './project.ts';
import type { Draft } from './side.ts';

/** A pair of pages that differ, as readers call them: "iv", "12". */
export interface PagePair {
  readonly old?: string;
  readonly new?: string;
  /** The picture, from the review's folder; absent beyond the first hundred. */
  readonly picture?: string;
}

export interface ReviewedPages {
  readonly old: number;
  readonly new: number;
  readonly differences: readonly PagePair[];
  readonly moved: number;
  /** PNGs by their path. */
  readonly pictures: ReadonlyMap<string, Uint8Array>;
}

/** Where everything changed, more pictures help nobody. */
const MOST_PICTURES = 100;

/** Undefined if a side can neither be printed nor was. */
export async function reviewPages(
  old: Draft,
  now: Draft,
  browser: PrintBrowser,
): Promise<ReviewedPages | undefined> {
  const [was, is, script] = await Promise.all([
    printDraft({ ...old, document: sayRevision(old.document, now.document.revision.id) }, browser),
    printDraft(now, browser),
    bundlePictureScript(OWN_FOLDER),
  ]);
  if (was === undefined || is === undefined) return undefined;
  return await withPictures(browser, script, [was, is], async ({ pages, draw }) => {
    const [before, after] = pages;
    const { differences, moved } = matchPages(before.pages, after.pages);
    const pictures = new Map<string, Uint8Array>();
    const pairs: PagePair[] = [];
    for (const difference of differences) {
      const pair = namePair(difference, before.labels, after.labels);
      if (pictures.size === MOST_PICTURES) {
        pairs.push(pair);
        continue;
      }
      const picture = `pages/${namePicture(difference)}.png`;
      pictures.set(picture, await draw(...sidesOf(difference, pair)));
      pairs.push({ ...pair, picture });
    }
    const counts = { old: before.pages.length, new: after.pages.length };
    return { ...counts, differences: pairs, moved, pictures };
  });
}

async function printDraft(
  { pdf, inputs, document }: Draft,
  browser: PrintBrowser,
): Promise<Uint8Array | undefined> {
  if (pdf !== undefined || inputs === undefined) return pdf;
  const stage = () => () => undefined;
  return (await printReport({ inputs, document }, browser, stage)).edition.pdf;
}

/** The id of the revision that a report prints is another with every commit, and tells of no change of a page. */
function sayRevision(document: Document, id: string): Document {
  const was = document.revision.id;
  if (was === '' || was === id) return document;
  const say = <N extends Nodes>(node: N): N => {
    if (node.type === 'text') return { ...node, value: node.value.replaceAll(was, id) };
    return 'children' in node ? { ...node, children: node.children.map(say) } : node;
  };
  return { ...document, tree: say(document.tree) };
}

function namePair(
  { old, new: now }: PageDifference,
  oldLabels: readonly string[],
  newLabels: readonly string[],
): PagePair {
  return {
    ...(old === undefined ? {} : { old: oldLabels[old] ?? '' }),
    ...(now === undefined ? {} : { new: newLabels[now] ?? '' }),
  };
}

/** By the turn in the files, from 1: folios begin anew and may be empty. */
function namePicture({ old, new: now }: PageDifference): string {
  const number = (page: number): string => String(page + 1).padStart(3, '0');
  if (now === undefined) return `${number(old ?? 0)}-removed`;
  return old === undefined ? `${number(now)}-added` : `${number(now)}-was-${number(old)}`;
}

function sidesOf({ old, new: now, oldBoxes, newBoxes }: PageDifference, pair: PagePair) {
  const sideOf = (words: string, label: string | undefined, pageIndex: number | undefined) => ({
    caption: pageIndex === undefined ? `${words}: no such page` : `${words}: page ${label}`,
    ...(pageIndex === undefined ? {} : { pageIndex }),
  });
  return [
    { ...sideOf('Old', pair.old, old), boxes: oldBoxes },
    { ...sideOf('New', pair.new, now), boxes: newBoxes },
  ] as const;
}
