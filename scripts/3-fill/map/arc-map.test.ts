import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { diskTree, loadShared } from '../../1-load/index.ts';
import { readMaps } from '../../1-load/read-maps.ts';
import type { ChapterSource, Row, Scalar, Table, Tables } from '../../model.ts';
import { textMeasure } from '../measure-text.ts';
import { ValueFault } from '../values/operand.ts';
import { drawArcMap } from './draw-arc-map.ts';

const tree = diskTree(join(import.meta.dirname, '../../..'));
const { tables, fonts } = await loadShared(tree);
const calling: ChapterSource = { path: 'x.md', text: '::map', slug: 'x', matter: 'body' };
const maps = await readMaps(tree, [calling], ({ reason }) => expect.fail(reason));
const measure = textMeasure(fonts);

type Options = Readonly<Record<string, string>>;

function draw(options: Options, data: Tables = tables) {
  return drawArcMap({ arcs: 'twinnings', ...options }, { tables: data, maps }, measure);
}

/** The data with one cell changed. */
function change(name: string, key: string, column: string, value: Scalar): Tables {
  const table = tables.get(name) as Table;
  const rows = table.rows.map(
    (row): Row => (row.key === key ? { ...row, values: { ...row.values, [column]: value } } : row),
  );
  return new Map([
    ...tables,
    [name, { ...table, rows, rowByKey: new Map(rows.map((row) => [row.key, row])) }],
  ]);
}

function check(options: Options, data: Tables, ...sentences: readonly string[]): void {
  const { description } = draw(options, data);
  for (const sentence of sentences) expect(description).toContain(sentence);
}

describe('the description of links', () => {
  it('counts them by country and names the longest and the shortest', () => {
    check(
      {},
      tables,
      'World map of 70 links between 19 places and 68 partners in 23 countries',
      'China 24, Germany 8, United States 7',
      'Farthest apart: Edinburgh and Dunedin',
      'Not drawn, because the data give no position for Stratford and Fuzhou: Stratford–Fuzhou.',
    );
    check({ from: 'leeds' }, tables, '8 links between Leeds and 8 partners in 7 countries');
  });

  it('follows a cell', () => {
    const without = change('places', 'brno', 'lat', null);
    check({ from: 'leeds' }, without, '7 links', 'no position for Brno: Leeds–Brno.');
    check({ from: 'leeds' }, change('places', 'brno', 'country', 'Germany'), 'Germany 3');
    check(
      { from: 'leeds' },
      change('places', 'lille', 'lat', -45),
      'Farthest apart: Leeds and Lille',
    );
  });
});

it('knows the cells of every link, drawn or not, and keeps all rows', () => {
  const { cells, rows, notes } = draw({ where: 'partner_country=China' });
  expect(rows).toHaveLength(25);
  expect(notes).toHaveLength(1);
  const told = new Set(cells.map(({ table, row, column }) => `${table.name}.${row.key}.${column}`));
  expect(told).toContain('twinnings.leeds--hangzhou.partner_place');
  expect(told).toContain('places.hangzhou.lat');
  expect(told).not.toContain('places.brno.lat');
});

it('draws the same each time, and keeps it light', () => {
  const [one, two] = [JSON.stringify(draw({})), JSON.stringify(draw({}))];
  expect(one).toBe(two);
  expect(JSON.stringify(draw({}).wide.children).length).toBeLessThan(90_000);
});

it.each<[Options, string]>([
  [{ arcs: 'twinings' }, 'data-table-exists: twinings: write `twinnings`'],
  [{ arcs: 'events' }, 'map-arcs: arcs=events: write `arcs=twinnings`'],
  [{ colour: 'kind' }, 'map-arcs: colour: leave `colour` out: lines between places have one look'],
  [{ from: 'leads' }, 'data-value-exists: leads: write `leeds`'],
  [{ where: 'kind=twining' }, 'data-value-exists: twining: write `twinning`'],
  [
    { from: 'leeds', where: 'partner_country=Japan' },
    'map-rows: partner_country=Japan: no row meets all the conditions of `where`: leave one out',
  ],
])('%j is answered', (options, expected) => {
  try {
    draw(options);
    expect.fail('expected a fault');
  } catch (error) {
    if (!(error instanceof ValueFault)) throw error;
    expect(`${error.rule}: ${error.word}: ${error.note}`).toBe(expected);
  }
});

it('ends its lines at the edge of the inner map, though figures let letters reach over theirs', async () => {
  const { styles } = await loadShared(tree);
  const figure = styles.get('figure.css') ?? '';
  const overflowOf = (selector: string): string | undefined =>
    figure.split(`${selector} {`)[1]?.match(/overflow: (\w+)/)?.[1];
  expect([overflowOf('.figure :is(svg, img)'), overflowOf('.figure svg svg')]).toEqual([
    'visible',
    'hidden',
  ]);
});
