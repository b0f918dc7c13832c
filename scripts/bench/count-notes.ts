/**
 * A PDF of any maker in; out, how many pages it has and how many of its marked notes begin on the page of their call.
 * Marks are the words "[c:id]" at a call and "[n:id]" at a note.
 */
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';

export async function countNotes(
  pdf: Uint8Array,
): Promise<{ readonly pages: number; readonly kept: number; readonly all: number }> {
  const file = await getDocument({ data: new Uint8Array(pdf), verbosity: 0 }).promise;
  const callPages = new Map<string, number>();
  const notePages = new Map<string, number>();
  for (let number = 1; number <= file.numPages; number++) {
    const page = await file.getPage(number);
    const { items } = await page.getTextContent();
    const words = items
      .map((item) => ('str' in item ? item.str : ''))
      .join('')
      .replace(/\s/g, '');
    for (const [, kind, identifier = ''] of words.matchAll(/\[([cn]):([^\]]+)\]/g)) {
      const pages = kind === 'c' ? callPages : notePages;
      if (!pages.has(identifier)) pages.set(identifier, number);
    }
    page.cleanup();
  }
  const kept = [...callPages].filter(([identifier, page]) => notePages.get(identifier) === page);
  const count = file.numPages;
  await file.destroy();
  return { pages: count, kept: kept.length, all: callPages.size };
}
