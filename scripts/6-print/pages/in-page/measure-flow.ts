/**
 * The document in, its flow out: units, cuts and notes with the nodes they come from. Lays the document out in one piece,
 * each part at the width of the page it will stand on. Runs in the page.
 */
import type { Flow } from '../flow.ts';
import type { PredictedPlace } from '../prediction.ts';
import { listWide, type Oversize, shrinkTall } from './check-sizes.ts';
import { divideTall } from './divide-tall.ts';
import { guessPlaces } from './guess-places.ts';
import { type Looks, openLooks, px } from './looks.ts';
import { measureCuts } from './measure-cuts.ts';
import { type MeasuredFloat, measureFloats } from './measure-floats.ts';
import { assignNotes, measureNotes } from './measure-notes.ts';
import { measureUnits } from './measure-units.ts';
import type { MeasuredCut, MeasuredNote, MeasuredUnit } from './measured.ts';
import { type PageAreas, readPageAreas } from './page-areas.ts';
import { BLANK, makeElement } from './place-breaks.ts';

export interface MeasuredFlow {
  readonly units: readonly MeasuredUnit[];
  readonly cuts: readonly MeasuredCut[];
  readonly notes: readonly MeasuredNote[];
  readonly noteRule: number;
  readonly floating: readonly MeasuredFloat[];
  readonly pageAreas: PageAreas;
  /** Index of the page area of blank pages. */
  readonly blankArea: number;
  readonly wide: readonly Oversize[];
  /** Those made smaller by this measurement. */
  readonly shrunk: readonly Oversize[];
  /** True only while the document stands as it was measured. */
  readonly looks: Looks;
}

/** Measures the document as it stands; the widths it sets stay until `releaseWidths`. */
export function measureFlow(): MeasuredFlow {
  const pageAreas = readPageAreas();
  setWidths(pageAreas);
  divideTall(pageAreas);
  const shrunk = shrinkTall(pageAreas);
  window.scrollTo(0, 0);
  const looks = openLooks();
  const units = measureUnits(document.body, { looks, pageAreas });
  const notes = measureNotes(looks);
  assignNotes(units, notes, looks);
  const cuts = measureCuts(units, { looks, pageAreas });
  const limitOf = ({ pageName }: MeasuredUnit): number =>
    pageAreas.areas[pageAreas.areaOf(pageName)]?.height ?? 0;
  const floating = measureFloats(units, limitOf, looks);
  const wide = listWide(units, notes, pageAreas, looks);
  const noteRule = probe('notes-rule', (rule) => rule.getBoundingClientRect().height);
  const blankArea = probe(BLANK, (blank) => pageAreas.areaOf(pageNameOf(blank)));
  return { units, cuts, notes, noteRule, floating, pageAreas, blankArea, wide, shrunk, looks };
}

/** Lays the document out as it will be measured, and says about where everything will stand. */
export function guessFlow(): Readonly<Record<string, PredictedPlace>> {
  const pageAreas = readPageAreas();
  setWidths(pageAreas);
  return guessPlaces(pageAreas.areas[0]?.height ?? 1);
}

/** What `break` needs of it: plain data. */
export function plainFlow({ units, cuts, notes, noteRule, floating }: MeasuredFlow): Flow {
  return {
    units: units.map((unit) => ({ top: unit.top, bottom: unit.bottom, notes: unit.notes })),
    cuts: cuts.map(({ edge: _, begins: __, first: ___, ...cut }) => cut),
    notes: notes.map(({ identifier, height, lineEnds }) => ({ identifier, height, lineEnds })),
    noteRule,
    floating: floating.map(({ element: _, ...plain }) => plain),
  };
}

/** What the style sheet says of an empty element: how high a `.notes-rule` is with the space around it. */
function probe<T>(className: string, look: (element: Element) => T): T {
  const element = document.body.appendChild(makeElement('div', className));
  const found = look(element);
  element.remove();
  return found;
}

/** The attribute keeps the width that the author's style gave, for `releaseWidths`. */
const HELD = 'data-held-width';

/** On paper a block on pages of another width is as much wider as they are. */
function setWidths({ areas, areaOf }: PageAreas): void {
  releaseWidths();
  const main = areas[0]?.width ?? 0;
  hold(document.body, main);
  for (const element of elementsWithPage()) {
    const outer = element.parentElement?.closest(`[${HELD}]`) ?? document.body;
    const before = areas[areaOf(pageNameOf(outer))]?.width ?? main;
    const after = areas[areaOf(pageNameOf(element))]?.width ?? main;
    if (before !== after) hold(element, px(getComputedStyle(element).width) + after - before);
  }
}

function hold(element: HTMLElement, width: number): void {
  element.setAttribute(HELD, element.style.width);
  element.style.width = `${width}px`;
}

export function releaseWidths(): void {
  for (const element of document.querySelectorAll<HTMLElement>(`[${HELD}]`)) {
    element.style.width = element.getAttribute(HELD) ?? '';
    element.removeAttribute(HELD);
    if (element.getAttribute('style') === '') element.removeAttribute('style');
  }
}

function pageNameOf(element: Element): string {
  return getComputedStyle(element).getPropertyValue('page');
}

/** Elements that a rule gives a page name, outermost first. */
function elementsWithPage(): HTMLElement[] {
  const selectors = [...document.styleSheets].flatMap((sheet) => pageSelectors(sheet.cssRules));
  if (selectors.length === 0) return [];
  return [...document.querySelectorAll<HTMLElement>(selectors.join(','))];
}

function pageSelectors(rules: CSSRuleList): string[] {
  return [...rules].flatMap((rule) => {
    if (rule instanceof CSSStyleRule)
      return rule.style.getPropertyValue('page') === '' ? [] : [rule.selectorText];
    return 'cssRules' in rule ? pageSelectors(rule.cssRules as CSSRuleList) : [];
  });
}
