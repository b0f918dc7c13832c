/**
 * A column of a printed table: a name or an expression as the author wrote it in, how its head is said and how its
 * cells are read out. Knows nothing of HTML.
 */
import Handlebars from 'handlebars';
import type { Column, ColumnType, Row, Table, Tables } from '../../model.ts';
import { suggest } from '../../nearest.ts';
import { keyCells } from '../values/choose-rows.ts';
import { evaluate } from '../values/evaluate.ts';
import { type CellUse, cellOf, type Tracked } from '../values/operand.ts';
import { sumColumn } from '../values/sum-column.ts';
import type { Refuse } from './table-fault.ts';

/** Rows that one line of the table stands for, and the cells that chose them. */
export interface Line {
  readonly rows: readonly Row[];
  readonly chosenBy: readonly CellUse[];
}

export interface TableColumn {
  /** As the author wrote it, without `:thousand`. */
  readonly name: string;
  readonly head: string;
  /** Not said twice: absent if the head names it. */
  readonly unit?: string;
  readonly scale: 1 | 1e3 | 1e6;
  readonly type: ColumnType;
  /** What an empty cell means. */
  readonly blank: '[x]' | '[z]';
  /** True if a total of it means something. */
  readonly adds: boolean;
  /** The value of a line; throws a ValueFault. */
  readonly read: (line: Line) => Tracked;
  /** The value of many lines together; throws a ValueFault. */
  readonly total: (line: Line) => Tracked;
  /** How the value of a line is asked for in running text. */
  readonly express: (line: Line) => string;
}

/** What columns are looked up in. */
export interface ColumnScope {
  readonly table: Table;
  readonly tables: Tables;
  /** The rows of the whole table, for units that lie in another table. */
  readonly rows: readonly Row[];
  readonly refuse: Refuse;
}

const SCALES = { thousand: 1e3, million: 1e6 } as const;

/** A column declared in the data package: `name`, or `city.name` through the key in `city`. */
export interface DeclaredColumn {
  readonly column: Column;
  readonly table: Table;
  readonly read: (row: Row) => Tracked;
}

/** The declared column of a name in an option; refuses what there is not. */
export function findColumn(
  name: string,
  option: string,
  { table, tables, refuse }: ColumnScope,
): DeclaredColumn | undefined {
  const [first = '', second, ...rest] = name.split('.');
  const own = table.columns.get(first);
  if (own === undefined || rest.length > 0) return refuse(unknownColumn(first, option, table));
  if (second === undefined)
    return { column: own, table, read: (row) => cellOf(table, row, own, tables) };
  const other = tables.get(table.references?.get(first) ?? '');
  if (other === undefined) {
    const known = [...(table.references?.keys() ?? [])].map((key) => `${key}.name`);
    const reason = `Unexpected \`${name}\`, expected a column whose cells are keys of another table before the point`;
    const note = suggest(name, known);
    return refuse({ rule: 'data-column-exists', option, word: name, reason, note });
  }
  const column = other.columns.get(second);
  if (column === undefined) return refuse(unknownColumn(second, option, other));
  return { column, table: other, read: (row) => readReferred(row, own, table, column, other) };
}

function readReferred(row: Row, own: Column, table: Table, column: Column, other: Table): Tracked {
  const key = cellOf(table, row, own);
  const referred = other.rowByKey.get(String(key.value));
  if (referred === undefined) return { ...key, value: null, type: column.type };
  const cell = cellOf(other, referred, column);
  return { ...cell, cells: [...key.cells, ...cell.cells] };
}

function unknownColumn(name: string, option: string, table: Table) {
  return {
    rule: 'data-column-exists',
    option,
    word: name,
    reason: `Unexpected column \`${name}\`, expected a column of \`${table.name}\``,
    note: suggest(name, table.columns.keys()),
  };
}

/** A column of a table with a line for each row. */
export function rowColumn(word: string, scope: ColumnScope): TableColumn | undefined {
  const { name, scale } = readScale(word);
  if (name.startsWith('(')) return expressionColumn(name, scale, scope);
  const found = findColumn(name, 'columns', scope);
  if (found === undefined) return undefined;
  const { column, read } = found;
  if (scale > 1 && !isMeasure(column)) return scope.refuse(notScalable(word, column));
  const one = (line: Line): Row => line.rows[0] as Row;
  return {
    ...describeColumn(name, scale, found, scope),
    read: (line) => scaled(read(one(line)), scale),
    total: (line) => scaled(sumOf(name, line, scope), scale),
    express: (line) => `${scope.table.name}.${one(line).key}.${name}`,
  };
}

/** A column of a table with a line for each group: the group's words, `count`, a sum or an expression. */
export function groupColumn(word: string, by: string, scope: ColumnScope): TableColumn | undefined {
  const { name, scale } = readScale(word);
  if (name === by || name.startsWith('(')) return rowColumn(word, scope);
  if (name === 'count') return countColumn(scope);
  const found = findColumn(name, 'columns', scope);
  if (found === undefined) return undefined;
  if (!addsUp(found.column)) {
    const reason = `Unexpected column \`${name}\` in a table of groups, expected one that adds up`;
    const note = `write \`count\`, a column of counts, or an expression in brackets: \`(mean ${scope.table.name} '${name}')\``;
    return scope.refuse({ rule: 'table-total', option: 'columns', word: name, reason, note });
  }
  return {
    ...describeColumn(name, scale, found, scope),
    ...twice((line) => scaled(sumOf(name, line, scope), scale)),
    express: () => `sum ${scope.table.name} "${name}"`,
  };
}

function countColumn({ table }: ColumnScope): TableColumn {
  return {
    name: 'count',
    head: 'Number',
    scale: 1,
    type: 'integer',
    blank: '[x]',
    adds: true,
    ...twice(({ rows, chosenBy }) => {
      const own = keyCells({ kind: 'rows', table, rows, chosenBy });
      return { kind: 'value', value: rows.length, cells: [...chosenBy, ...own], type: 'integer' };
    }),
    express: () => `count ${table.name}`,
  };
}

/** `(change cities 'a' 'b')`: as in running text, asked of the line's rows alone. */
function expressionColumn(
  name: string,
  scale: TableColumn['scale'],
  { table, tables }: ColumnScope,
): TableColumn {
  const inner = name.replace(/^\(|\)$/g, '');
  return {
    name,
    head: '',
    scale,
    type: 'number',
    blank: '[x]',
    adds: true,
    ...twice(({ rows, chosenBy }) => {
      const scoped = new Map(tables).set(table.name, { ...table, rows });
      const tracked = evaluate(inner, scoped, Handlebars.parse);
      return scaled({ ...tracked, cells: [...chosenBy, ...tracked.cells] }, scale);
    }),
    express: () => inner,
  };
}

/** A reading that is the same for one line and for all. */
function twice(read: TableColumn['read']): Pick<TableColumn, 'read' | 'total'> {
  return { read, total: read };
}

/** The sum of a column over the rows of a line; throws a ValueFault where a cell is empty. */
function sumOf(name: string, { rows, chosenBy }: Line, { table, tables }: ColumnScope): Tracked {
  return sumColumn({ kind: 'rows', table, rows, chosenBy, tables }, name, {});
}

/** True for numbers that are counts or amounts: shares, rates and positions do not add up. */
export function addsUp(column: Column): boolean {
  const rate = /%|\bper\b|degree|ratio|score|rate|index|^see /i;
  return isMeasure(column) && !rate.test(`${column.unit ?? ''} ${column.title}`);
}

function isMeasure({ type }: Column): boolean {
  return type === 'integer' || type === 'number';
}

function describeColumn(
  name: string,
  scale: TableColumn['scale'],
  { column, table }: DeclaredColumn,
  scope: ColumnScope,
): Omit<TableColumn, 'read' | 'total' | 'express'> {
  const unit = unitOf(name, column, table, scope);
  const many = scale === 1 ? unit : scaleUnit(scale === 1e3 ? 'thousand' : 'million', unit);
  return {
    name,
    head: column.title,
    ...(many === undefined ? {} : { unit: many }),
    scale,
    type: column.type,
    blank: column.blank === undefined ? '[x]' : '[z]',
    adds: addsUp(column) && !name.includes('.'),
  };
}

/** "thousands" of people, whom the head itself names; "thousand tonnes". */
function scaleUnit(scale: string, unit: string | undefined): string {
  return unit === undefined || unit === 'people' ? `${scale}s` : `${scale} ${unit}`;
}

/** The unit a head must say; `see series.unit` is looked up for the rows that are shown. */
function unitOf(
  name: string,
  { unit, type }: Column,
  table: Table,
  { rows, tables, refuse }: ColumnScope,
): string | undefined {
  if (unit === undefined || type === 'year') return undefined;
  const [, key, from] = /^see (\w+)\.(\w+)$/.exec(unit) ?? [];
  if (key === undefined || from === undefined) return unit;
  const other = tables.get(table.references?.get(key) ?? '');
  const units = new Set(
    rows.map((row) => String(other?.rowByKey.get(String(row.values[key]))?.values[from] ?? '')),
  );
  if (units.size <= 1) return [...units].find((one) => one !== '');
  return refuse({
    rule: 'table-unit',
    option: 'columns',
    word: name,
    reason: `Unexpected \`${name}\` in ${units.size} units, expected one unit in a column`,
    note: `keep the rows of one unit: \`where="${key}=${String(rows[0]?.values[key])}"\``,
  });
}

function readScale(word: string): { name: string; scale: TableColumn['scale'] } {
  const [, name = '', scale = ''] = /^(.*):(thousand|million)$/.exec(word) ?? [];
  return scale === ''
    ? { name: word, scale: 1 }
    : { name, scale: SCALES[scale as keyof typeof SCALES] };
}

function notScalable(word: string, { name, type }: Column) {
  const reason = `Unexpected \`${word}\` of type ${type}, expected a column of numbers before the colon`;
  return { rule: 'table-unit', option: 'columns', word, reason, note: `write \`${name}\`` };
}

function scaled(tracked: Tracked, scale: number): Tracked {
  if (scale === 1 || typeof tracked.value !== 'number') return tracked;
  return { ...tracked, value: Number((tracked.value / scale).toPrecision(12)) };
}
