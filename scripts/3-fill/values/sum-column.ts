/**
 * What helpers share that reckon with columns: a column of numbers, its sum, the one unit of several values, and the
 * fault of a question without an answer.
 */
import type { Column, Table } from '../../model.ts';
import { suggest } from '../../nearest.ts';
import { columnOf, filledCells, numericColumns } from './choose-rows.ts';
import { addUp } from './decimal.ts';
import {
  type CellUse,
  type Operand,
  type Rows,
  type Tracked,
  ValueFault,
  withRole,
} from './operand.ts';

type Options = Readonly<Record<string, Operand>>;

/** A value that is a number. */
export type Numbered = Tracked & { readonly value: number };

/** A fault for a question that the data cannot answer. */
export function unanswered(what: string, note: string, word?: string): ValueFault {
  return new ValueFault(
    'value-answered',
    `Unexpected ${what}, expected a question that has an answer`,
    note,
    word,
  );
}

/** The one unit of several values: values without one (counts, written numbers) go with any. */
export function unitOfAll(values: readonly Tracked[], asked: string): { readonly unit?: string } {
  const units = new Set(values.flatMap(({ unit }) => unit ?? []));
  const [unit, other] = units;
  if (other !== undefined)
    throw new ValueFault(
      'units-agree',
      `Unexpected ${asked} of values in \`${unit}\` and in \`${other}\`, expected one unit`,
      'choose rows or columns of one unit, for example by `series="…"`',
    );
  return unit === undefined ? {} : { unit };
}

export function checkNumeric({ table }: Rows, name: string, types: readonly string[]): Column {
  const column = columnOf(table, name);
  if (types.includes(column.type)) return column;
  throw new ValueFault(
    'helper-operand',
    `Unexpected column \`${name}\` of type ${column.type}, expected a column of numbers`,
    suggestNumeric(column, table),
    name,
  );
}

/** Years and dates do not add up; a table without numbers can still be counted. */
function suggestNumeric({ name, type }: Column, table: Table): string {
  if (type === 'year' || type === 'date')
    return `a ${type} does not add up: ask for \`min ${table.name} "${name}"\` or \`max\`, or count the rows: \`count ${table.name}\``;
  const known = numericColumns(table);
  if (known.length > 0) return suggest(name, known);
  return `\`${table.name}\` has no column of numbers; count its rows: \`count ${table.name}\``;
}

/** The sum of a column over rows that were chosen already. The sum of no rows is 0. */
export function sumColumn(rows: Rows, name: string, options: Options): Numbered {
  const column = checkNumeric(rows, name, ['integer', 'number']);
  const { cells, skipped } = filledCells(rows, column, options, 'a number to sum');
  return {
    kind: 'value',
    value: addUp(cells.map(({ value }) => value as number)),
    cells: [
      ...rows.chosenBy,
      ...withRole(
        cells.flatMap((cell) => cell.cells),
        'used',
      ),
      ...skipped,
    ],
    type: column.type,
    ...unitOfAll(cells, 'sum'),
  };
}

/** Whatever names cells. */
export interface HasCells {
  readonly cells: readonly CellUse[];
}

export function bothCells(a: HasCells, b: HasCells): CellUse[] {
  return [...a.cells, ...b.cells];
}
