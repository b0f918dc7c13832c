/**
 * For tests: Natural Earth as the package world-atlas carries it in, the small files in assets/maps/ out. So a build
 * reads 80 kB where it would have to read 3.6 MB and search them.
 */
import { createRequire } from 'node:module';
import type { MultiPolygon, Polygon } from 'geojson';
import { feature } from 'topojson-client';
import type { GeometryCollection, Topology } from 'topojson-specification';
import { clipRing, type Point, simplifyRing } from './simplify-line.ts';

type Atlas = Topology<{ countries: GeometryCollection<{ name: string }> }>;

interface Wanted {
  readonly package: string;
  readonly title: string;
  /** Countries by the names of Natural Earth, each a land of its own; without them all countries are one land. */
  readonly countries?: readonly string[];
  /** West, south, east, north in degrees: what lies outside is cut off. */
  readonly window: readonly [number, number, number, number];
  /** Rings that reach no further south than this are left out, so that no island group is cut in two. */
  readonly northernmost: number;
  /** How far a coast may stray from the original, and the least width of an island, in degrees of latitude. */
  readonly tolerance: number;
  readonly leastIsland: number;
}

export const WANTED: Readonly<Record<string, Wanted>> = {
  'british-isles': {
    package: 'countries-10m.json',
    title: 'Coast of the United Kingdom and its neighbours, without Orkney and Shetland',
    countries: ['United Kingdom', 'Ireland', 'Isle of Man', 'France', 'Belgium', 'Netherlands'],
    window: [-11, 49.5, 4.5, 58.9],
    northernmost: 58.66,
    tolerance: 0.003,
    leastIsland: 0.02,
  },
  world: {
    package: 'land-110m.json',
    title: 'Land of the world, without Antarctica',
    window: [-180, -58, 180, 84],
    northernmost: 90,
    tolerance: 0.05,
    leastIsland: 0.6,
  },
};

/** The text of `assets/maps/<name>.json`: a land on each line, its rings as longitude, latitude, longitude … */
export function deriveLand(name: string): string {
  const wanted = WANTED[name];
  if (wanted === undefined) throw new Error(`expected one of ${Object.keys(WANTED).join(', ')}`);
  const require = createRequire(import.meta.url);
  const atlas = require(`world-atlas/${wanted.package}`) as Atlas;
  const lands = readLands(atlas, wanted).map(
    ({ name: land, rings }) =>
      `    ${JSON.stringify({ name: land, rings: rings.map((ring) => ring.flat()) })}`,
  );
  const head = { title: wanted.title, source: `world-atlas 2.0.2, ${wanted.package}` };
  const credit = { credit: 'coastline made with Natural Earth', licence: 'public domain' };
  const facts = Object.entries({ ...head, ...credit }).map(
    ([key, value]) => `  "${key}": ${JSON.stringify(value)},`,
  );
  return ['{', ...facts, '  "lands": [', lands.join(',\n'), '  ]', '}', ''].join('\n');
}

function readLands(atlas: Atlas, wanted: Wanted) {
  const { countries } = wanted;
  const objects =
    countries === undefined ? atlas.objects['land' as 'countries'] : atlas.objects.countries;
  const found = feature(atlas, objects).features;
  const names = countries ?? ['Land'];
  return names.map((name) => {
    const own =
      countries === undefined ? found : found.filter((one) => one.properties.name === name);
    const rings = own.flatMap(({ geometry }) => ringsOf(geometry as Polygon | MultiPolygon));
    return { name, rings: rings.flatMap((ring) => trimRing(ring, wanted)) };
  });
}

function ringsOf({ type, coordinates }: Polygon | MultiPolygon): Point[][] {
  return (type === 'Polygon' ? coordinates : coordinates.flat()) as unknown as Point[][];
}

function trimRing(ring: readonly Point[], wanted: Wanted): Point[][] {
  const [left, top, right, bottom] = wanted.window;
  const inside = clipRing(ring.slice(0, -1), { left, top, right, bottom });
  const latitudes = inside.map(([, latitude]) => latitude);
  const [south, north] = [Math.min(...latitudes), Math.max(...latitudes)];
  const first = inside[0];
  if (first === undefined || south > wanted.northernmost || north - south < wanted.leastIsland)
    return [];
  const kept = simplifyRing([...inside, first], wanted.tolerance);
  const digits = wanted.tolerance < 0.01 ? 3 : 2;
  return [
    kept.slice(0, -1).map(([x, y]) => [Number(x.toFixed(digits)), Number(y.toFixed(digits))]),
  ];
}
