/**
 * What each helper takes and gives, said once: for the check of templates, for the messages and for the list of helpers.
 * Knows nothing of how a helper reckons.
 */

/** What an operand must be; `number` is a value that is a number. */
export type OperandKind = 'rows' | 'column' | 'number' | 'value' | 'any';

export interface HelperShape {
  /** `ask` the data, or `say` a value. */
  readonly kind: 'ask' | 'say';
  /** Operands in order; those from `required` on may be left out. */
  readonly operands: readonly OperandKind[];
  readonly required: number;
  /** Names of its own options. */
  readonly options: readonly string[];
  /** True if `column=value`, `except=` and bounds choose rows. */
  readonly filters: boolean;
  readonly gives: 'value' | 'rows' | 'values' | 'groups';
  /** How it is written. */
  readonly usage: string;
}

function ask(
  usage: string,
  operands: readonly OperandKind[],
  more: Partial<HelperShape> = {},
): HelperShape {
  const required = more.required ?? operands.length;
  return {
    kind: 'ask',
    options: [],
    filters: operands.includes('rows'),
    gives: 'value',
    ...more,
    usage,
    operands,
    required,
  };
}

function say(
  usage: string,
  options: readonly string[] = [],
  operands: readonly OperandKind[] = ['value'],
  required = operands.length,
): HelperShape {
  return { kind: 'say', operands, required, options, filters: false, gives: 'value', usage };
}

const COLUMN = ['rows', 'column'] as const;
const MISSING = { options: ['missing'] } as const;
const YEARS = { required: 2, options: ['from', 'to'] } as const;

/** By the helper's name. */
export const HELPER_SHAPES: Readonly<Record<string, HelperShape>> = {
  count: ask('count cities', COLUMN, { required: 1 }),
  sum: ask('sum cities "population_2021"', COLUMN, MISSING),
  mean: ask('mean cities "population_2021"', COLUMN, MISSING),
  median: ask('median cities "population_2021"', COLUMN, MISSING),
  min: ask('min cities "population_2021"', COLUMN, MISSING),
  max: ask('max cities "population_2021"', COLUMN, MISSING),
  share: ask('share cities nation="England"', COLUMN, { required: 1, ...MISSING }),
  change: ask('change cities "population_2011" "population_2021"', [...COLUMN, 'column'], YEARS),
  difference: ask(
    'difference cities "population_2011" "population_2021"',
    [...COLUMN, 'column'],
    YEARS,
  ),
  rank: ask('rank cities "population_2021" id="leeds"', COLUMN, { options: ['order', 'missing'] }),
  first: ask('first (top 3 cities "population_2021") "name"', COLUMN, { required: 1 }),
  last: ask('last (sort cities "population_2021") "name"', COLUMN, { required: 1 }),
  add: ask('add (count cities) 2', ['number', 'number']),
  subtract: ask('subtract (count cities) 2', ['number', 'number']),
  multiply: ask('multiply (count cities) 2', ['number', 'number']),
  divide: ask('divide (count cities) 2', ['number', 'number']),
  where: ask('where cities nation="Wales"', COLUMN, { required: 1, gives: 'rows' }),
  sort: ask('sort cities "name"', COLUMN, { options: ['order'], gives: 'rows' }),
  top: ask('top 3 cities "population_2021"', ['number', ...COLUMN], {
    ...MISSING,
    gives: 'rows',
  }),
  bottom: ask('bottom 3 cities "population_2021"', ['number', ...COLUMN], {
    ...MISSING,
    gives: 'rows',
  }),
  distinct: ask('distinct cities "nation"', COLUMN, { gives: 'values' }),
  group: ask('group cities "nation"', COLUMN, { ...MISSING, gives: 'groups' }),
  number: say('number cities.leeds.population_2021', ['decimals']),
  percent: say('percent (share cities nation="England")', ['decimals']),
  points: say('points (subtract (share cities nation="England") 50)', ['decimals']),
  pounds: say('pounds indicators.[leeds/gva_per_hour/2023].value', ['decimals']),
  thousand: say('thousand cities.leeds.population_2021', ['decimals']),
  million: say('million (sum cities "population_2021")', ['decimals']),
  date: say('date timeline.[1947-bristol-twins-bordeaux].date'),
  words: say('words (count cities nation="Wales")', ['none', 'capital']),
  ordinal: say('ordinal (rank cities "population_2021" id="leeds")', ['capital']),
  list: say('list (top 3 cities "population_2021")', ['with', 'none'], ['any', 'column'], 1),
  range: say('range (min cities "city_deal_year" missing="skip") 2016', [], ['value', 'value']),
  text: say('text cities.leeds.combined_authority', ['none', 'capital']),
};
