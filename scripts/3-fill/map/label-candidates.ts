/**
 * The places that a name might take: a mark and its name in, candidates out, the cheapest first. Only those that marks,
 * bounds and key leave free; knows no other names. Pixels.
 */
import { AIR_PX, type Leader, type Room, type RoomIndex } from './label-room.ts';
import type { Box, Point } from './simplify-line.ts';

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
  readonly leader?: Leader;
}

export interface Candidate extends PlacedLabel {
  /** Everything that it covers, its line too. */
  readonly extent: Box;
  readonly cost: number;
}

/** Places of a name that are about as good, the cheapest first; none costs less than `leastCost`. */
export interface Tier {
  readonly leastCost: number;
  /** Made when it is asked for: most names stand beside their mark. */
  readonly list: () => readonly Candidate[];
}

const NEAR_GAP_PX = 3;
const DISTANCES_PX = [12, 20, 30, 42, 56, 74, 96, 124];
/** Directions of a line, as cosine and sine. */
const DIRECTIONS = Array.from({ length: 16 }, (_, turn) => {
  const angle = (turn * Math.PI) / 8;
  return { dx: Math.cos(angle), dy: Math.sin(angle) };
});
/**
 * What a line costs that leads into the crowd of other marks rather than out of it, half of it if it leads along. So
 * names stand around a crowd, in the order of their marks, and their lines do not get into one another's way.
 */
const INWARD_COST = 30;
/** How near a mark is that crowds another. */
const CROWD_PX = 80;
/** A line over another's mark, a name so near to another's mark that it seems to be that one's, and any line at all. */
const [OVER_MARK_COST, ASTRAY_COST, LEADER_COST] = [60, 25, 8];
/** Beside the mark: across and down in halves of the name's box, and what the place costs. */
const BESIDE = [
  { across: 1, down: 0, cost: 0 },
  { across: -1, down: 0, cost: 2 },
  { across: 1, down: -1, cost: 3 },
  { across: 1, down: 1, cost: 3 },
  { across: 0, down: -1, cost: 4 },
  { across: 0, down: 1, cost: 4 },
  { across: -1, down: -1, cost: 5 },
  { across: -1, down: 1, cost: 5 },
] as const;

/** Every place of a name that marks, bounds and key leave free: beside its mark, then at the end of ever longer lines. */
export function listTiers(wish: Wish, room: Room, index: RoomIndex): readonly Tier[] {
  const outward = findWayOut(wish, room);
  return [
    makeTier(0, () => listBeside(wish, room, index)),
    ...DISTANCES_PX.filter((distance) => distance <= room.mostLeaderPx).map((distance) =>
      makeTier(LEADER_COST + distance, () => listAway(wish, distance, outward, room, index)),
    ),
  ];
}

/** Where a mark's surroundings are emptiest: a direction of length 1, or none where nothing is near. */
function findWayOut({ at }: Wish, { marks }: Room): Point {
  let [x, y] = [0, 0];
  for (const other of marks) {
    const dx = at[0] - other.at[0];
    const dy = at[1] - other.at[1];
    const distance = Math.hypot(dx, dy);
    if (distance === 0 || distance > CROWD_PX) continue;
    x += dx / distance;
    y += dy / distance;
  }
  const length = Math.hypot(x, y) || 1;
  return [x / length, y / length];
}

function makeTier(leastCost: number, make: () => Candidate[]): Tier {
  let made: readonly Candidate[] | undefined;
  const list = () => {
    made ??= make().sort((a, b) => a.cost - b.cost);
    return made;
  };
  return { leastCost, list };
}

/** The eight places beside the mark, as far as they are free. */
function listBeside(wish: Wish, { lineHeightPx }: Room, index: RoomIndex): Candidate[] {
  const { at, radius, widthPx } = wish;
  const found: Candidate[] = [];
  for (const { across, down, cost } of BESIDE) {
    const reach = (across !== 0 && down !== 0 ? radius * 0.7 : radius) + NEAR_GAP_PX;
    const x = at[0] + across * (reach + widthPx / 2);
    const y =
      at[1] + down * (across === 0 ? reach + lineHeightPx / 2 : reach * 0.7 + lineHeightPx / 3);
    const box = boxAround(x, y, widthPx, lineHeightPx);
    if (!index.isFree(box, at)) continue;
    found.push({ wish, box, extent: box, cost: cost + ASTRAY_COST * index.countAstray(box, at) });
  }
  return found;
}

/** The places at the end of a line of this length, as far as they are free. */
function listAway(
  wish: Wish,
  distance: number,
  outward: Point,
  { lineHeightPx }: Room,
  index: RoomIndex,
): Candidate[] {
  const { at, radius, widthPx } = wish;
  const found: Candidate[] = [];
  for (const { dx, dy } of DIRECTIONS) {
    const end: Point = [at[0] + dx * (radius + distance), at[1] + dy * (radius + distance)];
    const x = end[0] + Math.sign(Math.round(dx * 2)) * (widthPx / 2 + AIR_PX);
    const y = end[1] + (Math.abs(dx) < 0.25 ? Math.sign(dy) * (lineHeightPx / 2) : 0);
    const box = boxAround(x, y, widthPx, lineHeightPx);
    const leader: Leader = [[at[0] + dx * (radius + 1), at[1] + dy * (radius + 1)], end];
    if (!index.isFree(box, at, leader)) continue;
    const cost =
      LEADER_COST +
      distance +
      INWARD_COST * ((1 - dx * outward[0] - dy * outward[1]) / 2) +
      OVER_MARK_COST * index.countCrossed(leader, at) +
      ASTRAY_COST * index.countAstray(box, at);
    found.push({ wish, box, extent: withPoint(box, leader[0]), leader, cost });
  }
  return found;
}

function boxAround(x: number, y: number, width: number, height: number): Box {
  return { left: x - width / 2, right: x + width / 2, top: y - height / 2, bottom: y + height / 2 };
}

/** The box that covers a box and a point; the end of a line lies at the edge of its name's box. */
function withPoint({ left, right, top, bottom }: Box, at: Point): Box {
  return {
    left: Math.min(left, at[0]),
    right: Math.max(right, at[0]),
    top: Math.min(top, at[1]),
    bottom: Math.max(bottom, at[1]),
  };
}
