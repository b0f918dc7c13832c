/**
 * A Vega specification in, its drawing at any width as SVG text and the rows at each mark out. Text is measured with
 * the report's fonts. Nothing is awaited while it draws, so charts cannot disturb each other.
 */
import type { Spec, View, ViewOptions } from 'vega';
import type { MeasureText } from '../../model.ts';
import { boldWeight, measureSignal, textSizePx } from './chart-theme.ts';
import { findBox, type Label, listLabels, type SceneNode } from './list-labels.ts';
import { placeLabels, type StylesByMark } from './place-labels.ts';

export type Vega = typeof import('vega');

/** A row as Vega holds it: cells, and what transforms made. */
export type Tuple = Readonly<Record<string, unknown>>;

/** A chart that has been drawn. Lengths in px. */
export interface RunChart {
  readonly svg: string;
  readonly widthPx: number;
  readonly heightPx: number;
  readonly labels: readonly Label[];
}

/** A chart that can be drawn at several widths, and asked what it drew. */
export interface ChartView {
  /** Draws at least `widthPx` wide, wider if the parts do not fit. Throws Vega's own error. */
  readonly draw: (widthPx: number) => RunChart;
  /** The rows of a data set by name, as they are after its transforms. */
  readonly readRows: (dataset: string) => readonly Tuple[];
  /** The values on a scale in their drawn order; undefined if there is no such scale. */
  readonly readDomain: (scale: string) => readonly unknown[] | undefined;
  /** The colours of the series, in the order of their scale; none where a colour stands for a number. */
  readonly readColours: () => readonly string[];
  /** What Vega complained of while drawing. */
  readonly errors: readonly string[];
}

/** The signals that say how large the plot is; `count` plots stand side by side. */
export interface PlotSize {
  readonly width?: { readonly signal: string; readonly count: number };
  readonly height?: { readonly signal: string; readonly px: number };
}

/** How often a chart is drawn again to fit the measure; labels beyond the last mark need two or three. */
const mostRounds = 5;

/** Reads the specification once; each drawing only moves what depends on the width. */
export function openChart(
  vega: Vega,
  spec: Spec,
  size: PlotSize,
  { measure, sansFamily }: { measure: MeasureText; sansFamily: string },
): ChartView {
  const errors: string[] = [];
  addWrapping(vega);
  const view = new vega.View(vega.parse(spec), {
    renderer: 'none',
    loader: refuseLoading(vega),
    logger: gatherErrors(errors),
  } as unknown as ViewOptions);
  const measureItem = measureItems(measure, sansFamily);
  const styles = listStyles((spec.marks ?? []) as readonly StyledMark[]);
  const draw = (widthPx: number) =>
    withMeasure(vega, measureItem, () => drawToFit({ vega, view, size, styles }, widthPx));
  return { draw, ...readView(view), errors };
}

/** A mark of the specification; marks may stand in marks. */
interface StyledMark {
  readonly name?: string;
  readonly style?: string | readonly string[];
  readonly marks?: readonly StyledMark[];
}

function listStyles(marks: readonly StyledMark[]): Map<string, string[]> {
  return new Map(
    marks.flatMap(({ name = '', style = [], marks: inner = [] }) => [
      [name, [style].flat()] as [string, string[]],
      ...listStyles(inner),
    ]),
  );
}

/** `wrap(text, widthPx)` for expressions: the text as lines of whole words, measured as they will be printed. */
function addWrapping(vega: Vega): void {
  const { textMetrics, expressionFunction } = vega as unknown as {
    textMetrics: { width: MeasureItem };
    expressionFunction: (name: string, act: (text: unknown, widthPx: number) => string[]) => void;
  };
  expressionFunction('wrap', (text, widthPx) => {
    const lines: string[] = [];
    for (const word of String(text ?? '').split(' ')) {
      const longer = [...lines.slice(-1), word].join(' ');
      if (lines.length > 0 && textMetrics.width({ fontSize: textSizePx }, longer) <= widthPx)
        lines[lines.length - 1] = longer;
      else lines.push(word);
    }
    return lines;
  });
}

function withMeasure<T>(vega: Vega, measureItem: MeasureItem, act: () => T): T {
  const metrics = (vega as unknown as { textMetrics: { width: MeasureItem } }).textMetrics;
  const before = metrics.width;
  metrics.width = measureItem;
  try {
    return act();
  } finally {
    metrics.width = before;
  }
}

interface Opened {
  readonly vega: Vega;
  readonly view: View;
  readonly size: PlotSize;
  readonly styles: StylesByMark;
}

/**
 * Axes and labels stand out of the plot: it shrinks by as much, and again, because where it shrinks, its labels stand
 * out by less. Vega's own `fit` does the first of these rounds only, at the price of two.
 */
function drawToFit({ vega, view, size, styles }: Opened, widthPx: number): RunChart {
  const { width, height } = size;
  view.signal(measureSignal, widthPx);
  let [across, down] = [widthPx / (width?.count ?? 1), height?.px ?? 0];
  let before = Number.POSITIVE_INFINITY;
  for (let round = 1; ; round++) {
    if (width !== undefined) view.signal(width.signal, across);
    if (height !== undefined) view.signal(height.signal, down);
    view.run();
    placeLabels(findRoot(view), styles);
    const box = measureBox(view);
    const tooWide = width === undefined ? 0 : box.width - widthPx;
    const tooHigh = height === undefined ? 0 : box.height - height.px;
    // What stands out is then no label but a legend, which a narrower plot does not shorten.
    const isStuck = tooWide > 0 && box.width >= before;
    if ((tooWide <= 0 && tooHigh <= 0) || isStuck || round === mostRounds)
      return writeSvg(vega, view, box, widthPx);
    before = box.width;
    across = Math.max(1, across - Math.max(0, tooWide) / (width?.count ?? 1));
    down = Math.max(1, down - Math.max(0, tooHigh));
  }
}

/** A text in the scene; sizes in px. */
interface TextItem {
  readonly fontSize?: number;
  readonly fontWeight?: number | string;
  readonly fontStyle?: string;
}

type MeasureItem = (item: TextItem, text: unknown) => number;

function measureItems(measure: MeasureText, family: string): MeasureItem {
  return ({ fontSize, fontWeight, fontStyle }, text) =>
    measure(String(text ?? '').trim(), {
      family,
      sizePx: fontSize ?? 11, // Vega's own default
      weight: toWeight(fontWeight),
      style: fontStyle === 'italic' ? 'italic' : 'normal',
    });
}

/** The weight as a number of those the report carries. */
export function toWeight(weight: unknown): number {
  if (weight === 'bold' || weight === 'bolder') return boldWeight;
  return Number(weight) >= boldWeight ? boldWeight : 400;
}

/** Specifications with addresses never come here; this is the second lock. */
function refuseLoading(vega: Vega) {
  const refuse = () => Promise.reject(new Error('a chart may not load anything'));
  return { ...vega.loader(), load: refuse, sanitize: refuse, http: refuse, file: refuse };
}

function gatherErrors(errors: string[]) {
  const gather = (...words: readonly unknown[]) => {
    errors.push(
      words.map((word) => (word instanceof Error ? word.message : String(word))).join(' '),
    );
    return logger;
  };
  const logger = {
    level: () => logger,
    error: gather,
    warn: gather,
    info: () => logger,
    debug: () => logger,
  };
  return logger;
}

/** Where the whole drawing stands, and how large it is. */
interface DrawnBox {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

function measureBox(view: View): DrawnBox {
  const { x1, y1, x2, y2 } = findBox(findRoot(view));
  const [x, y] = [Math.floor(x1), Math.floor(y1)];
  return { x, y, width: Math.ceil(x2) - x, height: Math.ceil(y2) - y };
}

function findRoot(view: View): SceneNode {
  return (view.scenegraph() as unknown as { root: SceneNode }).root;
}

function writeSvg(vega: Vega, view: View, { x, y, ...box }: DrawnBox, widthPx: number): RunChart {
  const root = findRoot(view);
  const width = Math.max(widthPx, box.width);
  const { SVGStringRenderer } = vega as unknown as { SVGStringRenderer: new () => StringRenderer };
  const renderer = new SVGStringRenderer().initialize(null, width, box.height, [-x, -y], 1);
  return {
    svg: renderer.render(root).svg(),
    widthPx: width,
    heightPx: box.height,
    labels: listLabels(root),
  };
}

interface StringRenderer {
  initialize(
    element: null,
    width: number,
    height: number,
    origin: [number, number],
    scale: number,
  ): StringRenderer;
  render(root: unknown): StringRenderer;
  svg(): string;
}

function readView(view: View): Pick<ChartView, 'readRows' | 'readDomain' | 'readColours'> {
  const findScale = (name: string) => {
    try {
      return view.scale(name) as Scale;
    } catch {
      return undefined; // Vega throws for a name that the chart does not have
    }
  };
  return {
    readRows: (dataset) => view.data(dataset) as Tuple[],
    readDomain: (name) => findScale(name)?.domain(),
    readColours: () => {
      const scale = ['color', 'fill', 'stroke']
        .map(findScale)
        .find((one) => one?.type === 'ordinal');
      return (scale?.domain() ?? []).map((value) => String(scale?.(value)));
    },
  };
}

/** A scale as d3 makes it, with the type that Vega adds. */
interface Scale {
  (value: unknown): unknown;
  readonly type: string;
  domain(): unknown[];
}
