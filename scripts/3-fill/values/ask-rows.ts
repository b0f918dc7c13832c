/**
 * Helpers that ask for rows: where, sort, top, bottom, group, distinct. Rows in, rows out with the cells that chose and
 * ordered them, so that whatever is made of them names those too.
 */
import type { Scalar } from '../../model.ts';
import {
  cellsOf,
  columnOf,
  expectNumber,
  expectRows,
  filledCells,
  filterRows,
  nameOf,
  readChoice,
} from './choose-rows.ts';
import {
  type CellUse,
  cellOf,
  type Groups,
  type Helper,
  type Operand,
  type Rows,
  type Tracked,
  ValueFault,
  type Values,
  withRole,
} from './operand.ts';
import { unanswered } from './sum-column.ts';

type Options = Readonly<Record<string, Operand>>;

const MOST_ROWS = 100; // more than a sentence or a table of leaders can hold

export const ROW_HELPERS: Readonly<Record<string, Helper>> = {
  where: ([from, bounded], options) =>
    filterRows(from, options, bounded ? { bounded: nameOf(bounded) } : {}),
  sort: ([from, column], options) => {
    const rows = filterRows(from, options, { own: ['order'] });
    const order = readChoice(options, 'order', ['ascending', 'descending']);
    return sortRows(rows, nameOf(column), order === 'descending');
  },
  top: (operands, options) => takeRows(operands, options, true),
  bottom: (operands, options) => takeRows(operands, options, false),
  distinct: ([from, column], options) => distinctValues(filterRows(from, options), nameOf(column)),
  group: ([from, column], options) => groupRows(from, nameOf(column), options),
};

/** Rows in the order of a column; equal ones keep their order, empty cells come last. */
function sortRows(from: Rows, name: string, isDescending: boolean): Rows {
  columnOf(from.table, name);
  const sign = isDescending ? -1 : 1;
  const compare = (a: Scalar, b: Scalar): number => {
    if (a === b) return 0;
    if (a === null) return 1;
    if (b === null) return -1;
    return a < b ? -sign : sign;
  };
  return {
    ...from,
    rows: [...from.rows].sort((a, b) => compare(a.values[name] ?? null, b.values[name] ?? null)),
    chosenBy: [...from.chosenBy, ...withRole(cellsOf(from, name), 'compared')],
  };
}

/** The n rows with the greatest (or least) values; a tie at the cut is a fault, for none of the rows is the right one. */
function takeRows(
  [many, from, operand]: readonly Operand[],
  options: Options,
  isDescending: boolean,
): Rows {
  const { value: wanted } = expectNumber(many, 'how many rows');
  const name = nameOf(operand);
  const chosen = filterRows(from, options, { own: ['missing'] });
  const { cells, skipped } = filledCells(
    chosen,
    columnOf(chosen.table, name),
    options,
    'a value to compare',
  );
  const filled = { ...chosen, rows: cells.flatMap((cell) => cell.cells[0]?.row ?? []) };
  const { rows, chosenBy } = sortRows(filled, name, isDescending);
  checkCut(
    rows.map(({ values }) => values[name] ?? null),
    wanted,
  );
  return { ...chosen, rows: rows.slice(0, wanted), chosenBy: [...chosenBy, ...skipped] };
}

function checkCut(values: readonly Scalar[], wanted: number): void {
  if (!Number.isInteger(wanted) || wanted < 1 || wanted > MOST_ROWS)
    throw new ValueFault(
      'helper-operand',
      `Unexpected \`${wanted}\` rows, expected a whole number from 1 to ${MOST_ROWS}`,
      'write for example `top 3 cities "population_2021"`',
      String(wanted),
    );
  if (values.length < wanted)
    throw unanswered(
      `${wanted} of ${values.length} rows`,
      `ask for at most ${values.length}`,
      String(wanted),
    );
  const last = values[wanted - 1] ?? null;
  if (wanted === values.length || values[wanted] !== last) return;
  const before = values.indexOf(last);
  const after = values.lastIndexOf(last) + 1;
  const fewer = before === 0 ? '' : `${before} or `;
  throw unanswered(
    `tie for place ${before + 1}`,
    `ask for ${fewer}${after}: rows ${before + 1} to ${after} have the same value`,
    String(wanted),
  );
}

/** Each value of a column once, in the order of the rows; empty cells are none. */
function distinctValues(from: Rows, name: string): Values {
  const column = columnOf(from.table, name);
  const seen = new Map<Scalar, Tracked>();
  for (const row of from.rows) {
    const tracked = cellOf(from.table, row, column, from.tables);
    if (tracked.value !== null && !seen.has(tracked.value)) seen.set(tracked.value, tracked);
  }
  const chosenBy = [...from.chosenBy, ...cellsOf(from, name)];
  return { kind: 'values', values: [...seen.values()], chosenBy };
}

function groupRows(operand: Operand | undefined, name: string, options: Options): Groups {
  const from = filterRows(expectRows(operand), options, { own: ['missing'] });
  const { cells, skipped } = filledCells(
    from,
    columnOf(from.table, name),
    options,
    'a value to group by',
  );
  const chosenBy: CellUse[] = [...from.chosenBy, ...cellsOf(from, name), ...skipped];
  const byValue = new Map<Scalar, Tracked[]>();
  for (const cell of cells) {
    const others = byValue.get(cell.value);
    if (others === undefined) byValue.set(cell.value, [cell]);
    else others.push(cell);
  }
  const groups = [...byValue.values()].flatMap((members) => {
    const rows = members.flatMap((cell) => cell.cells[0]?.row ?? []);
    return members[0] === undefined ? [] : [{ key: members[0], rows: { ...from, rows, chosenBy } }];
  });
  return { kind: 'groups', groups, chosenBy };
}
