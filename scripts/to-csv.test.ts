/** Rows as a file that a spreadsheet reads. */
import { expect, test } from 'vitest';
import type { Scalar } from './model.ts';
import { toCsv } from './to-csv.ts';

function check(rows: Scalar[][], expected: string): void {
  expect(toCsv(['name', 'change'], rows)).toBe(`name,change\n${expected}`);
}

test('numbers stand unrounded, empty cells empty', () =>
  check(
    [
      ['York', 2.44],
      ['Leeds', null],
    ],
    'York,2.44\nLeeds,\n',
  ));
test('commas, quotes and line ends are quoted', () =>
  check([['a,b "c"\nd', true]], '"a,b ""c""\nd",true\n'));
test('no rows leave the head', () => check([], ''));
