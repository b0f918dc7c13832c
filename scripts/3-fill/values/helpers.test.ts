/**
 * What each helper answers and how it says it, on a table with units, ties, empty cells and an even number of rows.
 */
import fc from 'fast-check';
import Handlebars from 'handlebars';
import { expect, it } from 'vitest';
import type { Column, ColumnType, Row, Scalar, Table, Tables } from '../../model.ts';
import { evaluate, HELPERS } from './evaluate.ts';
import { HELPER_SHAPES } from './helper-shape.ts';
import { groupReads, ValueFault } from './operand.ts';
import { sayValue } from './say.ts';

const CITIES: readonly string[] = [
  'id|name|nation|residents:integer:people|growth:number:%|before:number:%|pay:number:GBP, current prices|deal:year:year|met:date',
  'leeds|Leeds|England|811953|8|7.5|640.5|2015|2015-06-12',
  'cardiff|Cardiff|Wales|362310|4.7|5|600||2016-01-02',
  'dundee|Dundee|Scotland|148702|1.1|2|580|2018|2014-12-31',
  'newport|Newport|Wales|159587|9.5|1|580|2016|2016-01-01',
];
const SERIES: readonly string[] = ['id|unit', 'pay|GBP', 'heads|people'];
const MEASURES: readonly string[] = [
  'city+series+year|city|series|year:year:year|value:number:see series.unit',
  'leeds/pay/2011|leeds|pay|2011|0.1',
  'leeds/pay/2021|leeds|pay|2021|0.3',
  'leeds/heads/2011|leeds|heads|2011|0',
  'leeds/heads/2021|leeds|heads|2021|10',
];

const tables: Tables = new Map([
  ['cities', readTable('cities', CITIES)],
  ['series', readTable('series', SERIES)],
  ['measures', readTable('measures', MEASURES)],
]);

/** A table of lines as above: `name:type:unit` in the head, the key first. */
function readTable(name: string, [head = '', ...lines]: readonly string[]): Table {
  const columns = head.split('|').map((cell): Column => {
    const [name = '', type = 'string', unit] = cell.split(':');
    return {
      name,
      title: name,
      type: type as ColumnType,
      description: '',
      source: '',
      credit: '',
      licence: '',
      isLabel: name === 'name',
      place: { file: '' },
      ...(unit === undefined ? {} : { unit }),
    };
  });
  const rows = lines.map((line, index): Row => {
    const cells = line.split('|');
    const values = columns.map(({ name, type }, at): [string, Scalar] => {
      const text = cells[at] ?? '';
      const isNumber = type === 'integer' || type === 'number' || type === 'year';
      return [name, text === '' ? null : isNumber ? Number(text) : text];
    });
    const checked = columns.map(({ name }) => [name, 'yes'] as const);
    return {
      key: cells[0] ?? '',
      line: index + 2,
      values: Object.fromEntries(values),
      checked: Object.fromEntries(checked),
    };
  });
  return {
    name,
    title: name,
    description: '',
    file: '',
    columns: new Map(columns.map((column) => [column.name, column])),
    primaryKey: [columns[0]?.name ?? ''],
    rows,
    rowByKey: new Map(rows.map((row) => [row.key, row])),
    references: new Map([['city', 'cities']]),
    sources: [],
    licences: [],
  };
}

/** What an expression prints, or the fault's rule and reason. */
function say(expression: string): string {
  try {
    return sayValue(evaluate(expression, tables, Handlebars.parse));
  } catch (error) {
    if (!(error instanceof ValueFault)) throw error;
    return `${error.rule}: ${error.message}`;
  }
}

function check(expected: Readonly<Record<string, string>>): void {
  const said = Object.keys(expected).map((expression) => [expression, say(expression)]);
  expect(Object.fromEntries(said)).toEqual(expected);
}

it('ask for one value of many', () =>
  check({
    'mean cities "residents"': '370,638',
    'median cities "residents"': '260,948.5',
    'median cities "residents" except="dundee"': '362,310',
    'min cities "residents"': '148,702',
    'max cities "residents" except="leeds, cardiff"': '159,587',
    'min cities "deal" missing="skip"': '2015',
    'max cities "met"': '2 January 2016',
    'share cities nation="Wales"': '50%',
    'count cities from=2015 to=2016': '2',
    'count cities "residents" above=159587': '2',
    'count cities "residents" from=159587 nation="Wales"': '2',
    'count (where cities "residents" below=159587)': '1',
    'rank cities "residents" id="newport"': '3',
    'rank cities "residents" id="newport" order="ascending"': '2',
    'rank (where cities nation="Wales") "residents" id="newport"': '2',
    'rank cities "pay" id="dundee"': '3',
    'rank cities "pay" id="newport"': '3',
    'first (top 1 cities "residents")': 'Leeds',
    'last (sort cities "residents" order="descending") "nation"': 'Scotland',
    'change measures "value" from=2011 to=2021 series="pay"': '200%',
    'difference measures "value" from=2011 to=2021 series="pay"': '£0.20',
    'difference cities "before" "growth" id="leeds"': '0.5\u00a0percentage points',
  }));

it('reckon without the dust of binary fractions', () =>
  check({
    'add 0.1 0.2': '0.3',
    'number (subtract (add 0.1 0.2) 0.3) decimals=6': '0.000000',
    'sum measures "value" series="pay"': '£0.40',
    'percent (divide 1.005 1) decimals=2': '1.01%',
    'multiply 3 1.1': '3.3',
    'divide 10 4': '2.5',
  }));

it('say', () =>
  check({
    'cities.leeds.growth': '8%',
    'cities.leeds.pay': '£640.50',
    'measures.[leeds/heads/2021].value': '10',
    'measures.[leeds/pay/2021].value': '£0.30',
    'pounds cities.leeds.pay decimals=0': '£641',
    'pounds (subtract cities.cardiff.pay cities.leeds.pay)': '\u2212£40.50',
    'million (multiply cities.leeds.pay 1000000)': '£640.5\u00a0million',
    'points (subtract cities.leeds.growth cities.leeds.before) decimals=2':
      '0.50\u00a0percentage points',
    'points (subtract cities.leeds.growth 7)': '1\u00a0percentage point',
    'words (count cities)': 'four',
    'words (subtract (count cities) 4) none="no"': 'no',
    'words (count cities) capital=true': 'Four',
    'words 10': '10',
    'ordinal 1': 'first',
    'ordinal 11': '11th',
    'ordinal 22': '22nd',
    'ordinal 111': '111th',
    'date cities.leeds.met': '12 June 2015',
    'date "2015-06"': 'June 2015',
    'list (top 3 cities "residents")': 'Leeds, Cardiff and Newport',
    'list (bottom 2 cities "residents") "nation"': 'Scotland and Wales',
    'list (where measures series="pay" year=2011) "city.name"': 'Leeds',
    'list (distinct cities "nation") with="or"': 'England, Wales or Scotland',
    'list (group cities "nation")': 'England, Wales and Scotland',
    'list (where cities nation="Wales" id="leeds") none="none"': 'none',
    'range (min cities "growth") (max cities "growth")': '1.1% to 9.5%',
    'range 2015 2015': '2,015',
    'range cities.leeds.deal cities.dundee.deal': '2015 to 2018',
    'range cities.leeds.deal 2016': '2015 to 2016',
  }));

it('have no answer rather than a wrong one', () =>
  check({
    'mean cities "deal"':
      'helper-operand: Unexpected column `deal` of type year, expected a column of numbers',
    'min cities "deal"':
      'data-cell-present: Unexpected empty cell `cities.cardiff.deal`, expected a number for the min',
    'mean cities "residents" nation="Wales" id="leeds"':
      'value-answered: Unexpected mean of no rows, expected a question that has an answer',
    'first (where cities nation="Wales" id="leeds")':
      'value-answered: Unexpected first or last of no rows, expected a question that has an answer',
    'divide 1 (subtract 1 1)':
      'value-answered: Unexpected division by zero, expected a question that has an answer',
    'change measures "value" from=2011 to=2021 series="heads"':
      'value-answered: Unexpected change from zero, expected a question that has an answer',
    'list (top 3 cities "pay")':
      'value-answered: Unexpected tie for place 3, expected a question that has an answer',
    'list (top 9 cities "pay")':
      'value-answered: Unexpected 9 of 4 rows, expected a question that has an answer',
    'rank cities "pay" nation="Wales"':
      'value-answered: Unexpected rank of 2 rows, expected a question that has an answer',
    'multiply 900000000000000000000 (multiply 1 2)': '1,800,000,000,000,000,000,000',
  }));

it('say how to mend what is asked wrongly', () => {
  const cure = (expression: string): string => {
    try {
      return sayValue(evaluate(expression, tables, Handlebars.parse));
    } catch (error) {
      return error instanceof ValueFault ? error.note : String(error);
    }
  };
  expect(cure('count measure')).toBe('write `measures`');
  expect(cure('count city')).toBe('write `cities`');
  expect(cure('sum measures value')).toBe('put the column in quotation marks: `"value"`');
  expect(cure('count cities nation=“Wales”')).toBe(
    'write straight quotation marks: `{{count cities nation="Wales"}}`',
  );
  expect(cure('sum series "unit"')).toBe(
    '`series` has no column of numbers; count its rows: `count series`',
  );
  expect(cure('sum cities "deal"')).toMatch(/^a year does not add up: ask for `min cities "deal"`/);
});

it('keep units apart', () =>
  check({
    'add cities.leeds.pay cities.leeds.residents':
      'units-agree: Unexpected sum of values in `£` and in `people`, expected one unit',
    'mean measures "value"':
      'units-agree: Unexpected mean of values in `£` and in `people`, expected one unit',
    'percent cities.leeds.residents':
      'units-agree: Unexpected `percent` of a value in `people`, expected one in `%`',
    'percent (subtract cities.leeds.growth cities.leeds.before)':
      'units-agree: Unexpected `percent` of a value in `percentage points`, expected one in `%`',
    'change cities "before" "growth"':
      'units-agree: Unexpected change in per cent of a column in per cent, expected percentage points',
  }));

it('count their operands and know their options', () =>
  check({
    'sum cities': 'helper-operand: Unexpected `sum` of 1 operand, expected 2',
    'count cities "residents" "deal"':
      'helper-operand: Unexpected `count` of 3 operands, expected 1 or 2',
    'number 1 decimal=2':
      'helper-option: Unexpected option `decimal` of `number`, expected one that it has',
    'count cities from=1': '3',
    'count series from=1':
      'helper-option: Unexpected `from` for `series`, expected the column that it bounds',
    'rank cities "pay" id="leeds" order="up"':
      'helper-option: Unexpected `order=up`, expected `ascending` or `descending`',
  }));

it('name every row they compared', () => {
  for (const expression of [
    'min cities "residents"',
    'max cities "residents"',
    'median cities "residents"',
    'rank cities "residents" id="leeds"',
    'list (top 2 cities "residents")',
    'first (bottom 1 cities "residents")',
  ]) {
    const { cells } = evaluate(expression, tables, Handlebars.parse);
    const compared = groupReads(cells).find(({ column }) => column === 'residents');
    expect([...(compared?.rows ?? [])].sort(), expression).toEqual([
      'cardiff',
      'dundee',
      'leeds',
      'newport',
    ]);
  }
});

it('are each described once', () => {
  expect(Object.keys(HELPER_SHAPES).sort()).toEqual(Object.keys(HELPERS).sort());
});

it('print a number or a fault, never NaN', () => {
  const shapes = Object.entries(HELPER_SHAPES);
  const operand = fc.constantFrom(
    'cities',
    '(where cities nation="Wales" id="leeds")',
    '(top 2 cities "residents")',
    '(group cities "nation")',
    '"residents"',
    '"deal"',
    '"pay"',
    '0',
    '3',
    '1e308',
    'cities.cardiff.deal',
    'cities.leeds.growth',
  );
  const option = fc.constantFrom(
    'missing="skip"',
    'from=2015',
    'to=0',
    'nation="Wales"',
    'order="ascending"',
    'decimals=2',
    'none="none"',
  );
  fc.assert(
    fc.property(
      fc.constantFrom(...shapes),
      fc.array(operand, { maxLength: 3 }),
      fc.array(option, { maxLength: 2 }),
      ([name], operands, options) => {
        expect(say([name, ...operands, ...options].join(' '))).not.toMatch(
          /NaN|undefined|Infinity|∞/,
        );
      },
    ),
    { numRuns: 3000 },
  );
});
