/**
 * What expressions are made of: values that know their cells, and rows of a table. Knows nothing of Handlebars,
 * of text or of the report.
 */
import type { Column, ColumnType, Read, Row, Scalar, Table, Tables } from '../../model.ts';
import { unitOfCell } from './unit.ts';

/** One cell that a value was made from. */
export interface CellUse {
  readonly table: Table;
  readonly row: Row;
  readonly column: string;
  /** `used` if the value counts, adds up or lists this row, `compared` if only others were measured by it. */
  readonly role?: RowRole;
}

export type RowRole = 'used' | 'compared';

/** The same cells, each of a row with the role. */
export function withRole(cells: readonly CellUse[], role: RowRole): CellUse[] {
  return cells.map((cell) => ({ ...cell, role }));
}

/** A value with the cells it was made from; `text` is how a saying helper said it. */
export interface Tracked {
  readonly kind: 'value';
  readonly value: Scalar;
  readonly cells: readonly CellUse[];
  readonly type?: ColumnType;
  /** "%", "£", "percentage points", "people": what the number counts, where that is known. */
  readonly unit?: string;
  readonly formatter?: string;
  readonly text?: string;
}

/** Rows of one table and the cells that chose them. */
export interface Rows {
  readonly kind: 'rows';
  readonly table: Table;
  readonly rows: readonly Row[];
  readonly chosenBy: readonly CellUse[];
  /** The data package, where a unit stands in another table. */
  readonly tables?: Tables;
}

/** Single values, and the cells that chose them. */
export interface Values {
  readonly kind: 'values';
  readonly values: readonly Tracked[];
  readonly chosenBy: readonly CellUse[];
}

/** Rows parted by the value of a column, in the order of the first of each. */
export interface Groups {
  readonly kind: 'groups';
  readonly groups: readonly { readonly key: Tracked; readonly rows: Rows }[];
  readonly chosenBy: readonly CellUse[];
}

export type Operand = Tracked | Rows | Values | Groups;

/** A helper: its operands in order and its options by name. */
export type Helper = (
  operands: readonly Operand[],
  options: Readonly<Record<string, Operand>>,
) => Operand;

/** An author's or a template's fault in an expression; caught where the expression's place is known. */
export class ValueFault extends Error {
  readonly rule: string;
  readonly note: string;
  /** The wrong word, so that its place inside the expression can be found. */
  readonly word: string | undefined;
  /** The cells that were empty, so that one with a message of its own is not told again. */
  readonly cells: readonly CellUse[];

  constructor(
    rule: string,
    reason: string,
    note: string,
    word?: string,
    cells: readonly CellUse[] = [],
  ) {
    super(reason);
    this.rule = rule;
    this.note = note;
    this.word = word;
    this.cells = cells;
  }
}

/** A value that was written, not read. */
export function literal(value: Scalar): Tracked {
  return { kind: 'value', value, cells: [] };
}

/** The value of one cell; a unit that stands in another table is found in `tables`. */
export function cellOf(table: Table, row: Row, column: Column, tables?: Tables): Tracked {
  const unit = unitOfCell(table, row, column, tables);
  return {
    kind: 'value',
    value: row.values[column.name] ?? null,
    cells: [{ table, row, column: column.name }],
    type: column.type,
    ...(unit === undefined ? {} : { unit }),
  };
}

/** The cells by table and column, rows in their order of use, each once. */
export function groupReads(cells: readonly CellUse[]): Read[] {
  const groups = new Map<string, Group>();
  for (const { table, row, column, role } of cells) {
    const name = `${table.name}.${column}`;
    const group: Group = groups.get(name) ?? {
      table: table.name,
      column,
      values: new Map(),
      roles: new Map(),
    };
    groups.set(name, group);
    group.values.set(row.key, row.values[column] ?? null);
    if (role !== undefined && group.roles.get(row.key) !== 'used') group.roles.set(row.key, role);
  }
  return [...groups.values()].map(({ table, column, values, roles }) => {
    const rows = [...values.keys()];
    const used = rows.filter((row) => roles.get(row) === 'used');
    const compared = rows.filter((row) => roles.get(row) === 'compared');
    return {
      table,
      column,
      rows,
      values: [...values.values()],
      ...(used.length === 0 ? {} : { used }),
      ...(compared.length === 0 ? {} : { compared }),
    };
  });
}

interface Group {
  readonly table: string;
  readonly column: string;
  readonly values: Map<string, Scalar>;
  readonly roles: Map<string, RowRole>;
}

/**
 * True if a contributing cell was not seen in its source. Labels such as names are no evidence, but the key of a row
 * that is counted or compared is: where it is in doubt, so is whether the row is one of them.
 */
export function isProvisional(cells: readonly CellUse[]): boolean {
  return cells.some(
    ({ table, row, column, role }) =>
      (row.checked[column] !== 'yes' && !table.columns.get(column)?.isLabel) ||
      (role !== undefined && table.primaryKey.some((key) => row.checked[key] !== 'yes')),
  );
}
