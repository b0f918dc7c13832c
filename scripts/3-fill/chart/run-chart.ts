/**
 * A Vega specification in, the drawn SVG text and the rows at each mark out. Text is measured with
 * the report's fonts. Nothing is awaited between start and end, so charts cannot disturb each other.
 */
import type { Spec, View, ViewOptions } from 'vega';
import type { MeasureText } from '../../model.ts';
import { boldWeight } from './chart-theme.ts';
import { type Box, type Label, listLabels, type SceneNode } from './list-labels.ts';

export type Vega = typeof import('vega');

/** A row as Vega holds it: cells, and what transforms made. */
export type Tuple = Readonly<Record<string, unknown>>;

/** A chart that has been drawn. Lengths in px. */
export interface RunChart {
  readonly svg: string;
  readonly widthPx: number;
  readonly heightPx: number;
  readonly labels: readonly Label[];
  /** The rows of a data set by name, as they are after its transforms. */
  readonly readRows: (dataset: string) => readonly Tuple[];
  /** The values on a scale in their drawn order; undefined if there is no such scale. */
  readonly readDomain: (scale: string) => readonly unknown[] | undefined;
  /** What Vega complained of while drawing. */
  readonly errors: readonly string[];
}

/** How often a chart is drawn again to fit the measure; labels beyond the last mark need two or three. */
const mostRounds = 4;

/** Draws at least `widthPx` wide, wider if the parts do not fit. Throws Vega's own error. */
export function runChart(
  vega: Vega,
  spec: Spec,
  options: { measure: MeasureText; sansFamily: string; widthPx: number },
): RunChart {
  const { measure, sansFamily, widthPx } = options;
  const metrics = (vega as unknown as { textMetrics: { width: MeasureItem } }).textMetrics;
  const before = metrics.width;
  metrics.width = measureItems(measure, sansFamily);
  try {
    let drawn = drawOnce(vega, spec, widthPx);
    let width = typeof spec.width === 'number' ? spec.width : 0;
    for (let round = 1; round < mostRounds && width > 0 && drawn.widthPx > widthPx; round++) {
      // Vega fits axes and labels once; where the plot shrinks, its labels stand out again by less.
      width -= drawn.widthPx - widthPx;
      const narrower = drawOnce(vega, { ...spec, width }, widthPx);
      // What stands out is then no label but a legend, which a narrower plot does not shorten.
      if (narrower.widthPx >= drawn.widthPx) break;
      drawn = narrower;
    }
    return drawn;
  } finally {
    metrics.width = before;
  }
}

function drawOnce(vega: Vega, spec: Spec, widthPx: number): RunChart {
  const errors: string[] = [];
  const view = new vega.View(vega.parse(spec), {
    renderer: 'none',
    loader: refuseLoading(vega),
    logger: gatherErrors(errors),
  } as unknown as ViewOptions).run();
  return { ...writeSvg(vega, view, widthPx), ...readView(view), errors };
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

function writeSvg(vega: Vega, view: View, widthPx: number) {
  const { root } = view.scenegraph() as unknown as { root: SceneNode & { bounds: Box } };
  const [x, y] = [Math.floor(root.bounds.x1), Math.floor(root.bounds.y1)];
  const width = Math.max(widthPx, Math.ceil(root.bounds.x2) - x);
  const height = Math.ceil(root.bounds.y2) - y;
  const { SVGStringRenderer } = vega as unknown as { SVGStringRenderer: new () => StringRenderer };
  const renderer = new SVGStringRenderer().initialize(null, width, height, [-x, -y], 1);
  return {
    svg: renderer.render(root).svg(),
    widthPx: width,
    heightPx: height,
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

function readView(view: View): Pick<RunChart, 'readRows' | 'readDomain'> {
  return {
    readRows: (dataset) => view.data(dataset) as Tuple[],
    readDomain: (name) => {
      try {
        return (view.scale(name) as { domain(): unknown[] }).domain();
      } catch {
        return undefined; // Vega throws for a name that the chart does not have
      }
    },
  };
}
