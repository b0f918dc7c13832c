/**
 * `::table` with `data=` over the real data package: what a reader sees, and that no options break it.
 */
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import type { Element } from 'hast';
import { toText } from 'hast-util-to-text';
import { describe, expect, it } from 'vitest';
import { diskTree, loadShared } from '../1-load/index.ts';
import type { BlockNode, FilledBlock, Inputs, Provenance } from '../model.ts';
import { openMessages } from '../place.ts';
import { visit } from '../visit.ts';
import { fillTable } from './fill-table.ts';
import { textMeasure } from './measure-text.ts';
import { openRecorder } from './record-values.ts';

const ROOT = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const shared = await loadShared(diskTree(ROOT));
const measure = textMeasure(shared.fonts);

interface Filled {
  readonly filled: FilledBlock | undefined;
  readonly messages: readonly string[];
  readonly records: readonly Provenance[];
}

function fill(options: Record<string, string>): Filled {
  const braces = Object.entries(options).map(([name, value]) => `${name}="${value}"`);
  const text = `::table[Caption]{#tbl-x ${braces.join(' ')}}`;
  const start = { line: 1, column: 1, offset: 0 };
  const end = { line: 1, column: text.length + 1, offset: text.length };
  const node: BlockNode = {
    type: 'block',
    name: 'table',
    label: [],
    options,
    children: [],
    position: { start, end },
  };
  const { messages, complain } = openMessages();
  const recorder = openRecorder('x');
  const filled = fillTable(node, {
    inputs: { tables: shared.tables } as Inputs,
    source: { path: 'x.md', text },
    measure,
    recorder,
    reads: new Set(),
    complain,
  });
  return {
    filled,
    messages: messages.map(({ rule, reason }) => `${rule}: ${reason}`),
    records: recorder.records,
  };
}

/** The rows of a table as a reader sees them, cells divided by `|`. */
function rowsOf(filled: FilledBlock | undefined): string[] {
  const rows: string[] = [];
  visit(filled?.tree ?? { type: 'root', children: [] }, 'element', (row) => {
    if (row.tagName !== 'tr') return;
    const cells = row.children.map((cell) => toText(cell as Element));
    rows.push(cells.join(' | '));
  });
  return rows;
}

function check(options: Record<string, string>, expected: readonly string[]): void {
  const { filled, messages } = fill(options);
  expect(messages).toEqual([]);
  expect(rowsOf(filled)).toEqual(expected);
}

const WALES = { data: 'cities', columns: 'name population_2021', where: 'nation=Wales' };

describe('a table from data', () => {
  it('shows the rows that meet the conditions, in their order', () =>
    check({ ...WALES, sort: 'population_2021 descending' }, [
      'City | Residents, latest census (people)',
      'Cardiff | 362,310',
      'Swansea | 238,490',
      'Newport | 159,587',
    ]));

  it('says thousands in the head and gives a column the same decimals', () =>
    check(
      {
        data: 'cities',
        columns: 'name population_2021:thousand pop_change_pct',
        where: 'id=london|leeds',
      },
      [
        'City | Residents, latest census (thousands) | Change in residents (%)',
        'London | 8,800 | 7.7',
        'Leeds | 812 | 8.0',
      ],
    ));

  it('marks what is not available and what is not applicable', () =>
    check(
      {
        data: 'cities',
        columns: 'name city_deal_year first_devolution_deal_year combined_authority',
        where: 'id=plymouth|cardiff',
      },
      [
        'City | City deal | First devolution deal | Combined or strategic authority',
        'Cardiff | 2016 | [x] | [z]',
        'Plymouth | 2014 | [x] | [z]',
      ],
    ));

  it('adds up what adds up, group by group', () =>
    check(
      {
        data: 'cities',
        columns: 'name population_2021:thousand pop_change_pct',
        where: 'nation=Wales|Northern Ireland',
        group: 'nation',
        sort: 'nation descending',
        total: 'all',
      },
      [
        'City | Residents, latest census (thousands) | Change in residents (%)',
        'Wales',
        'Cardiff | 362 | 4.7',
        'Swansea | 238 | −0.2',
        'Newport | 160 | 9.5',
        'Total, Wales | 760 | [z]',
        'Northern Ireland',
        'Belfast | 345 | 3.5',
        'Derry~Londonderry | 151 | 2.1',
        'Total, Northern Ireland | 496 | [z]',
        'Total | 1,257 | [z]',
      ],
    ));

  it('gives one row for a group and asks expressions of its rows', () =>
    check(
      {
        data: 'cities',
        by: 'nation',
        columns: 'count (count cities metro_mayor=true)',
        heads: 'Nation | Cities | With a metro mayor',
        sort: 'count descending',
        total: 'all',
        'total-except': 'london',
      },
      [
        'Nation | Cities | With a metro mayor',
        'England | 29 | 19',
        'Scotland | 4 | 0',
        'Wales | 3 | 0',
        'Northern Ireland | 2 | 0',
        'Total | 38 | 19',
        'Total without London | 37 | 19',
      ],
    ));

  it('follows a key into another table and finds the unit of its rows', () =>
    check(
      {
        data: 'indicators',
        columns: 'city.name value',
        where: 'series=gva_per_hour; year=2023; city=leeds',
      },
      ['City | Value (GBP, current prices)', 'Leeds | 41.47'],
    ));

  it('turns the page when the words need it', () => {
    const wide = {
      data: 'cities',
      columns:
        'name nation size_class population_2011 population_2021 pop_change_pct executive_model_now combined_authority first_devolution_deal_year',
    };
    expect(fill(wide).filled?.landscape).toBe(true);
    expect(fill({ ...wide, landscape: 'false' }).filled?.landscape).toBe(undefined);
    expect(fill(WALES).filled?.landscape).toBe(undefined);
  });

  it('puts its rows beside it, unrounded', () =>
    expect(fill({ ...WALES, columns: 'name population_2021:million' }).filled?.csv).toBe(
      'City,"Residents, latest census (millions)",provisional\nCardiff,0.36231,false\nSwansea,0.23849,false\nNewport,0.159587,false\n',
    ));

  it('warns of a table that no page can hold', () =>
    expect(
      fill({
        data: 'cities',
        columns: [...(shared.tables.get('cities')?.columns.keys() ?? [])].join(' '),
        top: '2',
        sort: 'name',
      }).messages[0],
    ).toMatch(/^table-width: Unexpected table of \d+ mm, expected at most 254 mm/));
});

/** Options as an author may write them, right and wrong, over every table. */
const anyOptions = fc.constantFrom(...shared.tables.values()).chain((table) => {
  const names = [...table.columns.keys()];
  const name = fc.constantFrom(
    ...names,
    ...[...(table.references?.keys() ?? [])].map((key) => `${key}.name`),
  );
  const maybe = (word: fc.Arbitrary<string>) =>
    fc.oneof({ weight: 5, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: word });
  const suffixed = fc
    .tuple(
      name,
      fc.oneof(
        { weight: 20, arbitrary: fc.constant('') },
        { weight: 1, arbitrary: fc.constantFrom(':thousand', ':million') },
      ),
    )
    .map((parts) => parts.join(''));
  const expression = fc
    .tuple(fc.constantFrom('sum', 'share', 'count', 'mean', 'x'), name)
    .map(([helper, column]) => `(${helper} ${table.name} '${column}')`);
  const column = fc.oneof(
    { weight: 30, arbitrary: suffixed },
    { weight: 1, arbitrary: expression },
    { weight: 1, arbitrary: fc.constant('count') },
  );
  const list = (word: fc.Arbitrary<string>, mark: string) =>
    fc.array(word, { minLength: 1, maxLength: 5 }).map((words) => words.join(mark));
  const cell = name.chain((one) => {
    const values = table.rows.map((row) => String(row.values[one] ?? ''));
    return fc
      .tuple(fc.constantFrom('=', '!=', '<', '>='), fc.constantFrom('', '12', ...values))
      .map(([sign, value]) => `${one}${sign}${value}`);
  });
  return fc
    .record({
      data: fc.constant(table.name),
      columns: list(column, ' '),
      where: maybe(fc.oneof(cell, list(cell, ';'))),
      sort: maybe(
        list(
          fc.tuple(name, fc.constantFrom('', ' descending')).map((parts) => parts.join('')),
          ', ',
        ),
      ),
      top: maybe(fc.constantFrom('1', '3', '500', '0')),
      group: maybe(name),
      by: maybe(name),
      heads: maybe(list(fc.string({ maxLength: 8 }), '|')),
      total: maybe(fc.oneof(fc.constant('all'), list(name, ' '))),
      'total-except': maybe(fc.constantFrom('london', ...table.rowByKey.keys())),
      decimals: maybe(fc.constantFrom('0', '1', '7', 'value=2')),
      landscape: maybe(fc.constantFrom('true', 'false')),
    })
    .map(
      (made) =>
        Object.fromEntries(
          Object.entries(made).filter(([, value]) => value !== undefined),
        ) as Record<string, string>,
    );
});

describe('any options', () => {
  it('make a table or a message, the same each time, and each number is its cell rounded', {
    timeout: 120_000,
  }, () => {
    let tables = 0;
    const property = fc.property(anyOptions, (options) => {
      const { filled, messages, records } = fill(options);
      expect(JSON.stringify(fill(options).filled)).toBe(JSON.stringify(filled));
      expect(filled !== undefined || messages.length > 0).toBe(true);
      if (filled === undefined) return;
      tables++;
      const cells = rowsOf(filled).flatMap((row) => row.split(' | '));
      expect(cells).not.toContain('');
      for (const record of records) checkNumber(record);
    });
    fc.assert(property, { numRuns: Number(process.env.TABLE_RUNS ?? 150) });
    expect(tables).toBeGreaterThan(10);
  });
});

/** A number that was read from one cell alone is that cell, in its unit, rounded to the decimals it is printed with. */
function checkNumber({ expression, value, text, reads }: Provenance): void {
  const cell = reads.at(-1)?.values[0];
  const path = `${reads.at(-1)?.table}.${reads.at(-1)?.rows[0]}.${reads.at(-1)?.column}`;
  if (expression !== path || typeof cell !== 'number' || typeof value !== 'number') return;
  const scale = cell === 0 ? 1 : Math.round(cell / value);
  const decimals = text.split('.')[1]?.length ?? 0;
  const printed = Number(text.replaceAll(',', '').replace('\u2212', '-'));
  expect(Math.abs(printed - cell / (scale || 1))).toBeLessThanOrEqual(0.5 * 10 ** -decimals + 1e-9);
}
