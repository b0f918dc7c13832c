/**
 * A drawn chart in, complaints about what its looks may not be out: too many series, small text,
 * labels one over the other, on paper and on a telephone.
 * Source: Government Analysis Function, "Data visualisation: charts"; WCAG 2.2, 1.4.3.
 *
 * `chart-series-few`, `chart-series-at-most-six`
 * Why: more than four colours ask much of a reader, for more than six there is no palette.
 * Accepted: lines of four cities
 * Rejected: lines of seven cities
 * Message: Unexpected 7 series in `name`, expected at most six
 *
 * `chart-text-size`
 * Why: smaller words than 10 pt cannot be read by many.
 * Accepted: `"mark": { "type": "text", "fontSize": 14 }`
 * Rejected: `"mark": { "type": "text", "fontSize": 9 }`
 * Message: Unexpected text of 6.8 pt in print, expected 10 pt or more
 *
 * `chart-labels-apart`, `chart-narrow`
 * Why: words over words are read by nobody, and what is shrunk to a telephone is too small.
 * Accepted: `"height": { "step": 24 }`
 * Rejected: `"height": { "step": 6 }`
 * Message: Unexpected label `8` over `Exeter`, expected labels apart
 */
import type { Element } from 'hast';
import type { Complain } from './chart-fault.ts';
import { leastTextSizePx } from './chart-theme.ts';
import { checkColours, type Painted } from './check-colours.ts';
import { doBoxesCross, type Label } from './list-labels.ts';
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
      words: ['color', 'shape', 'detail'],
    });
  }
}

/** Labels one over the other; `where` is '' or ' on a telephone'. */
export function checkLabels(labels: readonly Label[], where: string, complain: Complain): void {
  for (const [index, label] of labels.entries()) {
    const other = labels.slice(index + 1).find(({ box }) => doBoxesCross(label.box, box));
    if (other === undefined) continue;
    complain({
      rule: 'chart-labels-apart',
      reason: `Unexpected label \`${label.text}\` over \`${other.text}\`${where}, expected labels apart`,
      note: 'give the rows more height, shorten the labels, or move one with `dx` or `dy`',
      words: [label.text, other.text, 'height', 'text', 'encoding'],
    });
    return; // one pair is enough to make an author look
  }
}

/** What does not fit a telephone is shrunk to it, and its words with it. */
export function checkNarrow(
  { widthPx, labels }: { readonly widthPx: number; readonly labels: readonly Label[] },
  narrowPx: number,
  complain: Complain,
): void {
  if (widthPx <= narrowPx) return;
  const widthOf = ({ box }: Label): number => box.x2 - box.x1;
  const [longest] = [...labels].sort((a, b) => widthOf(b) - widthOf(a));
  complain({
    rule: 'chart-narrow',
    reason: `Unexpected chart of ${widthPx} px on a telephone, expected ${narrowPx} px`,
    note:
      longest === undefined
        ? 'leave `width` out, or set fewer parts side by side'
        : `shorten the longest labels, or break them: \`wrap(datum.name, measure < 450 ? 90 : 300)\`; \`${longest.text}\` takes ${Math.round(widthOf(longest))} px`,
    words: [longest?.text ?? 'width', 'labelExpr', 'text', 'encoding'],
  });
}

/** `scale` is the width the chart will have on paper by the width it was drawn at. */
export function checkLooks(
  svg: Element,
  scale: number,
  { series, hasLabels }: Pick<Painted, 'series' | 'hasLabels'>,
  complain: Complain,
): void {
  const sizes = new Set<number>();
  const marks = new Set<string>();
  const texts = new Set<string>();
  visitPainted(svg, { fontSize: 16, fill: 'none' }, ({ tagName, properties }, style) => {
    if (tagName === 'text') {
      sizes.add(style.fontSize * scale);
      texts.add(style.fill);
    } else {
      for (const name of ['fill', 'stroke']) marks.add(String(properties[name] ?? 'none'));
    }
  });
  complainOfSize(Math.min(...sizes), scale, complain);
  checkColours({ marks: [...marks], texts: [...texts], series, hasLabels }, complain);
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
    words:
      scale < 1 ? ['width', 'columns', 'encoding'] : ['fontSize', 'labelFontSize', 'titleFontSize'],
  });
}
