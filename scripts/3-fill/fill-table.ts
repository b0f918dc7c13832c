/**
 * A call of `::table` with `data=` in, the table out: rows and columns chosen by the call's options, every number with
 * its provenance, the rows as CSV. Faults are placed at the word of the option they concern.
 */
import type { BlockNode, FilledBlock, Scalar, Table } from '../model.ts';
import { suggest } from '../nearest.ts';
import { placeAtOffset, placeOf } from '../place.ts';
import type { BlockContext } from './fill-block.ts';
import { chooseRows, readSort } from './table/choose-rows.ts';
import { drawTable, rowsCsv } from './table/draw-table.ts';
import { measureTable, PAGE_PX, TURNED_PX } from './table/measure-table.ts';
import { ColumnFault, type PrintedTable, printCells } from './table/print-cells.ts';
import { type PrintedColumn, readColumns } from './table/read-columns.ts';
import { type ColumnScope, findColumn, type Line } from './table/table-column.ts';
import type { Refuse, TableFault } from './table/table-fault.ts';
import { makeBlocks } from './table/table-lines.ts';
import { type CellUse, groupReads } from './values/operand.ts';

type TableContext = Pick<
  BlockContext,
  'inputs' | 'source' | 'measure' | 'recorder' | 'reads' | 'complain'
>;

interface MadeTable {
  readonly printed: PrintedTable;
  readonly columns: readonly PrintedColumn[];
  /** Cells that chose, ordered and grouped the rows, or were found empty. */
  readonly shaping: readonly CellUse[];
}

export function fillTable(node: BlockNode, context: TableContext): FilledBlock | undefined {
  const { options } = node;
  const refuse: Refuse = (fault) => {
    const { option, word, ...complaint } = fault;
    context.complain({ ...complaint, place: placeInOption(node, option, word ?? option, context) });
    return undefined;
  };
  if (!checkTogether(options, refuse)) return undefined;
  const table = context.inputs.tables.get(options.data ?? '');
  if (table === undefined) return refuse(unknownTable(options.data ?? '', context));
  context.reads.add(`table:${table.name}`);
  const made = makeTable(options, table, context, refuse);
  if (made === undefined) return undefined;
  return frameTable(node, made, context, refuse);
}

function unknownTable(name: string, { inputs }: TableContext): TableFault {
  return {
    rule: 'data-table-exists',
    option: 'data',
    word: name,
    reason: `Unexpected \`${name}\`, expected a table of the data package`,
    note: suggest(name, inputs.tables.keys()),
  };
}

/** Options that ask for two different things, or one that is nothing without another. */
function checkTogether(options: BlockNode['options'], refuse: Refuse): boolean {
  const other = Object.keys(options).find((name) => name !== 'template');
  if (options.template !== undefined && other !== undefined) {
    const reason = `Unexpected \`${other}\` beside \`template\`, expected a template alone or a table from data`;
    const note =
      'leave out `template` and say `data=` and `columns=`, or leave out all other options';
    refuse({ rule: 'option-alone', option: other, reason, note });
    return false;
  }
  if (options.data === undefined) {
    const reason =
      'Unexpected `table` without `data`, expected the name of a table of the data package';
    const note = 'add `data=cities columns="name nation"`, or `template=…` for a template';
    refuse({ rule: 'option-required', option: 'data', reason, note });
    return false;
  }
  if (options.group !== undefined && options.by !== undefined) {
    const reason = 'Unexpected `by` beside `group`, expected one of them';
    const note = 'choose `group` for rows under headings, or `by` for one row for each group';
    refuse({ rule: 'option-alone', option: 'by', reason, note });
    return false;
  }
  const needs = [
    ['top', 'sort', 'say which rows come first: `sort="population_2021 descending"`'],
    ['total-except', 'total', 'say what to add up: `total=all`'],
  ] as const;
  for (const [option, needed, note] of needs) {
    if (options[option] === undefined || options[needed] !== undefined) continue;
    const reason = `Unexpected \`${option}\` without \`${needed}\`, expected both`;
    refuse({ rule: 'option-required', option, reason, note });
    return false;
  }
  return true;
}

function makeTable(
  options: BlockNode['options'],
  table: Table,
  { inputs }: TableContext,
  refuse: Refuse,
): MadeTable | undefined {
  const { where = '', sort = '', group, by } = options;
  const scope = { table, tables: inputs.tables, rows: table.rows, refuse };
  const chosen = chooseRows(where, scope);
  if (chosen === undefined) return undefined;
  const columns = readColumns(options, { ...scope, rows: chosen.rows });
  const top = readTop(options.top, refuse);
  const without = readExcept(options['total-except'], table, chosen.rows, refuse);
  if (columns === undefined || top === false || without === false) return undefined;
  try {
    const blocks = makeBlocks(chosen, columns, { sort, group, by, top }, scope);
    if (blocks === undefined) return undefined;
    const shown = blocks.reduce((sum, { lines }) => sum + lines.length, 0);
    const label = top === undefined || top > shown ? 'Total' : `Total of these ${shown}`;
    const totals = {
      label,
      suffix: suffixer(where, by),
      ...(without === undefined ? {} : { without }),
    };
    const printed = printCells(blocks, chosen, columns, totals);
    return {
      columns,
      printed,
      shaping: [...shapingCells(chosen, printed, options, scope), ...finestCells(columns, printed)],
    };
  } catch (error) {
    if (!(error instanceof ColumnFault)) throw error;
    return refuse(describeFault(error));
  }
}

/** What decides which rows there are, in which order and under which heading, and where a marker stands. */
function shapingCells(
  chosen: Line,
  { blocks }: PrintedTable,
  { sort = '', group, by }: BlockNode['options'],
  scope: ColumnScope,
): readonly CellUse[] {
  const names = [...(readSort(sort, scope.refuse) ?? []).map(({ name }) => name), group, by];
  const ordering = names.flatMap((name) => {
    const isDeclared = name !== undefined && scope.table.columns.has(name.split('.')[0] ?? '');
    const found = isDeclared ? findColumn(name, 'sort', scope) : undefined;
    return found === undefined ? [] : chosen.rows.flatMap((row) => found.read(row).cells);
  });
  const empty = blocks.flatMap(({ rows }) => rows.flat().flatMap((cell) => cell.empty ?? []));
  return [...chosen.chosenBy, ...ordering, ...empty];
}

/** Numbers of a column have as many decimals as the finest of them, so each may change how the others are printed. */
function finestCells(columns: readonly PrintedColumn[], { blocks }: PrintedTable): CellUse[] {
  const isCounted = columns.map(
    ({ type, decimals, scale, name }) =>
      type === 'number' && decimals === undefined && scale === 1 && !name.startsWith('('),
  );
  const cells = blocks.flatMap(({ rows }) =>
    rows.map((row) => row.filter((_, at) => isCounted[at])),
  );
  return cells.flat().flatMap(({ tracked }) => tracked?.cells ?? []);
}

function describeFault({ column, fault }: ColumnFault): TableFault {
  const isEmpty = fault.rule === 'data-cell-present';
  return {
    rule: fault.rule,
    option: 'columns',
    word: fault.word ?? column,
    reason: fault.message,
    note: isEmpty
      ? `keep the rows that have it: \`where="${fault.word ?? column}!="\``
      : fault.note,
  };
}

/** What would be added in running text to ask for the same rows. */
function suffixer(where: string, by: string | undefined): (line: Line | 'all') => string {
  const conditions = where === '' ? '' : ` where="${where}"`;
  return (line) => {
    if (line === 'all') return conditions;
    const value = by === undefined ? undefined : line.rows[0]?.values[by];
    return value === undefined || value === null ? '' : ` ${by}="${String(value)}"${conditions}`;
  };
}

function readTop(text: string | undefined, refuse: Refuse): number | undefined | false {
  if (text === undefined) return undefined;
  if (/^[1-9]\d*$/.test(text)) return Number(text);
  const reason = `Unexpected \`top=${text}\`, expected a whole number from 1`;
  refuse({
    rule: 'option-value',
    option: 'top',
    reason,
    note: 'write a whole number, for example `top=10`',
  });
  return false;
}

/** The row that a second total leaves out, with its name. */
function readExcept(
  key: string | undefined,
  table: Table,
  rows: Table['rows'],
  refuse: Refuse,
): { row: Table['rows'][number]; name: string } | undefined | false {
  if (key === undefined) return undefined;
  const row = rows.find((one) => one.key === key);
  const label = [...table.columns.values()].find(
    ({ name, isLabel }) => isLabel && !table.primaryKey.includes(name),
  );
  const named = (value: Scalar | undefined): string => String(value ?? key);
  if (row !== undefined) return { row, name: named(label && row.values[label.name]) };
  refuse({
    rule: 'data-row-exists',
    option: 'total-except',
    word: key,
    reason: `Unexpected \`${key}\`, expected the key of a row that the table adds up`,
    note: suggest(
      key,
      rows.map((one) => one.key),
    ),
  });
  return false;
}

function frameTable(
  node: BlockNode,
  made: MadeTable,
  context: TableContext,
  refuse: Refuse,
): FilledBlock {
  const { printed, columns, shaping } = made;
  const place = placeOf(context.source.path, node);
  const { data = '', group } = node.options;
  const groupTitle = group && (context.inputs.tables.get(data)?.columns.get(group)?.title ?? group);
  const id = node.data?.identifier;
  const read = new Set<string>();
  const tree = drawTable(printed, columns, node.options.by !== undefined, (cell) => {
    if (cell.tracked === undefined) return undefined;
    for (const { table, column } of cell.tracked.cells) read.add(`${table.name}.${column}`);
    return context.recorder.record(cell.tracked, cell.expression ?? '', place, id).key;
  });
  for (const { table } of shaping) read.add(`${table.name}.`);
  for (const name of read) context.reads.add(`table:${name.split('.')[0]}`);
  if (id !== undefined) {
    const words = `a table of ${data}`;
    context.recorder.recordReads(id, `table ${data}`, words, groupReads(shaping), place, 'table');
  }
  return {
    tree: { type: 'root', children: [tree] },
    columns: [...read].filter((name) => !name.endsWith('.')),
    csv: rowsCsv(printed, columns, groupTitle),
    series: 'table',
    ...(isTurned(node.options.landscape, made, context, refuse) ? { landscape: true } : {}),
  };
}

/** Turned if the author says so, else if the page is too narrow for it. */
function isTurned(
  asked: string | undefined,
  { printed, columns }: MadeTable,
  { measure }: TableContext,
  refuse: Refuse,
): boolean {
  const { comfortablePx, leastPx } = measureTable(printed, columns, measure);
  if (leastPx > TURNED_PX)
    refuse({
      rule: 'table-width',
      grade: 'warning',
      option: 'columns',
      reason: `Unexpected table of ${toMm(leastPx)} mm, expected at most ${toMm(TURNED_PX)} mm, a turned page`,
      note: 'show fewer columns, or give long ones shorter `heads`',
    });
  return asked === undefined ? comfortablePx > PAGE_PX : asked === 'true';
}

function toMm(px: number): number {
  return Math.round((px / 96) * 25.4);
}

/** The word inside an option, searched from the option's name; the option's name if it is not there. */
function placeInOption(
  node: BlockNode,
  option: string,
  word: string,
  { source }: TableContext,
): ReturnType<typeof placeOf> {
  const whole = placeOf(source.path, node);
  const [start, end] = [node.position?.start.offset, node.position?.end.offset];
  if (start === undefined || end === undefined) return whole;
  const text = source.text.slice(start, end);
  const at = text.lastIndexOf(` ${option}=`) + 1 || text.lastIndexOf(`{${option}=`) + 1;
  if (at === 0) return whole;
  const bounded = new RegExp(`(?<![\\w.])${word.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')}(?![\\w])`);
  const from = at + (word === option ? 0 : option.length);
  const found = text.slice(from).search(bounded);
  return found < 0 || word === ''
    ? placeAtOffset(source.text, source.path, start + at, option.length)
    : placeAtOffset(source.text, source.path, start + from + found, word.length);
}
