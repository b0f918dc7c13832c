/**
 * Reckoning with decimal numbers as they are written: no 0.30000000000000004. Numbers in, numbers out.
 */

/** The sum with as many decimals as the most exact of the numbers has. */
export function addUp(numbers: readonly number[]): number {
  let sum = 0;
  let most = 0;
  for (const number of numbers) {
    sum += number;
    most = Math.max(most, countDecimals(number));
  }
  return most > 20 ? sum : Number(sum.toFixed(most));
}

/** 12 significant digits: more than any source gives, fewer than binary fractions hold. */
export function roundOff(value: number): number {
  return Number(value.toPrecision(12));
}

/** Decimals of the shortest form of a number: 41.47 has 2, 1e-7 has 7. */
function countDecimals(value: number): number {
  const [digits = '', exponent = '0'] = String(value).split('e');
  return Math.max(0, (digits.split('.')[1]?.length ?? 0) - Number(exponent));
}
