/**
 * The lines of a printed table and their groups: chosen rows and the options `group`, `by`, `sort`, `top` in, blocks
 * of lines out. A line stands for one row, or with `by` for all rows of a group.
 */
import type { Row, Scalar } from '../../model.ts';
import { suggest } from '../../nearest.ts';
import type { CellUse } from '../values/operand.ts';
import { orderBy, readSort } from './choose-rows.ts';
import { type ColumnScope, findColumn, type Line, type TableColumn } from './table-column.ts';

/** Lines under one heading; without `group` there is one block and no heading. */
export interface Block {
  readonly heading?: { readonly value: Scalar; readonly cells: readonly CellUse[] };
  readonly lines: readonly Line[];
}

export interface LineOptions {
  readonly sort: string;
  readonly group: string | undefined;
  readonly by: string | undefined;
  readonly top: number | undefined;
}

export function makeBlocks(
  chosen: Line,
  columns: readonly TableColumn[],
  options: LineOptions,
  scope: ColumnScope,
): readonly Block[] | undefined {
  const lines =
    options.by === undefined
      ? chosen.rows.map((row) => ({ rows: [row], chosenBy: [] }))
      : groupLines(chosen, options.by, scope);
  if (lines === undefined) return undefined;
  const sorted = sortLines(lines, columns, options, scope);
  if (sorted === undefined) return undefined;
  const shown = options.top === undefined ? sorted : sorted.slice(0, options.top);
  if (options.group === undefined) return [{ lines: shown }];
  return headBlocks(shown, options.group, scope);
}

/** A line for each value of a column, in the order of the rows. */
function groupLines(
  { rows, chosenBy }: Line,
  by: string,
  scope: ColumnScope,
): readonly Line[] | undefined {
  const found = findColumn(by, 'by', scope);
  if (found === undefined) return undefined;
  const cells = rows.flatMap((row) => found.read(row).cells);
  const groups = groupRows(rows, (row) => found.read(row).value);
  return [...groups.values()].map((some) => ({ rows: some, chosenBy: [...chosenBy, ...cells] }));
}

function groupRows(rows: readonly Row[], readValue: (row: Row) => Scalar): Map<Scalar, Row[]> {
  const groups = new Map<Scalar, Row[]>();
  for (const row of rows) {
    const group = groups.get(readValue(row)) ?? [];
    group.push(row);
    groups.set(readValue(row), group);
  }
  return groups;
}

function sortLines(
  lines: readonly Line[],
  columns: readonly TableColumn[],
  { sort, by }: LineOptions,
  scope: ColumnScope,
): readonly Line[] | undefined {
  const steps = readSort(sort, scope.refuse);
  if (steps === undefined) return undefined;
  const known = steps.map(({ name, sign }) => {
    const readValue =
      by === undefined ? valueOfRow(name, scope) : valueOfGroup(name, columns, scope);
    return readValue === undefined ? undefined : { sign, readValue };
  });
  return known.includes(undefined)
    ? undefined
    : orderBy(
        lines,
        known.filter((step) => step !== undefined),
      );
}

function valueOfRow(name: string, scope: ColumnScope): ((line: Line) => Scalar) | undefined {
  const found = findColumn(name, 'sort', scope);
  return found && (({ rows: [row] }) => found.read(row as Row).value);
}

/** Groups are sorted by what the table shows of them. */
function valueOfGroup(
  name: string,
  columns: readonly TableColumn[],
  { refuse }: ColumnScope,
): ((line: Line) => Scalar) | undefined {
  const column = columns.find((one) => one.name === name);
  if (column !== undefined) return (line) => column.read(line).value;
  return refuse({
    rule: 'data-column-exists',
    option: 'sort',
    word: name,
    reason: `Unexpected \`${name}\` in \`sort\`, expected a column that the table shows`,
    note: suggest(
      name,
      columns.map((one) => one.name),
    ),
  });
}

/** Groups in the order in which their first line comes. */
function headBlocks(
  lines: readonly Line[],
  group: string,
  scope: ColumnScope,
): readonly Block[] | undefined {
  const found = findColumn(group, 'group', scope);
  if (found === undefined) return undefined;
  const blocks = new Map<Scalar, { heading: NonNullable<Block['heading']>; lines: Line[] }>();
  for (const line of lines) {
    const { value, cells } = found.read(line.rows[0] as Row);
    const block = blocks.get(value) ?? { heading: { value, cells }, lines: [] };
    block.lines.push(line);
    blocks.set(value, block);
  }
  return [...blocks.values()];
}
