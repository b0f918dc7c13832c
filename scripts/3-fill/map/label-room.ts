/**
 * What stands in the way of names on a map: marks and boxes in, answers to "is this place free?" out. Marks are found
 * through a grid, so that a question costs the same however many there are. Pixels. Points are read by index: taking an
 * array apart costs many times more in code that runs once.
 */
import { type Box, distanceToSegment, type Point } from './simplify-line.ts';

export interface Mark {
  readonly at: Point;
  readonly radius: number;
}

/** From a mark's edge to its name. */
export type Leader = readonly [Point, Point];

export interface Room {
  readonly bounds: Box;
  /** What names may not cover: every mark. */
  readonly marks: readonly Mark[];
  /** What neither names nor lines may cover: the key. */
  readonly taken: readonly Box[];
  readonly lineHeightPx: number;
  /** The longest line from a mark to its name. */
  readonly mostLeaderPx: number;
}

/** Questions to a room; `own` is where the mark of the name stands. */
export interface RoomIndex {
  readonly isFree: (box: Box, own: Point, leader?: Leader) => boolean;
  /** How many other marks a name stands so near to that it seems to be theirs. */
  readonly countAstray: (box: Box, own: Point) => number;
  /** How many other marks a line runs over. */
  readonly countCrossed: (leader: Leader, own: Point) => number;
}

export const AIR_PX = 2;
const [CELL_PX, ASTRAY_PX] = [24, 7];
const NO_MARKS: readonly number[] = [];

export function openRoom({ bounds, marks, taken }: Room): RoomIndex {
  const countNear = indexMarks(marks);
  return {
    isFree: (box, own, leader) => {
      if (box.left < bounds.left || box.right > bounds.right) return false;
      if (box.top < bounds.top || box.bottom > bounds.bottom) return false;
      const isOn = ({ at, radius }: Mark) => isNear(at, box, radius + (at === own ? 1 : AIR_PX));
      if (countNear(box, 1, isOn) > 0) return false;
      return !taken.some((other) => overlap(box, other) || (leader && crossesBox(leader, other)));
    },
    countAstray: (box, own) =>
      countNear(box, 9, ({ at, radius }) => at !== own && isNear(at, box, radius + ASTRAY_PX)),
    countCrossed: (leader, own) =>
      countNear(
        boxOf(leader[0], leader[1]),
        9,
        ({ at, radius }) => at !== own && distanceToSegment(at, leader[0], leader[1]) < radius + 1,
      ),
  };
}

/** How many of the marks that may reach into a box meet a condition, counted up to `most`. */
type CountNear = (box: Box, most: number, holds: (mark: Mark) => boolean) => number;

/** Looks marks up in a grid of cells that they and the air about them touch. */
function indexMarks(marks: readonly Mark[]): CountNear {
  const cells = new Map<number, number[]>();
  const cellOf = (length: number): number => Math.floor(length / CELL_PX);
  const keyOf = (x: number, y: number): number => y * 4096 + x;
  marks.forEach(({ at, radius }, index) => {
    const reach = radius + ASTRAY_PX;
    for (let y = cellOf(at[1] - reach); y <= cellOf(at[1] + reach); y++)
      for (let x = cellOf(at[0] - reach); x <= cellOf(at[0] + reach); x++) {
        const found = cells.get(keyOf(x, y));
        if (found === undefined) cells.set(keyOf(x, y), [index]);
        else found.push(index);
      }
  });
  const seen = new Uint32Array(marks.length);
  let turn = 0;
  return ({ left, top, right, bottom }, most, holds) => {
    turn += 1;
    let count = 0;
    for (let y = cellOf(top); y <= cellOf(bottom); y++)
      for (let x = cellOf(left); x <= cellOf(right); x++)
        for (const index of cells.get(keyOf(x, y)) ?? NO_MARKS) {
          const mark = marks[index];
          if (mark === undefined || seen[index] === turn) continue;
          seen[index] = turn; // a mark stands in several cells
          if (holds(mark)) count += 1;
          if (count === most) return count;
        }
    return count;
  };
}

function boxOf(from: Point, to: Point): Box {
  return {
    left: Math.min(from[0], to[0]),
    right: Math.max(from[0], to[0]),
    top: Math.min(from[1], to[1]),
    bottom: Math.max(from[1], to[1]),
  };
}

/** True if two boxes have less than a little air between them. */
export function overlap(a: Box, b: Box): boolean {
  const isBeside = a.right + AIR_PX * 2 <= b.left || b.right + AIR_PX * 2 <= a.left;
  return !isBeside && a.bottom > b.top && b.bottom > a.top;
}

/** True if a point lies less than a distance from a box. */
function isNear(at: Point, { left, right, top, bottom }: Box, distance: number): boolean {
  const dx = Math.max(left - at[0], 0, at[0] - right);
  const dy = Math.max(top - at[1], 0, at[1] - bottom);
  return dx * dx + dy * dy < distance * distance;
}

/**
 * True if a line runs through a box: the stretch of it between the left and right edges meets that between the others.
 * Source: Liang and Barsky (1984), ACM Transactions on Graphics 3(1), pp. 1–22.
 */
export function crossesBox(line: Leader, { left, right, top, bottom }: Box): boolean {
  const x = line[0][0];
  const y = line[0][1];
  const across = 1 / (line[1][0] - x || 1e-9);
  const down = 1 / (line[1][1] - y || 1e-9);
  const byLeft = (left - x) * across;
  const byRight = (right - x) * across;
  const byTop = (top - y) * down;
  const byBottom = (bottom - y) * down;
  const enters = Math.max(Math.min(byLeft, byRight), Math.min(byTop, byBottom), 0);
  return enters < Math.min(Math.max(byLeft, byRight), Math.max(byTop, byBottom), 1);
}

/** True if two lines cross. */
export function cross(one: Leader, two: Leader): boolean {
  return sideOf(one, two[0]) !== sideOf(one, two[1]) && sideOf(two, one[0]) !== sideOf(two, one[1]);
}

function sideOf(line: Leader, point: Point): number {
  const from = line[0];
  const to = line[1];
  return Math.sign(
    (to[0] - from[0]) * (point[1] - from[1]) - (to[1] - from[1]) * (point[0] - from[0]),
  );
}
