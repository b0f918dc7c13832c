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

async function check(
  file: string,
  widthPx: number,
): Promise<{ chart: DrawnChart | undefined; faults: ChartFault[] }> {
  const faults: ChartFault[] = [];
  const spec: unknown = JSON.parse(readFileSync(`assets/charts/${file}`, 'utf8'));
  const chart = await drawChart(
    { file: `assets/charts/${file}`, spec },
    {
      ...{ id: 'fig', headline: 'A finding', widthPx, tables, families: { sans: 'Source Sans 3' } },
      // About the mean width of the letters of Source Sans 3.
      measure: (text, { sizePx }) => text.length * sizePx * 0.48,
      complain: (fault) => faults.push(fault),
    },
  );
  return { chart, faults };
}

describe.each(readdirSync('assets/charts').filter((file) => file.endsWith('.json')))(
  '%s',
  (file) => {
    test('is drawn without a complaint at full measure and on a telephone, within a page', async () => {
      for (const widthPx of [620, 330]) {
        const { chart, faults } = await check(file, widthPx);
        expect(faults).toEqual([]);
        expect(chart?.svg.properties['width']).toBe(String(widthPx));
        expect(Number(chart?.svg.properties['height'])).toBeLessThanOrEqual(900);
      }
    });

    test('says what it shows, in rows that a reader can follow', async () => {
      const { chart } = await check(file, 620);
      expect(chart?.subtitle).not.toBe('');
      expect(chart?.date).toBeDefined();
      expect(chart?.description).toMatch(/^[A-Z][a-z ]+ with \d+ rows?: .+\.$/);
      expect(chart?.plotted.length).toBeGreaterThan(1);
      expect(chart?.reads.length).toBeGreaterThan(0);
    });
  },
);
