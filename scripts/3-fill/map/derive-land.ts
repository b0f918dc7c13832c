/**
 * For tests: Natural Earth as the package world-atlas carries it in, the small files in assets/maps/ out. So a build
 * reads 60 kB where it would have to read 3.6 MB, project them and thin them.
 */
import { createRequire } from 'node:module';
import type { MultiPolygon, Polygon } from 'geojson';
import { feature } from 'topojson-client';
import type { GeometryCollection, Topology } from 'topojson-specification';
import { relativePath } from './draw-land.ts';
import { type LandName, PLANES } from './map-planes.ts';
import { RADIUS_KM } from './project-points.ts';
import { type Box, clipRing, type Point, simplifyRing } from './simplify-line.ts';

type Atlas = Topology<{ countries: GeometryCollection<{ name: string }> }>;

interface Wanted {
  readonly package: string;
  readonly title: string;
  /** Countries by the names of Natural Earth, each a land of its own; without them all countries are one land. */
  readonly countries?: readonly string[];
  /** Rings that reach no further south than this latitude are left out, so that no island group is cut in two. */
  readonly northernmost?: number;
  /** How far a coast may stray from the original, and the least height of an island. */
  readonly toleranceKm: number;
  readonly leastIslandKm: number;
  /** The unit of the paths. */
  readonly unitKm: number;
}

export const WANTED: Readonly<Record<LandName, Wanted>> = {
  'british-isles': {
    package: 'countries-10m.json',
    title: 'Coast of the United Kingdom and its neighbours, without Orkney and Shetland',
    countries: ['United Kingdom', 'Ireland', 'Isle of Man', 'France', 'Belgium', 'Netherlands'],
    northernmost: 58.66,
    ...{ toleranceKm: 0.5, leastIslandKm: 2, unitKm: 0.1 },
  },
  world: {
    package: 'land-110m.json',
    title: 'Land of the world, without Antarctica',
    ...{ toleranceKm: 12, leastIslandKm: 90, unitKm: 5 },
  },
  europe: {
    package: 'land-50m.json',
    title: 'Land of Europe',
    ...{ toleranceKm: 3, leastIslandKm: 15, unitKm: 1 },
  },
};

/** West, south, east and north of what is projected at all: a projection about a meridian has no other side. */
const VIEWS: Readonly<Record<LandName, Box>> = {
  'british-isles': { left: -14, top: 47, right: 8, bottom: 61 },
  world: { left: -180, top: -58, right: 180, bottom: 84 },
  europe: { left: -35, top: 25, right: 70, bottom: 75 },
};

/** The text of `assets/maps/<name>.json`: a land on each line, its coast as the data of an SVG path. */
export function deriveLand(name: LandName): string {
  const wanted = WANTED[name];
  const require = createRequire(import.meta.url);
  const atlas = require(`world-atlas/${wanted.package}`) as Atlas;
  const lands = readLands(atlas, wanted).map(({ name: land, rings }) => {
    const whole = rings.flatMap(listTurns);
    const path = whole.map((ring) => ringPath(ring, name, wanted)).join('');
    return `    ${JSON.stringify({ name: land, path })}`;
  });
  const head = { title: wanted.title, source: `world-atlas 2.0.2, ${wanted.package}` };
  const credit = { credit: 'coastline made with Natural Earth', licence: 'public domain' };
  const facts = Object.entries({ ...head, ...credit, unitKm: wanted.unitKm }).map(
    ([key, value]) => `  "${key}": ${JSON.stringify(value)},`,
  );
  return ['{', ...facts, '  "lands": [', lands.join(',\n'), '  ]', '}', ''].join('\n');
}

function readLands(atlas: Atlas, { countries }: Wanted) {
  const objects =
    countries === undefined ? atlas.objects['land' as 'countries'] : atlas.objects.countries;
  const found = feature(atlas, objects).features;
  return (countries ?? ['Land']).map((name) => {
    const own =
      countries === undefined ? found : found.filter((one) => one.properties.name === name);
    return { name, rings: own.flatMap(({ geometry }) => ringsOf(geometry as Polygon)) };
  });
}

function ringsOf({ type, coordinates }: Polygon | MultiPolygon): Point[][] {
  return (type === 'Polygon' ? coordinates : coordinates.flat()) as unknown as Point[][];
}

/** A ring that crosses 180 degrees as it lies on both sides of it, each to be cut there; others as they are. */
function listTurns(ring: readonly Point[]): readonly (readonly Point[])[] {
  let [turn, before] = [0, ring[0]?.[0] ?? 0];
  const unwound = ring.map(([longitude, latitude]): Point => {
    if (Math.abs(longitude - before) > 180) turn += longitude < before ? 360 : -360;
    before = longitude;
    return [longitude + turn, latitude];
  });
  if (unwound.every(([longitude]) => Math.abs(longitude) <= 180)) return [ring];
  return [-360, 0, 360].map((shift) => unwound.map(([x, y]): Point => [x + shift, y]));
}

/** A ring as a path in the unit of the file, cut to the plane's edges; empty if it is outside or too small. */
function ringPath(ring: readonly Point[], name: LandName, wanted: Wanted): string {
  const { project, edgesKm } = PLANES[name];
  const { toleranceKm, leastIslandKm, unitKm, northernmost = 90 } = wanted;
  if (Math.min(...ring.map(([, latitude]) => latitude)) > northernmost) return '';
  const inside = clipRing(
    clipRing(ring.slice(0, -1), VIEWS[name]).map((position): Point => {
      const [x, y] = project(position);
      return [x * RADIUS_KM, y * RADIUS_KM];
    }),
    edgesKm,
  );
  const heights = inside.map(([, y]) => y);
  const first = inside[0];
  if (first === undefined || Math.max(...heights) - Math.min(...heights) < leastIslandKm) return '';
  const kept = simplifyRing([...inside, first], toleranceKm).slice(0, -1);
  if (kept.length < 3) return '';
  return `${relativePath(kept.map(([x, y]) => [Math.round(x / unitKm), Math.round(y / unitKm)]))}z`;
}
