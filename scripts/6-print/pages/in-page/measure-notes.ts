/**
 * The notes of the document out, each with its lines, and for every unit the notes that it calls. Runs in the page.
 */
import { type Looks, px } from './looks.ts';
import { measureLines } from './measure-lines.ts';
import type { Line, MeasuredNote, MeasuredUnit } from './measured.ts';

/** Notes are `aside.note`, set aside by the style sheet (position: absolute) at the width they have on paper. */
export function measureNotes(looks: Looks): MeasuredNote[] {
  return [...document.querySelectorAll<HTMLElement>('.note')].map((element) => {
    const { top, height } = looks.boxOf(element);
    const lines = linesOf(element, looks);
    return {
      identifier: element.id,
      element,
      height,
      lines,
      lineEnds: lines.map(({ bottom }) => bottom - top),
    };
  });
}

/** Lines of all blocks of a note in order: a note may hold several paragraphs or a list. */
function linesOf(block: Element, looks: Looks): Line[] {
  const inner = [...block.children].filter((child) =>
    /^(?:block|list-item|table)/.test(looks.styleOf(child).display),
  );
  if (inner.length > 0) return inner.flatMap((child) => linesOf(child, looks));
  const style = looks.styleOf(block);
  const box = looks.boxOf(block);
  const top = box.top + px(style.paddingTop);
  return [
    ...measureLines([...block.childNodes], block, top, box.bottom - px(style.paddingBottom), looks),
  ];
}

/** Gives each note to the unit with its first call; one called from another note goes where that one goes. */
export function assignNotes(
  units: readonly MeasuredUnit[],
  notes: readonly MeasuredNote[],
  { boxOf }: Looks,
): void {
  const indexById = new Map(notes.map(({ identifier }, index) => [identifier, index]));
  const unitByNote = new Map<string, MeasuredUnit>();
  for (const call of document.querySelectorAll<HTMLAnchorElement>('a.footnote-call')) {
    const identifier = decodeURIComponent(call.hash.slice(1));
    const index = indexById.get(identifier);
    if (index === undefined || unitByNote.has(identifier)) continue;
    const caller = call.closest('.note');
    const { top, bottom } = boxOf(call);
    const unit = caller === null ? unitAt(units, (top + bottom) / 2) : unitByNote.get(caller.id);
    if (unit === undefined) continue;
    unitByNote.set(identifier, unit);
    unit.notes.push(index);
  }
}

/** The last unit that begins above a height. */
export function unitAt(units: readonly MeasuredUnit[], y: number): MeasuredUnit | undefined {
  let low = 0;
  let high = units.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((units[middle] as MeasuredUnit).top <= y) low = middle;
    else high = middle - 1;
  }
  return units[low];
}
