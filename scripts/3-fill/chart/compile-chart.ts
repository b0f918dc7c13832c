/**
 * A checked Vega-Lite specification and the tables in, a Vega specification out, with our looks, our
 * sizes and UTC dates. Draws nothing.
 */
import type { Spec, Transforms } from 'vega';
import type { TopLevelSpec } from 'vega-lite';
import type { Tables } from '../../model.ts';
import { chartTheme } from './chart-theme.ts';
import { isObject, type JsonObject } from './json-value.ts';

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
  const sized = { ...stripMeta(spec), ...sizeChart(spec, setting.widthPx) };
  const full = { ...sized, datasets: listDatasets(setting) } as unknown as TopLevelSpec;
  const { spec: vega } = lite.compile(full, {
    config: chartTheme(setting.sansFamily),
    logger: gatherRemarks(remarks),
  });
  return { vega: pinToUtc(vega), remarks };
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

function stripMeta({ usermeta: _usermeta, $schema: _schema, name: _name, ...spec }: JsonObject): JsonObject {
  return spec;
}

/** Single and layered views fill the measure; what consists of several views says its own widths. */
function sizeChart(spec: JsonObject, widthPx: number): object {
  const isComposed = ['facet', 'hconcat', 'vconcat', 'concat', 'repeat'].some((name) => name in spec);
  const encoding = isObject(spec['encoding']) ? spec['encoding'] : {};
  if (isComposed || ['row', 'column', 'facet'].some((name) => name in encoding)) return {};
  const type = typeof spec['height'] === 'number' ? 'fit' : 'fit-x';
  const width = spec['width'] === undefined || spec['width'] === 'container' ? { width: widthPx } : {};
  return { ...width, autosize: { type, contains: 'padding' } };
}

function gatherRemarks(remarks: string[]) {
  const logger = {
    level: () => logger,
    error: (...words: readonly unknown[]) => (remarks.push(words.join(' ')), logger),
    warn: (...words: readonly unknown[]) => (remarks.push(words.join(' ')), logger),
    info: () => logger,
    debug: () => logger,
  };
  return logger as unknown as NonNullable<NonNullable<Parameters<VegaLite['compile']>[1]>['logger']>;
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
