/**
 * Lines of a table and its columns in, what each cell prints out: numbers of a column with the same decimals, a marker
 * for an empty cell, rows of totals. Knows nothing of HTML.
 */
import type { Row, Scalar } from '../../model.ts';
import { type CellUse, literal, type Tracked, ValueFault } from '../values/operand.ts';
import { SAYING_HELPERS, sayValue } from '../values/say.ts';
import type { PrintedColumn } from './read-columns.ts';
import type { Line } from './table-column.ts';
import type { Block } from './table-lines.ts';

/** A cell: a value with the expression that would ask for it, or a marker or words. */
export interface PrintedCell {
  readonly words: string;
  readonly value: Scalar;
  readonly tracked?: Tracked;
  readonly expression?: string;
  /** The cells that a marker stands for. */
  readonly empty?: readonly CellUse[];
}

export interface PrintedBlock {
  readonly heading?: PrintedCell;
  readonly rows: readonly (readonly PrintedCell[])[];
  /** The row of totals of this block alone. */
  readonly total?: readonly PrintedCell[];
}

export interface PrintedTable {
  readonly blocks: readonly PrintedBlock[];
  readonly totals: readonly (readonly PrintedCell[])[];
}

/** What a table says of its totals. */
export interface TotalOptions {
  /** Words before the first row of totals. */
  readonly label: string;
  /** A second row that leaves out one row of the data. */
  readonly without?: { readonly row: Row; readonly name: string };
  /** What the author would add to ask in running text for a cell of a line. */
  readonly suffix: (line: Line | 'all') => string;
}

/** A fault of one column: its expression cannot be asked, or a cell that is to be added is empty. */
export class ColumnFault extends Error {
  readonly column: string;
  readonly fault: ValueFault;

  constructor(column: string, fault: ValueFault) {
    super(fault.message);
    this.column = column;
    this.fault = fault;
  }
}

export function printCells(
  blocks: readonly Block[],
  chosen: Line,
  columns: readonly PrintedColumn[],
  options: TotalOptions,
): PrintedTable {
  const all = { ...chosen, rows: rowsOf(blocks) };
  const values = new Map(columns.map((column) => [column, readColumn(column, blocks)]));
  const decimals = columns.map(
    (column) => column.decimals ?? countDecimals(column, values.get(column) ?? new Map()),
  );
  const row = (line: Line): PrintedCell[] =>
    columns.map((column, index) => {
      const tracked = values.get(column)?.get(line) ?? literal(null);
      const expression = `${column.express(line)}${options.suffix(line)}`;
      return printCell(tracked, expression, column, decimals[index] ?? 0);
    });
  const totals = (line: Line, label: string, suffix: string): PrintedCell[] =>
    columns.map((column, index) => {
      if (index === 0) return { words: label, value: label };
      if (!column.hasTotal) return { words: '[z]', value: '[z]' };
      const tracked = guard(column, () => column.total(line));
      return printCell(
        tracked,
        `${totalExpression(column, line)}${suffix}`,
        column,
        decimals[index] ?? 0,
      );
    });
  const hasTotals = columns.some(({ hasTotal }) => hasTotal);
  const { without } = options;
  const fewer = without && { ...all, rows: all.rows.filter((one) => one !== without.row) };
  return {
    blocks: blocks.map((block) => printBlock(block, blocks.length, hasTotals, row, totals, chosen)),
    totals: !hasTotals
      ? []
      : [
          totals(all, options.label, options.suffix('all')),
          ...(fewer === undefined
            ? []
            : [
                totals(
                  fewer,
                  `${options.label} without ${without?.name}`,
                  `${options.suffix('all')} except="${without?.row.key}"`,
                ),
              ]),
        ],
  };
}

/** A block of several lines has a row of totals of its own if it is not the only one. */
function printBlock(
  { heading, lines }: Block,
  count: number,
  hasTotals: boolean,
  row: (line: Line) => PrintedCell[],
  totals: (line: Line, label: string, suffix: string) => PrintedCell[],
  { chosenBy }: Line,
): PrintedBlock {
  if (heading === undefined) return { rows: lines.map(row) };
  const words = heading.value === null ? '[x]' : sayScalar(heading.value);
  const all = {
    rows: lines.flatMap(({ rows }) => rows),
    chosenBy: [...chosenBy, ...heading.cells],
  };
  return {
    heading: { words, value: words },
    rows: lines.map(row),
    ...(hasTotals && count > 1 && lines.length > 1
      ? { total: totals(all, `Total, ${words}`, ` where="${words}"`) }
      : {}),
  };
}

function rowsOf(blocks: readonly Block[]): Row[] {
  return blocks.flatMap(({ lines }) => lines.flatMap(({ rows }) => rows));
}

function readColumn(column: PrintedColumn, blocks: readonly Block[]): Map<Line, Tracked> {
  const lines = blocks.flatMap((block) => block.lines);
  return new Map(lines.map((line) => [line, guard(column, () => column.read(line))]));
}

function guard(column: PrintedColumn, read: () => Tracked): Tracked {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof ValueFault)) throw error;
    throw new ColumnFault(column.name, error);
  }
}

function totalExpression(column: PrintedColumn, line: Line): string {
  const said = column.express(line);
  const [table = ''] = said.split('.');
  return /^[\w-]+\..+\./.test(said) ? `sum ${table} "${column.name}"` : said;
}

/** As many as the finest number of the column has; thousands none, millions and computed numbers one. */
function countDecimals(column: PrintedColumn, values: ReadonlyMap<Line, Tracked>): number {
  const most = Math.max(0, ...[...values.values()].map(({ value }) => decimalsOf(value)));
  if (column.scale > 1) return column.scale === 1e3 ? 0 : 1;
  if (!column.name.startsWith('(')) return Math.min(6, most);
  return [...values.values()].every(({ type }) => type === 'integer') ? 0 : 1;
}

function decimalsOf(value: Scalar): number {
  if (typeof value !== 'number') return 0;
  return /e-/.test(String(value)) ? 6 : (String(value).split('.')[1]?.length ?? 0);
}

function printCell(
  tracked: Tracked,
  expression: string,
  column: PrintedColumn,
  decimals: number,
): PrintedCell {
  const { value, text, type } = tracked;
  if (text !== undefined) return { words: text, value, tracked, expression };
  if (value === null) return { words: column.blank, value: column.blank, empty: tracked.cells };
  const said =
    typeof value === 'number' && type !== 'year' ? sayNumber(tracked, decimals) : tracked;
  return { words: sayValue(said), value, tracked: said, expression };
}

function sayNumber(tracked: Tracked, decimals: number): Tracked {
  const said = SAYING_HELPERS.number?.([tracked], { decimals: literal(decimals) });
  return said?.kind === 'value' ? said : tracked;
}

function sayScalar(value: Scalar): string {
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  return String(value);
}
