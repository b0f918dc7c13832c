/**
 * Land in degrees and a frame in, paths in px out: cut to the frame, and with no more points than can be seen.
 */
import type { MapLand } from '../../model.ts';
import { px } from './map-look.ts';
import type { Projection } from './project-points.ts';
import { clipRing, type Point, simplifyRing } from './simplify-line.ts';

/** A stretch of the projected plane and how large it is drawn. */
export interface Frame {
  readonly project: Projection;
  /** What lies in the upper left corner, in units of the globe's radius. */
  readonly origin: Point;
  readonly pxPerRadius: number;
  readonly widthPx: number;
  readonly heightPx: number;
}

/** How far a coast may stray, in px, and the least height of an island. */
const [TOLERANCE_PX, LEAST_ISLAND_PX] = [0.35, 1.2];

/** Where a position lies in a frame, in px from its upper left corner. */
export function locate({ project, origin, pxPerRadius }: Frame, position: Point): Point {
  const [x, y] = project(position);
  return [(x - origin[0]) * pxPerRadius, (y - origin[1]) * pxPerRadius];
}

/** The path of a land inside a frame; empty if nothing of it can be seen. */
export function landPath(rings: MapLand['lands'][number]['rings'], frame: Frame): string {
  const box = { left: 0, top: 0, right: frame.widthPx, bottom: frame.heightPx };
  return rings
    .map((flat) => {
      const points: Point[] = [];
      for (let at = 0; at + 1 < flat.length; at += 2)
        points.push(locate(frame, [flat[at] ?? 0, flat[at + 1] ?? 0]));
      return ringPath(clipRing(points, box));
    })
    .join('');
}

function ringPath(ring: readonly Point[]): string {
  const first = ring[0];
  if (first === undefined) return '';
  const heights = ring.map(([, y]) => y);
  if (Math.max(...heights) - Math.min(...heights) < LEAST_ISLAND_PX) return '';
  const kept = simplifyRing([...ring, first], TOLERANCE_PX).slice(0, -1);
  return kept.length < 3 ? '' : `${relativePath(kept)}z`;
}

/** A line through points, each told from the one before: half as long as absolute ones. */
export function relativePath(points: readonly Point[]): string {
  let [atX, atY] = [0, 0];
  return points
    .map(([x, y], index) => {
      const [dx, dy] = [px(x - atX), px(y - atY)];
      [atX, atY] = [px(atX + dx), px(atY + dy)];
      const pair = `${dx}${dy < 0 ? '' : ' '}${dy}`;
      return index === 0 ? `M${pair}l` : `${index === 1 || dx < 0 ? '' : ' '}${pair}`;
    })
    .join('');
}
