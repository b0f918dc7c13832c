/**
 * A call of `::map` with `arcs=` in, what to plot out: each link with its two places and where they lie, and the cells
 * all that was read from. A place without a position is not drawn, and is told of.
 */
import type { Row, Scalar, Table, Tables } from '../../model.ts';
import { suggest } from '../../nearest.ts';
import { columnOf } from '../values/choose-rows.ts';
import { type CellUse, ValueFault } from '../values/operand.ts';
import type { Position } from './project-points.ts';
import { noRows } from './read-cities.ts';
import { positionCells, positionOf, readWhere, tableNamed } from './read-options.ts';

export interface LinkedPlace {
  readonly row: Row;
  readonly name: string;
  readonly country: string;
  /** Undefined where the data do not say. */
  readonly position?: Position;
}

export interface Link {
  readonly row: Row;
  readonly from: LinkedPlace;
  readonly to: LinkedPlace;
}

/** A link whose two places can be drawn. */
export interface Arc extends Link {
  readonly from: LinkedPlace & { readonly position: Position };
  readonly to: LinkedPlace & { readonly position: Position };
}

export interface ArcPlot {
  readonly table: Table;
  readonly arcs: readonly Arc[];
  /** Links that cannot be drawn. */
  readonly without: readonly Link[];
  readonly cells: readonly CellUse[];
}

type Options = Readonly<Record<string, string>>;

/** What a link table says: the columns that hold its places, and the table of those. */
interface Ends {
  readonly columns: readonly [string, string];
  readonly places: Table;
}

/** Throws a ValueFault for what an author wrote wrongly. */
export function readArcs(options: Options, tables: Tables): ArcPlot {
  const word = options['arcs'] ?? '';
  for (const name of ['colour', 'size', 'label'])
    if (options[name] !== undefined) throw strayOption(name);
  const table = tableNamed(word, tables);
  const ends = endsOf(table, tables, word);
  const { rows: chosen, chosenBy } = readWhere(options['where'], table, tables);
  const rows = keepFrom(chosen, options['from'], ends.columns[0], table);
  if (rows.length === 0) throw noRows(options['where'] ?? options['from'] ?? word);
  const links = rows.map((row): Link => {
    const [from, to] = [readEnd(row, ends, 0), readEnd(row, ends, 1)];
    return { row, from, to };
  });
  const used = [...new Set(links.flatMap(({ from, to }) => [from.row, to.row]))];
  return {
    table,
    arcs: links.filter((link) => isArc(link)),
    without: links.filter((link) => !isArc(link)),
    cells: [
      ...chosenBy,
      ...ends.columns.flatMap((column) => rows.map((row) => ({ table, row, column }))),
      ...['name', 'country'].flatMap((column) =>
        used.map((row) => ({ table: ends.places, row, column })),
      ),
      ...positionCells(ends.places, used),
    ],
  };
}

function isArc(link: Link): link is Arc {
  return link.from.position !== undefined && link.to.position !== undefined;
}

/** The first two columns that refer to one table of places. */
function endsOf(table: Table, tables: Tables, word: string): Ends {
  const found = [...(table.references ?? [])].flatMap(([column, name]) => {
    const places = tables.get(name);
    const isPlaces = ['name', 'country', 'lat', 'lon'].every((one) => places?.columns.has(one));
    return places !== undefined && isPlaces ? [{ column, places }] : [];
  });
  const order = [...table.columns.keys()];
  found.sort((a, b) => order.indexOf(a.column) - order.indexOf(b.column));
  const [from, to] = found;
  if (from !== undefined && to !== undefined && from.places === to.places)
    return { columns: [from.column, to.column], places: from.places };
  throw new ValueFault(
    'map-arcs',
    `Unexpected \`arcs=${word}\`, expected a table with two columns that refer to places`,
    'write `arcs=twinnings`',
    `arcs=${word}`,
  );
}

function keepFrom(
  rows: readonly Row[],
  from: string | undefined,
  column: string,
  table: Table,
): readonly Row[] {
  if (from === undefined) return rows;
  columnOf(table, column);
  if (!table.rows.some((row) => row.values[column] === from))
    throw new ValueFault(
      'data-value-exists',
      `Unexpected \`${from}\`, expected a value of \`${column}\` in \`${table.name}\``,
      suggest(from, [...new Set(table.rows.map((row) => say(row.values[column])))].sort()),
      from,
    );
  return rows.filter((row) => row.values[column] === from);
}

function readEnd(row: Row, { columns, places }: Ends, end: 0 | 1): LinkedPlace {
  const key = say(row.values[columns[end]]);
  const place = places.rowByKey.get(key) ?? row; // the keys of a package are checked when it is read
  const position = positionOf(place);
  return {
    ...{ row: place, name: say(place.values['name']), country: say(place.values['country']) },
    ...(position === undefined ? {} : { position }),
  };
}

function say(value: Scalar | undefined): string {
  return String(value ?? '');
}

function strayOption(name: string): ValueFault {
  return new ValueFault(
    'map-arcs',
    `Unexpected \`${name}\` beside \`arcs\`, expected \`from\`, \`where\` or \`subtitle\``,
    `leave \`${name}\` out: lines between places have one look`,
    name,
  );
}
