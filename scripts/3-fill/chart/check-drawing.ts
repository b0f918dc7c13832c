/**
 * A drawn chart in, complaints about what its looks may not be out: too many series, small text,
 * colours outside the palette, labels one over the other.
 * Source: Government Analysis Function, "Data visualisation: charts"; WCAG 2.2, 1.4.3 and 1.4.11.
 */
import type { Element } from 'hast';
import type { Complain } from './chart-fault.ts';
import { leastTextSizePx, markColours, textColours } from './chart-theme.ts';
import type { Box, Label } from './list-labels.ts';
import type { PlottedRows } from './plotted-rows.ts';

/** More than four series ask much of a reader, more than six have no colours left. */
export function checkSeries({ columns, rows }: PlottedRows, complain: Complain): void {
  for (const [index, { role, name }] of columns.entries()) {
    if (role !== 'series') continue;
    const count = new Set(rows.map((row) => row[index])).size;
    if (count <= 4) continue;
    complain({
      rule: count > 6 ? 'chart-series-at-most-six' : 'chart-series-few',
      reason: `Unexpected ${count} series in \`${name}\`, expected at most ${count > 6 ? 'six' : 'four'}`,
      note: 'show fewer series by a filter, group the small ones, or draw small multiples with `facet`',
    });
  }
}

/** Labels one over the other; a touch of the boxes, which are taller than the letters, is none. */
export function checkLabels(labels: readonly Label[], complain: Complain): void {
  for (const [index, label] of labels.entries()) {
    const other = labels.slice(index + 1).find(({ box }) => doBoxesCross(label.box, box));
    if (other === undefined) continue;
    complain({
      rule: 'chart-labels-apart',
      reason: `Unexpected label \`${label.text}\` over \`${other.text}\`, expected labels apart`,
      note: 'give the rows more height, shorten the labels, or move one with `dx` or `dy`',
    });
    return; // one pair is enough to make an author look
  }
}

function doBoxesCross(a: Box, b: Box): boolean {
  const across = Math.min(a.x2, b.x2) - Math.max(a.x1, b.x1);
  const down = Math.min(a.y2, b.y2) - Math.max(a.y1, b.y1);
  return across > 1 && down > 0.25 * Math.min(a.y2 - a.y1, b.y2 - b.y1);
}

/** `scale` is the width the chart will have on paper by the width it was drawn at. */
export function checkLooks(svg: Element, scale: number, complain: Complain): void {
  const sizes = new Set<number>();
  const colours = new Set<string>();
  const inks = new Set<string>();
  visitPainted(svg, { fontSize: 16, fill: 'none' }, ({ tagName, properties }, style) => {
    if (tagName === 'text') {
      sizes.add(style.fontSize * scale);
      inks.add(style.fill);
    } else {
      for (const name of ['fill', 'stroke']) colours.add(String(properties[name] ?? 'none'));
    }
  });
  complainOfSize(Math.min(...sizes), scale, complain);
  complainOfColours([...inks], textColours, 'text', complain);
  complainOfColours([...colours], markColours, 'marks', complain);
}

interface Style {
  readonly fontSize: number;
  readonly fill: string;
}

function visitPainted(
  element: Element,
  outer: Style,
  act: (element: Element, style: Style) => void,
): void {
  const { fontSize, fill } = element.properties;
  const style = { fontSize: Number(fontSize ?? outer.fontSize), fill: String(fill ?? outer.fill) };
  act(element, style);
  for (const child of element.children) {
    if (child.type === 'element') visitPainted(child, style, act);
  }
}

function complainOfSize(sizePx: number, scale: number, complain: Complain): void {
  if (sizePx >= leastTextSizePx) return;
  complain({
    rule: 'chart-text-size',
    reason: `Unexpected text of ${(sizePx * 0.75).toFixed(1)} pt in print, expected 10 pt or more`,
    note:
      scale < 1
        ? 'the chart is wider than the page: make its parts narrower or set fewer side by side'
        : 'leave font sizes to the theme, or set 14 px or more',
  });
}

function complainOfColours(
  found: readonly string[],
  allowed: readonly string[],
  what: string,
  complain: Complain,
): void {
  const known = ['none', 'transparent', 'white', ...allowed.map((colour) => colour.toLowerCase())];
  for (const colour of found.filter((name) => !known.includes(name.toLowerCase()))) {
    if (colour.startsWith('url(') || (what === 'text' && colour === 'none')) continue;
    complain({
      rule: 'chart-colour',
      reason: `Unexpected colour \`${colour}\` for ${what}, expected one of the palette`,
      note: `use ${allowed.map((name) => `\`${name}\``).join(', ')}`,
    });
  }
}
