/**
 * A checked Vega-Lite specification and the tables in, a Vega specification out, with our looks, our
 * sizes and UTC dates, fit for any width. Draws nothing.
 */
import type { Data, Spec, Transforms } from 'vega';
import type { TopLevelSpec } from 'vega-lite';
import type { Tables } from '../../model.ts';
import { chartTheme, ink, measureSignal } from './chart-theme.ts';
import { isList, isObject, type Json, type JsonObject } from './json-value.ts';
import type { PlotSize } from './run-chart.ts';
import { nameMark, walkViews } from './walk-views.ts';

export type VegaLite = typeof import('vega-lite');

/** What a compilation needs besides the specification. */
export interface Setting {
  readonly tables: Tables;
  /** The tables whose rows the chart may see. */
  readonly tableNames: Iterable<string>;
  /** The width that the chart is first drawn at: so many panels stand side by side. */
  readonly widthPx: number;
  readonly sansFamily: string;
}

/** What Vega-Lite made, and what it remarked on the way. */
export interface CompiledChart {
  readonly vega: Spec;
  readonly size: PlotSize;
  readonly remarks: readonly string[];
}

/** Compiles; throws Vega-Lite's own error where the specification makes no chart. */
export function compileChart(lite: VegaLite, spec: JsonObject, setting: Setting): CompiledChart {
  const remarks: string[] = [];
  const settled = settleChannels(stripMeta(spec), hasStacks(spec)) as JsonObject;
  const columns = countColumns(spec, setting.widthPx);
  const sized = setWidths(settled, columns, setting.widthPx);
  const { spec: vega } = lite.compile(sized as unknown as TopLevelSpec, {
    config: chartTheme(setting.sansFamily),
    logger: gatherRemarks(remarks),
  });
  const signals = [{ name: measureSignal, value: setting.widthPx }, ...(vega.signals ?? [])];
  const pinned = pinToUtc({ ...vega, signals, autosize: 'none' });
  return {
    vega: { ...pinned, data: fillDatasets(pinned.data ?? [], setting) },
    size: findSize(spec, columns),
    remarks,
  };
}

/**
 * Rows as Vega reads them: the cells by column, and `_key`. Vega writes on them, so each chart has its own. They are
 * put in after the compilation, which would copy them all more than once and never looks at one.
 */
function fillDatasets(data: readonly Data[], { tables, tableNames }: Setting): Data[] {
  const names = new Set(tableNames);
  return data.map((dataset) => {
    const isTable = names.has(dataset.name) && !('source' in dataset) && !('values' in dataset);
    if (!isTable) return dataset;
    const rows = tables.get(dataset.name)?.rows ?? [];
    return { ...dataset, values: rows.map((row) => ({ ...row.values, _key: row.key })) } as Data;
  });
}

function stripMeta({
  usermeta: _usermeta,
  $schema: _schema,
  name: _name,
  ...spec
}: JsonObject): JsonObject {
  return spec;
}

/** True if bars or areas of several series stand on one another. */
function hasStacks(spec: JsonObject): boolean {
  return walkViews(spec).some(({ mark, channels }) => {
    const named = channels.flatMap(({ channel, node }) => ('field' in node ? [channel] : []));
    const isSplit = ['color', 'fill', 'stroke', 'detail', 'opacity'].some((name) =>
      named.includes(name),
    );
    const isGrouped = named.includes('xOffset') || named.includes('yOffset');
    return ['bar', 'area', 'arc'].includes(mark) && isSplit && !isGrouped;
  });
}

/** Channel definitions at any depth, each with what a configuration cannot say. */
function settleChannels(value: Json | undefined, isStacked: boolean): Json | undefined {
  if (isList(value)) return value.map((item) => settleChannels(item, isStacked) ?? null);
  if (!isObject(value)) return value;
  const node = nameMark(value['mark']) === 'text' ? inkText(value) : value;
  return Object.fromEntries(
    Object.entries(node).map(([name, child]) => {
      const settled = isObject(child) ? settleChannel(name, child, isStacked, node) : child;
      return [name, settleChannels(settled, isStacked)];
    }),
  );
}

/** Words take no colour from the series they stand beside: most of those are too pale to read. */
function inkText(view: JsonObject): JsonObject {
  const { mark, encoding } = view;
  const own = [mark, encoding].filter(isObject);
  if (own.some((part) => 'color' in part || 'fill' in part)) return view;
  return { ...view, encoding: { ...(isObject(encoding) ? encoding : {}), color: { value: ink } } };
}

function settleChannel(
  name: string,
  channel: JsonObject,
  isStacked: boolean,
  encoding: JsonObject,
): JsonObject {
  if (['color', 'fill', 'stroke', 'shape', 'strokeDash'].includes(name)) return retellSort(channel);
  if (!['x', 'y'].includes(name)) return channel;
  const isPlain = channel['type'] === 'quantitative' || channel['aggregate'] !== undefined;
  // Stacks of one make Vega-Lite lose the order of rows when a label stands at each bar.
  const stack = isPlain && !isStacked ? { stack: null } : {};
  return { ...stack, ...keepTicks(sortByField(channel, isStacked, encoding)) };
}

/**
 * Says `"sort": "-x"` by the field on x and how to sum it up: Vega-Lite would choose that for each
 * layer by itself, find the layers at odds and fall back on the alphabet.
 */
function sortByField(channel: JsonObject, isStacked: boolean, encoding: JsonObject): JsonObject {
  const [, minus, name] = /^(-?)([xy])$/.exec(String(channel['sort'])) ?? [];
  const other = name === undefined ? undefined : encoding[name];
  if (!isObject(other) || typeof other['field'] !== 'string' || 'aggregate' in other)
    return channel;
  const order = minus === '-' ? 'descending' : 'ascending';
  return { ...channel, sort: { field: other['field'], op: isStacked ? 'sum' : 'max', order } };
}

/**
 * Turns `"sort": [names]` of colours and shapes into the scale's domain: Vega-Lite joins the legends
 * of two channels only if their domains are equal, and sorting makes each its own.
 */
function retellSort(channel: JsonObject): JsonObject {
  if (!isList(channel['sort'])) return channel;
  const { sort, ...definition } = channel;
  const scale = isObject(channel['scale']) ? channel['scale'] : {};
  return { ...definition, scale: { domain: sort, ...scale } };
}

/** Every value the author names gets its tick: the theme's count of ticks would thin them out. */
function keepTicks(channel: JsonObject): JsonObject {
  const { axis } = channel;
  if (!isObject(axis) || !isList(axis['values'])) return channel;
  return { ...channel, axis: { tickCount: axis['values'].length, ...axis } };
}

/** Panels narrower than this have no room for their labels. */
const leastPanelPx = 150;

/** True if one compilation serves every width: only panels stand in other rows on a telephone. */
export function isFluid({ facet, columns }: JsonObject): boolean {
  return !isObject(facet) || typeof columns !== 'number';
}

/** How many panels stand side by side: as many as the author wants and the width bears. */
function countColumns({ facet, columns }: JsonObject, widthPx: number): number | undefined {
  if (!isObject(facet) || typeof columns !== 'number') return undefined;
  return Math.max(1, Math.min(columns, Math.floor(widthPx / leastPanelPx)));
}

/** A width to begin with, in the views that are fitted: Vega-Lite would give each column a step of its own. */
function setWidths(spec: JsonObject, columns: number | undefined, widthPx: number): JsonObject {
  const fill = (view: JsonObject, px: number) => (hasWidth(view) ? view : { ...view, width: px });
  if (columns === undefined) return isComposed(spec) ? spec : fill(spec, widthPx);
  const inner = isObject(spec['spec']) ? spec['spec'] : {};
  return { ...spec, columns, spec: fill(inner, widthPx / columns) };
}

/** Single and layered views and equal panels fill the measure; other compositions say their own widths. */
function findSize(spec: JsonObject, columns: number | undefined): PlotSize {
  if (columns !== undefined) {
    const isGiven = isObject(spec['spec']) && hasWidth(spec['spec']);
    return isGiven ? {} : { width: { signal: 'child_width', count: columns } };
  }
  if (isComposed(spec)) return {};
  const { height } = spec;
  return {
    ...(hasWidth(spec) ? {} : { width: { signal: 'width', count: 1 } }),
    ...(typeof height === 'number' ? { height: { signal: 'height', px: height } } : {}),
  };
}

function isComposed(spec: JsonObject): boolean {
  const encoding = isObject(spec['encoding']) ? spec['encoding'] : {};
  return (
    ['facet', 'hconcat', 'vconcat', 'concat', 'repeat'].some((name) => name in spec) ||
    ['row', 'column', 'facet'].some((name) => name in encoding)
  );
}

function hasWidth({ width }: JsonObject): boolean {
  return width !== undefined && width !== 'container';
}

function gatherRemarks(remarks: string[]) {
  const gather = (...words: readonly unknown[]) => {
    remarks.push(words.join(' '));
    return logger;
  };
  const pass = () => logger;
  const logger = { level: pass, error: gather, warn: gather, info: pass, debug: pass };
  return logger as unknown as NonNullable<
    NonNullable<Parameters<VegaLite['compile']>[1]>['logger']
  >;
}

/** Local time would move a date by a day, and the chart with it, from one machine to the next. */
function pinToUtc(vega: Spec): Spec {
  return JSON.parse(JSON.stringify(vega), (name, value: unknown) => {
    if (typeof value === 'string') return value.replace(/\btime(Format|Parse)\(/g, 'utc$1(');
    if (!isObject(value) || name === 'values') return value;
    if (value['type'] === 'time') return { ...value, type: 'utc' };
    if (value['type'] === 'timeunit') return { ...value, timezone: 'utc' } as Transforms;
    return value;
  }) as Spec;
}
