/** Tables as researchers change them: cells, rows and columns are told as what they are. */
import { h } from 'hastscript';
import { expect, it } from 'vitest';
import { documentOf } from './arbitrary-tree.ts';
import { compareDocuments } from './compare-documents.ts';
import { proveComparison } from './prove-comparison.ts';

const CITIES = `
  City  | Nation   | Residents
  Leeds | England  | 811,953
  Cardiff | Wales  | 362,310
  Derry | Northern Ireland | 150,756
  Dundee | Scotland | 148,210`;

/** A table a line for each row, the first the heads; its first cell is the head of its row. */
function documentWith(table: string): ReturnType<typeof documentOf> {
  const [head = [], ...rows] = table
    .trim()
    .split('\n')
    .map((line) => line.split('|').map((cell) => cell.trim()));
  const tree = h('table', [
    h(
      'thead',
      h(
        'tr',
        head.map((cell) => h('th', cell)),
      ),
    ),
    h(
      'tbody',
      rows.map((row) =>
        h(
          'tr',
          row.map((cell, at) => h(at === 0 ? 'th' : 'td', cell)),
        ),
      ),
    ),
  ]);
  const frame = h('div', { className: ['table-frame'], id: 'tbl-cities' }, tree);
  frame.data = { key: 'tbl-cities' } as never;
  return documentOf({ type: 'root', children: [h('section', frame)] });
}

function check(edit: (table: string) => string, expected: readonly string[]): void {
  const [old, now] = [documentWith(CITIES), documentWith(edit(CITIES))];
  const comparison = compareDocuments(old, now);
  expect(proveComparison(old, now, comparison)).toEqual([]);
  expect(
    comparison.changes.map(({ kind, subject, says }) => `${kind} ${subject}: ${says}`),
  ).toEqual(expected);
}

const eachRow =
  (edit: (cells: string[]) => string[]) =>
  (table: string): string =>
    table
      .trim()
      .split('\n')
      .map((line) => edit(line.split('|')).join('|'))
      .join('\n');

it('tells a cell by its row and column', () => {
  check(
    (table) => table.replace('811,953', '822,483'),
    ['cell cell: Leeds, Residents: 811,953 → 822,483'],
  );
  check((table) => table.replace('| Wales ', '| '), ['cell cell: Cardiff, Nation: Wales → empty']);
});

it('tells rows that came, went and changed places, and no shifted cells', () => {
  check(
    (table) => table.replace(/ +Cardiff.*\n/, ''),
    ['removed row: row removed: “Cardiff | Wales | 362,310”'],
  );
  check(
    (table) => table.replace('  Derry', '  York | England | 202,800\n  Derry'),
    ['added row: row added: “York | England | 202,800”'],
  );
  check(
    (table) => table.replace(/( +Leeds.*\n)( +Cardiff.*\n)/, '$2$1'),
    ['moved row: row moved: “Leeds | England | 811,953”'],
  );
});

it('tells a row that moved and what changed in it', () => {
  check(
    (table) => table.replace(/( +Leeds.*\n)( +Cardiff.*\n)/, '$2$1').replace('811,953', '822,483'),
    [
      'moved row: row moved: “Leeds | England | 822,483”',
      'cell cell: Leeds, Residents: 811,953 → 822,483',
    ],
  );
});

it('tells a row whose head is another', () => {
  check(
    (table) => table.replace('Derry', 'Derry~Londonderry'),
    ['cell cell: City: Derry → Derry~Londonderry'],
  );
});

it('tells a column once, whether it came, went or moved', () => {
  check(
    eachRow(([city = '', , residents = '']) => [city, residents]),
    ['removed column: column removed: “Nation”'],
  );
  check(
    eachRow(([city = '', ...cells]) => [
      city,
      city.trim() === 'City' ? 'Class' : 'medium',
      ...cells,
    ]),
    ['added column: column added: “Class”'],
  );
  check(
    eachRow(([city = '', nation = '', residents = '']) => [city, residents, nation]),
    ['moved column: column moved: “Nation”'],
  );
});

it('tells the head of a column that has other words', () => {
  check(
    (table) => table.replace('Residents', 'Residents, 2021'),
    ['words column head: inserted “, 2021”'],
  );
});
