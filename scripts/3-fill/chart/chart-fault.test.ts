/** What authors get wrong in a specification, and what they are told. */
import { describe, expect, test } from 'vitest';
import type { Scalar } from '../../model.ts';
import type { ChartFault } from './chart-fault.ts';
import { bars, drawSample as check, makeTables } from './draw-sample.ts';

describe('an author’s fault', () => {
  const withX = (x: object) => ({ ...bars, encoding: { ...bars.encoding, x } });

  test.each<[string, unknown, Partial<ChartFault>]>([
    ['no object', [], { rule: 'chart-specification' }],
    [
      'an unknown table',
      { ...bars, data: { name: 'citys' } },
      { rule: 'chart-data-known', note: 'write `cities`', pointer: ['data', 'name'] },
    ],
    ['no data', { ...bars, data: undefined }, { rule: 'chart-data-known' }],
    [
      'an unknown field',
      withX({ field: 'chnage', type: 'quantitative' }),
      { rule: 'chart-field-known', note: 'write `change`', pointer: ['encoding', 'x', 'field'] },
    ],
    [
      'an unknown field in an expression',
      { ...bars, transform: [{ calculate: 'datum.chang * 2', as: 'twice' }] },
      { rule: 'chart-field-known', pointer: ['transform', 0, 'calculate'] },
    ],
    [
      'an unknown field of a lookup',
      {
        ...bars,
        transform: [
          { lookup: 'id', from: { data: { name: 'indicators' }, key: 'town', fields: ['value'] } },
        ],
      },
      { rule: 'chart-field-known', pointer: ['transform', 0, 'from', 'key'] },
    ],
    [
      'a field that an aggregate left behind',
      {
        ...bars,
        layer: [{ mark: 'bar' }],
        transform: [{ aggregate: [{ op: 'count', as: 'n' }], groupby: ['name'] }],
      },
      { rule: 'chart-field-known', pointer: ['encoding', 'x', 'field'] },
    ],
    [
      'an expression that does not parse',
      { ...bars, transform: [{ filter: 'datum.change >' }] },
      { rule: 'chart-specification', pointer: ['transform', 0, 'filter'] },
    ],
    [
      'an address',
      { ...bars, data: { url: 'https://example.org/a.csv' } },
      { rule: 'chart-data-local', pointer: ['data', 'url'] },
    ],
    [
      'chance',
      { ...bars, transform: [{ calculate: 'random()', as: 'x' }] },
      { rule: 'chart-repeatable' },
    ],
    [
      'a pattern that never ends',
      {
        ...bars,
        transform: [{ filter: "test(/^(a+)+$/, 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab')" }],
      },
      { rule: 'chart-expression-quick', pointer: ['transform', 0, 'filter'] },
    ],
    [
      'a pattern in the words of an axis',
      withX({
        field: 'change',
        type: 'quantitative',
        axis: { labelExpr: "test(/^(a+)+$/, datum.label) ? datum.label : ''" },
      }),
      {
        rule: 'chart-expression-quick',
        pointer: ['encoding', 'x', 'axis', 'labelExpr'],
      },
    ],
    [
      'a pattern in a filter of filters',
      { ...bars, transform: [{ filter: { and: ['datum.change > 0', "test(/a+/, 'a')"] } }] },
      { rule: 'chart-expression-quick', pointer: ['transform', 0, 'filter', 'and', 1] },
    ],
    [
      'chance in a parameter',
      { ...bars, params: [{ name: 'shift', expr: 'sampleNormal()' }] },
      { rule: 'chart-repeatable', pointer: ['params', 0, 'expr'] },
    ],
    [
      'a pattern made of words',
      { ...bars, transform: [{ calculate: "replace(datum.name, regexp('(a+)+$'), '')", as: 'x' }] },
      { rule: 'chart-expression-quick' },
    ],
    [
      'a misspelt property',
      { ...bars, heigth: 200 },
      { rule: 'chart-specification', note: 'write `height`', pointer: ['heigth'] },
    ],
    [
      'a misspelt channel',
      { ...bars, encoding: { ...bars.encoding, colour: { value: 'red' } } },
      { note: 'write `color`', pointer: ['encoding', 'colour'] },
    ],
    [
      'a filter that leaves no row',
      { ...bars, transform: [{ filter: "datum.size_class === 'Large'" }] },
      { rule: 'chart-specification', note: expect.stringContaining('no row') as string },
    ],
    [
      'years as points in time',
      withX({ field: 'deal', type: 'temporal' }),
      { rule: 'chart-specification', pointer: ['encoding', 'x', 'type'] },
    ],
    ['a title inside', { ...bars, title: 'Growth' }, { pointer: ['title'] }],
    [
      'a mark that does not exist',
      { ...bars, layer: [{ mark: 'barr' }] },
      { rule: 'chart-specification' },
    ],
  ])('%s', async (_name, spec, expected) => {
    const { chart, faults } = await check(spec);
    expect(faults).toHaveLength(1);
    expect(faults[0]).toMatchObject(expected);
    expect(chart).toBeUndefined();
  });

  test.each<[string, unknown, Partial<ChartFault>]>([
    [
      'no date',
      { ...bars, usermeta: { subtitle: 'Change', unit: '%' } },
      { rule: 'chart-date', pointer: ['usermeta'] },
    ],
    [
      'no unit',
      { ...bars, usermeta: { subtitle: 'Change', date: '2021' } },
      { rule: 'chart-unit', reason: 'Unexpected measure `change` without a unit, expected one' },
    ],
    [
      'colours in another order',
      {
        ...bars,
        encoding: {
          ...bars.encoding,
          color: {
            field: 'size_class',
            type: 'nominal',
            legend: null,
            scale: { range: ['#28A197', '#F46A25', '#801650'] },
          },
        },
      },
      { rule: 'chart-colour-order' },
    ],
    [
      'a pale bar without words',
      { ...bars, layer: [{ mark: { type: 'bar', color: '#BFBFBF' } }] },
      {
        rule: 'chart-contrast',
        reason:
          'Unexpected colour `#BFBFBF` (1.8:1 on white) for marks without labels, expected 3:1 or more',
      },
    ],
    [
      'no subtitle',
      { ...bars, usermeta: { unit: '%', date: '2021' } },
      { rule: 'chart-subtitle', pointer: ['usermeta'] },
    ],
    [
      'small text',
      { ...bars, config: { axis: { labelFontSize: 10 } } },
      { rule: 'chart-text-size' },
    ],
    [
      'a colour of their own',
      { ...bars, layer: [{ mark: { type: 'bar', color: 'tomato' } }] },
      { rule: 'chart-colour' },
    ],
    [
      'pale text',
      {
        ...bars,
        layer: [
          { mark: { type: 'text', color: '#28A197' }, encoding: { text: { field: 'change' } } },
        ],
      },
      { rule: 'chart-colour' },
    ],
    [
      'rows too low for their names',
      { ...bars, height: { step: 8 } },
      { rule: 'chart-labels-apart' },
    ],
  ])('that leaves a chart to look at: %s', async (_name, spec, expected) => {
    const { chart, faults } = await check(spec);
    expect(faults).toHaveLength(1);
    expect(faults[0]).toMatchObject(expected);
    expect(chart).toBeDefined();
  });

  test('more than six series, and more than four', async () => {
    const many = (count: number) =>
      Array.from({ length: count }, (_, index): Scalar[] => [
        `c${index}`,
        `C${index}`,
        `s${index}`,
        index,
        2015,
      ]);
    const coloured = {
      ...bars,
      encoding: { ...bars.encoding, color: { field: 'size_class', type: 'nominal', legend: null } },
    };
    expect((await check(coloured, makeTables(many(7)))).faults[0]?.rule).toBe(
      'chart-series-at-most-six',
    );
    expect((await check(coloured, makeTables(many(5)))).faults[0]?.rule).toBe('chart-series-few');
    expect((await check(coloured, makeTables(many(4)))).faults).toEqual([]);
  });
});
