/**
 * A drawn chart's colours in, complaints about what they may not be out.
 * Source: Government Analysis Function, "Data visualisation: colours in charts"; WCAG 2.2, 1.4.3 and 1.4.11.
 *
 * `chart-colour`
 * Why: other colours are too pale, or too like their neighbours, for many readers.
 * Accepted: `"mark": { "type": "bar", "color": "#12436D" }`
 * Rejected: `"mark": { "type": "bar", "color": "gold" }`
 * Message: Unexpected colour `gold` for marks, expected one of the palette
 *
 * `chart-colour-order`
 * Why: only in the palette's order do neighbours differ by 3:1, so that they stay apart in grey.
 * Accepted: `"scale": { "range": ["#12436D", "#28A197"] }`
 * Rejected: `"scale": { "range": ["#28A197", "#F46A25"] }`
 * Message: Unexpected colours `#28A197`, `#F46A25` in this order, expected those of the palette from its first
 *
 * `chart-contrast`
 * Why: a mark that differs from the paper by less than 3:1 is not seen by all, so a label has to say what it says.
 * Accepted: bars in `#BFBFBF` with a `text` mark at each
 * Rejected: bars in `#BFBFBF` without words
 * Message: Unexpected colour `#BFBFBF` (1.8:1 on white) for marks without labels, expected 3:1 or more
 */
import type { Complain } from './chart-fault.ts';
import { markColours, palette, quietGrey, sequence, textColours } from './chart-theme.ts';

/** Orders besides the palette's own: two that differ most, dark to light and back, one in focus. */
const orders: readonly (readonly string[])[] = [
  palette,
  ['#12436D', '#F46A25'],
  sequence,
  [...sequence].reverse(),
  ['#12436D', quietGrey],
  [quietGrey, '#12436D'],
];

const leastContrast = 3;

/** What was painted, each colour once, and whether words stand at the marks. */
export interface Painted {
  readonly marks: readonly string[];
  readonly texts: readonly string[];
  /** The colours of the series, in their order. */
  readonly series: readonly string[];
  readonly hasLabels: boolean;
}

export function checkColours(painted: Painted, complain: Complain): void {
  complainOfStrangers(painted.texts, textColours, 'text', complain);
  complainOfStrangers(painted.marks, markColours, 'marks', complain);
  checkOrder(painted.series, complain);
  if (!painted.hasLabels) checkContrast(painted.marks, complain);
}

function complainOfStrangers(
  found: readonly string[],
  allowed: readonly string[],
  what: string,
  complain: Complain,
): void {
  for (const colour of found.filter((name) => !isOneOf(name, allowed))) {
    if (isUnpainted(colour)) continue;
    complain({
      rule: 'chart-colour',
      reason: `Unexpected colour \`${colour}\` for ${what}, expected one of the palette`,
      note: `use ${allowed.map((name) => `\`${name}\``).join(', ')}`,
      words: [colour],
    });
  }
}

function isOneOf(colour: string, allowed: readonly string[]): boolean {
  return allowed.some((name) => name.toLowerCase() === colour.toLowerCase());
}

function isUnpainted(colour: string): boolean {
  return ['none', 'transparent', 'white'].includes(colour) || colour.startsWith('url(');
}

function checkOrder(series: readonly string[], complain: Complain): void {
  const isKnown = series.every((colour) => isOneOf(colour, markColours));
  const fits = (order: readonly string[]) =>
    series.every((colour, index) => isOneOf(colour, order.slice(index, index + 1)));
  if (!isKnown || orders.some(fits)) return; // a colour outside the palette has its own message
  complain({
    rule: 'chart-colour-order',
    reason: `Unexpected colours ${series.map((name) => `\`${name}\``).join(', ')} in this order, expected those of the palette from its first`,
    note: `leave out \`range\`, or write it as ${palette
      .slice(0, Math.max(2, series.length))
      .map((name) => `\`${name}\``)
      .join(', ')}`,
    words: ['range', ...series, 'color'],
  });
}

function checkContrast(marks: readonly string[], complain: Complain): void {
  for (const colour of marks) {
    const contrast = contrastOnWhite(colour);
    if (contrast >= leastContrast || isOneOf(colour, ['#FFFFFF'])) continue;
    complain({
      rule: 'chart-contrast',
      reason: `Unexpected colour \`${colour}\` (${contrast.toFixed(1)}:1 on white) for marks without labels, expected 3:1 or more`,
      note: 'add a layer with a `text` mark that says each value, or take a darker colour',
      words: [colour],
    });
  }
}

/** Source: WCAG 2.2, "relative luminance" and "contrast ratio". What is no hexadecimal colour passes. */
export function contrastOnWhite(colour: string): number {
  const channels = /^#(..)(..)(..)$/.exec(colour)?.slice(1);
  if (channels === undefined) return Number.POSITIVE_INFINITY;
  const [red = 0, green = 0, blue = 0] = channels.map((hex) => {
    const share = Number.parseInt(hex, 16) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05);
}
