/**
 * Units in, the cuts between them out: where a page that begins or ends there begins or ends, and what speaks against it.
 * A cut is described by its edges: the outermost box that ends before it and the outermost that begins after it. What
 * lies outside those boxes, their margins, vanishes at a page's end. Runs in the page.
 */
import type { Cut, Divided } from '../flow.ts';
import { type Looks, px, remember } from './looks.ts';
import type { Measuring } from './measure-units.ts';
import type { MeasuredCut, MeasuredUnit } from './measured.ts';

/** One more than units, see flow.ts. */
export function measureCuts(units: readonly MeasuredUnit[], measuring: Measuring): MeasuredCut[] {
  const divided = openDivided(measuring.looks);
  const ofBox = countOfBoxes(units, measuring.looks);
  let floatEnd = 0;
  const areaAt = (unit: MeasuredUnit | undefined): number =>
    measuring.pageAreas.areaOf(unit?.pageName ?? 'auto');
  const inner = units.slice(1).map((next, index) => {
    const last = units[index] as MeasuredUnit;
    floatEnd = Math.max(floatEnd, last.floatEnd);
    const cut =
      last.run !== undefined && last.run === next.run
        ? cutRun(last, next, measuring.looks)
        : cutBoxes(last, next, measuring.looks);
    const isBarred =
      cut.isBarred === true || (floatEnd > cut.bottom + 1 && cut.forced === undefined);
    return {
      ...cut,
      area: areaAt(next),
      divides: divided(last, next),
      ...ofBox(index + 1),
      ...(isBarred ? { isBarred } : {}),
    };
  });
  const last = units.at(-1);
  const end =
    last === undefined ? 0 : measuring.looks.boxOf(outermost(last.element, document.body)).bottom;
  const edge = { divides: [], isKept: false, forced: 'page' } as const;
  return [
    { ...edge, top: 0, edge: 0, bottom: 0, area: areaAt(units[0]) },
    ...inner,
    { ...edge, top: end, edge: end, bottom: end, area: areaAt(last) },
  ];
}

type OpenCut = Omit<MeasuredCut, 'area' | 'divides'>;

/** Between two lines of a run. */
function cutRun(last: MeasuredUnit, next: MeasuredUnit, looks: Looks): OpenCut {
  const { orphans, widows } = looks.styleOf(next.element);
  const count = next.run?.lines.length ?? 0;
  const top = next.top - clonedEdge(next.element, 'Top', looks);
  return {
    top,
    edge: top,
    bottom: last.bottom + clonedEdge(last.element, 'Bottom', looks),
    lines: {
      before: next.line,
      after: count - next.line,
      orphans: Number(orphans) || 2,
      widows: Number(widows) || 2,
    },
    isKept: false,
    isBarred: next.run?.lines[next.line]?.isBlank === true,
  };
}

/** Between two boxes, rows, or a box and a line of another block. */
function cutBoxes(last: MeasuredUnit, next: MeasuredUnit, looks: Looks): OpenCut {
  const ends = last.element.contains(next.element)
    ? undefined
    : outermost(last.element, next.element);
  const begins = beginsAfter(last, next);
  const [lead] = next.leads;
  const first =
    lead !== undefined && !lead.contains(last.element) ? outermost(lead, last.element) : begins;
  const inTable = next.table !== undefined && next.table === last.table ? next.table : undefined;
  const bottom = ends === undefined ? last.bottom : looks.boxOf(ends).bottom;
  const top = begins === undefined ? next.top : looks.boxOf(begins).top;
  const edge = top - clonedEdge((begins ?? next.element).parentElement, 'Top', looks);
  const styles = [
    ...upTo(last.element, ends).map((element) => looks.styleOf(element).breakAfter),
    ...upTo(next.element, begins).map((element) => looks.styleOf(element).breakBefore),
  ];
  const forced = forcedBy(styles, last.pageName !== next.pageName);
  return {
    edge,
    top: edge - (inTable?.head ?? 0),
    bottom:
      bottom +
      (inTable?.foot ?? 0) +
      clonedEdge((ends ?? last.element).parentElement, 'Bottom', looks),
    ...(inTable === undefined ? {} : { lines: rowsAround(next.line, inTable.rows) }),
    isKept: last.keepsNext || next.keepsLast || styles.some((value) => value.startsWith('avoid')),
    ...(begins === undefined ? {} : { begins }),
    ...(first === undefined ? {} : { first }),
    ...(forced === undefined ? {} : { forced }),
  };
}

/** Rows that must stand together on either page: with fewer a reader sees no table. */
const LEAST_ROWS = 3;

function rowsAround(row: number, rows: number): NonNullable<Cut['lines']> {
  return { before: row, after: rows - row, orphans: LEAST_ROWS, widows: LEAST_ROWS };
}

/** Text that goes on after a block inside its own block begins with no element. */
function beginsAfter(last: MeasuredUnit, next: MeasuredUnit): Element | undefined {
  if (next.element.contains(last.element)) return undefined;
  return outermost(next.element, last.element);
}

function forcedBy(styles: readonly string[], isOtherPage: boolean): Cut['forced'] {
  if (styles.some((value) => /^(?:recto|right)$/.test(value))) return 'recto';
  return isOtherPage || styles.some((value) => /^(?:page|left|verso|always|all)$/.test(value))
    ? 'page'
    : undefined;
}

/** The outermost ancestor of an element, or itself, that does not hold the other. */
function outermost(element: Element, other: Element): Element {
  let found = element;
  while (found.parentElement !== null && !found.parentElement.contains(other))
    found = found.parentElement;
  return found;
}

/** The element and its ancestors up to `last`; none if there is no last. */
function upTo(element: Element, last: Element | undefined): Element[] {
  const list: Element[] = [];
  if (last === undefined) return list;
  for (let one: Element | null = element; one !== null; one = one.parentElement) {
    list.push(one);
    if (one === last) break;
  }
  return list;
}

/** Boxes that are closed on both pages (`box-decoration-break: clone`) take their padding and border twice. */
export function clonedEdge(
  element: Element | null,
  side: 'Top' | 'Bottom',
  { styleOf }: Looks,
): number {
  let sum = 0;
  for (let one = element; one !== null && one !== document.body; one = one.parentElement) {
    const style = styleOf(one);
    if (style.boxDecorationBreak === 'clone')
      sum += px(style[`padding${side}`]) + px(style[`border${side}Width`]);
  }
  return sum;
}

/** What a cut between two units divides: the kinds of the blocks that hold both, outermost first. */
function openDivided(looks: Looks): (last: MeasuredUnit, next: MeasuredUnit) => readonly Divided[] {
  const kindsOf = remember((element: Element): readonly Divided[] => {
    const outer = element.parentElement === null ? [] : kindsOf(element.parentElement);
    const kind = kindOf(element, looks);
    return kind === undefined ? outer : [...outer, kind];
  });
  return (last, next) => {
    let both: Element | null = next.element;
    while (both !== null && !both.contains(last.element)) both = both.parentElement;
    const kinds = both === null ? [] : kindsOf(both);
    return last.run !== undefined && last.run === next.run && !kinds.includes('code')
      ? [...kinds, 'paragraph']
      : kinds;
  };
}

/** For a cut by its index, how many units of the outermost box that it divides stand on either side. */
function countOfBoxes(
  units: readonly MeasuredUnit[],
  looks: Looks,
): (cut: number) => Pick<Cut, 'ofBox'> {
  const find = remember((element: Element): { readonly box: Element | undefined } => {
    const outer = element.parentElement === null ? undefined : find(element.parentElement).box;
    return { box: outer ?? (kindOf(element, looks) === 'box' ? element : undefined) };
  });
  const boxes = units.map(({ element }) => find(element).box);
  const ends = new Map(boxes.map((box, index) => [box, index]));
  const begins = new Map(boxes.map((box, index) => [box, index] as const).reverse());
  return (cut) => {
    const box = boxes[cut];
    if (box === undefined || box !== boxes[cut - 1]) return {};
    const [begin = cut, end = cut] = [begins.get(box), ends.get(box)];
    return { ofBox: { before: cut - begin, after: end + 1 - cut } };
  };
}

function kindOf(element: Element, { styleOf }: Looks): Divided | undefined {
  if (element.classList.contains('references')) return 'references';
  if (/^[UOD]L$/.test(element.tagName)) return 'list';
  if (element.tagName === 'BLOCKQUOTE') return 'quotation';
  if (element.tagName === 'PRE') return 'code';
  const { display, borderTopWidth, borderLeftWidth, backgroundColor } = styleOf(element);
  if (display === 'table') return 'table';
  if (element === document.body || display !== 'block' || element.tagName === 'P') return undefined;
  const isDrawn =
    px(borderTopWidth) > 0 ||
    px(borderLeftWidth) > 0 ||
    !/^(?:transparent|rgba\(0, 0, 0, 0\))$/.test(backgroundColor);
  return isDrawn ? 'box' : undefined;
}
