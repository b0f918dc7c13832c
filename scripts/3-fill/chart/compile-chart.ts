/**
 * A checked Vega-Lite specification and the tables in, a Vega specification out, with our looks, our
 * sizes and UTC dates. Draws nothing.
 */
import type { Spec, Transforms } from 'vega';
import type { TopLevelSpec } from 'vega-lite';
import type { Tables } from '../../model.ts';
import { chartTheme, ink } from './chart-theme.ts';
import { isList, isObject, type Json, type JsonObject } from './json-value.ts';
import { nameMark, walkViews } from './walk-views.ts';

export type VegaLite = typeof import('vega-lite');

/** What a compilation needs besides the specification. */
export interface Setting {
  readonly tables: Tables;
  /** The tables whose rows the chart may see. */
  readonly tableNames: Iterable<string>;
  readonly widthPx: number;
  readonly sansFamily: string;
}

/** What Vega-Lite made, and what it remarked on the way. */
export interface CompiledChart {
  readonly vega: Spec;
  readonly remarks: readonly string[];
}

/** Compiles; throws Vega-Lite's own error where the specification makes no chart. */
export function compileChart(lite: VegaLite, spec: JsonObject, setting: Setting): CompiledChart {
  const remarks: string[] = [];
  const settled = settleChannels(stripMeta(spec), hasStacks(spec)) as JsonObject;
  const sized = { ...settled, ...sizeChart(spec, setting.widthPx) };
  const full = { ...sized, datasets: listDatasets(setting) } as unknown as TopLevelSpec;
  const { spec: vega } = lite.compile(full, {
    config: chartTheme(setting.sansFamily, setting.widthPx),
    logger: gatherRemarks(remarks),
  });
  return { vega: pinToUtc(vega), remarks: remarks.filter((remark) => !isOwnDoing(remark)) };
}

/** We ask every chart to fit the measure; that it cannot in height where rows have one is as it should be. */
function isOwnDoing(remark: string): boolean {
  return remark.startsWith('Dropping "fit-');
}

/** Rows as Vega reads them: the cells by column, and `_key`. Vega writes on them, so each run has its own. */
function listDatasets({ tables, tableNames }: Setting): Record<string, object[]> {
  const names = [...new Set(tableNames)];
  return Object.fromEntries(
    names.map((name) => [
      name,
      (tables.get(name)?.rows ?? []).map((row) => ({ ...row.values, _key: row.key })),
    ]),
  );
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

/** Single and layered views fill the measure; what consists of several views says its own widths. */
function sizeChart(spec: JsonObject, widthPx: number): object {
  const isComposed = ['facet', 'hconcat', 'vconcat', 'concat', 'repeat'].some(
    (name) => name in spec,
  );
  const encoding = isObject(spec['encoding']) ? spec['encoding'] : {};
  if (isComposed || ['row', 'column', 'facet'].some((name) => name in encoding)) return {};
  const type = typeof spec['height'] === 'number' ? 'fit' : 'fit-x';
  const width =
    spec['width'] === undefined || spec['width'] === 'container' ? { width: widthPx } : {};
  return { ...width, autosize: { type, contains: 'padding' } };
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
