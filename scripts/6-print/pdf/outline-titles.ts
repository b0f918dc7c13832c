// An open PDF and the titles of its headings in, the outline's entries with those titles out: Chromium
// joins the runs of a heading without the spaces between them, and doubles some (ISO 32000-1, 12.3.3).
import { type Dictionary, isDictionary, isKind, text, writeValue } from './object.ts';
import type { PdfFile } from './reader.ts';
import type { OutputObject } from './writer.ts';

/**
 * The outline's entries, in the order of the pages, with these titles; undefined if there are more
 * entries or fewer than titles, since then the outline is not that of the headings.
 */
export function retitleOutline(
  file: PdfFile,
  titles: readonly string[],
): ReadonlyMap<number, OutputObject> | undefined {
  const entries = listEntries(file);
  if (entries.length !== titles.length) return undefined;
  return new Map(
    entries.map(([number, entry], index) => [
      number,
      { text: writeValue(new Map(entry).set('Title', text(titles[index] ?? ''))) },
    ]),
  );
}

/** Every entry with its object number, each before those below it. */
function listEntries(file: PdfFile): readonly (readonly [number, Dictionary])[] {
  const entries: [number, Dictionary][] = [];
  const seen = new Set<number>();
  const root = file.resolve(file.catalog.get('Outlines'));
  const waiting = isDictionary(root) ? [root.get('First')] : [];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const entry =
      isKind(next, 'ref') && !seen.has(next.number) ? file.value(next.number) : undefined;
    if (!isKind(next, 'ref') || !isDictionary(entry)) continue;
    seen.add(next.number);
    entries.push([next.number, entry]);
    for (const key of ['Next', 'First']) {
      const below = entry.get(key);
      if (below !== undefined) waiting.push(below); // the last pushed, First, comes next
    }
  }
  return entries;
}
