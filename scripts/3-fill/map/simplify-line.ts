/**
 * Lines with fewer points, and rings cut to a rectangle. Points in any plane unit in and out; knows no map.
 */

/** Across and down (or east and north), in the unit of the caller. */
export type Point = readonly [number, number];

/** A rectangle that a ring is cut to. */
export interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/**
 * The points of a line that matter: none that is left out lies further than `tolerance` from the line that stays.
 * Source: Douglas and Peucker (1973), Cartographica 10(2), pp. 112–122; with a list of its own instead of recursion.
 */
export function simplifyLine(points: readonly Point[], tolerance: number): readonly Point[] {
  const kept = new Uint8Array(points.length);
  kept[0] = kept[points.length - 1] = 1;
  const open: [number, number][] = [[0, points.length - 1]];
  for (let span = open.pop(); span !== undefined; span = open.pop()) {
    const [from, to] = span;
    const { at, distance } = findFarthest(points, from, to);
    if (distance <= tolerance) continue;
    kept[at] = 1;
    open.push([from, at], [at, to]);
  }
  return points.filter((_, index) => kept[index] === 1);
}

/** The ring's points that matter; a ring begins and ends at the same point, so it is split at its farthest one. */
export function simplifyRing(ring: readonly Point[], tolerance: number): readonly Point[] {
  const { at } = findFarthest(ring, 0, ring.length - 1);
  if (at === 0) return ring;
  const first = simplifyLine(ring.slice(0, at + 1), tolerance);
  return [...first.slice(0, -1), ...simplifyLine(ring.slice(at), tolerance)];
}

function findFarthest(points: readonly Point[], from: number, to: number) {
  const origin: Point = [0, 0];
  const [start, end] = [points[from] ?? origin, points[to] ?? origin];
  let [at, distance] = [0, -1];
  for (let index = from + 1; index < to; index++) {
    const found = distanceToSegment(points[index] ?? start, start, end);
    if (found > distance) [at, distance] = [index, found];
  }
  return { at, distance };
}

/** How far a point lies from the nearest point of a segment. */
export function distanceToSegment(point: Point, from: Point, to: Point): number {
  const dx = to[0] - from[0];
  const dy = to[1] - from[1];
  const x = point[0] - from[0];
  const y = point[1] - from[1];
  const length = dx * dx + dy * dy;
  const along = length === 0 ? 0 : Math.max(0, Math.min(1, (x * dx + y * dy) / length));
  return Math.hypot(x - along * dx, y - along * dy);
}

/** The part of a closed ring inside a box, or no points. Source: Sutherland and Hodgman (1974), CACM 17(1), pp. 32–42. */
export function clipRing(ring: readonly Point[], box: Box): readonly Point[] {
  let kept = ring;
  for (const [axis, limit, sign] of [
    [0, box.left, 1],
    [0, box.right, -1],
    [1, box.top, 1],
    [1, box.bottom, -1],
  ] as const) {
    kept = clipSide(kept, axis, limit, sign);
    if (kept.length < 3) return [];
  }
  return kept;
}

function clipSide(ring: readonly Point[], axis: 0 | 1, limit: number, sign: 1 | -1): Point[] {
  const made: Point[] = [];
  const isInside = (point: Point) => sign * (point[axis] - limit) >= 0;
  let before = ring.at(-1);
  for (const point of ring) {
    if (before !== undefined && isInside(before) !== isInside(point)) {
      const share = (limit - before[axis]) / (point[axis] - before[axis]);
      const other = before[(1 - axis) as 0 | 1];
      const crossing = other + share * (point[(1 - axis) as 0 | 1] - other);
      made.push(axis === 0 ? [limit, crossing] : [crossing, limit]);
    }
    if (isInside(point)) made.push(point);
    before = point;
  }
  return made;
}
