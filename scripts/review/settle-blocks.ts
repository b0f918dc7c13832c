/**
 * Two trees in, the blocks out that are the same in both down to their places and ids: most of a report between two drafts.
 * They need not be read. Found from the top, so that the largest is found first.
 */
import type { Element, Root } from 'hast';
import { hastText } from '../hast-text.ts';
import { isSame } from './tidy-tree.ts';

/** A number for each settled block, the same on both sides. */
export type Settled = ReadonlyMap<Element, number>;

export function settleBlocks(old: Root, now: Root): Settled {
  const settled = new Map<Element, number>();
  settleChildren(old, now, settled);
  return settled;
}

function settleChildren(
  old: Root | Element,
  now: Root | Element,
  settled: Map<Element, number>,
): void {
  const others = byKey(now);
  const repeated = new Set([...listRepeated(old), ...listRepeated(now)]);
  for (const [key, element] of byKey(old)) {
    const other = others.get(key);
    if (other === undefined || repeated.has(sayingOf(element) ?? key)) continue;
    if (isSame(element, other)) {
      settled.set(element, settled.size + 1);
      settled.set(other, settled.get(element) ?? 0);
    } else if (element.tagName === other.tagName && element.tagName !== 'p')
      settleChildren(element, other, settled);
  }
}

/**
 * What several blocks say. Where each section has a "Docs", only the first has that id, and a section put before them
 * takes it: nothing is known of such blocks from their names.
 */
function listRepeated({ children }: Root | Element): string[] {
  const first = new Set<string>();
  return children.flatMap((child) => {
    const saying = child.type === 'element' ? sayingOf(child) : undefined;
    return saying === undefined || first.size !== first.add(saying).size ? [] : [saying];
  });
}

/** So long a block is never the same as another by chance. */
const LONGEST_CHANCE = 200;

function sayingOf(element: Element): string | undefined {
  if (/^(?:section|figure|table)$/.test(element.tagName)) return undefined;
  const words = hastText(element).replace(/^(?:[A-Z]|\d+)(?:\.\d+)+/, ''); // a section's own number
  return words.length > LONGEST_CHANCE ? undefined : `${element.tagName}:${words}`;
}

/** "guide/paragraph-1x2y3z-4" only counts blocks of the same words: where it stands by chance says nothing. */
const COUNTED = /\/[a-z]+-[^-/]+-\d+$/i;

/** Children by a key that no other child has. */
function byKey({ children }: Root | Element): Map<string, Element> {
  const elements = new Map<string, Element>();
  const often = new Set<string>();
  for (const child of children) {
    const key = child.type === 'element' ? child.data?.key : undefined;
    if (child.type !== 'element' || key === undefined || COUNTED.test(key)) continue;
    if (elements.has(key)) often.add(key);
    elements.set(key, child);
  }
  for (const key of often) elements.delete(key);
  return elements;
}
