/**
 * A drawn chart's views and rows in, the table of what it really plots out: its columns with their
 * titles, units and parts in the chart, its rows in the order in which they are drawn.
 */
import type { Column, Scalar, Tables } from '../../model.ts';
import { isObject, type JsonObject } from './json-value.ts';
import type { ChartView, Tuple } from './run-chart.ts';
import type { Channel, UnitView } from './walk-views.ts';

/** What a column does in the chart: names a row, sets it in time, tells series or panels apart, measures. */
export type ColumnRole = 'facet' | 'name' | 'time' | 'series' | 'measure';

export interface PlottedColumn {
  /** The field, fit for the head of a CSV file. */
  readonly name: string;
  /** The field as Vega names it in its rows. */
  readonly vegaName: string;
  readonly title: string;
  readonly unit?: string;
  /** Decimals at which to print the numbers of the column; absent if it holds none. */
  readonly decimals?: number;
  readonly role: ColumnRole;
}

export interface PlottedRows {
  readonly columns: readonly PlottedColumn[];
  readonly rows: readonly (readonly Scalar[])[];
  /** The same rows as Vega holds them. */
  readonly tuples: readonly Tuple[];
}

interface Field {
  readonly channel: string;
  readonly name: string;
  /** The field as Vega names it: "mean_value" for the mean of `value`. */
  readonly vegaName: string;
  readonly role: ColumnRole;
  readonly column: Column | undefined;
  readonly node: JsonObject;
}

/**
 * The rows of data set `dataset`, in the fields that any view encodes and those named in
 * `usermeta.columns`: `{"change": "Change in residents"}` or `{"change": {"title": …, "unit": …}}`.
 */
export function collectPlotted(
  run: ChartView,
  dataset: string,
  { views, tables, usermeta }: { views: readonly UnitView[]; tables: Tables; usermeta: JsonObject },
): PlottedRows {
  const tuples = run.readRows(dataset);
  const asked = isObject(usermeta['columns']) ? Object.keys(usermeta['columns']) : [];
  const fields = listFields(views, tables, asked).filter(({ vegaName }) =>
    tuples.some((tuple) => vegaName in tuple),
  );
  for (const name of asked) {
    if (!fields.some((field) => field.name === name)) fields.push(...readAsked(name, tuples));
  }
  const isLine = views.some(({ mark }) => mark === 'line' || mark === 'area');
  const sorted = sortRows(tuples, fields, run, isLine);
  const rows = sorted.map((tuple) =>
    fields.map(({ vegaName, node, column }) =>
      toScalar(tuple[vegaName], column?.type === 'date' || nameType(node) === 'temporal'),
    ),
  );
  const firstMeasure = fields.findIndex(({ role }) => role === 'measure');
  const columns = fields.map((field, index) => {
    const values = rows.map((row) => row[index] ?? null);
    return describeColumn(field, values, usermeta, index === firstMeasure);
  });
  return { columns, rows, tuples: sorted };
}

const roleOrder: readonly ColumnRole[] = ['facet', 'name', 'series', 'time', 'measure'];

function listFields(views: readonly UnitView[], tables: Tables, asked: readonly string[]): Field[] {
  const fields = new Map<string, Field>();
  for (const view of views) {
    for (const channel of view.channels) {
      const field = readField(channel, view, tables);
      // What only words use ("+5.2%", where to stand) is made for the eye, unless it is asked for.
      if (view.mark === 'text' && field?.column === undefined && !asked.includes(field?.name ?? ''))
        continue;
      const known = field && fields.get(field.vegaName);
      if (field === undefined) continue;
      // Words repeat what other marks show: they say nothing new of its part in the chart.
      if (known !== undefined && (view.mark === 'text' || isBefore(known, field))) continue;
      fields.set(field.vegaName, field);
    }
  }
  return [...fields.values()].sort((a, b) => roleOrder.indexOf(a.role) - roleOrder.indexOf(b.role));
}

/** A field that words show and no channel measures: what it is can be seen from its values. */
function readAsked(name: string, tuples: readonly Tuple[]): Field[] {
  const value = tuples.find((tuple) => tuple[name] !== undefined)?.[name];
  if (value === undefined) return [];
  const role = typeof value === 'number' ? 'measure' : 'name';
  return [{ channel: 'detail', name, vegaName: name, role, column: undefined, node: {} }];
}

function isBefore(a: Field, b: Field): boolean {
  return roleOrder.indexOf(a.role) <= roleOrder.indexOf(b.role);
}

function readField({ channel, node }: Channel, view: UnitView, tables: Tables): Field | undefined {
  if (['tooltip', 'order', 'key', 'description', 'opacity'].includes(channel)) return undefined;
  const name = typeof node['field'] === 'string' ? node['field'] : 'count';
  const vegaName = nameVegaField(node);
  if (vegaName === undefined) return undefined;
  const tableName = view.data?.node['name'];
  const table = typeof tableName === 'string' ? tables.get(tableName) : undefined;
  const column = vegaName === name ? table?.columns.get(name) : undefined;
  return {
    channel,
    node,
    vegaName,
    column,
    name: vegaName === name ? name : vegaName.replace(/^__/, ''),
    role: nameRole(channel, node, column, view.mark),
  };
}

/** Source: Vega-Lite 5, how `vgField` names what an encoding's aggregate makes. */
function nameVegaField({ field, aggregate, timeUnit }: JsonObject): string | undefined {
  if (typeof aggregate === 'string') {
    return typeof field === 'string'
      ? `${aggregate}_${field}`
      : aggregate === 'count'
        ? '__count'
        : undefined;
  }
  if (typeof field !== 'string') return undefined;
  return typeof timeUnit === 'string' ? `${timeUnit}_${field}` : field;
}

function nameRole(
  channel: string,
  node: JsonObject,
  column: Column | undefined,
  mark: string,
): ColumnRole {
  const type = nameType(node);
  if (['facet', 'row', 'column'].includes(channel)) return 'facet';
  if (type === 'temporal') return 'time';
  const isTime = column?.type === 'year' || column?.type === 'date';
  if (isTime && ['x', 'y', 'x2', 'y2'].includes(channel)) return 'time';
  // A number written out needs no type in Vega-Lite, and is one all the same.
  const isNumber = channel === 'text' && (column?.type === 'integer' || column?.type === 'number');
  if (type === 'quantitative' || isNumber) return 'measure';
  if (channel === 'x' && (mark === 'line' || mark === 'area')) return 'time';
  return ['x', 'y', 'text', 'theta', 'detail'].includes(channel) ? 'name' : 'series';
}

function nameType({ type, aggregate, bin, timeUnit }: JsonObject): string {
  if (typeof type === 'string') return type;
  if (aggregate !== undefined || bin !== undefined) return 'quantitative';
  return timeUnit === undefined ? 'nominal' : 'temporal';
}

function describeColumn(
  field: Field,
  values: readonly Scalar[],
  usermeta: JsonObject,
  isFirstMeasure: boolean,
): PlottedColumn {
  const given = isObject(usermeta['columns']) ? usermeta['columns'][field.name] : undefined;
  const own = isObject(given) ? given : typeof given === 'string' ? { title: given } : {};
  const unit = own['unit'] ?? (isFirstMeasure ? usermeta['unit'] : undefined) ?? nameUnit(field);
  const decimals = field.role === 'time' ? undefined : countDecimals(values);
  return {
    name: field.name,
    vegaName: field.vegaName,
    title: typeof own['title'] === 'string' ? own['title'] : nameTitle(field),
    ...(typeof unit === 'string' && unit !== '' ? { unit } : {}),
    ...(decimals === undefined ? {} : { decimals }),
    role: field.role,
  };
}

function nameUnit({ column, role }: Field): string | undefined {
  return role === 'measure' ? column?.unit : undefined;
}

function nameTitle({ column, node, name }: Field): string {
  if (column !== undefined) return column.title;
  const guides = [node, node['axis'], node['legend'], node['header']];
  for (const guide of guides) {
    if (isObject(guide) && typeof guide['title'] === 'string' && guide['title'] !== '')
      return guide['title'];
  }
  const words = name.replace(/_/g, ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** As many decimals as the cells have, or, where a mean has endless ones, as many as tell rows apart. */
export function countDecimals(values: readonly Scalar[]): number | undefined {
  const numbers = values.filter((value) => typeof value === 'number');
  if (numbers.length === 0) return undefined;
  const largest = Math.max(...numbers.map(Math.abs));
  if (largest >= 1000) return 0;
  const written = Math.max(...numbers.map((value) => String(value).split('.')[1]?.length ?? 0));
  if (written <= 2) return written;
  return largest >= 1 ? 1 : 2;
}

/** Order of the scale for names and series, of the values for times; the first column counts most. */
function sortRows(
  tuples: readonly Tuple[],
  fields: readonly Field[],
  run: ChartView,
  isLine: boolean,
): Tuple[] {
  const keys = fields.filter(({ role }) => role !== 'measure');
  const order = isLine ? ['facet', 'series', 'name', 'time'] : ['facet', 'time', 'name', 'series'];
  keys.sort((a, b) => order.indexOf(a.role) - order.indexOf(b.role));
  const ranks = keys.map((field) => rankValues(field, tuples, run));
  return [...tuples].sort((a, b) => {
    for (const [index, { vegaName }] of keys.entries()) {
      const rank = ranks[index];
      const difference =
        (rank?.get(String(a[vegaName])) ?? 0) - (rank?.get(String(b[vegaName])) ?? 0);
      if (difference !== 0) return difference;
    }
    return 0;
  });
}

function rankValues(
  { channel, vegaName, role }: Field,
  tuples: readonly Tuple[],
  run: ChartView,
): Map<string, number> {
  const found = [
    ...new Map(tuples.map((tuple) => [String(tuple[vegaName]), tuple[vegaName]])).values(),
  ];
  if (role === 'time' || role === 'facet') found.sort(compareValues);
  const domain = role === 'time' || role === 'facet' ? [] : (run.readDomain(channel) ?? []);
  return new Map(
    [...new Set([...domain, ...found].map(String))].map((value, index) => [value, index]),
  );
}

function compareValues(a: unknown, b: unknown): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  return String(a) < String(b) ? -1 : 1;
}

/** Vega holds dates in milliseconds; a reader of the table wants the day. */
function toScalar(value: unknown, isDate: boolean): Scalar {
  if (value === null || value === undefined || Number.isNaN(value)) return null;
  if (isDate && (value instanceof Date || typeof value === 'number')) {
    return new Date(value).toISOString().replace(/T00:00:00\.000Z$/, '');
  }
  // Sums of decimals leave noise in the sixteenth digit.
  if (typeof value === 'number') return Number(value.toPrecision(12));
  return typeof value === 'string' || typeof value === 'boolean' ? value : JSON.stringify(value);
}
