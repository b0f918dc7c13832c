/**
 * Inline content in, its lines out. Line boxes have no rectangle of their own in a browser: they are found from those of
 * the words in them. Runs in the page.
 */
import {
  hasInk,
  isAtomic,
  isElement,
  isOutOfFlow,
  isText,
  keepsSpaces,
  type Looks,
  px,
} from './looks.ts';
import type { Line } from './measured.ts';

/** The rectangle of a piece of text or of a box in a line. */
interface Fragment {
  readonly top: number;
  readonly bottom: number;
  readonly isBlank: boolean;
}

/** The lines between `top` and `bottom`, the inner edges of the content; together they fill that room. */
export function measureLines(
  nodes: readonly Node[],
  element: Element,
  top: number,
  bottom: number,
  looks: Looks,
): readonly Line[] {
  const found = clusterLines(listFragments(nodes, looks));
  if (found.length === 0) return [];
  return (
    gridLines(found, px(looks.styleOf(element).lineHeight), top, bottom) ??
    fillGaps(found, top, bottom)
  );
}

/** The room of a piece of inline content between two blocks: half a line over and under its words' middles. */
export function roomOfPiece(
  nodes: readonly Node[],
  element: Element,
  looks: Looks,
): { top: number; bottom: number } | undefined {
  const fragments = listFragments(nodes, looks);
  const [first] = fragments;
  const last = fragments.at(-1);
  if (first === undefined || last === undefined) return undefined;
  const half = px(looks.styleOf(element).lineHeight) / 2;
  return {
    top: Math.min(first.top, (first.top + first.bottom) / 2 - half),
    bottom: Math.max(last.bottom, (last.top + last.bottom) / 2 + half),
  };
}

function listFragments(nodes: Iterable<Node>, looks: Looks, list: Fragment[] = []): Fragment[] {
  const { range } = looks;
  for (const node of nodes) {
    if (isText(node)) {
      if (!hasInk(node) && !keepsSpaces(node, looks)) continue;
      range.selectNodeContents(node);
      for (const { top, bottom, width, height } of range.getClientRects())
        if (height > 0) list.push({ top, bottom, isBlank: width === 0 });
    } else if (
      isElement(node) &&
      !isOutOfFlow(node, looks) &&
      looks.styleOf(node).float === 'none'
    ) {
      if (isAtomic(node, looks)) {
        const { top, bottom } = node.getBoundingClientRect();
        list.push({ top, bottom, isBlank: false });
      } else listFragments(node.childNodes, looks, list);
    }
  }
  return list;
}

/** Fragments stand in one line if the middle of one lies within the other. */
function clusterLines(fragments: readonly Fragment[]): Line[] {
  const lines: { top: number; bottom: number; isBlank: boolean }[] = [];
  for (const fragment of fragments) {
    const line = lines.at(-1);
    if (line !== undefined && (holdsMiddle(line, fragment) || holdsMiddle(fragment, line))) {
      line.top = Math.min(line.top, fragment.top);
      line.bottom = Math.max(line.bottom, fragment.bottom);
      line.isBlank &&= fragment.isBlank;
    } else lines.push({ ...fragment });
  }
  return lines;
}

function holdsMiddle(outer: Fragment, inner: Fragment): boolean {
  const middle = (inner.top + inner.bottom) / 2;
  return middle > outer.top && middle < outer.bottom;
}

/** Lines of one height fill the room exactly; blank ones, which may have no rectangle, are found in the gaps. */
function gridLines(
  found: readonly Line[],
  lineHeight: number,
  top: number,
  bottom: number,
): Line[] | undefined {
  const count = Math.round((bottom - top) / lineHeight);
  const isRegular =
    lineHeight > 0 && count >= found.length && Math.abs(count * lineHeight - (bottom - top)) < 0.5;
  if (!isRegular) return undefined;
  const inkAt = new Map(
    found.map((line) => {
      const index = Math.floor(((line.top + line.bottom) / 2 - top) / lineHeight);
      return [Math.max(0, Math.min(count - 1, index)), line];
    }),
  );
  return Array.from({ length: count }, (_, index) => ({
    top: top + index * lineHeight,
    bottom: top + (index + 1) * lineHeight,
    isBlank: inkAt.get(index)?.isBlank ?? true,
  }));
}

/** Lines of several heights are parted in the middle of the gaps between them. */
function fillGaps(found: readonly Line[], top: number, bottom: number): Line[] {
  const ends = found.map((line, index) => {
    const next = found[index + 1];
    return next === undefined ? bottom : (line.bottom + next.top) / 2;
  });
  return found.map(({ isBlank }, index) => ({
    top: index === 0 ? top : (ends[index - 1] as number),
    bottom: ends[index] as number,
    isBlank,
  }));
}
