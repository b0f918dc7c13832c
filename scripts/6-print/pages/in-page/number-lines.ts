/**
 * Pages in, a number beside each line of running text out, counted from 1 on every page. The style sheet says by
 * `--line-numbers: on` whose lines count; without it there are none. Numbers take no room. Runs in the page.
 */
import type { BuiltPage } from '../flow.ts';
import type { MeasuredFlow } from './measure-flow.ts';
import { measureUnits } from './measure-units.ts';
import type { MeasuredUnit } from './measured.ts';
import { floatsHeight, makeElement } from './place-breaks.ts';
import type { PageFrame } from './place-notes.ts';

/** Measures at once, before the document changes; what it gives belongs at the end of the changed one. */
export function makeLineNumbers(
  flow: MeasuredFlow,
  pages: readonly BuiltPage[],
  frames: readonly PageFrame[],
): DocumentFragment {
  const numbers = document.createDocumentFragment();
  const moved = new Set(pages.flatMap(({ floats }) => floats));
  const savedBy = new Map(
    flow.floating.map(({ unit, saved }, index) => [unit, moved.has(index) ? saved : 0]),
  );
  pages.forEach((page, index) => {
    let offset =
      (frames[index]?.top ?? 0) + floatsHeight(flow, page) - (flow.cuts[page.from]?.top ?? 0);
    const lines: PlacedLine[] = [];
    for (let at = page.from; at < page.to && page.sheets === 1; at++) {
      const found = listLines(flow.units[at] as MeasuredUnit, flow);
      lines.push(...found.map((unit) => ({ unit, top: unit.top + offset })));
      offset -= savedBy.get(at) ?? 0; // what follows a figure that left its place moves up
    }
    dropNeighbours(lines).forEach((line, at) => {
      numbers.append(makeNumber(at + 1, line, flow));
    });
  });
  return numbers;
}

/** A line with its place on paper. */
interface PlacedLine {
  readonly unit: MeasuredUnit;
  readonly top: number;
}

/** A box that no break divides has lines too. */
function listLines(unit: MeasuredUnit, flow: MeasuredFlow): MeasuredUnit[] {
  const isCounted =
    flow.looks.styleOf(unit.element).getPropertyValue('--line-numbers').trim() === 'on';
  if (!isCounted) return [];
  if (unit.run !== undefined) return unit.run.lines[unit.line]?.isBlank ? [] : [unit];
  const inner = measureUnits(unit.element, flow).filter(
    ({ element, run }) => run !== undefined || element !== unit.element,
  );
  return inner.flatMap((one) => listLines(one, flow));
}

/** Of lines side by side, the first. */
function dropNeighbours(lines: readonly PlacedLine[]): PlacedLine[] {
  let end = Number.NEGATIVE_INFINITY;
  const ordered = lines.toSorted((a, b) => a.top - b.top);
  return ordered.filter(({ top, unit }) => {
    const height = unit.bottom - unit.top;
    if (top + height / 2 < end) return false;
    end = top + height;
    return true;
  });
}

function makeNumber(
  number: number,
  { top, unit }: PlacedLine,
  { looks }: MeasuredFlow,
): HTMLElement {
  const { fontFamily, fontSize } = looks.styleOf(unit.element);
  const height = `${unit.bottom - unit.top}px`;
  const made = makeElement('div', 'line-number');
  made.dataset['line'] = String(number);
  made.setAttribute('aria-hidden', 'true');
  Object.assign(made.style, { top: `${top}px`, height, lineHeight: height, fontFamily, fontSize });
  return made;
}
