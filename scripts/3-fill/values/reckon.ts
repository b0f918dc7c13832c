/**
 * Helpers that reckon with two values: change, difference, add, subtract, multiply, divide. Two values in, one out that
 * names the cells of both and has their unit.
 */
import { expectNumber, expectRows, filterRows, nameOf, yearColumnOf } from './choose-rows.ts';
import { addUp, roundOff } from './decimal.ts';
import { type Helper, type Operand, type Tracked, ValueFault } from './operand.ts';
import { bothCells, type Numbered, sumColumn, unanswered, unitOfAll } from './sum-column.ts';
import { PERCENT, POINTS } from './unit.ts';

type Options = Readonly<Record<string, Operand>>;

export const RECKONING_HELPERS: Readonly<Record<string, Helper>> = {
  change: (operands, options) => {
    const [old, now] = readTwo(operands, options);
    if (old.unit === PERCENT)
      throw new ValueFault(
        'units-agree',
        'Unexpected change in per cent of a column in per cent, expected percentage points',
        'write `difference` for `change`',
        'change',
      );
    if (old.value === 0)
      throw unanswered('change from zero', 'choose rows whose first value is not zero');
    const value = roundOff((now.value / old.value - 1) * 100);
    return { kind: 'value', value, cells: bothCells(old, now), type: 'number', unit: PERCENT };
  },
  difference: (operands, options) => {
    const [old, now] = readTwo(operands, options);
    return reckon(now, old, 'difference', addUp([now.value, -old.value]));
  },
  add: (operands) => combine(operands, 'sum', (a, b) => addUp([a, b])),
  subtract: (operands) => combine(operands, 'difference', (a, b) => addUp([a, -b])),
  multiply: (operands) => scale(operands, (a, b) => roundOff(a * b)),
  divide: (operands) => scale(operands, divide),
};

/** Two columns of the same rows, or one column in the years `from` and `to`. */
function readTwo(
  [from, before, after]: readonly Operand[],
  options: Options,
): [Numbered, Numbered] {
  if (after !== undefined) {
    const rows = filterRows(from, options);
    const two = [sumColumn(rows, nameOf(before), {}), sumColumn(rows, nameOf(after), {})] as const;
    unitOfAll(two, 'change');
    return [...two];
  }
  const { from: begin, to: end, ...filters } = options;
  if (begin === undefined || end === undefined)
    throw new ValueFault(
      'helper-option',
      'Unexpected change of one column without years, expected a second column, or `from` and `to`',
      'write for example `change indicators "value" from=2011 to=2021 city="leeds" series="census_population"`',
    );
  const year = yearColumnOf(expectRows(from).table, 'from').name;
  const inYear = (operand: Operand): Numbered => {
    const rows = filterRows(from, { ...filters, [year]: operand });
    if (rows.rows.length === 0)
      throw unanswered('change without rows for a year', 'choose years that the rows have', 'from');
    return sumColumn(rows, nameOf(before), {});
  };
  const two = [inYear(begin), inYear(end)] as const;
  unitOfAll(two, 'change');
  return [...two];
}

function combine(
  [a, b]: readonly Operand[],
  asked: 'sum' | 'difference',
  join: (x: number, y: number) => number,
): Tracked {
  const [left, right] = [expectNumber(a, 'the first number'), expectNumber(b, 'the second number')];
  return reckon(left, right, asked, join(left.value, right.value));
}

/** Two values of one unit made into one; the difference of two percentages is in percentage points. */
function reckon(
  left: Numbered,
  right: Numbered,
  asked: 'sum' | 'difference',
  value: number,
): Tracked {
  const { unit } = unitOfAll([left, right], asked);
  const isPoints = asked === 'difference' && unit === PERCENT;
  return {
    kind: 'value',
    value,
    cells: bothCells(left, right),
    type: 'number',
    ...(unit === undefined ? {} : { unit: isPoints ? POINTS : unit }),
  };
}

/** A product or quotient keeps the unit of the first number if the second has none. */
function scale([a, b]: readonly Operand[], join: (x: number, y: number) => number): Tracked {
  const [left, right] = [expectNumber(a, 'the first number'), expectNumber(b, 'the second number')];
  return {
    kind: 'value',
    value: join(left.value, right.value),
    cells: bothCells(left, right),
    type: 'number',
    ...(left.unit === undefined || right.unit !== undefined ? {} : { unit: left.unit }),
  };
}

function divide(a: number, b: number): number {
  if (b === 0)
    throw unanswered('division by zero', 'divide by a number that is not zero', 'divide');
  return roundOff(a / b);
}
