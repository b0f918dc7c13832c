/**
 * Notes and pages in; out, every note at the foot of its page, under a rule. Notes never move in the document: on paper
 * the page areas follow each other without a gap, so that a distance from the top of the first one names any place on
 * any page. Runs in the page.
 */
import type { BuiltPage, NotePart } from '../flow.ts';
import type { MeasuredFlow } from './measure-flow.ts';
import type { MeasuredNote } from './measured.ts';
import { makeElement, makeFiller } from './place-breaks.ts';
import { blockThatBegins, findWrapPoint, insertAt } from './wrap-point.ts';

/** Where a page's area begins, from the top of the first page, and its size; all in px. */
export interface PageFrame {
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** A last line that ends with the page may slip over it; notes end a little higher. */
const SAFETY = 0.75;

export function placeNotes(
  flow: MeasuredFlow,
  pages: readonly BuiltPage[],
  frames: readonly PageFrame[],
): void {
  const rules = document.createDocumentFragment();
  // Every point is found before a note goes to its place, and the changes are made from the last to the first.
  const places: (() => void)[] = [];
  let left = 0; // room between the end of a divided note's part and the end of its page
  pages.forEach((page, index) => {
    const frame = frames[index];
    if (frame === undefined || page.notes.length === 0) return;
    const height = page.notes.reduce((sum, part) => sum + part.height, 0);
    let y = frame.height - height - SAFETY;
    rules.append(makeRule(page, frame, y - flow.noteRule));
    for (const part of page.notes) {
      const note = flow.notes[part.note] as MeasuredNote;
      const top = `${frame.top + y}px`;
      if (part.from > 0) places.push(findRest(flow, note, part, left + y));
      else places.push(() => note.element.style.setProperty('top', top));
      y += part.height;
      left = frame.height - y;
    }
  });
  for (const place of places.reverse()) place();
  document.body.prepend(rules);
}

/**
 * A rule across part of the measure, across all of it where a note goes on from the page before. As wide as its own page:
 * one as wide as the first page, the cover, would make Chromium shrink the whole print.
 */
function makeRule({ notes: [first] }: BuiltPage, frame: PageFrame, y: number): HTMLElement {
  const goesOn = first !== undefined && first.from > 0;
  const rule = makeElement('div', goesOn ? 'notes-rule notes-go-on' : 'notes-rule');
  rule.style.top = `${frame.top + y}px`;
  rule.style.width = `${frame.width}px`;
  rule.style.height = `${frame.height - y - SAFETY}px`;
  return rule;
}

/**
 * The same filler as in a paragraph: from the end of the first part to the place of the second on the next page. Before a
 * paragraph or an item if that begins there: Chromium prints for ever where one begins an item (147).
 */
function findRest(
  flow: MeasuredFlow,
  note: MeasuredNote,
  part: NotePart,
  height: number,
): () => void {
  const line = note.lines[part.from];
  const point = line && findWrapPoint([...note.element.childNodes], line.top, flow.looks);
  const block = point && blockThatBegins(point, note.element, flow.looks);
  return () => {
    const filler = makeFiller(height);
    if (block !== undefined) block.before(filler);
    else if (point !== undefined) insertAt(point, filler, flow.looks);
  };
}
