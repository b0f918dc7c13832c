/**
 * What the options of `::map` name, looked up in the data: columns, indicators and conditions in, cells and what they
 * are called out. A wrong name is a ValueFault, whose word has a place in the call.
 */
import type { Column, Row, Scalar, Table, Tables } from '../../model.ts';
import { suggest } from '../../nearest.ts';
import { chooseRows, splitJoined } from '../table/choose-rows.ts';
import type { Refuse } from '../table/table-fault.ts';
import { columnOf, rowOf } from '../values/choose-rows.ts';
import { type CellUse, literal, type Rows, ValueFault } from '../values/operand.ts';
import { sayValue } from '../values/say.ts';

/** A measure of each row: a column of its own table, or an indicator of a year. */
export interface Measure {
  /** Fit for the head of a CSV file. */
  readonly name: string;
  readonly title: string;
  readonly unit?: string;
  readonly column: Column;
  /** The cell of a row, or undefined where the indicator has no row for it. */
  readonly cellOf: (row: Row) => CellUse | undefined;
}

export function scalarOf(cell: CellUse | undefined): Scalar {
  return cell?.row.values[cell.column] ?? null;
}

/** A table of the data package, or a fault that suggests the nearest. */
export function tableNamed(name: string, tables: Tables): Table {
  const table = tables.get(name);
  if (table !== undefined) return table;
  throw new ValueFault(
    'data-table-exists',
    `Unexpected \`${name}\`, expected a table of the data package`,
    suggest(name, tables.keys()),
    name,
  );
}

/** `population_2021`, a column of the table; or `gdhi_per_head/2023`, an indicator and its year. */
export function readMeasure(name: string, table: Table, tables: Tables): Measure {
  const [series = '', year, ...rest] = name.split('/');
  if (year === undefined || rest.length > 0) {
    const column = columnOf(table, name);
    const cellOf = (row: Row): CellUse => ({ table, row, column: name });
    return { name, title: column.title, ...unitOf(column.unit), column, cellOf };
  }
  const [indicators, list] = [tableNamed('indicators', tables), tableNamed('series', tables)];
  const entry = rowOf(list, series);
  const years = indicators.rows.filter((row) => row.values['series'] === series);
  if (!years.some((row) => String(row.values['year']) === year))
    throw new ValueFault(
      'data-value-exists',
      `Unexpected \`${year}\` for \`${series}\`, expected a value that occurs in \`${indicators.name}\``,
      suggest(year, [...new Set(years.map((row) => String(row.values['year'])))].sort()),
      name,
    );
  const title = `${String(entry.values['label'] ?? series)}, ${year}`;
  const unit = entry.values['unit'];
  const cellOf = (row: Row): CellUse | undefined => {
    const found = indicators.rowByKey.get(`${row.key}/${series}/${year}`);
    return found && { table: indicators, row: found, column: 'value' };
  };
  return {
    ...{ name: `${series}_${year}`, title, ...unitOf(typeof unit === 'string' ? unit : undefined) },
    ...{ column: columnOf(indicators, 'value'), cellOf },
  };
}

function unitOf(unit: string | undefined): { readonly unit?: string } {
  return unit === undefined ? {} : { unit };
}

/**
 * The rows that `where="nation=Wales; metro_mayor=false"` leaves, with the cells that chose them: the conditions of
 * `::table`. A comma may stand for `;` where a column and a sign follow it.
 */
export function readWhere(where: string | undefined, table: Table, tables: Tables): Rows {
  const all: Rows = { kind: 'rows', table, rows: table.rows, chosenBy: [] };
  if (where === undefined) return all;
  const joined = / and | & /.test(where) ? undefined : splitJoined(where, table);
  const refuse: Refuse = ({ rule, reason, note, word, option }) => {
    const own = rule === 'table-rows' ? 'map-rows' : rule;
    throw new ValueFault(own, reason, note, word ?? option);
  };
  const scope = { table, tables, rows: table.rows, refuse };
  const chosen = chooseRows(joined?.join('; ') ?? where, scope);
  return { ...all, ...chosen };
}

/** A group of rows that share a colour. */
export interface Category {
  readonly label: string;
  readonly rows: readonly Row[];
  /** Which colour and shape it has: the same on every map, whatever rows this one shows. */
  readonly look: number;
}

const MOST_CATEGORIES = 6;

/** The rows by their value in a measure, in the order of the data package; those without a value are apart. */
export function readCategories(
  measure: Measure,
  { shown: rows, all }: { readonly shown: readonly Row[]; readonly all: readonly Row[] },
  word: string,
): { readonly categories: readonly Category[]; readonly without: readonly Row[] } {
  const groups = new Map<string, Row[]>();
  const without: Row[] = [];
  for (const row of rows) {
    const value = scalarOf(measure.cellOf(row));
    const label = labelOf(value, measure);
    const group = value === null ? without : (groups.get(label) ?? []);
    group.push(row);
    if (value !== null) groups.set(label, group);
  }
  if (groups.size > MOST_CATEGORIES) {
    const isNumber = measure.column.type === 'integer' || measure.column.type === 'number';
    throw new ValueFault(
      'map-categories',
      `Unexpected \`colour=${word}\` with ${groups.size} different values, expected at most ${MOST_CATEGORIES}`,
      isNumber
        ? `show numbers by size: \`size=${word}\``
        : 'choose a column with fewer values, or fewer rows with `where=`',
      word,
    );
  }
  const whole = orderLabels(measure, all);
  const order = whole.length > MOST_CATEGORIES ? orderLabels(measure, rows) : whole;
  const categories = order.flatMap((label, look) => {
    const members = groups.get(label);
    return members === undefined ? [] : [{ label, rows: members, look }];
  });
  return { categories, without };
}

function labelOf(value: Scalar, { column }: Measure): string {
  return sayValue({ ...literal(value), type: column.type });
}

/** The labels that occur, as the data package orders the values, else the commonest first. */
function orderLabels(measure: Measure, rows: readonly Row[]): string[] {
  const counts = new Map<string, number>();
  for (const row of rows) {
    const value = scalarOf(measure.cellOf(row));
    if (value === null) continue;
    const label = labelOf(value, measure);
    counts.set(label, (counts.get(label) ?? 0) + 1);
  }
  const declared = (measure.column.values ?? []).map((value) => labelOf(value, measure));
  const rankOf = (label: string): number => declared.indexOf(label) + 1 || Infinity;
  const ranked = [...counts].sort(([a, many], [b, others]) =>
    rankOf(a) === rankOf(b) ? others - many || (a < b ? -1 : 1) : rankOf(a) - rankOf(b),
  );
  return ranked.map(([label]) => label);
}

/** Numbers of at least 0 for a size, or a fault. */
export function checkSize(measure: Measure, rows: readonly Row[], word: string): void {
  const isNumber = measure.column.type === 'integer' || measure.column.type === 'number';
  const wrong = rows.map((row) => scalarOf(measure.cellOf(row)));
  const negative = wrong.find((value) => typeof value === 'number' && value < 0);
  const isAllZero = wrong.every((value) => value === null || value === 0);
  if (isNumber && negative === undefined && !isAllZero) return;
  const found = isNumber
    ? `with ${negative === undefined ? 'no number above 0' : `the number ${negative}`}`
    : `of type ${measure.column.type}`;
  throw new ValueFault(
    'map-size',
    `Unexpected \`size=${word}\` ${found}, expected numbers above 0`,
    isNumber
      ? 'show it in a chart, where a bar can point down'
      : `show it by colour: \`colour=${word}\``,
    word,
  );
}

/** Longitude and latitude of a row, or undefined where a cell is empty. */
export function positionOf(row: Row): readonly [number, number] | undefined {
  const { lat, lon } = row.values;
  return typeof lat === 'number' && typeof lon === 'number' ? [lon, lat] : undefined;
}

/** The cells that say where rows lie. */
export function positionCells(table: Table, rows: readonly Row[]): CellUse[] {
  return ['lat', 'lon'].flatMap((column) => rows.map((row) => ({ table, row, column })));
}
