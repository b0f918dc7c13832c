/**
 * A number and its unit in, the words of a chart's description out, in en-GB. Knows no chart.
 */

/** "1,234.5", "−0.5"; with a true minus sign, which no line break and no screen reader misses. */
export function sayNumber(value: number, decimals: number): string {
  const [whole = '', part] = Math.abs(value).toFixed(decimals).split('.');
  const digits = whole.replace(/\B(?=(\d{3})+$)/g, ',') + (part === undefined ? '' : `.${part}`);
  return value < 0 && /[1-9]/.test(digits) ? `−${digits}` : digits;
}

/** The number with a unit that is part of it ("5.2%", "£38.50"); other units are said once, elsewhere. */
export function sayAmount(value: number, decimals: number, unit: string | undefined): string {
  const text = sayNumber(value, decimals);
  if (unit !== undefined && isPercent(unit)) return `${text}%`;
  if (unit !== undefined && isPounds(unit)) return text.replace(/^−?/, (sign) => `${sign}£`);
  return text;
}

/** "up 1", "down 2 percentage points", "no change". Counts what is printed: both ends are rounded first. */
export function sayChange(
  from: number,
  to: number,
  decimals: number,
  unit: string | undefined,
): string {
  const change = Number(to.toFixed(decimals)) - Number(from.toFixed(decimals));
  const size = sayNumber(Math.abs(change), decimals);
  if (!/[1-9]/.test(size)) return 'no change';
  const direction = change > 0 ? 'up' : 'down';
  if (unit !== undefined && isPercent(unit)) return `${direction} ${size} percentage points`;
  return `${direction} ${sayAmount(Math.abs(change), decimals, unit)}`;
}

/** True for units that every number carries, so that they need not be said apart. */
export function isAttached(unit: string): boolean {
  return isPercent(unit) || isPounds(unit);
}

function isPercent(unit: string): boolean {
  return unit.startsWith('%');
}

function isPounds(unit: string): boolean {
  return /^(£|GBP|pounds)/.test(unit);
}
