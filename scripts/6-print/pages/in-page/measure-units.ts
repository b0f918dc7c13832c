/**
 * The body of the document in, its units in reading order out: lines, table rows, boxes that no break divides. Follows
 * the boxes as Chromium laid them out in one piece; knows nothing of pages but how high the highest is. Runs in the page.
 */

import {
  hasInk,
  isAtomic,
  isElement,
  isInline,
  isOutOfFlow,
  isText,
  type Looks,
  px,
} from './looks.ts';
import { measureLines, roomOfPiece } from './measure-lines.ts';
import { isRepeated, listRows, measureTableEnds, rowsJoined } from './measure-table.ts';
import type { Line, MeasuredUnit, Run } from './measured.ts';
import type { PageAreas } from './page-areas.ts';

export interface Measuring {
  readonly looks: Looks;
  readonly pageAreas: PageAreas;
}

/** What is being gathered: the units so far, and what waits for the next of them. */
interface Gathering extends Measuring {
  readonly units: MeasuredUnit[];
  leads: Element[];
  floatEnd: number;
}

export function measureUnits(root: Element, measuring: Measuring): MeasuredUnit[] {
  const gathering: Gathering = { ...measuring, units: [], leads: [], floatEnd: 0 };
  walkBlock(root, 'auto', gathering);
  return gathering.units;
}

function walkBlock(element: Element, pageName: string, gathering: Gathering): void {
  const { looks } = gathering;
  const children = [...element.childNodes].filter(
    (node) => isText(node) || (isElement(node) && !isOutOfFlow(node, looks)),
  );
  if (children.every((node) => isInline(node, looks))) {
    addWholeRun(children, element, pageName, gathering);
    return;
  }
  let piece: Node[] = [];
  const endPiece = (): void => {
    addPiece(piece, element, pageName, gathering);
    piece = [];
  };
  for (const node of children) {
    if (isInline(node, looks)) piece.push(node);
    else {
      endPiece();
      walkChild(node as Element, pageName, gathering);
    }
  }
  endPiece();
}

function walkChild(child: Element, outerName: string, gathering: Gathering): void {
  const { looks, pageAreas } = gathering;
  const style = looks.styleOf(child);
  const { height, bottom } = looks.boxOf(child);
  const pageName =
    style.getPropertyValue('page') === 'auto' ? outerName : style.getPropertyValue('page');
  const limit = pageAreas.areas[pageAreas.areaOf(pageName)]?.height ?? 0;
  if (style.float !== 'none') {
    gathering.leads.push(child);
    gathering.floatEnd = Math.max(gathering.floatEnd, bottom + px(style.marginBottom));
  } else if (height === 0) gathering.leads.push(child);
  else if (
    style.display === 'table' &&
    !(style.breakInside.startsWith('avoid') && height <= limit * LONG_TABLE)
  )
    addTable(child, pageName, gathering);
  else if (isSolid(child, limit, gathering)) addSolid(child, pageName, gathering);
  else walkBlock(child, pageName, gathering);
}

/** A table that is more of a page than this may be divided: kept whole it would leave too much white before it. */
const LONG_TABLE = 1 / 3;
/** The same of code, for which there is seldom a heading that could stand on the page before. */
const LONG_CODE = 2 / 3;

/** Flex, grid and column boxes are not divided at all, others only where they must be. */
function isSolid(element: Element, limit: number, { looks }: Measuring): boolean {
  const { display, breakInside, columnCount, columnWidth } = looks.styleOf(element);
  if (columnCount !== 'auto' || columnWidth !== 'auto') return true;
  if (isAtomic(element, looks) || /flex|grid|flow-root/.test(display)) return true;
  const isHeld = breakInside.startsWith('avoid') || element.tagName === 'FIGURE';
  return isHeld && looks.boxOf(element).height <= wholeUpTo(element, limit);
}

/** The most height with which a box that would not be divided stays whole. */
function wholeUpTo(element: Element, limit: number): number {
  if (element.tagName === 'PRE') return limit * LONG_CODE;
  const mayMove = element.classList.contains('floats');
  return mayMove || element.querySelector('table') === null ? limit : limit * LONG_TABLE;
}

type Added = Pick<MeasuredUnit, 'top' | 'bottom' | 'element' | 'pageName'> & Partial<MeasuredUnit>;

function addUnit(unit: Added, gathering: Gathering): void {
  const { leads, floatEnd } = gathering;
  gathering.leads = [];
  gathering.floatEnd = 0;
  gathering.units.push({
    line: 0,
    keepsNext: false,
    keepsLast: false,
    ...unit,
    leads,
    floatEnd,
    notes: [],
  });
}

function addSolid(
  element: Element,
  pageName: string,
  gathering: Gathering,
  more: Partial<MeasuredUnit> = {},
): void {
  const { top, bottom } = gathering.looks.boxOf(element);
  addUnit({ top, bottom, element, pageName, ...more }, gathering);
}

/** Inline content that is all of a block. */
function addWholeRun(
  nodes: readonly Node[],
  element: Element,
  pageName: string,
  gathering: Gathering,
): void {
  const { looks } = gathering;
  const style = looks.styleOf(element);
  const box = looks.boxOf(element);
  const top = box.top + px(style.paddingTop) + px(style.borderTopWidth);
  const bottom = box.bottom - px(style.paddingBottom) - px(style.borderBottomWidth);
  const lines = measureLines(nodes, element, top, bottom, looks);
  if (lines.length > 0) addLines({ element, nodes, isWhole: true, lines }, pageName, gathering);
  else if (box.height > 0) addSolid(element, pageName, gathering);
  else gathering.leads.push(element);
}

/** Inline content between two blocks, or before the first or after the last. */
function addPiece(
  nodes: readonly Node[],
  element: Element,
  pageName: string,
  gathering: Gathering,
): void {
  const start = nodes.findIndex((node) => !isText(node) || hasInk(node));
  if (start < 0) return;
  const own = nodes.slice(start);
  const room = roomOfPiece(own, element, gathering.looks);
  if (room === undefined) return;
  const lines = measureLines(own, element, room.top, room.bottom, gathering.looks);
  addLines({ element, nodes: own, isWhole: false, lines }, pageName, gathering);
}

function addLines(run: Run, pageName: string, gathering: Gathering): void {
  run.lines.forEach(({ top, bottom }: Line, line) => {
    addUnit({ top, bottom, element: run.element, run, line, pageName }, gathering);
  });
}

function addTable(table: Element, pageName: string, gathering: Gathering): void {
  const { looks, pageAreas } = gathering;
  const limit = pageAreas.areas[pageAreas.areaOf(pageName)]?.height ?? 0;
  const ends = measureTableEnds(table, limit, looks);
  const first = gathering.units.length;
  let row = 0;
  for (const { element, part } of listRows(table, looks)) {
    if (part === 'caption') addSolid(element, pageName, gathering, { keepsNext: true });
    else
      addSolid(element, pageName, gathering, {
        table: ends,
        line: part === 'body' ? row++ : 0,
        keepsNext: part === 'head',
        keepsLast: part === 'foot' && isRepeated(element.parentElement, limit, looks),
      });
  }
  rowsJoined(table, gathering.units.slice(first), looks).forEach((isJoined, index) => {
    const unit = gathering.units[first + index];
    if (isJoined && unit !== undefined)
      gathering.units[first + index] = { ...unit, keepsNext: true };
  });
}
