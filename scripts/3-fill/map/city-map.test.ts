import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { diskTree, loadShared } from '../../1-load/index.ts';
import { readMaps } from '../../1-load/read-maps.ts';
import type { ChapterSource, Row, Scalar, Table, Tables } from '../../model.ts';
import { ink, palette } from '../chart/chart-theme.ts';
import { textMeasure } from '../measure-text.ts';
import { ValueFault } from '../values/operand.ts';
import { drawCityMap } from './draw-city-map.ts';
import type { Wish } from './label-candidates.ts';
import { placeLabels } from './place-labels.ts';
import { equalEarth, greatCircle, transverseMercator } from './project-points.ts';

const tree = diskTree(join(import.meta.dirname, '../../..'));
const { tables, fonts, charts } = await loadShared(tree);
const calling: ChapterSource = { path: 'x.md', text: '::map', slug: 'x', matter: 'body' };
const maps = await readMaps(tree, [calling], ({ reason }) => expect.fail(reason));
const measure = textMeasure(fonts);
const cities = tables.get('cities') as Table;

type Options = Readonly<Record<string, string>>;

/** The map, or the rule, wrong word and cure of the fault. */
function draw(options: Options, data: Tables = tables) {
  try {
    return drawCityMap(options, { tables: data, maps }, measure);
  } catch (error) {
    if (!(error instanceof ValueFault)) throw error;
    return `${error.rule}: ${error.word}: ${error.note}`;
  }
}

/** The data with one cell of `cities` changed. */
function change(key: string, column: string, value: Scalar): Tables {
  const rows = cities.rows.map(
    (row): Row => (row.key === key ? { ...row, values: { ...row.values, [column]: value } } : row),
  );
  const rowByKey = new Map(rows.map((row) => [row.key, row]));
  return new Map([...tables, ['cities', { ...cities, rows, rowByKey }]]);
}

function check(options: Options, data: Tables, description: string): void {
  const map = draw(options, data);
  expect(typeof map === 'string' ? map : map.description).toContain(description);
}

/** The colours of a map's key by the words beside them. */
function coloursOf(options: Options): Readonly<Record<string, string>> {
  const map = draw(options);
  if (typeof map === 'string') throw new Error(map);
  const svg = JSON.stringify(map);
  const names = [
    'Large',
    'Medium',
    'Small',
    'Leader and cabinet',
    'Committee',
    'Directly elected mayor',
  ];
  return Object.fromEntries(
    names.flatMap((name) => {
      const at = svg.indexOf(`"${name} (`);
      const fills = [...svg.slice(0, at).matchAll(/"fill":"(#[0-9A-F]{6})"/g)];
      const marks = fills
        .map(([, fill = '']) => fill)
        .filter((fill) => fill !== ink && palette.includes(fill as never));
      return at === -1 ? [] : [[name, marks.at(-1) ?? '']];
    }),
  );
}

describe('a category', () => {
  it('has its colour on every map, in the order of the data package', () => {
    const sizes = { Large: palette[0], Medium: palette[1], Small: palette[2] };
    expect(coloursOf({ colour: 'size_class' })).toEqual(sizes);
    const { Large: _, ...others } = sizes;
    expect(coloursOf({ colour: 'size_class', where: 'size_class!=large' })).toEqual(others);
    expect(coloursOf({ colour: 'executive_model_now', where: 'nation=Scotland' })).toEqual({
      Committee: palette[1],
    });
  });

  it('has the same colour in a chart', async () => {
    const chart = JSON.stringify(charts.get('growth-by-city')?.spec);
    expect(chart).toMatch(/"sort":\["Large[^"]*","Medium[^"]*","Small/);
  });
});

describe('the description', () => {
  it('names groups and extremes, and follows a cell', () => {
    const options = { colour: 'executive_model_now', size: 'population_2021' };
    check(options, tables, 'directly elected mayor 3 (London, Leicester and Salford)');
    check(
      options,
      tables,
      'highest in London (8,799,727 people), lowest in Exeter (130,709 people)',
    );
    const model = change('leeds', 'executive_model_now', 'directly elected mayor');
    check(options, model, 'directly elected mayor 4 (London, Leeds, Leicester and Salford)');
    check(options, change('york', 'population_2021', 1000), 'lowest in York (1,000 people)');
    check(options, change('york', 'population_2021', null), 'No figure for York.');
  });

  it('says how many rows a condition leaves', () => {
    check({ where: 'nation=Wales' }, tables, 'Map of the United Kingdom with 3 cities');
  });
});

describe('a mistake', () => {
  it.each<[Options, string]>([
    [
      { colour: 'executive_modle_now' },
      'data-column-exists: executive_modle_now: write `executive_model_now`',
    ],
    [
      { colour: 'authority_kind' },
      'map-categories: authority_kind: choose a column with fewer values, or fewer rows with `where=`',
    ],
    [
      { colour: 'population_2021' },
      'map-categories: population_2021: show numbers by size: `size=population_2021`',
    ],
    [{ size: 'nation' }, 'map-size: nation: show it by colour: `colour=nation`'],
    [{ size: 'pop_change_pct', where: 'nation=Scotland' }, ''],
    [{ size: 'gdhi_per_heda/2023' }, 'data-row-exists: gdhi_per_heda: write `gdhi_per_head`'],
    [{ where: 'nation=Wale' }, 'data-value-exists: Wale: write `Wales`'],
    [
      { where: 'nation=Wales, metro_mayor=true' },
      'map-rows: metro_mayor=true: leave out one of the conditions',
    ],
    [{ where: 'population_2021>500000; nation=England|Wales' }, ''],
    [{ where: 'nation=England, metro_mayor=false' }, ''],
    [
      { where: 'nation=Wales and metro_mayor=false' },
      'option-value: nation=Wales and metro_mayor=false: write `;`: `where="nation=Wales; metro_mayor=false"`',
    ],
    [
      { where: 'Wales' },
      'option-value: Wales: write for example `where="nation=Wales"`, `where="population_2021>200000"`, with `;` between two conditions',
    ],
  ])('%j is answered', (options, expected) => {
    const map = draw(options);
    expect(typeof map === 'string' ? map : '').toBe(expected);
  });

  it('is a city without a position', () => {
    expect(draw({}, change('york', 'lat', null))).toMatch(
      /^map-position: york: fill both cells in assets\/data\/cities.csv, line \d+$/,
    );
  });
});

describe('the drawing', () => {
  it('is light and the same each time', () => {
    const options = { colour: 'nation', size: 'gdhi_per_head/2023' };
    const [one, two] = [draw(options), draw(options)];
    expect(JSON.stringify(one)).toBe(JSON.stringify(two));
    const svg = typeof one === 'string' ? '' : JSON.stringify(one.wide.children);
    expect(svg.length).toBeLessThan(60_000);
  });

  it('throws for no column and no condition', { timeout: 60_000 }, () => {
    const column = fc.constantFrom(...cities.columns.keys());
    const options = fc.record(
      { colour: column, size: column, label: column },
      { requiredKeys: [] },
    );
    const nation = fc.constantFrom('England', 'Scotland', 'Wales', 'Northern Ireland');
    const call = fc.tuple(options, fc.option(nation, { nil: undefined }));
    fc.assert(
      fc.property(call, ([given, where]) => {
        draw({ ...given, ...(where === undefined ? {} : { where: `nation=${where}` }) });
      }),
      { numRuns: 25 },
    );
  });
});

it('names never meet one another or a mark', () => {
  const wish = fc.record({
    at: fc.tuple(fc.integer({ min: 0, max: 300 }), fc.integer({ min: 0, max: 300 })),
    radius: fc.integer({ min: 2, max: 20 }),
    widthPx: fc.integer({ min: 10, max: 120 }),
  });
  const bounds = { left: 0, top: 0, right: 300, bottom: 300 };
  fc.assert(
    fc.property(fc.array(wish, { maxLength: 14 }), (made) => {
      const wishes = made.map((one, index): Wish => ({ ...one, text: `${index}` }));
      const room = { bounds, marks: wishes, taken: [], lineHeightPx: 16, mostLeaderPx: 100 };
      const boxes = placeLabels(wishes, room).map(({ box }) => box);
      for (const [index, a] of boxes.entries()) {
        const isOver = boxes
          .slice(index + 1)
          .some(
            (b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom,
          );
        const isOnMark = wishes.some(
          ({ at: [x, y] }) => x > a.left && x < a.right && y > a.top && y < a.bottom,
        );
        expect([isOver, isOnMark]).toEqual([false, false]);
      }
    }),
    { numRuns: 60 },
  );
});

it('the projections are those of d3-geo', async () => {
  const { geoEqualEarthRaw, geoInterpolate, geoTransverseMercator } = await import('d3-geo');
  const radians = (degrees: number) => (degrees * Math.PI) / 180;
  const mercator = geoTransverseMercator().rotate([2, 0]).scale(1).translate([0, 0]).precision(0);
  for (const place of [
    [-0.1, 51.5],
    [-7.3, 55],
    [116.4, 39.9],
    [-122, -37],
  ] as [number, number][]) {
    const [x, y] = equalEarth(place);
    const [a, b] = geoEqualEarthRaw(radians(place[0]), radians(place[1]));
    expect([x, -y].map((n) => n.toFixed(6))).toEqual([a, b].map((n) => n.toFixed(6)));
    const middle = greatCircle([-1.5, 53.8], place, 180)[1];
    expect(middle?.map((n) => n.toFixed(6))).toEqual(
      geoInterpolate([-1.5, 53.8], place)(1).map((n) => n.toFixed(6)),
    );
    if (Math.abs(place[0]) > 10) continue;
    const found = mercator(place)?.map((n) => n.toFixed(6));
    expect(transverseMercator(-2)(place).map((n) => n.toFixed(6))).toEqual(found);
  }
});
