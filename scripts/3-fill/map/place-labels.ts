/**
 * Names and their marks in, a place for each name out: beside its mark if there is room, else at the end of a thin
 * line, else nowhere. No two names, lines or marks meet. Pixels; the same names give the same places.
 */
import { type Box, distanceToSegment, type Point } from './simplify-line.ts';

export interface Wish {
  readonly text: string;
  readonly widthPx: number;
  readonly at: Point;
  /** Radius of the mark that the name belongs to. */
  readonly radius: number;
}

export interface PlacedLabel {
  readonly wish: Wish;
  readonly box: Box;
  /** From the mark's edge to the name, where the name does not stand beside its mark. */
  readonly leader?: readonly [Point, Point];
}

export interface Room {
  readonly bounds: Box;
  /** What names may not cover: every mark. */
  readonly marks: readonly { readonly at: Point; readonly radius: number }[];
  /** What neither names nor lines may cover: the key. */
  readonly taken: readonly Box[];
  readonly lineHeightPx: number;
  /** The longest line from a mark to its name. */
  readonly mostLeaderPx: number;
}

interface Candidate extends PlacedLabel {
  /** Everything that it covers, its line too. */
  readonly extent: Box;
  readonly cost: number;
}

type Layout = (Candidate | undefined)[];

const [NEAR_GAP_PX, AIR_PX] = [3, 2];
const DISTANCES_PX = [12, 20, 30, 42, 56, 74, 96, 124];
const DIRECTIONS = 20;
const MOST_PASSES = 5;
const MOST_GIVING_WAY = 3;
/** A line over another's mark, a name so near to another's mark that it seems to be that one's, a name left out. */
const [OVER_MARK_COST, ASTRAY_COST, LEFT_OUT_COST] = [60, 25, 2000];
const ASTRAY_PX = 7;
/** Beside the mark: across and down in halves of the name's box, and what the place costs. */
const BESIDE = [[1, 0, 0], [-1, 0, 2], [1, -1, 3], [1, 1, 3], [0, -1, 4], [0, 1, 4], [-1, -1, 5], [-1, 1, 5]] as const; // biome-ignore format: a table

/** Places for as many names as there is room for; earlier wishes come first where not all fit. */
export function placeLabels(wishes: readonly Wish[], room: Room): readonly PlacedLabel[] {
  const candidates = wishes.map((wish) => listCandidates(wish, room));
  const all = wishes.map((_, index) => index);
  const by = (rank: (index: number) => number) =>
    [...all].sort((a, b) => rank(a) - rank(b) || a - b);
  const orders = [
    all,
    by((index) => candidates[index]?.filter(({ leader }) => leader === undefined).length ?? 0),
    by((index) => wishes[index]?.at[0] ?? 0),
    by((index) => -(wishes[index]?.at[0] ?? 0)),
    by((index) => wishes[index]?.at[1] ?? 0),
  ];
  const layouts = orders.map((order) => settle(order, candidates));
  const costs = layouts.map(costOf);
  const best = layouts[costs.indexOf(Math.min(...costs))] ?? [];
  for (const index of all) if (best[index] === undefined) makeRoom(index, best, candidates);
  return best.filter((one) => one !== undefined);
}

/** What a layout costs; to leave out an earlier wish costs more than a later one. */
function costOf(layout: Layout): number {
  const leftOut = (index: number) => LEFT_OUT_COST * (2 - index / layout.length);
  return layout.reduce((sum, one, index) => sum + (one?.cost ?? leftOut(index)), 0);
}

/** Takes the cheapest free candidate of each name in turn, and again until nothing gets better. */
function settle(order: readonly number[], candidates: readonly (readonly Candidate[])[]): Layout {
  const layout: Layout = candidates.map(() => undefined);
  for (let pass = 0; pass < MOST_PASSES; pass++) {
    let isSettled = true;
    for (const index of order) {
      const found = candidates[index]?.find((one) => !clashesWithAny(one, layout, index));
      if (found !== layout[index]) isSettled = false;
      layout[index] = found;
    }
    if (isSettled) break;
  }
  return layout;
}

/** Puts a name that is left out where others can give way to it and still stand elsewhere. */
function makeRoom(
  index: number,
  layout: Layout,
  candidates: readonly (readonly Candidate[])[],
): void {
  for (const candidate of candidates[index] ?? []) {
    const inTheWay = layout.flatMap((other, at) => (other && clash(candidate, other) ? [at] : []));
    if (inTheWay.length > MOST_GIVING_WAY) continue;
    const trial = [...layout];
    trial[index] = candidate;
    for (const at of inTheWay) trial[at] = undefined;
    for (const at of inTheWay)
      trial[at] = candidates[at]?.find((one) => !clashesWithAny(one, trial, at));
    if (inTheWay.some((at) => trial[at] === undefined)) continue;
    layout.splice(0, layout.length, ...trial);
    return;
  }
}

function clashesWithAny(one: Candidate, layout: Layout, index: number): boolean {
  for (let at = 0; at < layout.length; at++) {
    const other = layout[at];
    if (other !== undefined && at !== index && clash(one, other)) return true;
  }
  return false;
}

/** Every place that bounds, marks and key leave to a name, the cheapest first. */
function listCandidates(wish: Wish, room: Room): readonly Candidate[] {
  const found = [...listBeside(wish, room), ...listAway(wish, room)]
    .filter(({ box, leader }) => isFree(box, leader, wish, room))
    .map((one) => ({ ...one, cost: one.cost + ASTRAY_COST * countAstray(one.box, wish, room) }));
  return found.sort((a, b) => a.cost - b.cost);
}

/** How many other marks a name stands next to. */
function countAstray(box: Box, wish: Wish, { marks }: Room): number {
  return marks.filter(
    (mark) => mark.at !== wish.at && distanceToBox(mark.at, box) < mark.radius + ASTRAY_PX,
  ).length;
}

function listBeside(wish: Wish, { lineHeightPx }: Room): Candidate[] {
  const { at, radius, widthPx } = wish;
  return BESIDE.map(([across, down, cost]) => {
    const reach = (across !== 0 && down !== 0 ? radius * 0.7 : radius) + NEAR_GAP_PX;
    const x = at[0] + across * (reach + widthPx / 2);
    const y =
      at[1] + down * (across === 0 ? reach + lineHeightPx / 2 : reach * 0.7 + lineHeightPx / 3);
    const box = boxAround([x, y], widthPx, lineHeightPx);
    return { wish, box, extent: box, cost };
  });
}

function listAway(wish: Wish, { marks, lineHeightPx, mostLeaderPx }: Room): Candidate[] {
  const { at, radius, widthPx } = wish;
  return DISTANCES_PX.filter((distance) => distance <= mostLeaderPx).flatMap((distance) =>
    Array.from({ length: DIRECTIONS }, (_, turn): Candidate => {
      const angle = (turn * 2 * Math.PI) / DIRECTIONS;
      const [dx, dy] = [Math.cos(angle), Math.sin(angle)];
      const start: Point = [at[0] + dx * (radius + 1), at[1] + dy * (radius + 1)];
      const end: Point = [at[0] + dx * (radius + distance), at[1] + dy * (radius + distance)];
      const x = end[0] + Math.sign(Math.round(dx * 2)) * (widthPx / 2 + AIR_PX);
      const y = end[1] + (Math.abs(dx) < 0.25 ? Math.sign(dy) * (lineHeightPx / 2) : 0);
      const crossed = marks.filter(
        (mark) => mark.at !== at && distanceToSegment(mark.at, start, end) < mark.radius + 1,
      );
      const cost = 8 + distance + crossed.length * OVER_MARK_COST;
      const box = boxAround([x, y], widthPx, lineHeightPx);
      return { wish, box, extent: withPoint(box, start), leader: [start, end], cost };
    }),
  );
}

function boxAround([x, y]: Point, width: number, height: number): Box {
  return { left: x - width / 2, right: x + width / 2, top: y - height / 2, bottom: y + height / 2 };
}

/** The box that covers a box and a point; the end of a line lies at the edge of its name's box. */
function withPoint({ left, right, top, bottom }: Box, [x, y]: Point): Box {
  return {
    left: Math.min(left, x),
    right: Math.max(right, x),
    top: Math.min(top, y),
    bottom: Math.max(bottom, y),
  };
}

function isFree(
  box: Box,
  leader: PlacedLabel['leader'],
  wish: Wish,
  { bounds, marks, taken }: Room,
): boolean {
  if (box.left < bounds.left || box.right > bounds.right) return false;
  if (box.top < bounds.top || box.bottom > bounds.bottom) return false;
  if (
    marks.some(
      (mark) => distanceToBox(mark.at, box) < mark.radius + (mark.at === wish.at ? 1 : AIR_PX),
    )
  )
    return false;
  return !taken.some((other) => overlap(box, other) || (leader && crossesBox(leader, other)));
}

/** True if two names with their lines would meet. */
function clash(a: Candidate, b: Candidate): boolean {
  if (!overlap(a.extent, b.extent)) return false;
  if (overlap(a.box, b.box)) return true;
  if (a.leader && crossesBox(a.leader, b.box)) return true;
  if (b.leader && crossesBox(b.leader, a.box)) return true;
  return a.leader !== undefined && b.leader !== undefined && cross(a.leader, b.leader);
}

/** True if two boxes have less than a little air between them. */
export function overlap(a: Box, b: Box): boolean {
  const isBeside = a.right + AIR_PX * 2 <= b.left || b.right + AIR_PX * 2 <= a.left;
  return !isBeside && a.bottom > b.top && b.bottom > a.top;
}

function distanceToBox([x, y]: Point, { left, right, top, bottom }: Box): number {
  return Math.hypot(Math.max(left - x, 0, x - right), Math.max(top - y, 0, y - bottom));
}

function crossesBox(line: readonly [Point, Point], { left, right, top, bottom }: Box): boolean {
  const isIn = ([x, y]: Point) => x > left && x < right && y > top && y < bottom;
  if (line.some(isIn)) return true;
  const diagonals: readonly (readonly [Point, Point])[] = [
    [[left, top], [right, bottom]],
    [[left, bottom], [right, top]],
  ]; // biome-ignore format: as it lies
  return diagonals.some((diagonal) => cross(line, diagonal));
}

function cross([a, b]: readonly [Point, Point], [c, d]: readonly [Point, Point]): boolean {
  const side = (p: Point, q: Point, r: Point) =>
    Math.sign((q[0] - p[0]) * (r[1] - p[1]) - (q[1] - p[1]) * (r[0] - p[0]));
  return side(a, b, c) !== side(a, b, d) && side(c, d, a) !== side(c, d, b);
}
