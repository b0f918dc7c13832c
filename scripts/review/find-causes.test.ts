/** Why a value changed, from what it read before and what it reads now. */
import { expect, it } from 'vitest';
import type { Provenance, Read } from '../model.ts';
import { findCauses } from './find-causes.ts';

const RESIDENTS: Provenance = {
  key: 'summary-x',
  expression: 'million (sum cities "population_2021")',
  value: 1_348_071,
  text: '1.3 million',
  formatter: 'million',
  reads: [readOf({ leeds: 811_953, sheffield: 536_118 })],
  provisional: false,
  place: { file: 'chapters/white-paper/00-foreword.md', line: 8 },
};

function readOf(cells: Readonly<Record<string, number>>): Read {
  return {
    table: 'cities',
    column: 'population_2021',
    rows: Object.keys(cells),
    values: Object.values(cells),
  };
}

function check(now: Partial<Provenance>, expected: readonly string[]): void {
  const found = findCauses(RESIDENTS, { ...RESIDENTS, text: '1.4 million', ...now });
  expect(found.map(({ says }) => says)).toEqual(expected);
}

it('names the cell that changed', () => {
  check({ reads: [readOf({ leeds: 822_483, sheffield: 536_118 })] }, [
    'cities.population_2021 changed in row leeds: 811,953 → 822,483',
  ]);
});

it('names rows that came and went', () => {
  check({ reads: [readOf({ leeds: 811_953, york: 202_800 })] }, [
    'of cities.population_2021 it now reads row york and no longer reads row sheffield',
  ]);
});

it('names what is asked for now', () => {
  check({ expression: 'million cities.leeds.population_2021' }, [
    '`million (sum cities "population_2021")` is now `million cities.leeds.population_2021`',
  ]);
});

it('names the helper where the cells are the same', () => {
  check({ formatter: 'number' }, ['said by number and no longer by million']);
  check({}, ['the same cells are said otherwise by million']);
});

it('has nothing to say of a value that only one side has, or that prints the same', () => {
  expect(findCauses(undefined, RESIDENTS)).toEqual([]);
  expect(findCauses(RESIDENTS, RESIDENTS)).toEqual([]);
});
