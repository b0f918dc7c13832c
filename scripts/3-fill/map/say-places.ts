/**
 * Words about places: numbers, lists and counts in British English, for keys and descriptions.
 */
import { literal } from '../values/operand.ts';
import { SAYING_HELPERS, sayValue } from '../values/say.ts';

/** "8,799,727 people", "6.7%", "£41.47": a number with its unit. */
export function sayMeasure(value: number, unit: string | undefined): string {
  const text = sayValue(literal(value));
  if (unit === undefined) return text;
  if (/^(%|per cent\b)/.test(unit)) return `${text}%`;
  return /^(£|GBP\b)/.test(unit) ? `£${text}` : `${text} ${unit.split(',')[0]}`;
}

/** "5 million", "200,000": a round number for a key. */
export function sayRound(value: number): string {
  if (value < 1e6) return sayValue(literal(value));
  const said = SAYING_HELPERS['million']?.([literal(value)], {
    decimals: literal(value % 1e6 === 0 ? 0 : 1),
  });
  return said?.kind === 'value' ? sayValue(said) : String(value);
}

/** "Leeds, York and Hull". */
export function listNames(names: readonly string[]): string {
  const last = names.at(-1) ?? '';
  return names.length < 2 ? last : `${names.slice(0, -1).join(', ')} and ${last}`;
}

/** "1 city", "38 cities". */
export function countOf(count: number, one: string, many: string): string {
  return `${sayValue(literal(count))} ${count === 1 ? one : many}`;
}

export function capitalise(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** The largest of 1, 2 and 5 times a power of ten that is not above a number. */
export function roundDown(value: number): number {
  const power = 10 ** Math.floor(Math.log10(value));
  const step = [5, 2, 1].find((one) => one * power <= value * (1 + 1e-9)) ?? 1;
  return Number((step * power).toPrecision(6));
}
