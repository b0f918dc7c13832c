/**
 * For tests: a small data package, a bar chart over it, and a chart drawn from a specification with
 * the faults it met. Measures text by counting letters.
 */
import assert from 'node:assert/strict';
import type { Column, MeasureText, Scalar, Table, Tables } from '../../model.ts';
import type { ChartFault } from './chart-fault.ts';
import { type DrawnChart, drawChart } from './draw-chart.ts';

const measure: MeasureText = (text, { sizePx }) => text.length * sizePx * 0.5;

/** A table whose first column is the key; cells in the order of the columns. */
export function makeTable(
  name: string,
  types: Record<string, Column['type']>,
  cells: Scalar[][],
): Table {
  const place = { file: `assets/data/${name}.csv` };
  const columns = Object.entries(types).map(([column, type]): [string, Column] => [
    column,
    {
      name: column,
      title: column.replace('_', ' '),
      type,
      description: '',
      source: '',
      credit: '',
      licence: '',
      isLabel: false,
      place,
    },
  ]);
  const rows = cells.map((values, index) => ({
    key: String(values[0]),
    line: index + 2,
    values: Object.fromEntries(columns.map(([column], at) => [column, values[at] ?? null])),
    checked: {},
  }));
  return {
    name,
    title: name,
    description: '',
    file: place.file,
    primaryKey: ['id'],
    sources: [],
    licences: [],
    ...{ columns: new Map(columns), rows, rowByKey: new Map(rows.map((row) => [row.key, row])) },
  };
}

/** id, name, size_class, change, deal. */
export const cityCells: Scalar[][] = [
  ['leeds', 'Leeds', 'large', 8.0, 2015],
  ['york', 'York', 'small', 2.4, null],
  ['exeter', 'Exeter', 'small', 11.0, 2022],
  ['sunderland', 'Sunderland', 'medium', -0.5, 2022],
];
const payCells: Scalar[][] = [
  ['leeds/2013', 'leeds', 'pay', 2013, 480],
  ['leeds/2023', 'leeds', 'pay', 2023, 630.5],
  ['york/2013', 'york', 'pay', 2013, 470],
  ['york/2023', 'york', 'pay', 2023, 610],
  ['york/rent', 'york', 'rent', 2023, 900],
];

/** Four cities and what is paid in two of them. */
export function makeTables(cities = cityCells): Tables {
  const cityTypes = {
    id: 'string',
    name: 'string',
    size_class: 'string',
    change: 'number',
    deal: 'year',
  } as const;
  const payTypes = {
    id: 'string',
    city: 'string',
    series: 'string',
    year: 'year',
    value: 'number',
  } as const;
  return new Map([
    ['cities', makeTable('cities', cityTypes, cities)],
    ['indicators', makeTable('indicators', payTypes, payCells)],
  ]);
}

/** Bars with direct labels, the highest first. */
export const bars = {
  usermeta: {
    date: '2021',
    subtitle: 'Change in residents by city, 2011 to 2021',
    unit: '%',
    kind: 'bar chart',
  },
  data: { name: 'cities' },
  encoding: {
    y: { field: 'name', type: 'nominal', sort: '-x', title: null },
    x: { field: 'change', type: 'quantitative', title: null },
  },
  layer: [
    { mark: 'bar' },
    { mark: { type: 'text', style: 'value-label' }, encoding: { text: { field: 'change' } } },
  ],
};

/** The chart, if there is one, and every fault on the way. */
export async function drawSample(
  spec: unknown,
  tables = makeTables(),
  options: { measure?: MeasureText; id?: string } = {},
) {
  const faults: ChartFault[] = [];
  const chart = await drawChart(
    { file: 'assets/charts/test.json', spec },
    {
      id: options.id ?? 'fig-test',
      headline: 'Exeter grew fastest',
      widthPx: 620,
      tables,
      measure: options.measure ?? measure,
      families: { sans: 'Source Sans 3' },
      complain: (fault) => faults.push(fault),
    },
  );
  return { chart, faults };
}

/** The chart; throws if it met a fault. */
export async function drawSound(
  spec: unknown,
  tables?: Tables,
  options?: { measure?: MeasureText; id?: string },
): Promise<DrawnChart> {
  const { chart, faults } = await drawSample(spec, tables, options);
  assert.deepEqual(faults, []);
  return chart as DrawnChart;
}
