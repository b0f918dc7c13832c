/**
 * The key of a map: a list of entries in, its drawing and size out. Each line is a mark and its words.
 */
import type { Element } from 'hast';
import { s } from 'hastscript';
import type { MeasureText } from '../../model.ts';
import {
  boldWeight,
  ink,
  LEGEND_STROKE,
  LINE_PX,
  NO_VALUE,
  px,
  type Shape,
  shapePath,
  textSizePx,
} from './map-look.ts';
import type { Box, Point } from './simplify-line.ts';

export const MAP_FAMILY = 'Source Sans 3';

export interface KeyEntry {
  readonly text: string;
  readonly isTitle?: boolean;
  readonly radius?: number;
  readonly shape?: Shape;
  /** Absent: a ring. */
  readonly fill?: string;
}

export interface Key {
  readonly widthPx: number;
  readonly heightPx: number;
  readonly draw: (corner: Point) => Element[];
}

const [INDENT_PX, GAP_PX, LEAST_LINE_PX] = [8, 8, 20];

/** Width of a label in the map's face. */
export function labelWidth(measure: MeasureText, text: string, weight = 400): number {
  return measure(text, { family: MAP_FAMILY, sizePx: textSizePx, weight });
}

/** Sets the entries one under another, those that are wider than `mostPx` on several lines. */
export function layOutKey(given: readonly KeyEntry[], measure: MeasureText, mostPx: number): Key {
  const most = Math.max(0, ...given.map(({ radius = 0 }) => radius));
  const indent = 2 * most + INDENT_PX;
  const entries = given.flatMap((entry) =>
    wrapEntry(entry, entry.isTitle ? mostPx : mostPx - indent, measure),
  );
  const heights = entries.map(
    ({ radius = 0, isTitle }, index) =>
      Math.max(2 * radius + 4, LEAST_LINE_PX) +
      (isTitle && index > 0 && !entries[index - 1]?.isTitle ? GAP_PX : 0),
  );
  const widths = entries.map(({ text, isTitle }) =>
    isTitle ? labelWidth(measure, text, boldWeight) : indent + labelWidth(measure, text),
  );
  const draw = ([left, top]: Point): Element[] => {
    let y = top;
    return entries.flatMap((entry, index) => {
      const height = heights[index] ?? 0;
      const middle = y + height - Math.max(2 * (entry.radius ?? 0) + 4, LEAST_LINE_PX) / 2;
      y += height;
      return drawEntry(entry, [left, middle], most, indent);
    });
  };
  const heightPx = heights.reduce((sum, height) => sum + height, 0);
  return { widthPx: Math.max(0, ...widths), heightPx, draw };
}

/** An entry on as many lines as it takes; only the first has a mark. */
function wrapEntry(entry: KeyEntry, mostPx: number, measure: MeasureText): KeyEntry[] {
  const weight = entry.isTitle ? boldWeight : 400;
  const lines: string[] = [];
  for (const word of entry.text.split(' ')) {
    const before = lines.at(-1);
    const longer = before === undefined ? word : `${before} ${word}`;
    const isFitting = before !== undefined && labelWidth(measure, longer, weight) <= mostPx;
    if (isFitting) lines.splice(-1, 1, longer);
    else lines.push(word);
  }
  const [text = '', ...rest] = lines;
  const isTitle = entry.isTitle === true;
  return [
    { ...entry, text },
    ...rest.map((line) => ({ text: line, ...(isTitle ? { isTitle } : {}) })),
  ];
}

function drawEntry(
  entry: KeyEntry,
  [left, middle]: Point,
  most: number,
  indent: number,
): Element[] {
  const y = px(middle + textSizePx * 0.34);
  if (entry.isTitle)
    return [s('text', { x: px(left), y, fontWeight: boldWeight, fill: ink }, entry.text)];
  const words = s('text', { x: px(left + indent), y, fill: ink }, entry.text);
  const { radius = 0, shape = 'circle', fill } = entry;
  if (radius === 0) return [words];
  const paint = fill === undefined ? { ...NO_VALUE, strokeWidth: 1.5 } : { fill };
  return [s('path', { d: shapePath(shape, [left + most, middle], radius), ...paint }), words];
}

/** Marks of three round sizes. */
export function sizeEntries(
  sizes: readonly { readonly text: string; readonly radius: number }[],
): KeyEntry[] {
  return sizes.map(({ text, radius }) => ({ text, radius, shape: 'circle', fill: LEGEND_STROKE }));
}

/** The place of a key as an obstacle for names. */
export function keyBox({ widthPx, heightPx }: Key, [left, top]: Point): Box {
  return { left: left - 6, top: top - 4, right: left + widthPx + 6, bottom: top + heightPx + 6 };
}

/** Baseline of a name whose box has this middle. */
export function baselineOf({ top }: Box): number {
  return px(top + LINE_PX / 2 + textSizePx * 0.34);
}
