/**
 * Links and coasts in, the drawing out: the world with a line for each link, Europe larger, and the links counted by
 * country. Draws the same for the same rows.
 */
import type { Element, ElementContent } from 'hast';
import { s } from 'hastscript';
import type { MapLand, MeasureText } from '../../model.ts';
import { groupByCountry, placesOf } from './describe-arcs.ts';
import { baselineOf, type KeyEntry, labelWidth, layOutKey } from './draw-key.ts';
import { drawLand, type Frame, locate, relativePath } from './draw-land.ts';
import type { Drawing } from './drawn-map.ts';
import type { PlacedLabel, Wish } from './label-candidates.ts';
import {
  COUNTRY_STROKE,
  ink,
  LEADER_STROKE,
  LINE_PX,
  palette,
  px,
  shapePath,
  WORLD_FILL,
} from './map-look.ts';
import { type LandName, PLANES } from './map-planes.ts';
import { placeLabels } from './place-labels.ts';
import { greatCircle, type Position, splitAtEdge } from './project-points.ts';
import type { Arc, LinkedPlace } from './read-arcs.ts';
import { type Point, simplifyLine } from './simplify-line.ts';

export interface ArcDrawing extends Drawing {
  /** Partners that no name or country's name stands for. */
  readonly unnamed: readonly string[];
}

type Lands = Readonly<Record<'world' | 'europe', MapLand>>;
type Placed = LinkedPlace & { readonly position: Position };

const [DOT_PX, GAP_PX, KEY_PX] = [2.5, 10, 180];
/** A drawing less wide than this has the counts below the maps. */
const NARROW_PX = 450;
/** What of an arc the larger map needs: its projection has no other side. */
const [EAST, WEST, SOUTH, NORTH] = [60, -40, 30, 80];

export function drawArcs(
  arcs: readonly Arc[],
  lands: Lands,
  measure: MeasureText,
  widthPx: number,
): ArcDrawing {
  const isNarrow = widthPx < NARROW_PX;
  const world = frameOf('world', widthPx);
  const europe = frameOf('europe', isNarrow ? widthPx : widthPx - KEY_PX - 2 * GAP_PX);
  const key = layOutKey(listEntries(arcs), measure, isNarrow ? widthPx : KEY_PX);
  const [top, below] = [world.heightPx + GAP_PX, isNarrow ? europe.heightPx + GAP_PX : 0];
  const partners = placesOf(arcs.map(({ to }) => to)) as readonly Placed[];
  const origins = placesOf(arcs.map(({ from }) => from)) as readonly Placed[];
  const isNear = ({ position }: Placed): boolean => isIn(locate(europe, position), europe);
  const far = nameCountries(
    arcs,
    partners.filter((one) => !isNear(one)),
    world,
  );
  const near = nameAll(partners.filter(isNear), origins, measure, europe);
  const names = placeNames(far, [...partners, ...origins], world, measure);
  const corner: Point = isNarrow ? [0, top + below] : [europe.widthPx + 2 * GAP_PX, top + 4];
  const heightPx = isNarrow
    ? top + below + key.heightPx
    : top + Math.max(europe.heightPx, key.heightPx + 4);
  const told = new Set(names.map(({ wish }) => wish.text));
  const unnamed = [
    ...far.filter(({ text }) => !told.has(text)).map(({ text }) => text),
    ...near.unnamed,
  ];
  return {
    widthPx,
    heightPx: Math.ceil(heightPx),
    children: [
      drawPanel([0, 0], world, [
        drawLand(lands.world, world, () => WORLD_FILL),
        drawLines(arcs.map((arc) => arcPaths(arc, world, 3))),
        drawDots(arcs, world, 1.5),
        ...drawNames(names),
      ]),
      drawPanel([0, top], europe, [
        drawLand(lands.europe, europe, () => WORLD_FILL),
        drawLines(arcs.map((arc) => arcPaths(arc, europe, 1))),
        drawDots(arcs, europe, DOT_PX),
        ...drawNames(near.names),
        s('rect', {
          ...{ x: 0.5, y: 0.5, width: px(europe.widthPx - 1), height: px(europe.heightPx - 1) },
          ...{ fill: 'none', stroke: COUNTRY_STROKE },
        }),
      ]),
      s('g', key.draw(corner)),
    ],
    unnamed,
  };
}

function frameOf(name: LandName, widthPx: number): Frame {
  const { project, edgesKm } = PLANES[name];
  const kmPerPx = (edgesKm.right - edgesKm.left) / widthPx;
  const heightPx = (edgesKm.bottom - edgesKm.top) / kmPerPx;
  return { project, originKm: [edgesKm.left, edgesKm.top], kmPerPx, widthPx, heightPx };
}

/** A drawing within a drawing cuts off what lies outside it. */
function drawPanel([x, y]: Point, frame: Frame, children: ElementContent[]): Element {
  const [width, height] = [px(frame.widthPx), px(frame.heightPx)];
  return s(
    'svg',
    { x: px(x), y: px(y), width, height, viewBox: `0 0 ${width} ${height}` },
    children,
  );
}

function isIn([x, y]: Point, { widthPx, heightPx }: Frame, marginPx = 0): boolean {
  return x >= -marginPx && x <= widthPx + marginPx && y >= -marginPx && y <= heightPx + marginPx;
}

/** The shortest way between the two places of a link, as path data in a frame; empty if it does not touch it. */
function arcPaths({ from, to }: Arc, frame: Frame, stepDegrees: number): string {
  const isWhole = frame.project === PLANES.world.project;
  const way = greatCircle(from.position, to.position, stepDegrees);
  return splitAtEdge(way)
    .flatMap((piece) => (isWhole ? [piece] : [piece.filter(isNearEurope)]))
    .map((piece) => {
      const points = piece.map((position) => locate(frame, position));
      const kept = isWhole ? points : points.filter((point) => isIn(point, frame, 40));
      return kept.length < 2 ? '' : relativePath(simplifyLine(kept, 0.3));
    })
    .join('');
}

function isNearEurope([longitude, latitude]: Position): boolean {
  return longitude > WEST && longitude < EAST && latitude > SOUTH && latitude < NORTH;
}

/** Lines let what lies under them through, so that many together are darker than one. */
function drawLines(paths: readonly string[]): Element {
  return s(
    'g',
    { fill: 'none', stroke: palette[0], strokeOpacity: 0.35, strokeWidth: 1 },
    paths.filter((path) => path !== '').map((d) => s('path', { d })),
  );
}

/** Partners as dots, the places that they are linked with as rings above them. */
function drawDots(arcs: readonly Arc[], frame: Frame, originPx: number): Element {
  const dots = (places: readonly LinkedPlace[], radius: number): string =>
    (places as readonly Placed[])
      .map(({ position }) => locate(frame, position))
      .filter((point) => isIn(point, frame))
      .map((point) => shapePath('circle', point, radius))
      .join('');
  return s('g', { strokeWidth: 1 }, [
    s('path', {
      d: dots(placesOf(arcs.map(({ to }) => to)), DOT_PX),
      fill: palette[2] ?? ink,
      stroke: '#FFFFFF',
      strokeWidth: 0.5,
    }),
    s('path', {
      d: dots(placesOf(arcs.map(({ from }) => from)), originPx),
      fill: '#FFFFFF',
      stroke: ink,
    }),
  ]);
}

/** A wish for each country: its name and number of links, at the partner that lies nearest to the middle of them. */
function nameCountries(
  arcs: readonly Arc[],
  partners: readonly Placed[],
  frame: Frame,
): readonly Omit<Wish, 'widthPx'>[] {
  return groupByCountry(arcs).flatMap(({ country, count }) => {
    const points = partners
      .filter((one) => one.country === country)
      .map(({ position }) => locate(frame, position));
    const middle = (axis: 0 | 1): number =>
      points.reduce((sum, point) => sum + point[axis], 0) / points.length;
    const [x, y] = [middle(0), middle(1)];
    const away = (point: Point): number => Math.hypot(point[0] - x, point[1] - y);
    const at = [...points].sort((a, b) => away(a) - away(b))[0];
    return at === undefined ? [] : [{ text: `${country} ${count}`, at, radius: DOT_PX }];
  });
}

function placeNames(
  wishes: readonly Omit<Wish, 'widthPx'>[],
  inTheWay: readonly Placed[],
  frame: Frame,
  measure: MeasureText,
): readonly PlacedLabel[] {
  const points = wishes.map(({ at }) => at);
  const isWished = (point: Point) => points.some(([x, y]) => x === point[0] && y === point[1]);
  const others = inTheWay
    .map(({ position }) => locate(frame, position))
    .filter((point) => isIn(point, frame) && !isWished(point));
  return placeLabels(
    wishes.map((wish) => ({ ...wish, widthPx: labelWidth(measure, wish.text) })),
    {
      bounds: { left: 0, top: 0, right: frame.widthPx, bottom: frame.heightPx },
      marks: [...wishes, ...others.map((at) => ({ at, radius: DOT_PX }))],
      taken: [],
      ...{ lineHeightPx: LINE_PX, mostLeaderPx: 42 },
    },
  );
}

function nameAll(
  partners: readonly Placed[],
  origins: readonly Placed[],
  measure: MeasureText,
  frame: Frame,
) {
  const wishes = partners.map(({ name, position }) => {
    return { text: name, at: locate(frame, position), radius: DOT_PX };
  });
  const names = placeNames(wishes, origins, frame, measure);
  const told = new Set(names.map(({ wish }) => wish.text));
  return { names, unnamed: wishes.map(({ text }) => text).filter((text) => !told.has(text)) };
}

/** Names on white, so that no line runs through their letters. */
function drawNames(labels: readonly PlacedLabel[]): ElementContent[] {
  const boxes = labels.map(({ box }) => {
    const [width, height] = [px(box.right - box.left), px(box.bottom - box.top)];
    return `M${px(box.left)} ${px(box.top)}h${width}v${height}h${-width}z`;
  });
  const leaders = labels.flatMap(({ leader }) =>
    leader === undefined
      ? []
      : [`M${px(leader[0][0])} ${px(leader[0][1])}L${px(leader[1][0])} ${px(leader[1][1])}`],
  );
  return [
    s('path', { d: boxes.join(''), fill: '#FFFFFF', fillOpacity: 0.7 }),
    s('path', { d: leaders.join(''), fill: 'none', stroke: LEADER_STROKE, strokeWidth: 0.75 }),
    s(
      'g',
      { fill: ink },
      labels.map(({ box, wish }) => s('text', { x: px(box.left), y: baselineOf(box) }, wish.text)),
    ),
  ];
}

/** What dots and rings are, and the links by country: those with several each, the others together. */
function listEntries(arcs: readonly Arc[]): readonly KeyEntry[] {
  const groups = groupByCountry(arcs);
  const [many, single] = [
    groups.filter(({ count }) => count > 1),
    groups.filter(({ count }) => count === 1),
  ];
  const shown = many.length === 0 ? groups : many;
  const rest = many.length === 0 ? 0 : single.length;
  return [
    { text: `Place in the UK (${placesOf(arcs.map(({ from }) => from)).length})`, radius: 3 },
    {
      text: `Partner (${placesOf(arcs.map(({ to }) => to)).length})`,
      radius: 3,
      fill: palette[2] ?? ink,
    },
    { text: 'Links by country', isTitle: true },
    ...shown.map(({ country, count }) => ({ text: `${country} ${count}` })),
    ...(rest === 0
      ? []
      : [{ text: rest === 1 ? `${single[0]?.country} 1` : `${rest} others, 1 each` }]),
  ];
}
