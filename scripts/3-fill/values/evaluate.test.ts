import fc from 'fast-check';
import Handlebars from 'handlebars';
import { describe, expect, it } from 'vitest';
import type { Checked, Column, Row, Scalar, Table, Tables } from '../../model.ts';
import { evaluate } from './evaluate.ts';
import { groupReads, isProvisional, ValueFault } from './operand.ts';
import { sayValue } from './say.ts';

const cities = makeTable(
  'cities',
  ['id', 'name', 'nation', 'residents', 'mayor', 'deal'],
  [
    ['leeds', 'Leeds', 'England', 811953, true, 2015],
    ['cardiff', 'Cardiff', 'Wales', 362310, false, null],
    ['dundee', 'Dundee', 'Scotland', 148702, false, null],
    ['newport', 'Newport', 'Wales', 159587, false, null],
  ],
);
/** Every column is a label and a part of the key; dundee's only row is in doubt. */
const members = ((table: Table): Table => ({
  ...table,
  primaryKey: ['network', 'city'],
  columns: new Map([...table.columns].map(([name, one]) => [name, { ...one, isLabel: true }])),
  references: new Map([['city', 'cities']]),
  rows: table.rows.map((row) => {
    const checked: Checked = row.values.city === 'dundee' ? 'partial' : 'yes';
    return {
      ...row,
      key: `${row.values.network}/${row.values.city}`,
      checked: { network: checked, city: checked },
    };
  }),
}))(
  makeTable(
    'members',
    ['network', 'city'],
    [
      ['core', 'leeds'],
      ['core', 'dundee'],
      ['c40', 'leeds'],
    ],
  ),
);
const tables: Tables = new Map([
  ['cities', cities],
  ['members', members],
]);

function makeTable(
  name: string,
  columns: readonly string[],
  cells: readonly (readonly Scalar[])[],
): Table {
  const declared = columns.map((column): [string, Column] => {
    const type =
      column === 'deal'
        ? 'year'
        : column === 'residents'
          ? 'integer'
          : column === 'mayor'
            ? 'boolean'
            : 'string';
    return [
      column,
      {
        name: column,
        title: column,
        type,
        description: '',
        source: '',
        credit: '',
        licence: '',
        isLabel: column === 'name',
        place: { file: '' },
      },
    ];
  });
  const rows = cells.map(
    (values, index): Row => ({
      key: String(values[0]),
      line: index + 2,
      values: Object.fromEntries(columns.map((column, at) => [column, values[at] ?? null])),
      checked: Object.fromEntries(
        columns.map((column) => [column, (values[0] === 'dundee' ? 'no' : 'yes') as Checked]),
      ),
    }),
  );
  return {
    name,
    title: name,
    description: '',
    file: `assets/data/${name}.csv`,
    columns: new Map(declared),
    primaryKey: ['id'],
    rows,
    rowByKey: new Map(rows.map((row) => [row.key, row])),
    sources: [],
    licences: [],
  };
}

/** What an expression prints, or the fault's rule, wrong word and cure. */
function say(expression: string): string {
  try {
    return sayValue(evaluate(expression, tables, Handlebars.parse));
  } catch (error) {
    if (!(error instanceof ValueFault)) throw error;
    return `${error.rule}: ${error.word ?? '-'}: ${error.note}`;
  }
}

function check(expected: Readonly<Record<string, string>>): void {
  expect(
    Object.fromEntries(Object.keys(expected).map((expression) => [expression, say(expression)])),
  ).toEqual(expected);
}

describe('expressions', () => {
  it('ask', () => {
    check({
      'count cities': '4',
      'count cities nation="Wales"': '2',
      'count cities nation="Wales" mayor=false': '2',
      'count cities except="leeds"': '3',
      'sum cities "residents"': '1,482,552',
      'sum cities "residents" nation="Wales"': '521,897',
      'cities.leeds.residents': '811,953',
      'cities.leeds.deal': '2015',
      'cities.leeds.mayor': 'yes',
      'subtract (count cities) (count cities nation="Wales")': '2',
    });
  });

  it('say', () => {
    check({
      'million (sum cities "residents")': '1.5\u00a0million',
      'million (sum cities "residents") decimals=2': '1.48\u00a0million',
      'percent (share cities nation="Wales")': '50%',
      'percent (share cities mayor=true except="newport")': '33.3%',
      'percent (share cities "residents" nation="Wales")': '35.2%',
      'number (subtract 1 3)': '\u22122',
      'thousand (sum cities "residents")': '1,483',
      'text cities.cardiff.deal none="none"': 'none',
    });
  });

  it('answer a mistake with the wrong word and a cure', () => {
    check({
      'count citees': 'data-table-exists: citees: write `cities`',
      'sum cities "residnets"': 'data-column-exists: residnets: write `residents`',
      'cities.leed.residents': 'data-row-exists: leed: write `leeds`',
      'count cities nation="Wale"': 'data-value-exists: Wale: write `Wales`',
      'cuont cities': 'helper-known: cuont: write `count`',
      'sum cities "deal"':
        'helper-operand: deal: a year does not add up: ask for `min cities "deal"` or `max`, or count the rows: `count cities`',
      'number cities.cardiff.deal':
        'data-cell-present: -: fill the cell, or choose rows where it is filled',
      cities: 'value-single: -: ask for one: `count …`, `sum … "column"`',
      'cities.leeds.__proto__':
        'data-column-exists: __proto__: use one of `id`, `name`, `nation`, `residents`, `mayor`, `deal`',
      'constructor cities':
        'helper-known: constructor: use one of `count`, `sum`, `mean`, `median`, `min`, `max`, `share`, `rank` and 26 more',
    });
  });

  it('name every cell they were made from, and no other', () => {
    const { cells } = evaluate('sum cities "residents" nation="Wales"', tables, Handlebars.parse);
    expect(groupReads(cells)).toEqual([
      {
        table: 'cities',
        column: 'nation',
        rows: ['leeds', 'cardiff', 'dundee', 'newport'],
        values: ['England', 'Wales', 'Scotland', 'Wales'],
      },
      {
        table: 'cities',
        column: 'residents',
        rows: ['cardiff', 'newport'],
        values: [362310, 159587],
        used: ['cardiff', 'newport'],
      },
    ]);
  });

  it('say which rows they count, list or rank, and which they only compare', () => {
    const roles = (expression: string) =>
      groupReads(evaluate(expression, tables, Handlebars.parse).cells).map(
        ({ column, used = [], compared = [] }) =>
          `${column}: ${used.join(' ')} | ${compared.join(' ')}`,
      );
    expect(roles('count cities nation="Wales"')).toEqual(['nation:  | ', 'id: cardiff newport | ']);
    expect(roles('list (top 1 cities "residents")')).toEqual([
      'residents:  | leeds cardiff dundee newport',
      'name: leeds | ',
    ]);
    expect(roles('rank cities "residents" id="cardiff"')).toEqual([
      'id:  | ',
      'residents: cardiff | leeds dundee newport',
    ]);
    expect(roles('max cities "residents"')).toEqual(['residents: leeds | cardiff dundee newport']);
  });

  it('are provisional where a contributing cell was not checked, labels apart', () => {
    const of = (expression: string) =>
      isProvisional(evaluate(expression, tables, Handlebars.parse).cells);
    expect([
      of('cities.dundee.residents'),
      of('cities.dundee.name'),
      of('sum cities "residents" except="dundee"'),
    ]).toEqual([true, false, false]);
  });

  it('are provisional where the key of a row that is counted or listed was not checked', () => {
    const of = (expression: string) =>
      isProvisional(evaluate(expression, tables, Handlebars.parse).cells);
    expect([
      of('count members network="core"'),
      of('count members network="c40"'),
      of('count members city="dundee"'),
      of('list (where members network="core") "city"'),
      of('percent (share members network="c40")'),
    ]).toEqual([true, false, true, true, true]);
  });

  it('give a value or a fault for any text', () => {
    const word = fc.constantFrom(
      'count',
      'sum',
      'share',
      'cities',
      'cities.leeds',
      'cities.leeds.residents',
      '"residents"',
      'nation="Wales"',
      '(',
      ')',
      '12',
      'true',
      '__proto__',
      '{{',
      '}',
      '@index',
      '../x',
      '"',
    );
    fc.assert(
      fc.property(
        fc.array(word, { maxLength: 8 }),
        (parts) => typeof say(parts.join(' ')) === 'string',
      ),
      { numRuns: 2000 },
    );
    fc.assert(
      fc.property(fc.string(), (text) => typeof say(text) === 'string'),
      { numRuns: 1000 },
    );
  });
});
