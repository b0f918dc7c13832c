/**
 * Which values of a chart rest on cells that nobody has checked: the same as a table of the same numbers would mark.
 */
import { expect, test } from 'vitest';
import type { Tables } from '../../model.ts';
import { figureCsv, provisionalNote } from '../figure-rows.ts';
import { bars, drawSound, makeTables } from './draw-sample.ts';

/** All cells checked but those named, such as `cities.york.change`. */
function checkAllBut(...unchecked: string[]): Tables {
  const tables = [...makeTables().values()].map((table) => {
    const rows = table.rows.map((row) => {
      const names = [...table.columns.keys()].map((column) => {
        const isNot = unchecked.includes(`${table.name}.${row.key}.${column}`);
        return [column, isNot ? ('no' as const) : ('yes' as const)];
      });
      return { ...row, checked: Object.fromEntries(names) };
    });
    return { ...table, rows, rowByKey: new Map(rows.map((row) => [row.key, row])) };
  });
  return new Map(tables.map((table) => [table.name, table]));
}

/** The sentence under the figure and the rows of its CSV that are provisional. */
async function check(spec: unknown, unchecked: string[], note: string | undefined, rows: string[]) {
  const { columns, plotted, provisional } = await drawSound(spec, checkAllBut(...unchecked));
  const words = provisionalNote(provisional)[0]?.children[0];
  expect(words?.type === 'text' ? words.value : undefined).toBe(note);
  const lines = figureCsv(columns, plotted, provisional).trim().split('\n');
  expect(lines[0]).toMatch(/,provisional$/);
  expect(lines.flatMap((line) => (line.endsWith(',true') ? [line.split(',')[0]] : []))).toEqual(
    rows,
  );
}

const counts = {
  ...bars,
  usermeta: { ...bars.usermeta, unit: 'cities', subtitle: 'Number of cities by size class, 2021' },
  transform: [{ aggregate: [{ op: 'count', as: 'cities' }], groupby: ['size_class'] }],
  encoding: {
    y: { field: 'size_class', type: 'nominal', sort: '-x', title: null },
    x: { field: 'cities', type: 'quantitative', axis: null },
  },
  layer: [
    { mark: 'bar' },
    { mark: { type: 'text', style: 'value-label' }, encoding: { text: { field: 'cities' } } },
  ],
};

test('a figure of checked cells says nothing', () => check(bars, [], undefined, []));

test('a value drawn as it is rests on its own cell', () =>
  check(
    bars,
    ['cities.york.change', 'cities.leeds.size_class'],
    '[p] provisional: 1 of the 4 values plotted rests on cells not seen in their source.',
    ['York'],
  ));

test('what is counted by class rests on the class of every row', () =>
  check(
    counts,
    ['cities.york.size_class', 'cities.leeds.change'],
    '[p] provisional: all 3 values plotted rest on cells not seen in their source.',
    ['small', 'large', 'medium'],
  ));

test('a calculated value rests on what it was calculated from, also in a row joined on', () =>
  check(
    {
      ...bars,
      data: { name: 'indicators' },
      transform: [
        { filter: "datum.series === 'pay' && datum.year === 2023" },
        { lookup: 'city', from: { data: { name: 'cities' }, key: 'id', fields: ['name', 'deal'] } },
        { lookup: 'city', from: { data: { name: 'cities' }, key: 'id', fields: ['change'] } },
        { calculate: 'datum.change * 2', as: 'double' },
      ],
      encoding: { ...bars.encoding, x: { field: 'double', type: 'quantitative', title: null } },
      layer: [
        { mark: 'bar' },
        { mark: { type: 'text', style: 'value-label' }, encoding: { text: { field: 'double' } } },
      ],
    },
    ['cities.leeds.change', 'cities.york.deal', 'indicators.york/2023.value'],
    '[p] provisional: 1 of the 2 values plotted rests on cells not seen in their source.',
    ['Leeds'],
  ));

test('of folded columns a count rests on its own', () =>
  check(
    {
      ...counts,
      transform: [
        { fold: ['size_class', 'name'], as: ['what', 'word'] },
        { aggregate: [{ op: 'count', as: 'cities' }], groupby: ['what'] },
      ],
      encoding: { ...counts.encoding, y: { field: 'what', type: 'nominal', title: null } },
    },
    ['cities.york.name'],
    undefined,
    [],
  ));
