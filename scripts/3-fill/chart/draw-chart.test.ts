/** Charts drawn from a small data package, as an author would write them. */
import type { Element } from 'hast';
import { toText } from 'hast-util-to-text';
import { describe, expect, test } from 'vitest';
import type { DrawnChart } from './draw-chart.ts';
import { bars, drawSound as check, cityCells, makeTable, makeTables } from './draw-sample.ts';

function listElements(element: Element): Element[] {
  return [
    element,
    ...element.children.flatMap((child) => (child.type === 'element' ? listElements(child) : [])),
  ];
}

describe('a chart on the page', () => {
  test('is an image with the headline as its name and the description beside it', async () => {
    const { svg, description, subtitle, unit } = await check(bars);
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
    const elements = listElements((await check(dim)).svg).slice(1);
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
    await check(clipped);
    const { svg } = await check(clipped, undefined, { id: 'fig-b' });
    const ids = listElements(svg).flatMap(({ properties }) => properties['id'] ?? []);
    expect(ids).toEqual(['fig-b-title', 'fig-b-desc', 'fig-b-part-1']);
    expect(JSON.stringify(svg)).toContain('url(#fig-b-part-1)');
  });

  test('leaves room for labels as wide as the fonts make them, within the measure', async () => {
    const find = (chart: DrawnChart) => /translate\(([\d.]+),/.exec(JSON.stringify(chart.svg))?.[1];
    const wide = await check(bars, undefined, {
      measure: (text, { sizePx }) => text.length * sizePx,
    });
    expect(Number(find(wide))).toBeGreaterThan(Number(find(await check(bars))) + 60);
    expect(wide.svg.properties['width']).toBe('620');
  });

  test('is the same in every run, one after the other and at once, with different fonts', async () => {
    const first = await check(bars);
    const wide = { measure: (text: string) => text.length * 20 };
    const [second, other, third] = await Promise.all([
      check(bars),
      check(bars, undefined, wide),
      check(bars),
    ]);
    expect(second).toEqual(first);
    expect(third).toEqual(first);
    expect(other.svg).not.toEqual(first.svg);
  });
});

describe('what a chart says and where it comes from', () => {
  test('the rows are in drawn order, with titles, units and decimals', async () => {
    const { columns, plotted, tables } = await check(bars);
    expect(plotted).toEqual([
      ['Exeter', 11],
      ['Leeds', 8],
      ['York', 2.4],
      ['Sunderland', -0.5],
    ]);
    expect(columns).toEqual([
      { name: 'name', vegaName: 'name', title: 'name', role: 'name' },
      {
        name: 'change',
        vegaName: 'change',
        title: 'change',
        unit: '%',
        decimals: 1,
        role: 'measure',
      },
    ]);
    expect(tables).toEqual(['cities']);
  });

  test('one changed cell changes the sentence, the rows and exactly that cell of the reads', async () => {
    const before = await check(bars);
    expect(before.description).toBe(
      'Bar chart with 4 rows: change by name. Exeter 11.0%, Leeds 8.0%, York 2.4%, Sunderland −0.5%. Highest: Exeter, 11.0%. Lowest: Sunderland, −0.5%.',
    );
    const changed = cityCells.map((row) =>
      row[0] === 'york' ? ['york', 'York', 'small', 12.5, null] : row,
    );
    const after = await check(bars, makeTables(changed));
    expect(after.description).toContain('Highest: York, 12.5%');
    expect(after.plotted[0]).toEqual(['York', 12.5]);
    const differing = after.reads.flatMap((read, index) =>
      read.rows.flatMap((row, at) =>
        read.values[at] === before.reads[index]?.values[at] ? [] : [[read.table, read.column, row]],
      ),
    );
    expect(differing).toEqual([['cities', 'change', 'york']]);
  });

  test('every cell that a filter asks is read, of counted rows and of those it leaves out', async () => {
    const counted = {
      usermeta: { date: '2021', unit: 'cities', subtitle: 'Cities by year of deal' },
      data: { name: 'cities' },
      transform: [{ filter: 'datum.deal !== null' }],
      mark: 'bar',
      encoding: {
        x: { field: 'deal', type: 'ordinal' },
        y: { aggregate: 'count', title: 'Cities' },
      },
    };
    const { reads, plotted, columns } = await check(counted);
    expect(plotted).toEqual([
      [2015, 1],
      [2022, 2],
    ]);
    expect(columns[1]).toMatchObject({ name: 'count', title: 'Cities' });
    expect(reads).toEqual([
      {
        table: 'cities',
        column: 'deal',
        rows: ['leeds', 'york', 'exeter', 'sunderland'],
        values: [2015, null, 2022, 2022],
      },
    ]);
  });

  test('a line tells first, last and change, and reads the rows it looked up', async () => {
    const lines = {
      usermeta: { date: '2021', subtitle: 'Weekly pay', unit: '£' },
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
    const { svg, description, reads, tables } = await check(lines);
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
      usermeta: { date: '2021', subtitle: 'Weekly pay', unit: '£', kind: 'grouped bar chart' },
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
    expect((await check(pairs)).description).toContain(
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
      usermeta: { date: '2021', subtitle: 'Events' },
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
      drawn.push(await check(events, dated));
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
      usermeta: { date: '2021', unit: '%', subtitle: 'Change by class' },
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
    const { columns, plotted } = await check(panels);
    expect(columns.map(({ role }) => role)).toEqual(['facet', 'name', 'measure']);
    expect(plotted[0]).toEqual(['large', 'Leeds', 8]);
  });
});
