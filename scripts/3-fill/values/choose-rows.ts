/**
 * Operands as helpers expect them: tables, columns, rows that meet a condition, numbers. Whatever is not as expected
 * is a ValueFault that names the wrong word and its cure.
 */
import type { Column, Row, Scalar, Table } from '../../model.ts';
import { suggest } from '../../nearest.ts';
import {
  type CellUse,
  cellOf,
  type Operand,
  type RowRole,
  type Rows,
  type Tracked,
  ValueFault,
  withRole,
} from './operand.ts';

type Options = Readonly<Record<string, Operand>>;

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

/** Options that bound a column: `from` and `to` count the bounds in, `above` and `below` do not. */
export const BOUNDS: readonly string[] = ['from', 'to', 'above', 'below'];

/**
 * Rows for which every option `column=value` holds; `except=` leaves rows out by their keys, bounds are those of
 * `bounded`, or of the table's years. Options in `own` are the helper's and choose no rows. Every cell that was
 * looked at is among `chosenBy`.
 */
export function filterRows(
  operand: Operand | undefined,
  options: Options,
  { own = [], bounded }: { readonly own?: readonly string[]; readonly bounded?: string } = {},
): Rows {
  let found = expectRows(operand);
  const isBounding = !own.includes('from');
  for (const [name, operand] of Object.entries(options)) {
    if (own.includes(name) || BOUNDS.includes(name)) continue;
    const tracked = expectValue(operand, `\`${name}\``);
    found =
      name === 'except'
        ? leaveOut(found, String(tracked.value))
        : keepEqual(found, columnOf(found.table, name), tracked);
  }
  return isBounding ? keepBetween(found, options, bounded) : found;
}

/** `except="leeds"`, or `except="leeds, london"`. */
function leaveOut(from: Rows, keys: string): Rows {
  const names = from.table.rowByKey.has(keys) ? [keys] : keys.split(/,\s*/);
  const left = new Set(names.map((name) => rowOf(from.table, name)));
  return { ...from, rows: from.rows.filter((row) => !left.has(row)) };
}

function keepEqual(from: Rows, column: Column, { value, cells }: Tracked): Rows {
  checkComparable(from.table, column, value);
  return {
    ...from,
    rows: from.rows.filter((row) => row.values[column.name] === value),
    chosenBy: [...from.chosenBy, ...cells, ...cellsOf(from, column.name)],
  };
}

/** A filter that no row of the table can ever meet is a slip of the author's, not an empty answer. */
function checkComparable(table: Table, column: Column, value: Scalar): void {
  const rows = [...table.rowByKey.values()]; // all there are, also where a printed table holds only some
  if (value === null || rows.some((row) => row.values[column.name] === value)) return;
  const values = new Set(rows.map((row) => String(row.values[column.name] ?? '')));
  values.delete('');
  throw new ValueFault(
    'data-value-exists',
    `Unexpected \`${String(value)}\` for \`${column.name}\`, expected a value that occurs in \`${table.name}\``,
    suggest(String(value), values),
    String(value),
  );
}

/** Rows whose cell lies within the bounds; an empty cell lies nowhere. */
function keepBetween(from: Rows, options: Options, bounded: string | undefined): Rows {
  const given = BOUNDS.filter((name) => options[name] !== undefined);
  if (given.length === 0) return from;
  const name = bounded ?? yearColumnOf(from.table, given[0] ?? '').name;
  const column = columnOf(from.table, name);
  if (!['integer', 'number', 'year'].includes(column.type))
    throw new ValueFault(
      'helper-operand',
      `Unexpected bounds for \`${name}\` of type ${column.type}, expected a column of numbers or years`,
      numericColumns(from.table).length === 0
        ? `\`${from.table.name}\` has no column of numbers: choose rows by \`${name}="…"\``
        : suggest(name, numericColumns(from.table)),
      name,
    );
  const bounds = given.map((option) => ({
    option,
    tracked: expectNumber(options[option], `\`${option}\``),
  }));
  const isWithin = (value: Scalar): boolean =>
    typeof value === 'number' &&
    bounds.every(({ option, tracked }) => holds(value, option, tracked.value));
  return {
    ...from,
    rows: from.rows.filter((row) => isWithin(row.values[name] ?? null)),
    chosenBy: [
      ...from.chosenBy,
      ...bounds.flatMap(({ tracked }) => tracked.cells),
      ...cellsOf(from, name),
    ],
  };
}

function holds(value: number, option: string, bound: number): boolean {
  if (option === 'from') return value >= bound;
  if (option === 'to') return value <= bound;
  return option === 'above' ? value > bound : value < bound;
}

/** The column of years that `from=2014` speaks of; a fault where there is none or several. */
export function yearColumnOf(table: Table, word: string): Column {
  const years = [...table.columns.values()].filter(({ type }) => type === 'year');
  const found = table.columns.get('year') ?? (years.length === 1 ? years[0] : undefined);
  if (found?.type === 'year') return found;
  const example = years[0]?.name ?? numericColumns(table)[0] ?? 'column';
  throw new ValueFault(
    'helper-option',
    `Unexpected \`${word}\` for \`${table.name}\`, expected the column that it bounds`,
    `name the column: \`where ${table.name} "${example}" ${word}=…\``,
    word,
  );
}

/** The cells of one column in all rows. */
export function cellsOf({ table, rows }: Rows, column: string): CellUse[] {
  return rows.map((row) => ({ table, row, column }));
}

/** The cells that name the rows themselves. */
export function keyCells(rows: Rows, role: RowRole = 'used'): CellUse[] {
  return withRole(cellsOf(rows, rows.table.primaryKey[0] ?? ''), role);
}

export function numericColumns(table: Table): string[] {
  return [...table.columns.values()]
    .filter(({ type }) => type === 'integer' || type === 'number')
    .map(({ name }) => name);
}

/** The column that names a row to a reader: `name`, `label`, `title`, or else a label that is no key; a fault without one. */
export function namingColumn({ table }: Rows): Column {
  for (const name of ['name', 'label', 'title']) {
    const column = table.columns.get(name);
    if (column !== undefined) return column;
  }
  const label = [...table.columns.values()].find(
    ({ name, isLabel }) => isLabel && !table.primaryKey.includes(name),
  );
  if (label !== undefined) return label;
  throw new ValueFault(
    'helper-operand',
    `Unexpected rows of \`${table.name}\` without a column, expected the column to say`,
    `add one in quotation marks: ${[...table.columns.keys()]
      .slice(0, 8)
      .map((name) => `\`"${name}"\``)
      .join(', ')}`,
    table.name,
  );
}

/** A cell of each row; an empty one is a fault, unless `missing="skip"` leaves its row out. */
export function filledCells(
  from: Rows,
  column: Column,
  options: Options,
  why: string,
): { readonly cells: Tracked[]; readonly skipped: readonly CellUse[] } {
  const { table, tables } = from;
  const isSkipping = readChoice(options, 'missing', ['skip']) === 'skip';
  const cells: Tracked[] = [];
  const skipped: CellUse[] = [];
  for (const row of from.rows) {
    const cell = cellOf(table, row, column, tables);
    if (cell.value !== null) cells.push(cell);
    else if (isSkipping) skipped.push(...cell.cells);
    else {
      throw new ValueFault(
        'data-cell-present',
        `Unexpected empty cell \`${table.name}.${row.key}.${column.name}\`, expected ${why}`,
        'leave the row out with `except=`, leave all such rows out with `missing="skip"`, or fill the cell',
        column.name,
        [{ table, row, column: column.name }],
      );
    }
  }
  return { cells, skipped };
}

/** One of a few words: `order="descending"`; undefined if it was not given. */
export function readChoice(
  options: Options,
  name: string,
  known: readonly string[],
): string | undefined {
  if (options[name] === undefined) return undefined;
  const value = String(expectValue(options[name], `\`${name}\``).value);
  if (known.includes(value)) return value;
  throw new ValueFault(
    'helper-option',
    `Unexpected \`${name}=${value}\`, expected ${known.map((one) => `\`${one}\``).join(' or ')}`,
    suggest(value, known),
    value,
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
  const [cell] = tracked.cells;
  if (tracked.value === null && cell !== undefined) {
    const name = `${cell.table.name}.${cell.row.key}.${cell.column}`;
    throw new ValueFault(
      'data-cell-present',
      `Unexpected empty cell \`${name}\` for ${what}, expected a number`,
      'fill the cell, or choose rows where it is filled',
      undefined,
      tracked.cells,
    );
  }
  const said = tracked.value === null ? 'empty cell' : `\`${String(tracked.value)}\``;
  throw new ValueFault(
    'helper-operand',
    `Unexpected ${said} for ${what}, expected a number`,
    'choose a column of numbers, or rows where the cell is filled',
  );
}

/** The name of a column, as it was written. */
export function nameOf(operand: Operand | undefined): string {
  return String(expectValue(operand, 'the column').value ?? '');
}
