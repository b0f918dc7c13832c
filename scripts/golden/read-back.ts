/**
 * A finished PDF in, what a reader's program sees of it out: the words of each page with their places, outline, labels,
 * destinations, fonts and tags. For tests only; reads with pdf.js and not with our own reader.
 */
import { getDocument, type PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';

export interface ReadPage {
  readonly label: string;
  /** Every run of text with its place from the lower left corner and the size of its letters, in pt. */
  readonly runs: readonly {
    readonly text: string;
    readonly x: number;
    readonly y: number;
    readonly size: number;
  }[];
  readonly text: string;
  readonly widthPt: number;
  readonly heightPt: number;
}

export interface ReadBack {
  readonly pages: readonly ReadPage[];
  /** Titles of the outline with depth from 0 and the index of the page they lead to. */
  readonly outline: readonly {
    readonly title: string;
    readonly depth: number;
    readonly pageIndex: number;
  }[];
  readonly info: Readonly<Record<string, unknown>>;
  /** Structure types in the order of the tags, page by page. */
  readonly tags: readonly string[];
  readonly fonts: readonly { readonly name: string; readonly type: string }[];
  readonly destinations: ReadonlyMap<string, number>;
}

export async function readBack(bytes: Uint8Array): Promise<ReadBack> {
  const task = getDocument({
    data: new Uint8Array(bytes),
    verbosity: 0,
    useSystemFonts: false,
    fontExtraProperties: true,
  });
  const pdf = await task.promise;
  try {
    const labels = await pdf.getPageLabels();
    const { pages, tags, fonts } = await readPages(pdf, labels ?? []);
    const { info } = await pdf.getMetadata();
    return {
      pages,
      tags,
      fonts,
      info: info as Record<string, unknown>,
      outline: await readOutline(pdf),
      destinations: await readDestinations(pdf),
    };
  } finally {
    await task.destroy();
  }
}

async function readPages(pdf: PDFDocumentProxy, labels: readonly string[]) {
  const pages: ReadPage[] = [];
  const tags: string[] = [];
  const fonts = new Map<string, { name: string; type: string }>();
  for (let number = 1; number <= pdf.numPages; number++) {
    const page = await pdf.getPage(number);
    await page.getOperatorList(); // fills the page's fonts
    const content = await page.getTextContent();
    const runs = content.items.flatMap((item) =>
      'str' in item
        ? [
            {
              text: item.str,
              x: item.transform[4] as number,
              y: item.transform[5] as number,
              size: Math.hypot(item.transform[2] as number, item.transform[3] as number),
              font: item.fontName,
            },
          ]
        : [],
    );
    for (const { font } of runs) {
      if (page.commonObjs.has(font)) {
        const found = page.commonObjs.get(font) as { name: string; type: string };
        fonts.set(found.name, { name: found.name, type: found.type });
      }
    }
    collectTags((await page.getStructTree()) as TagNode | null, tags);
    const [, , widthPt = 0, heightPt = 0] = page.view;
    pages.push({
      label: labels[number - 1] ?? '',
      runs,
      text: runs
        .map(({ text }) => text)
        .join(' ')
        .replace(/\s+/g, ' '),
      widthPt,
      heightPt,
    });
    page.cleanup();
  }
  return { pages, tags, fonts: [...fonts.values()] };
}

interface TagNode {
  readonly role?: string;
  readonly children?: readonly TagNode[];
}

function collectTags(node: TagNode | null, tags: string[]): void {
  if (node === null) return;
  if (node.role !== undefined && node.role !== 'Root') tags.push(node.role);
  for (const child of node.children ?? []) collectTags(child, tags);
}

async function readOutline(pdf: PDFDocumentProxy): Promise<ReadBack['outline']> {
  const list: { title: string; depth: number; pageIndex: number }[] = [];
  type Item = { title: string; dest: unknown; items: Item[] };
  const walk = async (items: readonly Item[], depth: number): Promise<void> => {
    for (const { title, dest, items: below } of items) {
      const target = typeof dest === 'string' ? await pdf.getDestination(dest) : dest;
      const pageIndex = Array.isArray(target) ? await pdf.getPageIndex(target[0]) : -1;
      list.push({ title: title.replace(/\s+/g, ' ').trim(), depth, pageIndex });
      await walk(below, depth + 1);
    }
  };
  await walk(((await pdf.getOutline()) ?? []) as Item[], 0);
  return list;
}

async function readDestinations(pdf: PDFDocumentProxy): Promise<Map<string, number>> {
  const found = new Map<string, number>();
  for (const [name, target] of Object.entries(await pdf.getDestinations())) {
    if (Array.isArray(target))
      found.set(decodeURIComponent(name), await pdf.getPageIndex(target[0]));
  }
  return found;
}
