/**
 * Helpers that say a value in British English: number, percent, pounds, date, list, words and the like. A value in, the
 * same value with its words out; units of the input are given with each.
 */
import type { Scalar, Table, Tables } from '../../model.ts';
import { sayDate } from '../../say-date.ts';
import { columnOf, expectNumber, expectValue, nameOf, namingColumn } from './choose-rows.ts';
import {
  cellOf,
  type Helper,
  type Operand,
  type Tracked,
  ValueFault,
  withRole,
} from './operand.ts';
import { sayNumber } from './say-number.ts';
import { PERCENT, POINTS, POUNDS } from './unit.ts';

type Options = Readonly<Record<string, Operand>>;

/** The words of a value: those of its helper, else the plainest that fit its type and unit. */
export function sayValue(tracked: Tracked): string {
  if (tracked.text !== undefined) return tracked.text;
  if (tracked.type === 'date' && tracked.value !== null) return sayAnyDate(tracked);
  if (typeof tracked.value !== 'number' || tracked.type === 'year') return sayScalar(tracked.value);
  const number = sayNumber(tracked.value, undefined, 2);
  if (tracked.unit === PERCENT) return `${number}%`;
  if (tracked.unit === POUNDS) return sayPounds(tracked.value, undefined);
  return tracked.unit === POINTS ? sayPoints(number) : number;
}

function sayScalar(value: Scalar): string {
  if (value === null) return '';
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  return String(value);
}

/** Pounds and pence unless there are no pence: £5, £41.47, £41.50. */
function sayPounds(value: number, decimals: number | undefined): string {
  return withPound(sayNumber(value, decimals ?? (Number.isInteger(value) ? 0 : 2), 2));
}

/** The sign stands after the minus. */
function withPound(number: string): string {
  return number.startsWith('\u2212') ? `\u2212£${number.slice(1)}` : `£${number}`;
}

function sayPoints(number: string): string {
  return `${number}\u00a0percentage point${/^\u2212?1$/.test(number) ? '' : 's'}`;
}

function decimalsOf(options: Options): number | undefined {
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
function oneDecimal(value: number, options: Options): string {
  return sayNumber(value, decimalsOf(options) ?? (Number.isInteger(value) ? 0 : 1), 1);
}

/** The words of an option such as `none="not known"`. */
function wordsOf(options: Options, name: string): string | undefined {
  const operand = options[name];
  return operand === undefined ? undefined : sayValue(expectValue(operand, `\`${name}\``));
}

function said(tracked: Tracked, formatter: string, text: string, options: Options = {}): Tracked {
  const isCapital = options.capital !== undefined && wordsOf(options, 'capital') === 'yes';
  const words = isCapital ? text.charAt(0).toUpperCase() + text.slice(1) : text;
  return { ...tracked, formatter, text: words };
}

/** A number of one of the units, or of none. */
function expectUnit(
  operand: Operand | undefined,
  formatter: string,
  units: readonly string[],
): Tracked & { value: number } {
  const tracked = expectNumber(operand, formatter);
  if (tracked.unit === undefined || units.includes(tracked.unit)) return tracked;
  const right = { [PERCENT]: 'percent', [POUNDS]: 'pounds', [POINTS]: 'points' }[tracked.unit];
  throw new ValueFault(
    'units-agree',
    `Unexpected \`${formatter}\` of a value in \`${tracked.unit}\`, expected one in \`${units[0]}\``,
    `write \`${right ?? 'number'}\` for \`${formatter}\``,
    formatter,
  );
}

/** A whole number, for words and ordinals. */
function expectWhole(operand: Operand | undefined, formatter: string): Tracked & { value: number } {
  const tracked = expectNumber(operand, formatter);
  if (Number.isInteger(tracked.value)) return tracked;
  throw new ValueFault(
    'helper-operand',
    `Unexpected ${tracked.value} for ${formatter}, expected a whole number`,
    `write \`number\` for \`${formatter}\``,
    formatter,
  );
}

const WORDS = 'zero one two three four five six seven eight nine'.split(' ');
const ORDINALS = 'first second third fourth fifth sixth seventh eighth ninth'.split(' ');

/** "first" to "ninth", then 10th, 11th, 21st, 22nd. */
function sayOrdinal(value: number): string {
  const word = ORDINALS[value - 1];
  if (word !== undefined) return word;
  const teen = Math.floor(value / 10) % 10 === 1;
  const ending = teen ? 'th' : (['th', 'st', 'nd', 'rd'][value % 10] ?? 'th');
  return `${sayNumber(value, 0, 0)}${ending}`;
}

/** 2015, 2015-06 or 2015-06-12 as 2015, June 2015, 12 June 2015. */
function sayAnyDate({ value }: Tracked): string {
  const [, year, month, day] = /^(\d{4})(?:-(\d\d))?(?:-(\d\d))?$/.exec(String(value)) ?? [];
  const whole = `${year}-${month ?? '01'}-${day ?? '01'}`;
  const isReal =
    !Number.isNaN(Date.parse(whole)) && new Date(whole).toISOString().startsWith(whole);
  if (year === undefined || !isReal)
    throw new ValueFault(
      'helper-operand',
      `Unexpected \`${String(value)}\` for date, expected a date such as 2015-06-12`,
      'choose a column of dates; write `text` for words that are a date already',
      'date',
    );
  if (month === undefined) return year;
  return day === undefined ? sayDate(whole).replace(/^\d+ /, '') : sayDate(whole);
}

/** "A, B and C": rows by their names, values by their words. */
function sayList(operands: readonly Operand[], options: Options): Tracked {
  const [from, column] = operands;
  const items = listItems(from, column);
  const texts = items.values.map(sayValue);
  const none = wordsOf(options, 'none');
  if (texts.length === 0 && none === undefined)
    throw new ValueFault(
      'value-answered',
      'Unexpected list of nothing, expected rows to list',
      'choose rows that exist, or say what to print then: `none="none"`',
      'list',
    );
  const last = texts.at(-1) ?? none ?? '';
  const joint = ` ${wordsOf(options, 'with') ?? 'and'} `;
  const text = texts.length < 2 ? last : `${texts.slice(0, -1).join(', ')}${joint}${last}`;
  return said({ kind: 'value', value: text, cells: items.cells }, 'list', text);
}

function listItems(
  from: Operand | undefined,
  column: Operand | undefined,
): { values: readonly Tracked[]; cells: Tracked['cells'] } {
  if (from?.kind === 'value') return { values: [from], cells: from.cells };
  if (from?.kind === 'rows') {
    const { table, rows, tables, chosenBy } = from;
    const named = column === undefined ? namingColumn(from).name : nameOf(column);
    const [first = '', second] = named.split('.');
    const declared = columnOf(table, first);
    const other = second === undefined ? undefined : referredTable(table, first, named, tables);
    const said = rows.map((row) => {
      const own = cellOf(table, row, declared, tables);
      if (other === undefined) return own;
      const referred = other.rowByKey.get(String(own.value));
      const seen = columnOf(other, second ?? '');
      return referred === undefined
        ? { ...own, value: null }
        : cellOf(other, referred, seen, tables);
    });
    const own = rows.map((row) => ({ table, row, column: declared.name }));
    const cells = other === undefined ? [] : said.flatMap((one) => one.cells);
    return {
      values: said.filter(({ value }) => value !== null),
      cells: [...chosenBy, ...withRole(own, 'used'), ...cells],
    };
  }
  const values =
    from === undefined
      ? []
      : from.kind === 'values'
        ? from.values
        : from.groups.map(({ key }) => key);
  const cells = [...(from?.chosenBy ?? []), ...values.flatMap((value) => value.cells)];
  return { values, cells };
}

/** The table whose keys a column holds, as `city.name` asks for it. */
function referredTable(table: Table, first: string, named: string, tables?: Tables): Table {
  const other = tables?.get(table.references?.get(first) ?? '');
  if (other !== undefined) return other;
  throw new ValueFault(
    'data-column-exists',
    `Unexpected \`${named}\`, expected a column whose cells are keys of another table before the point`,
    `write \`"${first}"\``,
    named,
  );
}

/** "2014 to 2016", or the one value if both are said alike. */
function sayRange([a, b]: readonly Operand[]): Tracked {
  const [low, high] = [expectValue(a, 'the beginning'), expectValue(b, 'the end')];
  const isTurned =
    typeof low.value === 'number' && typeof high.value === 'number' && low.value > high.value;
  if (isTurned || low.value === null || high.value === null)
    throw new ValueFault(
      'helper-operand',
      `Unexpected range from ${sayValue(low) || 'nothing'} to ${sayValue(high) || 'nothing'}, expected the lesser value first`,
      'write the lesser value first: `range (min …) (max …)`',
      'range',
    );
  const isYears = low.type === 'year' || high.type === 'year'; // 2016 written beside a year is one
  const [begin, end] = [low, high].map((one) =>
    sayValue(isYears && one.type === undefined ? { ...one, type: 'year' } : one),
  ) as [string, string];
  const text = begin === end ? begin : `${begin} to ${end}`;
  return said({ kind: 'value', value: text, cells: [...low.cells, ...high.cells] }, 'range', text);
}

export const SAYING_HELPERS: Readonly<Record<string, Helper>> = {
  /** 811953 → "811,953" */
  number: ([operand], options) => {
    const tracked = expectNumber(operand, 'number');
    return said(tracked, 'number', sayNumber(tracked.value, decimalsOf(options), 2));
  },
  /** 6.7 (already in per cent) → "6.7%" */
  percent: ([operand], options) => {
    const tracked = expectUnit(operand, 'percent', [PERCENT]);
    return said(tracked, 'percent', `${oneDecimal(tracked.value, options)}%`);
  },
  /** 3.2 (the difference of two percentages) → "3.2 percentage points" */
  points: ([operand], options) => {
    const tracked = expectUnit(operand, 'points', [POINTS, PERCENT]);
    return said(tracked, 'points', sayPoints(oneDecimal(tracked.value, options)));
  },
  /** 41.47 (in pounds) → "£41.47" */
  pounds: ([operand], options) => {
    const tracked = expectUnit(operand, 'pounds', [POUNDS]);
    return said(tracked, 'pounds', sayPounds(tracked.value, decimalsOf(options)));
  },
  /** 811953 → "812": thousands, for tables whose head says so */
  thousand: ([operand], options) => {
    const tracked = expectNumber(operand, 'thousand');
    return said(tracked, 'thousand', sayNumber(tracked.value / 1e3, decimalsOf(options) ?? 0, 0));
  },
  /** 21420135 → "21.4 million", with a space that does not break; pounds keep their sign */
  million: ([operand], options) => {
    const tracked = expectNumber(operand, 'million');
    const millions = sayNumber(tracked.value / 1e6, decimalsOf(options) ?? 1, 1);
    const number = tracked.unit === POUNDS ? withPound(millions) : millions;
    return said(tracked, 'million', `${number}\u00a0million`);
  },
  /** "2015-06-12" → "12 June 2015" */
  date: ([operand]) => {
    const tracked = expectValue(operand, 'date');
    return said(tracked, 'date', sayAnyDate(tracked));
  },
  /** 3 → "three", 12 → "12" */
  words: ([operand], options) => {
    const tracked = expectWhole(operand, 'words');
    const word = WORDS[tracked.value] ?? sayNumber(tracked.value, 0, 0);
    const text = tracked.value === 0 ? (wordsOf(options, 'none') ?? word) : word;
    return said(tracked, 'words', text, options);
  },
  /** 3 → "third", 12 → "12th" */
  ordinal: ([operand], options) => {
    const tracked = expectWhole(operand, 'ordinal');
    if (tracked.value < 1)
      throw new ValueFault(
        'helper-operand',
        `Unexpected ${tracked.value} for ordinal, expected a place from 1`,
        'ask for a place by `rank`',
        'ordinal',
      );
    return said(tracked, 'ordinal', sayOrdinal(tracked.value), options);
  },
  list: sayList,
  range: sayRange,
  /** The value as it is; an empty cell gives the words of `none`. */
  text: ([operand], options) => {
    const tracked = expectValue(operand, 'text');
    const text = tracked.value === null ? (wordsOf(options, 'none') ?? '') : sayValue(tracked);
    return said(tracked, 'text', text, options);
  },
};
