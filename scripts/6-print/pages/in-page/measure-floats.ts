/**
 * Units in, those of them out that may leave their place for the top of a later page, with what they save and need. Runs
 * in the page.
 */
import type { Floating } from '../flow.ts';
import { isOutOfFlow, type Looks } from './looks.ts';
import type { MeasuredUnit } from './measured.ts';

/** Moving what is lower would gain too little for the reader's turning. */
const LEAST_SHARE = 1 / 8;

export interface MeasuredFloat extends Floating {
  readonly element: HTMLElement;
}

/** `.floats` of a chapter, between other blocks of it, with no note called from it. */
export function measureFloats(
  units: readonly MeasuredUnit[],
  limitOf: (unit: MeasuredUnit) => number,
  looks: Looks,
): MeasuredFloat[] {
  const found = units.flatMap(({ element, run }, unit): Found[] => {
    if (run !== undefined || !(element instanceof HTMLElement)) return [];
    const limit = limitOf(units[unit] as MeasuredUnit);
    const { height } = looks.boxOf(element);
    const [before, after] = neighbours(element, looks);
    const isFit = height >= limit * LEAST_SHARE && height < limit;
    return isFit && mayFloat(element, units, unit) && before !== undefined && after !== undefined
      ? [{ element, unit, before, after }]
      : [];
  });
  return measureSaved(found, looks).map(({ element, unit, after, saved }) => {
    const needed = looks.boxOf(after).top - looks.boxOf(element).top;
    return { identifier: element.id, element, unit, saved, height: Math.max(saved, needed) };
  });
}

interface Found {
  readonly element: HTMLElement;
  readonly unit: number;
  readonly before: Element;
  readonly after: Element;
}

function mayFloat(element: Element, units: readonly MeasuredUnit[], unit: number): boolean {
  return (
    element.classList.contains('floats') &&
    element.parentElement?.parentElement === document.body &&
    element.querySelector('.footnote-call') === null &&
    units[unit - 1]?.pageName === units[unit]?.pageName &&
    units[unit + 1]?.pageName === units[unit]?.pageName
  );
}

/** What stands before and after a block in the flow; notes do not. */
function neighbours(element: Element, looks: Looks): (Element | undefined)[] {
  const find = (step: (one: Element) => Element | null): Element | undefined => {
    let one = step(element);
    while (one !== null && (isOutOfFlow(one, looks) || looks.boxOf(one).height === 0))
      one = step(one);
    return one ?? undefined;
  };
  return [find((one) => one.previousElementSibling), find((one) => one.nextElementSibling)];
}

/**
 * Margins collapse anew around what is left, so it is laid out once without all that may leave. Of those that follow one
 * another each saves the distance to the next, the last the rest.
 */
function measureSaved(found: readonly Found[], { boxOf }: Looks): (Found & { saved: number })[] {
  if (found.length === 0) return [];
  const elements = new Set<Element>(found.map(({ element }) => element));
  for (const { element } of found) element.style.position = 'absolute';
  const topOf = (element: Element): number => element.getBoundingClientRect().top;
  const bottomOf = (element: Element): number => element.getBoundingClientRect().bottom;
  const gaps = found.map(({ before, after }, index) => {
    if (elements.has(after)) return 0;
    let first = index; // of those that follow one another
    while (elements.has(found[first]?.before as Element)) first--;
    const start = found[first]?.before ?? before;
    const rest = boxOf(after).top - boxOf(found[index]?.element as Element).top;
    const lead = boxOf(found[first]?.element as Element).top - boxOf(start).bottom;
    return rest + lead - (topOf(after) - bottomOf(start));
  });
  for (const { element } of found) element.style.position = '';
  return found.map((one, index) => ({
    ...one,
    saved: elements.has(one.after)
      ? boxOf(one.after).top - boxOf(one.element).top
      : (gaps[index] ?? 0),
  }));
}
