/**
 * A Vega-Lite specification and the data tables in, an accessible SVG, its description and the rows
 * and cells behind it out. Knows no file, no page and no place: faults are told by their pointer.
 */
import type { Element } from 'hast';
import type { MeasureText, Read, Scalar, Tables } from '../../model.ts';
import type { Complain } from './chart-fault.ts';
import { checkLabels, checkLooks, checkNarrow, checkSeries } from './check-drawing.ts';
import { checkExpressions } from './check-expressions.ts';
import { checkFields, type SpecUse } from './check-fields.ts';
import { checkShape } from './check-shape.ts';
import { checkUnits } from './check-words.ts';
import { compileChart, isFluid, type VegaLite } from './compile-chart.ts';
import { describeChart } from './describe-chart.ts';
import { findProvisional } from './find-provisional.ts';
import { isObject, type JsonObject } from './json-value.ts';
import { collectPlotted, type PlottedColumn, type PlottedRows } from './plotted-rows.ts';
import { type ChartView, openChart, type RunChart, type Vega } from './run-chart.ts';
import { traceCells } from './trace-cells.ts';
import { type RowTrace, traceRows } from './trace-rows.ts';
import { trimSvg } from './trim-svg.ts';
import { type UnitView, walkViews } from './walk-views.ts';

/** A specification as parsed from `assets/charts/<name>.json`. */
export interface ChartSpec {
  readonly file: string;
  readonly spec: unknown;
}

export interface DrawOptions {
  /** The figure's id: every id inside the SVG begins with it. */
  readonly id: string;
  readonly headline: string;
  /** The measure; text keeps its size at this width. */
  readonly widthPx: number;
  /** The width of a telephone, for a second drawing. */
  readonly narrowPx?: number;
  readonly tables: Tables;
  readonly measure: MeasureText;
  readonly families: { readonly sans: string };
  readonly complain: Complain;
}

/** A chart as a page needs it. */
export interface DrawnChart {
  /** `<svg role="img">` with title and description; scales down with its column. */
  readonly svg: Element;
  /** The same for a telephone; its ids begin with the figure's id and "-narrow". */
  readonly narrow?: Element;
  readonly subtitle: string;
  readonly unit?: string;
  readonly date?: string;
  /** Kind of chart, number of rows, extremes by name and changes, from the plotted rows. */
  readonly description: string;
  readonly columns: readonly PlottedColumn[];
  /** The rows at the marks, after all transforms, in drawn order. */
  readonly plotted: readonly (readonly Scalar[])[];
  /** For each cell of `plotted` whether it rests on a cell nobody checked; undefined for names and empty cells. */
  readonly provisional: readonly (readonly (boolean | undefined)[])[];
  /** The tables it was drawn from, in the data package's order. */
  readonly tables: readonly string[];
  readonly reads: readonly Read[];
}

/**
 * Draws a chart, or gives undefined after complaining (rules: `chart-fault.ts`). Never throws for
 * what an author wrote. Vega is imported here, so that a report without charts does not load it.
 */
export async function drawChart(
  { spec }: ChartSpec,
  options: DrawOptions,
): Promise<DrawnChart | undefined> {
  if (!isObject(spec)) {
    options.complain({
      rule: 'chart-specification',
      reason: 'Unexpected content, expected a JSON object with a Vega-Lite specification',
    });
    return undefined;
  }
  const [vega, lite] = await Promise.all([import('vega'), import('vega-lite')]);
  // From here nothing is awaited: two charts drawn at once cannot meet in Vega's own state.
  return drawChecked(spec, options, vega, lite);
}

interface Drawing {
  readonly view: ChartView;
  readonly run: RunChart;
  readonly narrow: RunChart | undefined;
  readonly trace: RowTrace;
}

function drawChecked(
  spec: JsonObject,
  options: DrawOptions,
  vega: Vega,
  lite: VegaLite,
): DrawnChart | undefined {
  const { tables, complain } = options;
  if (!checkShape(spec, complain)) return undefined;
  const views = walkViews(spec);
  if (!checkExpressions(spec, vega.parseExpression, complain)) return undefined;
  const use = checkFields(views, tables, vega.parseExpression, complain);
  if (use === undefined) return undefined;
  const drawing = tryDrawing(spec, use, options, vega, lite);
  if (drawing?.trace.plotted === undefined) return undefined;
  const usermeta = isObject(spec['usermeta']) ? spec['usermeta'] : {};
  const plotted = collectPlotted(drawing.view, drawing.trace.plotted, { views, tables, usermeta });
  checkUnits(plotted, spec, complain);
  const { lookups } = use;
  const { trace, view: run } = drawing;
  const flow = { views, lookups, trace, run, tables, parse: vega.parseExpression };
  const provisional = findProvisional(plotted, flow);
  return { ...finishChart(plotted, { views, use, usermeta, drawing }, options), provisional };
}

function tryDrawing(
  spec: JsonObject,
  { columnsByTable }: SpecUse,
  { tables, widthPx, narrowPx, families, measure, complain }: DrawOptions,
  vega: Vega,
  lite: VegaLite,
): Drawing | undefined {
  const fonts = { measure, sansFamily: families.sans };
  const open = (width: number) => {
    const { sans: sansFamily } = families;
    const setting = { tables, tableNames: columnsByTable.keys(), widthPx: width, sansFamily };
    const compiled = compileChart(lite, spec, setting);
    const trace = traceRows(compiled.vega);
    return { ...compiled, trace, view: openChart(vega, trace.spec, compiled.size, fonts) };
  };
  try {
    const { view, trace, remarks: first } = open(widthPx);
    const run = view.draw(widthPx);
    const remarks = [...first, ...view.errors];
    for (const remark of remarks) complainOfVega(remark, complain);
    if (remarks.length === 0 && view.readRows(trace.plotted ?? '').length === 0) {
      complainOfVega('Infinite extent: there are no rows', complain);
      return undefined;
    }
    if (remarks.length > 0) return undefined;
    const other = narrowPx === undefined || isFluid(spec) ? view : open(narrowPx).view;
    return { view, run, trace, narrow: narrowPx === undefined ? undefined : other.draw(narrowPx) };
  } catch (error) {
    complainOfVega(nameError(error), complain);
    return undefined;
  }
}

/** Vega's own sentence; its TypeErrors speak of its insides, not of the specification. */
function nameError(error: unknown): string {
  if (error instanceof TypeError) return 'a value has a form it cannot read, it does not say where';
  return error instanceof Error ? error.message : String(error);
}

function complainOfVega(message: string, complain: Complain): void {
  const sentence = message.replace(/\s+/g, ' ').replace(/\.$/, '');
  const short = sentence.length > 160 ? `${sentence.slice(0, 160)}…` : sentence;
  complain({
    rule: 'chart-specification',
    reason: `Unexpected specification, expected one that Vega-Lite can draw: ${short}`,
    note:
      cures.find(({ symptom }) => symptom.test(message))?.note ??
      'compare with a chart that works in `assets/charts/`, or paste it into the Vega editor',
  });
}

/** Cures for those of Vega's remarks that do not say what to do. */
const cures = [
  {
    symptom: /conflicting sort/,
    note: 'add `"op": "max"` to the `sort` of the channel, and give every layer the same `sort`',
  },
  {
    symptom: /^Infinite extent/,
    note: 'no row reaches the chart: compare the values in each `filter` with the cells, capitals too',
  },
] as const;

interface Parts {
  readonly views: readonly UnitView[];
  readonly use: SpecUse;
  readonly usermeta: JsonObject;
  readonly drawing: Drawing;
}

function finishChart(
  plotted: PlottedRows,
  { views, use, usermeta, drawing }: Parts,
  options: DrawOptions,
): Omit<DrawnChart, 'provisional'> {
  const { view, run, narrow, trace } = drawing;
  const isCourse = views.some(({ mark }) => mark === 'line' || mark === 'area');
  const description = describeChart(
    plotted,
    readText(usermeta, 'kind') ?? nameKind(views),
    isCourse,
  );
  const svg = buildSvg(run, description, options);
  const small = narrow && buildSvg(narrow, description, { ...options, id: `${options.id}-narrow` });
  checkDrawing(svg, plotted, { views, drawing }, options);
  const reads = traceCells(use, trace, view, options.tables);
  const [unit, date] = [readText(usermeta, 'unit'), readText(usermeta, 'date')];
  return {
    svg,
    ...(small === undefined ? {} : { narrow: small }),
    subtitle: readText(usermeta, 'subtitle') ?? '',
    ...(unit === undefined ? {} : { unit }),
    ...(date === undefined ? {} : { date }),
    description,
    columns: plotted.columns,
    plotted: plotted.rows,
    tables: [...options.tables.keys()].filter((name) => use.columnsByTable.has(name)),
    reads,
  };
}

function checkDrawing(
  svg: Element,
  plotted: PlottedRows,
  { views, drawing: { view, run, narrow } }: Pick<Parts, 'views' | 'drawing'>,
  { widthPx, narrowPx, complain }: DrawOptions,
): void {
  const words = {
    series: view.readColours(),
    hasLabels: views.some(({ mark }) => mark === 'text'),
  };
  checkSeries(plotted, complain);
  checkLabels(run.labels, '', complain);
  checkLooks(svg, widthPx / run.widthPx, words, complain);
  if (narrow === undefined || narrowPx === undefined) return;
  checkLabels(narrow.labels, ' on a telephone', complain);
  checkNarrow(narrow, narrowPx, complain);
}

function readText(usermeta: JsonObject, name: string): string | undefined {
  const value = usermeta[name];
  return typeof value === 'string' && value !== '' ? value : undefined;
}

const kindByMark: Readonly<Record<string, string>> = {
  bar: 'bar chart',
  line: 'line chart',
  area: 'area chart',
  arc: 'pie chart',
  rect: 'grid',
  point: 'dot plot',
  circle: 'dot plot',
  square: 'dot plot',
  tick: 'strip plot',
  geoshape: 'map',
};

function nameKind(views: readonly UnitView[]): string {
  const marks = views.map(({ mark }) => kindByMark[mark]);
  return marks.find((kind) => kind !== undefined) ?? 'chart';
}

function buildSvg(
  { svg, widthPx, heightPx }: RunChart,
  description: string,
  { id, headline, families }: DrawOptions,
): Element {
  const [title, desc] = [`${id}-title`, `${id}-desc`];
  const say = (tagName: string, name: string, value: string): Element => ({
    ...{ type: 'element', tagName, properties: { id: name } },
    children: [{ type: 'text', value }],
  });
  return {
    type: 'element',
    tagName: 'svg',
    properties: {
      ...{ role: 'img', ariaLabelledBy: [title], ariaDescribedBy: [desc] },
      viewBox: `0 0 ${widthPx} ${heightPx}`,
      width: String(widthPx),
      height: String(heightPx),
      // Quoted, because a name that ends in a figure is no CSS identifier; no second family, because
      // a system font would be measured wrongly.
      className: ['chart'],
      style: 'max-width:100%;height:auto',
      fontFamily: `'${families.sans}'`,
    },
    children: [say('title', title, headline), say('desc', desc, description), ...trimSvg(svg, id)],
  };
}
