/**
 * Helpers that ask the data: count, sum, share, change, cells and rows. Operands in, operands out, each value with
 * the cells it was made from.
 */
import type { Column, Row, Scalar, Table } from '../../model.ts';
import { suggest } from '../../nearest.ts';
import {
  type CellUse,
  cellOf,
  type Operand,
  type Rows,
  type Tracked,
  ValueFault,
} from './operand.ts';

/** A helper: its operands in order and its options by name. */
export type Helper = (
  operands: readonly Operand[],
  options: Readonly<Record<string, Operand>>,
) => Operand;

/** The column of a table, or a fault that suggests the nearest. */
export function columnOf(table: Table, name: string): Column {
  const column = table.columns.get(name);
  if (column !== undefined) return column;
  throw new ValueFault(
    'data-column-exists',
    `Unexpected column \`${name}\`, expected a column of \`${table.name}\``,
    suggest(name, table.columns.keys()),
    name,
  );
}

/** The row of a table by its key, or a fault that suggests the nearest. */
export function rowOf(table: Table, key: string): Row {
  const row = table.rowByKey.get(key);
  if (row !== undefined) return row;
  throw new ValueFault(
    'data-row-exists',
    `Unexpected row \`${key}\`, expected a key of \`${table.name}\``,
    suggest(key, table.rowByKey.keys()),
    key,
  );
}

/** Rows for which every option `column=value` holds; `except=` leaves one key out. */
export function filterRows(
  operand: Operand | undefined,
  options: Readonly<Record<string, Operand>>,
  known: readonly string[] = [],
): Rows {
  const from = expectRows(operand);
  const wanted = Object.entries(options).filter(([name]) => !known.includes(name));
  let rows = from.rows;
  const chosenBy: CellUse[] = [...from.chosenBy];
  for (const [name, operand] of wanted) {
    const value = expectValue(operand, name).value;
    if (name === 'except') {
      const row = rowOf(from.table, String(value));
      rows = rows.filter((other) => other !== row);
      continue;
    }
    const column = columnOf(from.table, name);
    checkComparable(from.table, column, value);
    for (const row of rows) chosenBy.push({ table: from.table, row, column: name });
    rows = rows.filter((row) => row.values[name] === value);
  }
  return { kind: 'rows', table: from.table, rows, chosenBy };
}

/** A filter that no row of the table can ever meet is a slip of the author's, not an empty answer. */
function checkComparable(table: Table, column: Column, value: Scalar): void {
  if (value === null || table.rows.some((row) => row.values[column.name] === value)) return;
  const values = new Set(table.rows.map((row) => String(row.values[column.name] ?? '')));
  values.delete('');
  throw new ValueFault(
    'data-value-exists',
    `Unexpected \`${String(value)}\` for \`${column.name}\`, expected a value that occurs in \`${table.name}\``,
    suggest(String(value), values),
    String(value),
  );
}

export function expectRows(operand: Operand | undefined): Rows {
  if (operand?.kind === 'rows') return operand;
  throw new ValueFault(
    'helper-operand',
    'Unexpected operand, expected a table',
    'write the name of a table first: `count cities`',
  );
}

export function expectValue(operand: Operand | undefined, what: string): Tracked {
  if (operand?.kind === 'value') return operand;
  throw new ValueFault(
    'helper-operand',
    `Unexpected operand for ${what}, expected a value`,
    'put a helper that gives a value in brackets: `million (sum cities "population_2021")`',
  );
}

/** A number that is there; an empty cell is a fault, never a zero. */
export function expectNumber(
  operand: Operand | undefined,
  what: string,
): Tracked & { value: number } {
  const tracked = expectValue(operand, what);
  if (typeof tracked.value === 'number') return { ...tracked, value: tracked.value };
  const said = tracked.value === null ? 'empty cell' : `\`${String(tracked.value)}\``;
  throw new ValueFault(
    'helper-operand',
    `Unexpected ${said} for ${what}, expected a number`,
    'choose a column of numbers, or rows where the cell is filled',
  );
}

function nameOf(operand: Operand | undefined): string {
  return String(expectValue(operand, 'the column').value ?? '');
}

/** The sum of a column over rows; rows with an empty cell are a fault that names the first. */
function sumColumn({ table, rows, chosenBy }: Rows, name: string): Tracked & { value: number } {
  const column = columnOf(table, name);
  if (column.type !== 'integer' && column.type !== 'number') {
    throw new ValueFault(
      'helper-operand',
      `Unexpected column \`${name}\` of type ${column.type}, expected a column of numbers`,
      suggest(name, numericColumns(table)),
      name,
    );
  }
  let value = 0;
  const cells: CellUse[] = [...chosenBy];
  for (const row of rows) {
    const cell = row.values[name];
    if (typeof cell !== 'number')
      throw new ValueFault(
        'data-cell-present',
        `Unexpected empty cell \`${table.name}.${row.key}.${name}\`, expected a number to sum`,
        'leave the row out with `except=`, or fill the cell',
        name,
      );
    value += cell;
    cells.push({ table, row, column: name });
  }
  return { kind: 'value', value: round(value), cells, type: column.type };
}

function numericColumns(table: Table): string[] {
  return [...table.columns.values()]
    .filter(({ type }) => type === 'integer' || type === 'number')
    .map(({ name }) => name);
}

/** Decimal sums without the dust of binary fractions. */
function round(value: number): number {
  return Number(value.toPrecision(12));
}

function keyCells({ table, rows }: Rows): CellUse[] {
  const key = table.primaryKey[0] ?? '';
  return rows.map((row) => ({ table, row, column: key }));
}

export const ASKING_HELPERS: Readonly<Record<string, Helper>> = {
  count: ([from], options) => {
    const found = filterRows(from, options);
    const cells = found.chosenBy.length > 0 ? found.chosenBy : keyCells(found);
    return { kind: 'value', value: found.rows.length, cells, type: 'integer' };
  },
  sum: ([from, column], options) => sumColumn(filterRows(from, options), nameOf(column)),
  share: ([from, column], options) => {
    const { except, ...filters } = options;
    const all = filterRows(from, except === undefined ? {} : { except });
    const some = filterRows(all, filters);
    const [part, whole] =
      column === undefined
        ? [
            { value: some.rows.length, cells: some.chosenBy },
            { value: all.rows.length, cells: keyCells(all) },
          ]
        : [sumColumn(some, nameOf(column)), sumColumn(all, nameOf(column))];
    if (whole.value === 0)
      throw new ValueFault(
        'helper-operand',
        'Unexpected share of nothing, expected rows to share',
        'choose rows that exist',
      );
    return {
      kind: 'value',
      value: round((part.value / whole.value) * 100),
      cells: [...part.cells, ...whole.cells],
      type: 'number',
    };
  },
  change: ([from, before, after], options) => {
    const rows = filterRows(from, options);
    const [old, now] = [sumColumn(rows, nameOf(before)), sumColumn(rows, nameOf(after))];
    if (old.value === 0)
      throw new ValueFault(
        'helper-operand',
        'Unexpected change from zero, expected a number to begin from',
        'choose rows whose first value is not zero',
      );
    return {
      kind: 'value',
      value: round((now.value / old.value - 1) * 100),
      cells: [...old.cells, ...now.cells],
      type: 'number',
    };
  },
  add: ([a, b]) => combine(a, b, (x, y) => x + y),
  subtract: ([a, b]) => combine(a, b, (x, y) => x - y),
  where: ([from], options) => filterRows(from, options),
  sort: ([from, column], options) => sortRows(expectRows(from), nameOf(column), options.order),
  distinct: ([from, column], options) => {
    const { table, rows } = filterRows(from, options);
    const declared = columnOf(table, nameOf(column));
    const seen = new Map<Scalar, Tracked>();
    for (const row of rows) {
      const tracked = cellOf(table, row, declared);
      if (tracked.value !== null && !seen.has(tracked.value)) seen.set(tracked.value, tracked);
    }
    return { kind: 'values', values: [...seen.values()] };
  },
};

function combine(
  a: Operand | undefined,
  b: Operand | undefined,
  join: (x: number, y: number) => number,
): Tracked {
  const [left, right] = [expectNumber(a, 'the first number'), expectNumber(b, 'the second number')];
  return {
    kind: 'value',
    value: round(join(left.value, right.value)),
    cells: [...left.cells, ...right.cells],
    type: 'number',
  };
}

/** Rows in the order of a column; equal ones keep their order, empty cells come last. */
function sortRows(from: Rows, name: string, order: Operand | undefined): Rows {
  columnOf(from.table, name);
  const sign = order !== undefined && expectValue(order, '`order`').value === 'descending' ? -1 : 1;
  const rank = (a: Scalar, b: Scalar): number => {
    if (a === b) return 0;
    if (a === null) return 1;
    if (b === null) return -1;
    return a < b ? -sign : sign;
  };
  return {
    ...from,
    rows: [...from.rows].sort((a, b) => rank(a.values[name] ?? null, b.values[name] ?? null)),
  };
}
