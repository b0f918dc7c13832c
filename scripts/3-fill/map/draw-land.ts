/**
 * A land of assets/maps/ and a frame in, its drawing out: the coast was projected and thinned when the file was made,
 * so that a build only sets it to scale. Also where a position lies in a frame.
 */
import type { Element } from 'hast';
import { s } from 'hastscript';
import type { MapLand } from '../../model.ts';
import { px } from './map-look.ts';
import { type Projection, RADIUS_KM } from './project-points.ts';
import type { Point } from './simplify-line.ts';

/** A stretch of the projected plane and how large it is drawn. */
export interface Frame {
  readonly project: Projection;
  /** What lies in the upper left corner, in km of the plane, downwards positive. */
  readonly originKm: Point;
  readonly kmPerPx: number;
  readonly widthPx: number;
  readonly heightPx: number;
}

/** Where a position lies in a frame, in px from its upper left corner. */
export function locate({ project, originKm, kmPerPx }: Frame, position: Point): Point {
  const [x, y] = project(position);
  return [(x * RADIUS_KM - originKm[0]) / kmPerPx, (y * RADIUS_KM - originKm[1]) / kmPerPx];
}

/** The coasts inside a frame, each filled as its name says. */
export function drawLand(
  { unitKm, lands }: MapLand,
  { originKm, kmPerPx }: Frame,
  fillOf: (name: string) => string,
): Element {
  const scale = unitKm / kmPerPx;
  const [x, y] = [-originKm[0] / kmPerPx, -originKm[1] / kmPerPx];
  return s(
    'g',
    { transform: `translate(${px(x)} ${px(y)}) scale(${Number(scale.toFixed(6))})` },
    lands.map(({ name, path }) => s('path', { d: path, fill: fillOf(name) })),
  );
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
