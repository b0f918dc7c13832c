/**
 * The document as it will be printed in, how often each letter and digit stands in it out, to be compared with what the
 * PDF has. Runs in the page.
 */

/** Characters with their numbers, as written; `repeated` are table heads that stand again on further pages. */
export function countLetters(repeated: readonly Element[]): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const root of [document.body, ...repeated]) countWithin(root, counts);
  return counts;
}

function countWithin(root: Element, counts: Record<string, number>): void {
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  let parent: Element | null = null;
  let isSeen = false;
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    if (node.parentElement !== parent) {
      parent = node.parentElement;
      isSeen = parent?.checkVisibility({ visibilityProperty: true }) === true;
    }
    if (!isSeen) continue;
    for (const character of (node as Text).data) counts[character] = (counts[character] ?? 0) + 1;
  }
}
