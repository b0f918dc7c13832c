/**
 * Longitude and latitude in, plane coordinates out: the two projections that maps are drawn in, and great circles.
 * Degrees in; units of the globe's radius out, y downwards.
 */
import type { Point } from './simplify-line.ts';

/** [longitude, latitude] in degrees, east and north positive. */
export type Position = Point;

export type Projection = (position: Position) => Point;

const radians = (degrees: number): number => (degrees * Math.PI) / 180;

/** Kilometres in one radius of the globe (mean radius, IUGG 1980). */
export const RADIUS_KM = 6371.0088;

/**
 * Transverse Mercator on the sphere about a meridian: Britain as the Ordnance Survey shows it, for a meridian of -2.
 * Source: Snyder, Map Projections: A Working Manual (USGS 1395), equations 8-1 to 8-3.
 */
export function transverseMercator(meridian: number): Projection {
  return ([longitude, latitude]) => {
    const east = radians(longitude - meridian);
    const north = radians(latitude);
    return [
      Math.atanh(Math.cos(north) * Math.sin(east)),
      -Math.atan2(Math.tan(north), Math.cos(east)),
    ];
  };
}

/**
 * Equal Earth: areas are true, coasts keep their look.
 * Source: Šavrič, Patterson and Jenny (2019), International Journal of Geographical Information Science 33(3), pp. 454–465.
 */
export const equalEarth: Projection = ([longitude, latitude]) => {
  const [a1, a2, a3, a4] = [1.340264, -0.081106, 0.000893, 0.003796];
  const m = Math.sqrt(3) / 2;
  const theta = Math.asin(m * Math.sin(radians(latitude)));
  const t2 = theta * theta;
  const t6 = t2 * t2 * t2;
  const x =
    (radians(longitude) * Math.cos(theta)) / (m * (a1 + 3 * a2 * t2 + t6 * (7 * a3 + 9 * a4 * t2)));
  return [x, -theta * (a1 + a2 * t2 + t6 * (a3 + a4 * t2))];
};

/** Points on the shortest way between two places, a step of at most `stepDegrees` apart, both ends included. */
export function greatCircle(from: Position, to: Position, stepDegrees = 2): readonly Position[] {
  const [a, b] = [toVector(from), toVector(to)];
  const cosine = a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
  const angle = Math.acos(Math.max(-1, Math.min(1, cosine)));
  const steps = Math.max(1, Math.ceil(angle / radians(stepDegrees)));
  const sine = Math.sin(angle);
  if (sine < 1e-9) return [from, to]; // the same place, or opposite ones, between which every way is shortest
  return Array.from({ length: steps + 1 }, (_, index) => {
    const share = index / steps;
    const [p, q] = [Math.sin((1 - share) * angle) / sine, Math.sin(share * angle) / sine];
    const [x, y, z] = [p * a[0] + q * b[0], p * a[1] + q * b[1], p * a[2] + q * b[2]];
    const degrees = 180 / Math.PI;
    return [Math.atan2(y, x) * degrees, Math.atan2(z, Math.hypot(x, y)) * degrees];
  });
}

/** The length of the shortest way between two places, in km. */
export function distanceKm(from: Position, to: Position): number {
  const [a, b] = [toVector(from), toVector(to)];
  const cosine = a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
  return Math.acos(Math.max(-1, Math.min(1, cosine))) * RADIUS_KM;
}

/** A line in pieces that do not leap over the edge of the map at 180 degrees. */
export function splitAtEdge(line: readonly Position[]): readonly (readonly Position[])[] {
  const pieces: Position[][] = [[]];
  let before: Position | undefined;
  for (const position of line) {
    if (before !== undefined && Math.abs(position[0] - before[0]) > 180) pieces.push([]);
    pieces.at(-1)?.push(position);
    before = position;
  }
  return pieces.filter((piece) => piece.length > 1);
}

function toVector([longitude, latitude]: Position): readonly [number, number, number] {
  const [east, north] = [radians(longitude), radians(latitude)];
  return [Math.cos(north) * Math.cos(east), Math.cos(north) * Math.sin(east), Math.sin(north)];
}
