/**
 * Helpers that say a value in British English: number, percent, million, text. A value in, the same value with its
 * words out; units of the input are given with each.
 */
import type { Scalar } from '../../model.ts';
import { expectNumber, expectValue, type Helper } from './ask.ts';
import { type Operand, type Tracked, ValueFault } from './operand.ts';

/** The words of a value: those of its helper, else the plainest that fit its type. */
export function sayValue(tracked: Tracked): string {
  if (tracked.text !== undefined) return tracked.text;
  if (typeof tracked.value === 'number' && tracked.type !== 'year')
    return sayNumber(tracked.value, undefined, 2);
  return sayScalar(tracked.value);
}

function sayScalar(value: Scalar): string {
  if (value === null) return '';
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  return String(value);
}

/** Grouped by comma, a true minus sign; exactly `decimals` of them, or at most `most`. */
function sayNumber(value: number, decimals: number | undefined, most: number): string {
  const format = new Intl.NumberFormat('en-GB', {
    minimumFractionDigits: decimals ?? 0,
    maximumFractionDigits: decimals ?? most,
  });
  const text = format.format(value);
  return text === '-0' ? '0' : text.replace('-', '\u2212');
}

function decimalsOf(options: Readonly<Record<string, Operand>>): number | undefined {
  if (options.decimals === undefined) return undefined;
  const { value } = expectNumber(options.decimals, '`decimals`');
  if (Number.isInteger(value) && value >= 0 && value <= 6) return value;
  throw new ValueFault(
    'helper-option',
    `Unexpected \`decimals=${value}\`, expected 0 to 6`,
    'write a whole number of decimals',
    'decimals',
  );
}

/** One decimal unless the number is whole: 50, but 6.0 for 6.04. */
function oneDecimal(value: number, options: Readonly<Record<string, Operand>>): string {
  return sayNumber(value, decimalsOf(options) ?? (Number.isInteger(value) ? 0 : 1), 1);
}

function said(tracked: Tracked, formatter: string, text: string): Tracked {
  return { ...tracked, formatter, text };
}

export const SAYING_HELPERS: Readonly<Record<string, Helper>> = {
  /** 811953 → "811,953" */
  number: ([operand], options) => {
    const tracked = expectNumber(operand, 'number');
    return said(tracked, 'number', sayNumber(tracked.value, decimalsOf(options), 2));
  },
  /** 6.7 (already in per cent) → "6.7%" */
  percent: ([operand], options) => {
    const tracked = expectNumber(operand, 'percent');
    return said(tracked, 'percent', `${oneDecimal(tracked.value, options)}%`);
  },
  /** 811953 → "812": thousands, for tables whose head says so */
  thousand: ([operand], options) => {
    const tracked = expectNumber(operand, 'thousand');
    return said(tracked, 'thousand', sayNumber(tracked.value / 1e3, decimalsOf(options) ?? 0, 0));
  },
  /** 21420135 → "21.4 million", with a space that does not break */
  million: ([operand], options) => {
    const tracked = expectNumber(operand, 'million');
    const millions = sayNumber(tracked.value / 1e6, decimalsOf(options) ?? 1, 1);
    return said(tracked, 'million', `${millions}\u00a0million`);
  },
  /** The value as it is; an empty cell gives the words of `none`. */
  text: ([operand], options) => {
    const tracked = expectValue(operand, 'text');
    const none =
      options.none === undefined ? '' : sayScalar(expectValue(options.none, '`none`').value);
    return said(tracked, 'text', tracked.value === null ? none : sayValue(tracked));
  },
};
