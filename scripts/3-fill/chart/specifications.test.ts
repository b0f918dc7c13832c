/** Every chart of the reports, drawn from the data package as it stands. */
import { readdirSync, readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { describe, expect, test } from 'vitest';
import type { Column, ColumnType, Scalar, Table, Tables } from '../../model.ts';
import type { ChartFault } from './chart-fault.ts';
import { type DrawnChart, drawChart } from './draw-chart.ts';

interface Resource {
  readonly name: string;
  readonly path: string;
  readonly schema: {
    readonly primaryKey: readonly string[];
    readonly fields: readonly {
      readonly name: string;
      readonly title: string;
      readonly type: ColumnType;
      readonly unit?: string;
    }[];
  };
}

const tables: Tables = readTables();

function readTables(): Tables {
  const text = readFileSync('assets/data/datapackage.json', 'utf8');
  const { resources } = JSON.parse(text) as { resources: Resource[] };
  return new Map(resources.map((resource) => [resource.name, readTable(resource)]));
}

function readTable({ name, path, schema }: Resource): Table {
  const place = { file: `assets/data/${path}` };
  const columns = schema.fields.map((field): [string, Column] => [
    field.name,
    { ...field, description: '', source: '', credit: '', licence: '', isLabel: false, place },
  ]);
  const records = parse(readFileSync(place.file), { columns: true, bom: true }) as Record<
    string,
    string
  >[];
  const rows = records.map((record, index) => ({
    key: schema.primaryKey.map((column) => record[column]).join('/'),
    line: index + 2,
    values: Object.fromEntries(
      columns.map(([column, { type }]) => [column, readCell(record[column] ?? '', type)]),
    ),
    checked: {},
  }));
  return {
    name,
    title: name,
    description: '',
    file: place.file,
    primaryKey: schema.primaryKey,
    sources: [],
    licences: [],
    ...{ columns: new Map(columns), rows, rowByKey: new Map(rows.map((row) => [row.key, row])) },
  };
}

function readCell(text: string, type: ColumnType): Scalar {
  if (text === '') return null;
  if (type === 'boolean') return text === 'true';
  return ['integer', 'number', 'year'].includes(type) ? Number(text) : text;
}

interface Drawn {
  readonly chart: DrawnChart | undefined;
  readonly faults: ChartFault[];
}

async function check(file: string, from = tables): Promise<Drawn> {
  const faults: ChartFault[] = [];
  const spec: unknown = JSON.parse(readFileSync(`assets/charts/${file}`, 'utf8'));
  const chart = await drawChart(
    { file: `assets/charts/${file}`, spec },
    {
      ...{ id: 'fig', headline: 'A finding', widthPx: 620, narrowPx: 328, tables: from },
      families: { sans: 'Source Sans 3' },
      // About the mean width of the letters of Source Sans 3.
      measure: (text, { sizePx }) => text.length * sizePx * 0.48,
      complain: (fault) => faults.push(fault),
    },
  );
  return { chart, faults };
}

const files = readdirSync('assets/charts').filter((file) => file.endsWith('.json'));

describe.each(files)('%s', (file) => {
  test('is drawn without a complaint at full measure and on a telephone, within a page', async () => {
    const { chart, faults } = await check(file);
    expect(faults).toEqual([]);
    expect(chart?.svg.properties['width']).toBe('620');
    expect(chart?.narrow?.properties['width']).toBe('328');
    expect(Number(chart?.svg.properties['height'])).toBeLessThanOrEqual(900);
  });

  test('says what it shows, in rows that a reader can follow', async () => {
    const { chart } = await check(file);
    expect(chart?.subtitle).not.toBe('');
    expect(chart?.date).toBeDefined();
    expect(chart?.description).toMatch(/^[A-Z][a-z ]+ with \d+ rows?: .+\.$/);
    expect(chart?.plotted.length).toBeGreaterThan(1);
    expect(chart?.reads.length).toBeGreaterThan(0);
  });
});

/** The tables with another value in one cell. */
function changeCell(name: string, key: string, column: string, value: Scalar): Tables {
  const table = tables.get(name);
  const row = table?.rowByKey.get(key);
  if (table === undefined || row === undefined) throw new Error(`no row ${key} in ${name}`);
  const changed = { ...row, values: { ...row.values, [column]: value } };
  const rows = table.rows.map((one) => (one === row ? changed : one));
  return new Map([...tables, [name, { ...table, rows }]]);
}

test.each<[string, string, string, string, Scalar, string]>([
  [
    'authority-kinds',
    'cities',
    'leeds',
    'authority_kind',
    'None',
    'Mayoral combined authority, 18',
  ],
  ['growth-by-city', 'cities', 'leeds', 'pop_change_pct', 99, 'Highest: Leeds, 99.0%'],
  ['models-then-now', 'cities', 'leeds', 'executive_model_now', 'committee', '9 (2026), up 2'],
  [
    'emissions-then-now',
    'indicators',
    'leeds/ghg_tco2e_per_head/2023',
    'value',
    9,
    '1 rose and 11 fell',
  ],
  [
    'affordability-slope',
    'indicators',
    'leeds/housing_affordability_ratio/2025',
    'value',
    20,
    'Largest change: Leeds: 4.17 (2002) to 20.00 (2025), up 15.83',
  ],
  [
    'income-capitals',
    'indicators',
    'cardiff/gdhi_per_head/2013',
    'value',
    30000,
    '; highest £30,000 in 2013',
  ],
  [
    'claimants-by-city',
    'indicators',
    'leeds/claimant_count_pct/2025',
    'value',
    3.3,
    'Leeds: from 4.7% in 2010 to 3.3% in 2025, down 1.4',
  ],
  [
    'output-and-income',
    'indicators',
    'hull/gva_per_hour/2023',
    'value',
    90,
    'Output per hour, highest: Kingston upon Hull, £90.00',
  ],
  [
    'laws-timeline',
    'timeline',
    '2016-cities-local-government-devolution-act',
    'plot_date',
    '1999-05-01',
    'First: 1999, Cities',
  ],
  ['city-networks', 'memberships', 'key-cities/hull', 'city', 'glasgow', 'Glasgow (5 times)'],
])('one cell of %s changes its sentence', async (name, table, key, column, value, words) => {
  const before = await check(`${name}.json`);
  const after = await check(`${name}.json`, changeCell(table, key, column, value));
  expect(before.chart?.description).not.toContain(words);
  expect(after.chart?.description).toContain(words);
});

test('the file of the rows gives the lengths of the bars', async () => {
  const { chart } = await check('authority-kinds.json');
  const numbers = chart?.plotted.map((row) => Number(row.at(-1))) ?? [];
  const paths = JSON.stringify(chart?.svg).matchAll(/"d":"M0,[\d.]+h([\d.]+)v/g);
  const lengths = [...paths].map(([, length]) => Number(length)).sort((a, b) => b - a);
  const scale = (lengths[0] ?? 0) / Math.max(...numbers);
  expect(numbers.length).toBeGreaterThan(3);
  expect(lengths.map((length) => Math.round(length / scale))).toEqual(
    numbers.sort((a, b) => b - a),
  );
});
