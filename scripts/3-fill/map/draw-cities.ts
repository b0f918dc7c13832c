/**
 * Plotted cities and the coast in, the drawing out: land, marks, names and key. Draws the same for the same rows.
 */
import type { ElementContent } from 'hast';
import { s } from 'hastscript';
import type { MapLand, MeasureText } from '../../model.ts';
import {
  baselineOf,
  type Key,
  type KeyEntry,
  keyBox,
  labelWidth,
  layOutKey,
  sizeEntries,
} from './draw-key.ts';
import { drawLand, type Frame, locate } from './draw-land.ts';
import type { Drawing } from './drawn-map.ts';
import type { PlacedLabel } from './label-candidates.ts';
import {
  CONTEXT_FILL,
  ink,
  LAND_FILL,
  LEADER_STROKE,
  LINE_PX,
  lookOf,
  MARK_STROKE,
  NO_VALUE,
  PLAIN_RADIUS_PX,
  px,
  REACH,
  shapePath,
} from './map-look.ts';
import { PLANES } from './map-planes.ts';
import { placeLabels } from './place-labels.ts';
import type { CityMark, CityPlot } from './read-cities.ts';
import { capitalise, roundDown, sayRound } from './say-places.ts';
import type { Point } from './simplify-line.ts';
import { spreadMarks } from './spread-marks.ts';

/** A drawing of cities, and what had to give way in it. */
export interface CityDrawing extends Drawing {
  /** Names that found no place. */
  readonly unnamed: readonly string[];
  /** How far the mark that was moved furthest stands from its place, in km; 0 if none was moved. */
  readonly movedKm: number;
}

const { project, edgesKm } = PLANES['british-isles'];
const WIDE = { westKm: edgesKm.left, kmPerPx: 1.5 };
const NARROW = { westKm: -440, kmPerPx: 2.07 };
/** A drawing less wide than this has its key above the map and shows less of Ireland. */
const NARROW_PX = 450;
/** Where the key stands in the wide drawing: the North Sea. */
const [KEY_WIDTH_PX, KEY_HEIGHT_PX] = [210, 290];

interface Placed {
  readonly mark: CityMark;
  readonly at: Point;
  readonly radius: number;
}

export function drawCities(
  plot: CityPlot,
  land: MapLand,
  measure: MeasureText,
  widthPx: number,
): CityDrawing {
  const radiusOf = sizeScale(plot, widthPx);
  const key = layOutKey(
    listEntries(plot, radiusOf),
    measure,
    widthPx < NARROW_PX ? widthPx : KEY_WIDTH_PX,
  );
  const isAbove = widthPx < NARROW_PX || key.heightPx > KEY_HEIGHT_PX;
  const top = isAbove && key.heightPx > 0 ? key.heightPx + 10 : 0;
  const frame = openFrame(widthPx);
  const corner: Point = isAbove ? [0, 0] : [widthPx - key.widthPx - 4, 6];
  const { placed, movedPx } = placeMarks(plot, radiusOf, frame);
  const labels = plot.hasLabels
    ? nameMarks(placed, measure, frame, isAbove ? [] : [keyBox(key, corner)])
    : [];
  const { kmPerPx } = widthPx < NARROW_PX ? NARROW : WIDE;
  const named = new Set(labels.map(({ wish }) => wish.at));
  return {
    widthPx,
    heightPx: Math.ceil(top + frame.heightPx),
    children: [
      s('g', top === 0 ? {} : { transform: `translate(0 ${px(top)})` }, [
        drawLand(land, frame, (name) => (name === 'United Kingdom' ? LAND_FILL : CONTEXT_FILL)),
        drawMarks(placed),
        ...drawLabels(labels),
      ]),
      ...drawKey(key, corner),
    ],
    unnamed: plot.hasLabels
      ? placed.filter(({ at }) => !named.has(at)).map(({ mark }) => mark.name)
      : [],
    movedKm: Math.round(movedPx * kmPerPx),
  };
}

function openFrame(widthPx: number): Frame {
  const { westKm, kmPerPx } = widthPx < NARROW_PX ? NARROW : WIDE;
  const heightPx = (edgesKm.bottom - edgesKm.top) / kmPerPx;
  return { project, originKm: [westKm, edgesKm.top], kmPerPx, widthPx, heightPx };
}

/** Radius of a mark by its value: areas are in proportion; the largest is as large as the smallest needs to be seen. */
function sizeScale(
  { marks, size }: CityPlot,
  widthPx: number,
): (value: number | undefined) => number {
  if (size === undefined)
    return () => (widthPx < NARROW_PX ? PLAIN_RADIUS_PX * 0.85 : PLAIN_RADIUS_PX);
  const values = marks.flatMap(({ size: value }) =>
    value === undefined || value === 0 ? [] : [value],
  );
  const [least, most] = [Math.min(...values), Math.max(...values)];
  const limit = widthPx < NARROW_PX ? 22 : 30;
  const largest = Math.min(limit, Math.max(9, 3.6 * Math.sqrt(most / least)));
  return (value) => (value === undefined ? 3.5 : Math.max(1.5, largest * Math.sqrt(value / most)));
}

function listEntries(plot: CityPlot, radiusOf: (value: number | undefined) => number): KeyEntry[] {
  const { colour, size, marks } = plot;
  const groups = colour?.categories.map(({ label, names, look }): KeyEntry => {
    return { text: `${capitalise(label)} (${names.length})`, radius: 6, ...lookOf(look) };
  });
  const none = colour?.without.length ?? 0;
  const sizes = roundSizes(marks.flatMap(({ size: value }) => value ?? [])).map((value) => {
    return { text: sayRound(value), radius: radiusOf(value) };
  });
  return [
    ...(colour ? [{ text: capitalise(colour.title), isTitle: true }, ...(groups ?? [])] : []),
    ...(none === 0 ? [] : [{ text: `None (${none})`, radius: 6 }]),
    ...(size
      ? [{ text: [capitalise(size.title), size.unit].filter(Boolean).join(', '), isTitle: true }]
      : []),
    ...(size ? sizeEntries(sizes) : []),
    ...(size && marks.some((mark) => mark.size === undefined)
      ? [{ text: 'No figure', radius: 3.5 }]
      : []),
  ];
}

/** Two or three round numbers that span the values, the largest first. */
function roundSizes(values: readonly number[]): readonly number[] {
  const [least, most] = [Math.min(...values.filter((value) => value > 0)), Math.max(...values)];
  if (!Number.isFinite(least) || least === most) return values.length === 0 ? [] : [most];
  if (most / least > 8) {
    return [1, 5, 25].map((part) => roundDown(most / part)).filter((value) => value >= least / 2);
  }
  const step = roundDown(most - least);
  const [low, high] = [Math.ceil(least / step) * step, Math.floor(most / step) * step];
  return (low < high ? [high, low] : [high]).map((value) => Number(value.toPrecision(6)));
}

function placeMarks(plot: CityPlot, radiusOf: (value: number | undefined) => number, frame: Frame) {
  const home = plot.marks.map((mark) => ({
    mark,
    at: locate(frame, mark.position),
    radius: radiusOf(mark.size),
  }));
  const places = spreadMarks(home.map(reachOf));
  const placed = home.map((one, index): Placed => ({ ...one, at: places[index] ?? one.at }));
  const moves = home.map(({ at }, index) => {
    const place = places[index] ?? at;
    return Math.hypot(place[0] - at[0], place[1] - at[1]);
  });
  return { placed, movedPx: Math.max(0, ...moves.filter((move) => move > 1)) };
}

/** The room that a mark takes: a triangle reaches further than a circle of its area. */
function reachOf({ mark, at, radius }: Placed): { readonly at: Point; readonly radius: number } {
  return { at, radius: radius * REACH[lookOf(mark.category ?? 0).shape] };
}

function nameMarks(
  placed: readonly Placed[],
  measure: MeasureText,
  frame: Frame,
  taken: readonly ReturnType<typeof keyBox>[],
): readonly PlacedLabel[] {
  const wishes = [...placed]
    .sort((a, b) => b.radius - a.radius)
    .map((one) => {
      const text = one.mark.name;
      return { ...reachOf(one), text, widthPx: labelWidth(measure, text) };
    });
  const marks = placed.map(reachOf);
  const mostLeaderPx = frame.widthPx < NARROW_PX ? 42 : 124;
  const bounds = { left: 0, top: 0, right: frame.widthPx, bottom: frame.heightPx };
  return placeLabels(wishes, { bounds, marks, taken, lineHeightPx: LINE_PX, mostLeaderPx });
}

function drawKey(key: Key, corner: Point): ElementContent[] {
  return key.heightPx === 0 ? [] : [s('g', key.draw(corner))];
}

/** The largest first, so that none lies under another. */
function drawMarks(placed: readonly Placed[]): ElementContent {
  const paths = [...placed]
    .sort((a, b) => b.radius - a.radius)
    .map(({ mark, at, radius }) => {
      const isBare = mark.category === undefined && mark.size === undefined;
      const { fill, shape } = lookOf(mark.category ?? 0);
      const paint = isBare ? { ...NO_VALUE, strokeWidth: 1.5 } : { fill };
      return s('path', { d: shapePath(shape, at, radius), ...paint });
    });
  return s('g', { stroke: MARK_STROKE, strokeWidth: 1 }, paths);
}

function drawLabels(labels: readonly PlacedLabel[]): ElementContent[] {
  const lines = labels.flatMap(({ leader }) => {
    if (leader === undefined) return [];
    const [[x1, y1], [x2, y2]] = leader;
    return [`M${px(x1)} ${px(y1)}L${px(x2)} ${px(y2)}`];
  });
  const names = labels.map((label) =>
    s('text', { x: px(label.box.left), y: baselineOf(label.box) }, label.wish.text),
  );
  return [
    ...(lines.length === 0
      ? []
      : [s('path', { d: lines.join(''), fill: 'none', stroke: LEADER_STROKE, strokeWidth: 0.75 })]),
    s('g', { fill: ink }, names),
  ];
}
