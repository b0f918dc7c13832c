/** Charts drawn from a small data package, as an author would write them. */
import type { Element } from 'hast';
import { toText } from 'hast-util-to-text';
import { describe, expect, test } from 'vitest';
import type { Column, MeasureText, Scalar, Table, Tables } from '../../model.ts';
import type { ChartFault } from './chart-fault.ts';
import { type DrawnChart, drawChart } from './draw-chart.ts';

const measure: MeasureText = (text, { sizePx }) => text.length * sizePx * 0.5;

function makeTable(name: string, types: Record<string, Column['type']>, cells: Scalar[][]): Table {
  const place = { file: `assets/data/${name}.csv` };
  const columns = Object.entries(types).map(([column, type]): [string, Column] => [
    column,
    {
      name: column,
      title: column.replace('_', ' '),
      type,
      description: '',
      source: '',
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
    ...{
      name,
      title: name,
      description: '',
      file: place.file,
      primaryKey: ['id'],
      sources: [],
      licences: [],
    },
    ...{ columns: new Map(columns), rows, rowByKey: new Map(rows.map((row) => [row.key, row])) },
  };
}

const cityCells: Scalar[][] = [
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

function makeTables(cities = cityCells): Tables {
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

const bars = {
  usermeta: { subtitle: 'Change in residents by city, 2011 to 2021', unit: '%', kind: 'bar chart' },
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

async function check(
  spec: unknown,
  tables = makeTables(),
  options: { measure?: MeasureText; id?: string } = {},
) {
  const faults: ChartFault[] = [];
  const chart = await drawChart(
    { file: 'assets/charts/test.json', spec },
    {
      ...{ id: options.id ?? 'fig-test', headline: 'Exeter grew fastest', widthPx: 620, tables },
      ...{
        measure: options.measure ?? measure,
        families: { sans: 'Source Sans 3' },
        complain: (fault) => faults.push(fault),
      },
    },
  );
  return { chart, faults };
}

async function checkDrawn(
  spec: unknown,
  tables?: Tables,
  options?: { measure?: MeasureText; id?: string },
): Promise<DrawnChart> {
  const { chart, faults } = await check(spec, tables, options);
  expect(faults).toEqual([]);
  return chart as DrawnChart;
}

function listElements(element: Element): Element[] {
  return [
    element,
    ...element.children.flatMap((child) => (child.type === 'element' ? listElements(child) : [])),
  ];
}

describe('a chart on the page', () => {
  test('is an image with the headline as its name and the description beside it', async () => {
    const { svg, description, subtitle, unit } = await checkDrawn(bars);
    expect(svg.properties).toMatchObject({
      role: 'img',
      ariaLabelledBy: ['fig-test-title'],
      ariaDescribedBy: ['fig-test-desc'],
      width: '620',
      fontFamily: "'Source Sans 3'",
    });
    const [title, desc] = svg.children as Element[];
    expect([title?.tagName, title && toText(title)]).toEqual(['title', 'Exeter grew fastest']);
    expect([desc?.tagName, desc && toText(desc)]).toEqual(['desc', description]);
    expect([subtitle, unit]).toEqual(['Change in residents by city, 2011 to 2021', '%']);
  });

  test('carries nothing of Vega’s classes, roles and hidden marks, and no opacity on text', async () => {
    const dim = {
      ...bars,
      layer: [
        { mark: { type: 'bar' } },
        { mark: { type: 'text', opacity: 0.8 }, encoding: { text: { field: 'change' } } },
      ],
    };
    const elements = listElements((await checkDrawn(dim)).svg).slice(1);
    for (const { properties, tagName, children } of elements) {
      expect(
        Object.keys(properties).filter((name) =>
          /^(role|aria|className|opacity|fontFamily)/.test(name),
        ),
      ).toEqual([]);
      if (tagName === 'g') expect(children).not.toEqual([]);
    }
    expect(JSON.stringify(elements)).toContain('"fillOpacity":"0.8"');
    expect(JSON.stringify(elements)).not.toMatch(/\d\.\d{3}/);
  });

  test('begins every id with the figure’s, counted from 1 however many charts came before', async () => {
    const clipped = { ...bars, layer: [{ mark: { type: 'bar', clip: true } }] };
    await checkDrawn(clipped);
    const { svg } = await checkDrawn(clipped, undefined, { id: 'fig-b' });
    const ids = listElements(svg).flatMap(({ properties }) => properties['id'] ?? []);
    expect(ids).toEqual(['fig-b-title', 'fig-b-desc', 'fig-b-part-1']);
    expect(JSON.stringify(svg)).toContain('url(#fig-b-part-1)');
  });

  test('leaves room for labels as wide as the fonts make them, within the measure', async () => {
    const find = (chart: DrawnChart) => /translate\(([\d.]+),/.exec(JSON.stringify(chart.svg))?.[1];
    const wide = await checkDrawn(bars, undefined, {
      measure: (text, { sizePx }) => text.length * sizePx,
    });
    expect(Number(find(wide))).toBeGreaterThan(Number(find(await checkDrawn(bars))) + 60);
    expect(wide.svg.properties['width']).toBe('620');
  });

  test('is the same in every run, one after the other and at once, with different fonts', async () => {
    const first = await checkDrawn(bars);
    const wide = { measure: (text: string) => text.length * 20 };
    const [second, other, third] = await Promise.all([
      checkDrawn(bars),
      checkDrawn(bars, undefined, wide),
      checkDrawn(bars),
    ]);
    expect(second).toEqual(first);
    expect(third).toEqual(first);
    expect(other.svg).not.toEqual(first.svg);
  });
});

describe('what a chart says and where it comes from', () => {
  test('the rows are in drawn order, with titles, units and decimals', async () => {
    const { columns, plotted, tables } = await checkDrawn(bars);
    expect(plotted).toEqual([
      ['Exeter', 11],
      ['Leeds', 8],
      ['York', 2.4],
      ['Sunderland', -0.5],
    ]);
    expect(columns).toEqual([
      { name: 'name', title: 'name', role: 'name' },
      { name: 'change', title: 'change', unit: '%', decimals: 1, role: 'measure' },
    ]);
    expect(tables).toEqual(['cities']);
  });

  test('one changed cell changes the sentence, the rows and exactly that cell of the reads', async () => {
    const before = await checkDrawn(bars);
    expect(before.description).toBe(
      'Bar chart with 4 rows: change by name. Exeter 11.0%, Leeds 8.0%, York 2.4%, Sunderland −0.5%. Highest: Exeter, 11.0%. Lowest: Sunderland, −0.5%.',
    );
    const changed = cityCells.map((row) =>
      row[0] === 'york' ? ['york', 'York', 'small', 12.5, null] : row,
    );
    const after = await checkDrawn(bars, makeTables(changed));
    expect(after.description).toContain('Highest: York, 12.5%');
    expect(after.plotted[0]).toEqual(['York', 12.5]);
    const differing = after.reads.flatMap((read, index) =>
      read.rows.flatMap((row, at) =>
        read.values[at] === before.reads[index]?.values[at] ? [] : [[read.table, read.column, row]],
      ),
    );
    expect(differing).toEqual([['cities', 'change', 'york']]);
  });

  test('cells of rows that a filter leaves out are not read, of counted rows they are', async () => {
    const counted = {
      usermeta: { subtitle: 'Cities by year of deal' },
      data: { name: 'cities' },
      transform: [{ filter: 'datum.deal !== null' }],
      mark: 'bar',
      encoding: {
        x: { field: 'deal', type: 'ordinal' },
        y: { aggregate: 'count', title: 'Cities' },
      },
    };
    const { reads, plotted, columns } = await checkDrawn(counted);
    expect(plotted).toEqual([
      [2015, 1],
      [2022, 2],
    ]);
    expect(columns[1]).toMatchObject({ name: 'count', title: 'Cities' });
    expect(reads).toEqual([
      {
        table: 'cities',
        column: 'deal',
        rows: ['leeds', 'exeter', 'sunderland'],
        values: [2015, 2022, 2022],
      },
    ]);
  });

  test('a line tells first, last and change, and reads the rows it looked up', async () => {
    const lines = {
      usermeta: { subtitle: 'Weekly pay', unit: '£' },
      data: { name: 'indicators' },
      transform: [
        { filter: "datum.series === 'pay'" },
        { lookup: 'city', from: { data: { name: 'cities' }, key: 'id', fields: ['name'] } },
      ],
      mark: 'line',
      encoding: {
        x: { field: 'year', type: 'ordinal' },
        y: { field: 'value', type: 'quantitative', title: 'Pay for a week' },
        color: { field: 'name', type: 'nominal', legend: null },
      },
    };
    const { svg, description, reads, tables } = await checkDrawn(lines);
    expect(description).toBe(
      'Line chart with 4 rows: value by name and year. Leeds: from £480.0 in 2013 to £630.5 in 2023, up £150.5. York: from £470.0 in 2013 to £610.0 in 2023, up £140.0.',
    );
    expect(tables).toEqual(['cities', 'indicators']);
    expect(toText(svg)).toContain('Pay for a week');
    expect(toText(svg)).not.toContain('size_class');
    expect(reads.find(({ column }) => column === 'name')?.rows).toEqual(['leeds', 'york']);
    expect(reads.find(({ column }) => column === 'value')?.rows).not.toContain('york/rent');
  });

  test('then and now are compared name by name', async () => {
    const pairs = {
      usermeta: { subtitle: 'Weekly pay', unit: '£', kind: 'grouped bar chart' },
      data: { name: 'indicators' },
      transform: [{ filter: "datum.series === 'pay'" }],
      mark: 'bar',
      encoding: {
        y: { field: 'city', type: 'nominal' },
        yOffset: { field: 'year', type: 'nominal' },
        color: { field: 'year', type: 'nominal' },
        x: { field: 'value', type: 'quantitative' },
      },
    };
    expect((await checkDrawn(pairs)).description).toContain(
      'Leeds: £480.0 (2013) to £630.5 (2023), up £150.5.',
    );
  });

  test('a date is the same day in every time zone', async () => {
    const dated = new Map([
      ...makeTables(),
      [
        'events',
        makeTable('events', { id: 'string', day: 'date' }, [
          ['a', '2015-01-01'],
          ['b', '2016-07-01'],
        ]),
      ],
    ]);
    const events = {
      usermeta: { subtitle: 'Events' },
      data: { name: 'events' },
      mark: 'point',
      encoding: {
        x: { field: 'day', type: 'temporal', axis: { format: '%d %B %Y' } },
        y: { field: 'id', type: 'nominal' },
      },
    };
    const zone = process.env['TZ'];
    const drawn: DrawnChart[] = [];
    for (const name of ['America/Los_Angeles', 'Asia/Tokyo']) {
      process.env['TZ'] = name;
      drawn.push(await checkDrawn(events, dated));
    }
    process.env['TZ'] = zone ?? 'UTC';
    expect(drawn[0]).toEqual(drawn[1]);
    expect(drawn[0]?.plotted).toEqual([
      ['a', '2015-01-01'],
      ['b', '2016-07-01'],
    ]);
    expect(drawn[0] && toText(drawn[0].svg)).toContain('01 January 2015');
  });

  test('small multiples are drawn with the panel as a column', async () => {
    const panels = {
      usermeta: { subtitle: 'Change by class' },
      data: { name: 'cities' },
      facet: { field: 'size_class', type: 'nominal' },
      columns: 3,
      spec: {
        width: 120,
        mark: 'bar',
        encoding: {
          x: { field: 'change', type: 'quantitative' },
          y: { field: 'name', type: 'nominal' },
        },
      },
    };
    const { columns, plotted } = await checkDrawn(panels);
    expect(columns.map(({ role }) => role)).toEqual(['facet', 'name', 'measure']);
    expect(plotted[0]).toEqual(['large', 'Leeds', 8]);
  });
});

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
    ['no subtitle', { ...bars, usermeta: {} }, { rule: 'chart-subtitle', pointer: ['usermeta'] }],
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
