/**
 * A drawn scene in, its labels moved so that none stands over another. How a label may move is told by its style:
 * `series-label` and `event-label` up and down, `point-label` around its point. Knows Vega's scene graph only.
 */
import { textSizePx } from './chart-theme.ts';
import { type Box, doBoxesCross, type SceneNode } from './list-labels.ts';

/** A text of the scene whose place may change. Vega's own bounds know how to move. */
interface TextItem extends SceneNode {
  x: number;
  y: number;
  text: unknown;
  readonly bounds: Box & { translate(x: number, y: number): unknown };
}

/** A line from a point to the label that belongs to it. */
interface LeaderItem extends SceneNode {
  readonly x2: number;
  y2: number;
}

/** A label of an axis; `dy` is in px. */
interface AxisText extends TextItem {
  readonly baseline?: string;
  dy?: number;
  /** How much of `dy` is ours. */
  lifted?: number;
}

/** The styles of a mark by its name, from the specification. */
export type StylesByMark = ReadonlyMap<string, readonly string[]>;

/** Space between two labels, and between a point and its label, in px. */
const gapPx = 4;
const lineHeightPx = 17;
/** Vega's own: the size of the words and two more. */
const axisLineHeightPx = textSizePx + 2;
const pointGapPx = 8;

/** Moves the labels of each plot of the scene; those of points for which no place is left lose their text. */
export function placeLabels(mark: SceneNode, styles: StylesByMark): void {
  for (const group of mark.items ?? []) {
    const marks = group.items ?? [];
    const isStyled = ({ name = '' }: SceneNode, ...wanted: string[]) =>
      styles.get(name)?.some((style) => wanted.includes(style)) === true;
    const leaders = marks.filter((one) => isStyled(one, 'leader')).flatMap(listItems<LeaderItem>);
    for (const one of marks) {
      if (isStyled(one, 'series-label', 'event-label'))
        spreadLabels(listItems(one), leaders, group.height ?? 0);
      if (one.role === 'axis-label') listItems<AxisText>(one).forEach(liftLines);
      if (isStyled(one, 'point-label')) placeAroundPoints(one, group);
      if (one.marktype === 'group') placeLabels(one, styles);
    }
  }
}

/** Vega lets further lines of a label above the plot hang into it: they belong above. */
function liftLines(item: AxisText): void {
  const isStack = item.baseline === 'bottom' && Array.isArray(item.text);
  const lifted = isStack ? ((item.text as unknown[]).length - 1) * axisLineHeightPx : 0;
  const more = (item.lifted ?? 0) - lifted; // Vega keeps what it did not write itself
  if (more === 0) return;
  item.bounds.translate(0, more);
  item.dy = (item.dy ?? 0) + more;
  item.lifted = lifted;
}

function listItems<Item extends SceneNode = TextItem>({ items }: SceneNode): Item[] {
  return (items ?? []) as unknown as Item[];
}

/** Labels of one column apart, each as near to its own height as the others let it, within the plot. */
function spreadLabels(
  items: readonly TextItem[],
  leaders: readonly LeaderItem[],
  heightPx: number,
): void {
  const columns = new Map<number, TextItem[]>();
  for (const item of items) columns.set(item.x, [...(columns.get(item.x) ?? []), item]);
  for (const column of columns.values()) {
    const sorted = column.sort((a, b) => a.bounds.y1 - b.bounds.y1);
    const tops = sorted.map(({ bounds }) => bounds.y1);
    const heights = sorted.map(({ bounds }) => bounds.y2 - bounds.y1 + gapPx);
    const limits = { least: Math.min(tops[0] ?? 0, 0), most: heightPx + lineHeightPx / 2 };
    for (const [index, top] of spread(tops, heights, limits).entries()) {
      const item = sorted[index];
      if (item !== undefined) move(item, 0, top - item.bounds.y1, leaders);
    }
  }
}

/** A row of neighbours that touch: the sum of where each wants it to begin, their number and their height. */
interface Run {
  readonly sum: number;
  readonly count: number;
  readonly height: number;
}

/**
 * Tops as near to those wanted as heights and limits allow, in the same order. Neighbours that would overlap become one
 * run around the mean of what they want, again and again (the pool-adjacent-violators algorithm).
 */
export function spread(
  tops: readonly number[],
  heights: readonly number[],
  { least, most }: { least: number; most: number },
): number[] {
  const runs: Run[] = [];
  for (const [index, top] of tops.entries()) {
    let run: Run = { sum: top, count: 1, height: heights[index] ?? 0 };
    for (let before = runs.at(-1); before !== undefined; before = runs.at(-1)) {
      if (before.sum / before.count + before.height <= run.sum / run.count) break;
      runs.pop();
      // What stands below would have the run begin as much higher as stands above it.
      const sum = before.sum + run.sum - run.count * before.height;
      run = { sum, count: before.count + run.count, height: before.height + run.height };
    }
    runs.push(run);
  }
  return keepWithin(listTops(runs, heights), heights, least, most);
}

function listTops(runs: readonly Run[], heights: readonly number[]): number[] {
  const tops: number[] = [];
  for (const { sum, count } of runs) {
    let top = sum / count;
    for (const height of heights.slice(tops.length, tops.length + count)) {
      tops.push(top);
      top += height;
    }
  }
  return tops;
}

/** Up from the lower limit, then down from the upper one: where both cannot hold, the lower one gives way. */
function keepWithin(
  tops: readonly number[],
  heights: readonly number[],
  least: number,
  most: number,
): number[] {
  const kept = [...tops];
  let [below, above] = [most, least];
  for (let index = kept.length - 1; index >= 0; index--) {
    below = kept[index] = Math.min(kept[index] ?? 0, below - (heights[index] ?? 0));
  }
  for (let index = 0; index < kept.length; index++) {
    const top = Math.max(kept[index] ?? 0, above);
    kept[index] = top;
    above = top + (heights[index] ?? 0);
  }
  return kept;
}

function move(item: TextItem, x: number, y: number, leaders: readonly LeaderItem[] = []): void {
  if (x === 0 && y === 0) return;
  for (const leader of leaders) {
    if (leader.x2 === item.x && leader.y2 === item.y) leader.y2 += y;
  }
  item.x += x;
  item.y += y;
  item.bounds.translate(x, y);
}

/** Each label in turn, the first ones first, at the first side of its point that is free. */
function placeAroundPoints(mark: SceneNode, group: SceneNode): void {
  const others = (group.items ?? []).filter((one) => one !== mark && one.role === 'mark');
  const taken: Box[] = others
    .filter(({ marktype }) => marktype === 'symbol' || marktype === 'text')
    .flatMap(({ items = [] }) => items.flatMap(({ bounds }) => (bounds ? [bounds] : [])));
  for (const item of listItems(mark)) {
    const side = sidesOf(item).find(
      (box) => isInside(box, group) && !taken.some((one) => doBoxesCross(one, box)),
    );
    if (side === undefined) {
      item.text = '';
      continue;
    }
    move(item, side.x1 - item.bounds.x1, side.y1 - item.bounds.y1);
    taken.push(side);
  }
}

/** Right, left, above, below, then the four corners of the point. */
function sidesOf({ x, y, bounds }: TextItem): Box[] {
  const [width, height] = [bounds.x2 - bounds.x1, bounds.y2 - bounds.y1];
  const at = (left: number, top: number): Box => ({
    ...{ x1: x + left, x2: x + left + width },
    ...{ y1: y + top, y2: y + top + height },
  });
  const [right, left] = [pointGapPx, -pointGapPx - width];
  const [above, below] = [-pointGapPx - height + 2, pointGapPx - 2];
  return [
    ...[at(right, -height / 2), at(left, -height / 2)],
    ...[at(-width / 2, above), at(-width / 2, below)],
    ...[at(right - 4, above + 4), at(left + 4, above + 4)],
    ...[at(right - 4, below - 4), at(left + 4, below - 4)],
  ];
}

function isInside({ x1, x2, y1, y2 }: Box, { width = 0, height = 0 }: SceneNode): boolean {
  return x1 >= 0 && x2 <= width && y1 >= -2 && y2 <= height + 2;
}
