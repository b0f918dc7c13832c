/**
 * Helpers that ask for one value: count, sum, mean, median, min, max, share, rank, first, last. Rows in, a value out that
 * names every cell it was made from or compared with. A question without an answer is a fault, never NaN.
 */
import type { Scalar } from '../../model.ts';
import {
  columnOf,
  expectNumber,
  expectRows,
  filledCells,
  filterRows,
  keyCells,
  nameOf,
  namingColumn,
  readChoice,
} from './choose-rows.ts';
import { addUp, roundOff } from './decimal.ts';
import {
  type CellUse,
  cellOf,
  type Helper,
  type Operand,
  type Tracked,
  withRole,
} from './operand.ts';
import {
  bothCells,
  checkNumeric,
  type HasCells,
  sumColumn,
  unanswered,
  unitOfAll,
} from './sum-column.ts';
import { PERCENT } from './unit.ts';

type Options = Readonly<Record<string, Operand>>;

const OWN = ['missing'];

export const NUMBER_HELPERS: Readonly<Record<string, Helper>> = {
  count: ([from, bounded], options) => {
    const found = filterRows(from, options, bounded ? { bounded: nameOf(bounded) } : {});
    const cells = [...found.chosenBy, ...keyCells(found)];
    return { kind: 'value', value: found.rows.length, cells, type: 'integer' };
  },
  sum: ([from, column], options) =>
    sumColumn(filterRows(from, options, { own: OWN }), nameOf(column), options),
  mean: ([from, column], options) => {
    const { numbers, ...rest } = readNumbers(from, column, options, 'mean');
    return { ...rest, value: roundOff(addUp(numbers) / numbers.length), type: 'number' };
  },
  median: ([from, column], options) => {
    const { numbers, ...rest } = readNumbers(from, column, options, 'median');
    const sorted = [...numbers].sort((a, b) => a - b);
    const [low = 0, high = 0] = [
      sorted[Math.ceil(sorted.length / 2) - 1],
      sorted[Math.floor(sorted.length / 2)],
    ];
    return { ...rest, value: roundOff(addUp([low, high]) / 2), type: 'number' };
  },
  min: ([from, column], options) => findExtreme(from, column, options, 'min'),
  max: ([from, column], options) => findExtreme(from, column, options, 'max'),
  share: ([from, column], options) => shareOf(from, column, options),
  rank: ([from, column], options) => rankOf(from, column, options),
  first: ([from, column], options) => cellAt(from, column, options, 0),
  last: ([from, column], options) => cellAt(from, column, options, -1),
};

/** The numbers of a column in the chosen rows, with their unit and every cell. */
function readNumbers(
  from: Operand | undefined,
  operand: Operand | undefined,
  options: Options,
  asked: string,
  types: readonly string[] = ['integer', 'number'],
): Omit<Tracked, 'value'> & { readonly numbers: readonly number[] } {
  const rows = filterRows(from, options, { own: OWN });
  const column = checkNumeric(rows, nameOf(operand), types);
  const { cells, skipped } = filledCells(rows, column, options, `a number for the ${asked}`);
  if (cells.length === 0)
    throw unanswered(`${asked} of no rows`, 'choose rows that exist and have a value', asked);
  return {
    kind: 'value',
    numbers: cells.map(({ value }) => value as number),
    cells: [
      ...rows.chosenBy,
      ...withRole(
        cells.flatMap((cell) => cell.cells),
        'used',
      ),
      ...skipped,
    ],
    type: column.type,
    ...unitOfAll(cells, asked),
  };
}

/** The least or greatest number, year or date of a column. */
function findExtreme(
  from: Operand | undefined,
  operand: Operand | undefined,
  options: Options,
  asked: 'min' | 'max',
): Tracked {
  const { numbers, ...rest } = readNumbers(from, operand, options, asked, [
    'integer',
    'number',
    'year',
    'date',
  ]);
  const isBetter = (one: Scalar, other: Scalar): boolean =>
    asked === 'min' ? (one ?? '') < (other ?? '') : (one ?? '') > (other ?? '');
  const value = numbers.reduce((best, one) => (isBetter(one, best) ? one : best));
  const cells = rest.cells.map(
    (cell): CellUse =>
      cell.role === undefined || cell.row.values[cell.column] === value
        ? cell
        : { ...cell, role: 'compared' },
  );
  return { ...rest, value, cells };
}

function shareOf(
  from: Operand | undefined,
  column: Operand | undefined,
  options: Options,
): Tracked {
  const { except, missing, ...filters } = options;
  const all = filterRows(from, except === undefined ? {} : { except });
  const some = filterRows(all, filters);
  const skipping = missing === undefined ? {} : { missing };
  const [part, whole]: [HasCells & { value: number }, HasCells & { value: number }] =
    column === undefined
      ? [
          { value: some.rows.length, cells: [...some.chosenBy, ...keyCells(some)] },
          { value: all.rows.length, cells: keyCells(all, 'compared') },
        ]
      : [sumColumn(some, nameOf(column), skipping), sumColumn(all, nameOf(column), skipping)];
  if (whole.value === 0) throw unanswered('share of nothing', 'choose rows that exist', 'share');
  const value = roundOff((part.value / whole.value) * 100);
  return { kind: 'value', value, cells: bothCells(part, whole), type: 'number', unit: PERCENT };
}

/** The place of one row among all in the order of a column, the greatest being 1; equal ones share the better place. */
function rankOf(
  from: Operand | undefined,
  operand: Operand | undefined,
  options: Options,
): Tracked {
  const { order, missing, ...choosing } = options;
  const all = expectRows(from);
  const chosen = filterRows(all, choosing);
  const [row] = chosen.rows;
  if (row === undefined || chosen.rows.length > 1)
    throw unanswered(
      `rank of ${chosen.rows.length} rows`,
      'name one row, for example by `id="leeds"`; to rank it among some, write `rank (where cities nation="England") …`',
      'rank',
    );
  const column = checkNumeric(all, nameOf(operand), ['integer', 'number', 'year']);
  const own = cellOf(all.table, row, column, all.tables);
  const { value } = expectNumber(own, 'the row that is ranked');
  const skipping = missing === undefined ? {} : { missing };
  const { cells, skipped } = filledCells(all, column, skipping, 'a number to rank');
  unitOfAll(cells, 'rank');
  const isAscending =
    readChoice({ ...(order ? { order } : {}) }, 'order', ['ascending', 'descending']) ===
    'ascending';
  const better = cells.filter((cell) =>
    isAscending ? Number(cell.value) < value : Number(cell.value) > value,
  );
  return {
    kind: 'value',
    value: better.length + 1,
    cells: [
      ...chosen.chosenBy,
      ...withRole(own.cells, 'used'),
      ...withRole(
        cells.flatMap((cell) => cell.cells),
        'compared',
      ),
      ...skipped,
    ],
    type: 'integer',
  };
}

/** A cell of the first or last row; without a column the one that names the row. */
function cellAt(
  from: Operand | undefined,
  operand: Operand | undefined,
  options: Options,
  index: number,
): Tracked {
  const rows = filterRows(from, options);
  const row = rows.rows.at(index);
  if (row === undefined) throw unanswered('first or last of no rows', 'choose rows that exist');
  const column = operand === undefined ? namingColumn(rows) : columnOf(rows.table, nameOf(operand));
  const cell = cellOf(rows.table, row, column, rows.tables);
  return { ...cell, cells: [...rows.chosenBy, ...withRole(cell.cells, 'used')] };
}
