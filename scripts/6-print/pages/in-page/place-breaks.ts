/**
 * The measured flow and the pages chosen from it in; out, the document changed so that Chromium's own fragmentation makes
 * exactly those pages. Nothing is moved or divided: a break gets a class or an empty element. Runs in the page.
 */
import type { BuiltPage } from '../flow.ts';
import { isInline, isOutOfFlow, type Looks, px } from './looks.ts';
import { clonedEdge } from './measure-cuts.ts';
import type { MeasuredFlow } from './measure-flow.ts';
import type { MeasuredCut, MeasuredUnit } from './measured.ts';
import { findWrapPoint, insertAt, type WrapPoint } from './wrap-point.ts';

/** An element that begins a page; the only one on a page without anything, which a style sheet names; an empty float that leaves no room for a further line. */
export const BEGIN = 'page-begin';
export const BLANK = 'page-blank';
export const FILLER = 'page-filler';
/** Columns balance differently on paper: they keep the height they were measured with. */
const HELD = 'page-held';

/** Chromium's own rules are switched off: they were read and weighed already. */
export const BREAK_STYLES = `
html body *:not(thead):not(tfoot):not(.${HELD} *) {
  break-before: auto !important; break-after: auto !important; break-inside: auto !important;
  orphans: 1 !important; widows: 1 !important;
}
html body .${BEGIN}.${BEGIN} { break-before: page !important; }
.${FILLER} { float: left; width: 100%; }`;

export function placeBreaks(flow: MeasuredFlow, pages: readonly BuiltPage[]): void {
  // Every point is found before the document changes, and the changes are made from its end to its beginning.
  const breaks = pages.flatMap((page, index) => {
    const after = pages[index + 1];
    if (after === undefined || page.from === page.to) return [];
    const next = pages.findIndex((one, at) => at > index && one.from !== one.to);
    const bare = next < 0 ? pages.length - index - 1 : next - index - 1;
    const room = floatsHeight(flow, pages[next]);
    const isBlank = pages[next]?.blankBefore === true;
    const { pageName } = flow.units[page.to - 1] as MeasuredUnit;
    return [findBreak(flow, page, pages, { bare, pageName, isBlank, room })];
  });
  const columns = findColumns(flow);
  for (const place of breaks.reverse()) place();
  for (const hold of columns) hold();
}

type Place = () => void;

/** What lies between the text of two pages. */
interface Between {
  /** Pages that have only floats or the rest of a note; they belong to the text before them, as their page's name says. */
  readonly bare: number;
  readonly pageName: string;
  /** A blank page, so that the next is a right-hand one. */
  readonly isBlank: boolean;
  /** Of floats at the top of the next page. */
  readonly room: number;
}

export function floatsHeight({ floating }: MeasuredFlow, page: BuiltPage | undefined): number {
  return (page?.floats ?? []).reduce((sum, one) => sum + (floating[one]?.height ?? 0), 0);
}

function findBreak(
  flow: MeasuredFlow,
  page: BuiltPage,
  pages: readonly BuiltPage[],
  between: Between,
): Place {
  if (page.to === flow.units.length)
    return () => document.body.append(...makeBegins(between, false));
  const cut = flow.cuts[page.to] as MeasuredCut;
  const next = flow.units[page.to] as MeasuredUnit;
  const isInRun = next.run !== undefined && next.run === flow.units[page.to - 1]?.run;
  if (isInRun) return breakRun(flow, page, pages, between);
  const { first, begins } = cut;
  const { looks } = flow;
  if (first === undefined) {
    const node = next.run?.nodes[0] ?? next.element;
    return () => (node as ChildNode).before(...makeBegins(between, true));
  }
  const isFloat = looks.styleOf(first).float !== 'none';
  const margins = [isFloat ? undefined : first, begins].map((one) => collapsingMargins(one, looks));
  const isLed = isFloat || between.room > 0; // a float cannot be forced to a page
  return () => {
    first.before(...makeBegins(between, isLed));
    if (!isLed) first.classList.add(BEGIN);
    for (const discard of margins.flat()) discard();
  };
}

/**
 * Inside a paragraph: a float over the rest of the page, from the first line that must not stand on it. It ends half a
 * line above the page's end, so that it fits although Chromium rounds, and no line fits under it; or where the text of the
 * next page begins, under what floats there.
 */
function breakRun(
  flow: MeasuredFlow,
  page: BuiltPage,
  pages: readonly BuiltPage[],
  { bare, room }: Between,
): Place {
  const next = flow.units[page.to] as MeasuredUnit;
  const { units, looks, pageAreas } = flow;
  const area = pageAreas.areas[pageAreas.areaOf(next.pageName)];
  const { run } = next;
  if (run === undefined || area === undefined) return () => {};
  const last = units[page.to - 1] as MeasuredUnit;
  const lineHeight = next.bottom - next.top;
  let blanks = 0; // after blank lines the float stands beside the first of them
  for (let line = next.line - 1; run.lines[line]?.isBlank; line--) blanks += last.bottom - last.top;
  const filler = makeElement('span', FILLER);
  const end = room > 0 ? room : -lineHeight / 2;
  const edges = clonedEdge(run.element, 'Top', looks) + clonedEdge(run.element, 'Bottom', looks);
  const rest = (area.height - edges) * bare + area.height - page.height + end + blanks;
  filler.style.height = `${Math.max(0, rest)}px`;
  // A float switches balanced and pretty lines off for the paragraph: they are held by line breaks. Code has its own.
  const { whiteSpace, textWrap } = looks.styleOf(run.element);
  const isHeld = /balance|pretty|stable/.test(textWrap) && !whiteSpace.startsWith('pre');
  const held = isHeld ? linesToHold(flow, page, pages) : [next];
  const points = held
    .filter((unit) => unit.run === run)
    .map((unit) => ({ unit, point: findWrapPoint(run.nodes, unit.top, looks) }))
    .filter((one): one is { unit: MeasuredUnit; point: WrapPoint } => one.point !== undefined);
  return () => {
    for (const { unit, point } of points.reverse()) {
      if (unit === next) insertAt(point, filler, looks);
      if (isHeld) insertAt(point, document.createElement('br'), looks);
    }
  };
}

/** The lines of a divided paragraph up to this break, and after its last break those up to its end. */
function linesToHold(
  { units }: MeasuredFlow,
  page: BuiltPage,
  pages: readonly BuiltPage[],
): readonly MeasuredUnit[] {
  const { run, line } = units[page.to] as MeasuredUnit;
  const begin = page.to - line;
  const end = begin + (run?.lines.length ?? 0);
  const isLast = !pages.some(({ to }) => to > page.to && to < end);
  return units.slice(Math.max(begin, page.from) + 1, isLast ? end : page.to + 1);
}

/**
 * A top margin at the beginning of a page vanishes, and all margins that collapse with it; after a forced break they
 * would stay. Gives what removes each of them.
 */
function collapsingMargins(element: Element | undefined, looks: Looks): Place[] {
  const found: Place[] = [];
  let one: Element | null | undefined = element;
  while (one instanceof HTMLElement || one instanceof SVGElement) {
    const { style } = one;
    const { paddingTop, borderTopWidth, display, overflowY } = looks.styleOf(one);
    const { top, height } = looks.boxOf(one);
    found.push(() => style.setProperty('margin-top', '0'));
    if (height === 0) {
      found.push(() => style.setProperty('margin-bottom', '0'));
      one = one.nextElementSibling;
      continue;
    }
    const isClosed =
      px(paddingTop) > 0 || px(borderTopWidth) > 0 || /hidden|auto|scroll/.test(overflowY);
    if (isClosed || !/^(?:block|list-item)$/.test(display)) break;
    const child: Element | undefined = [...one.children].find(
      (inner) => !isOutOfFlow(inner, looks) && looks.styleOf(inner).float === 'none',
    );
    if (
      child === undefined ||
      isInline(child, looks) ||
      Math.abs(looks.boxOf(child).top - top) > 0.1
    )
      break;
    one = child;
  }
  return found;
}

function findColumns({ units, looks }: MeasuredFlow): Place[] {
  return units.flatMap(({ element }) => {
    const { columnCount, columnWidth } = looks.styleOf(element);
    if (columnCount === 'auto' && columnWidth === 'auto') return [];
    const { height } = looks.boxOf(element);
    return () => {
      element.classList.add(HELD);
      (element as HTMLElement).style.boxSizing = 'border-box';
      (element as HTMLElement).style.height = `${height}px`;
    };
  });
}

/** What begins each page without text, and the next one if that cannot begin by itself, with room for its floats. */
function makeBegins({ bare, pageName, isBlank, room }: Between, isLed: boolean): HTMLElement[] {
  const bares = Array.from({ length: bare }, () => {
    const element = makeElement('div', BEGIN);
    element.style.setProperty('page', pageName);
    return element;
  });
  const blanks = isBlank ? [makeElement('div', `${BEGIN} ${BLANK}`)] : [];
  const next = isLed ? [makeElement('div', BEGIN)] : [];
  for (const element of next) if (room > 0) element.style.height = `${room}px`;
  return [...bares, ...blanks, ...next];
}

export function makeElement(name: 'div' | 'span', className: string): HTMLElement {
  const element = document.createElement(name);
  element.className = className;
  return element;
}

/** The float that carries the rest of a divided note to its place on the next page. */
export function makeFiller(height: number): HTMLElement {
  const filler = makeElement('span', FILLER);
  filler.style.height = `${height}px`;
  return filler;
}
