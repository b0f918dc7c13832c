/**
 * A call of `::map` that shows cities in, what to plot out: each city with its position, name, colour and size, and the
 * cells all that was read from.
 */
import type { Row, Table, Tables } from '../../model.ts';
import { columnOf } from '../values/choose-rows.ts';
import { type CellUse, ValueFault } from '../values/operand.ts';
import {
  checkSize,
  type Measure,
  positionCells,
  positionOf,
  readCategories,
  readMeasure,
  readWhere,
  scalarOf,
  tableNamed,
} from './read-options.ts';

export interface CityMark {
  readonly row: Row;
  readonly name: string;
  readonly position: readonly [number, number];
  /** The look of its category; undefined if it has no value for the colour or the map has none. */
  readonly category?: number;
  /** Undefined if there is no figure for it. */
  readonly size?: number;
}

export interface CityPlot {
  readonly marks: readonly CityMark[];
  readonly hasLabels: boolean;
  readonly colour?: Measure & {
    readonly categories: readonly {
      readonly label: string;
      readonly names: readonly string[];
      readonly look: number;
    }[];
    readonly without: readonly string[];
  };
  readonly size?: Measure;
  readonly cells: readonly CellUse[];
}

type Options = Readonly<Record<string, string>>;

/** Throws a ValueFault for what an author wrote wrongly. */
export function readCities(options: Options, tables: Tables): CityPlot {
  if (options['from'] !== undefined) throw strayFrom();
  const table = tableNamed('cities', tables);
  requireColumns(table);
  const { rows, chosenBy } = readWhere(options['where'], table, tables);
  if (rows.length === 0) throw noRows(options['where'] ?? 'where');
  const labelColumn = options['label'] === 'none' ? 'name' : (options['label'] ?? 'name');
  columnOf(table, labelColumn);
  const nameOf = (row: Row) => String(row.values[labelColumn] ?? row.key);
  const colour =
    options['colour'] === undefined ? undefined : readMeasure(options['colour'], table, tables);
  const size =
    options['size'] === undefined ? undefined : readMeasure(options['size'], table, tables);
  if (size !== undefined) checkSize(size, rows, options['size'] ?? '');
  const groups =
    colour && readCategories(colour, { shown: rows, all: table.rows }, options['colour'] ?? '');
  const marks = rows.map((row): CityMark => {
    const category = groups?.categories.find((one) => one.rows.includes(row))?.look;
    const number = scalarOf(size?.cellOf(row));
    return {
      ...{ row, name: nameOf(row), position: requirePosition(row, table.file) },
      ...(category === undefined ? {} : { category }),
      ...(typeof number === 'number' ? { size: number } : {}),
    };
  });
  const used = [colour, size].flatMap((measure) => rows.map((row) => measure?.cellOf(row)));
  const names = rows.map((row) => ({ table, row, column: labelColumn }));
  return {
    marks,
    hasLabels: options['label'] !== 'none',
    ...(colour && groups
      ? {
          colour: {
            ...colour,
            categories: groups.categories.map(({ label, rows: members, look }) => ({
              label,
              look,
              names: members.map(nameOf),
            })),
            without: groups.without.map(nameOf),
          },
        }
      : {}),
    ...(size ? { size } : {}),
    cells: [
      ...chosenBy,
      ...names,
      ...used.filter((cell) => cell !== undefined),
      ...positionCells(table, rows),
    ],
  };
}

function strayFrom(): ValueFault {
  return new ValueFault(
    'map-arcs',
    'Unexpected `from` without `arcs`, expected both',
    'write `arcs=twinnings` too, or choose cities with `where=`',
    'from',
  );
}

/** The fault of a map that has nothing to show. */
export function noRows(word: string): ValueFault {
  return new ValueFault(
    'map-rows',
    'Unexpected map without any place, expected rows to show',
    'no row meets all the conditions of `where`: leave one out',
    word,
  );
}

function requireColumns({ name, file, columns }: Table): void {
  if (columns.has('lat') && columns.has('lon')) return;
  throw new ValueFault(
    'map-position',
    `Unexpected table \`${name}\` without columns \`lat\` and \`lon\`, expected positions in degrees`,
    `add both columns to ${file} and to datapackage.json`,
  );
}

function requirePosition(row: Row, file: string): readonly [number, number] {
  const position = positionOf(row);
  if (position !== undefined) return position;
  throw new ValueFault(
    'map-position',
    `Unexpected \`${row.key}\` without a position, expected \`lat\` and \`lon\` in degrees`,
    `fill both cells in ${file}, line ${row.line}`,
    row.key,
  );
}
