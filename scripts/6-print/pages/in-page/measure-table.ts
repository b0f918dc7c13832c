/**
 * A table in, its rows and what it repeats on each page out. Runs in the page.
 */
import { isOutOfFlow, type Looks, px } from './looks.ts';
import type { MeasuredUnit, TableEnds } from './measured.ts';

export interface TableRow {
  readonly element: Element;
  readonly part: 'caption' | 'head' | 'body' | 'foot';
}

/** Captions and rows that have a height, in the order they are laid out. */
export function listRows(table: Element, looks: Looks): readonly TableRow[] {
  return partsOf(table, looks).flatMap((part): TableRow[] => {
    const { display } = looks.styleOf(part);
    if (display === 'table-caption') return [{ element: part, part: 'caption' }];
    if (display === 'table-row') return [{ element: part, part: 'body' }];
    const name =
      display === 'table-header-group'
        ? 'head'
        : display === 'table-footer-group'
          ? 'foot'
          : 'body';
    return [...part.children]
      .filter((row) => looks.styleOf(row).display === 'table-row' && looks.boxOf(row).height > 0)
      .map((element) => ({ element, part: name }));
  });
}

function partsOf(table: Element, looks: Looks): Element[] {
  return [...table.children].filter((part) => !isOutOfFlow(part, looks));
}

/** A page that begins inside the table is taller by its head, one that ends inside it by its foot. */
export function measureTableEnds(table: Element, limit: number, looks: Looks): TableEnds {
  const { borderCollapse, borderSpacing } = looks.styleOf(table);
  const isCollapsed = borderCollapse === 'collapse';
  const gap = isCollapsed ? 0 : px(borderSpacing.split(' ').at(-1) ?? '');
  const parts = partsOf(table, looks);
  const partOf = (display: string): Element | undefined =>
    parts.find((part) => looks.styleOf(part).display === display);
  const halfBorder = (part: Element | undefined): number => {
    const cell = isCollapsed ? part?.querySelector('th,td') : undefined;
    if (cell === undefined || cell === null) return 0;
    const { borderTopWidth, borderBottomWidth } = looks.styleOf(cell);
    return Math.max(px(borderTopWidth), px(borderBottomWidth)) / 2;
  };
  const head = partOf('table-header-group');
  const foot = partOf('table-footer-group');
  const heightOf = (part: Element | undefined): number =>
    part !== undefined && isRepeated(part, limit, looks) ? looks.boxOf(part).height + gap : 0;
  const headHeight = heightOf(head);
  return {
    rows: listRows(table, looks).filter((row) => row.part === 'body').length,
    head: headHeight === 0 ? 0 : headHeight + halfBorder(head),
    foot: heightOf(foot) + halfBorder(partOf('table-row-group')),
    repeatsFoot: heightOf(foot) > 0,
  };
}

/** Chromium repeats a head or foot of at most a quarter of the page. */
export function isRepeated(part: Element | null, limit: number, looks: Looks): boolean {
  return (
    part !== null &&
    /^table-(?:header|footer)-group$/.test(looks.styleOf(part).display) &&
    looks.boxOf(part).height <= limit / 4
  );
}

/** Which units a cell over several rows joins to the one after them. */
export function rowsJoined(
  table: Element,
  units: readonly MeasuredUnit[],
  looks: Looks,
): readonly boolean[] {
  const spans = [...table.querySelectorAll('[rowspan]')].map(looks.boxOf);
  return units.map(({ bottom }) =>
    spans.some((span) => bottom < span.bottom - 1 && bottom > span.top),
  );
}
