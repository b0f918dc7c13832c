/**
 * The options of `::map` and the data in, a map of cities out with its words, its rows and the cells behind it.
 */
import type { Inputs, MeasureText, Scalar } from '../../model.ts';
import type { RowsColumn } from '../figure-rows.ts';
import { type CellUse, isProvisional } from '../values/operand.ts';
import { describeCities } from './describe-cities.ts';
import { drawCities } from './draw-cities.ts';
import { type DrawnMap, landNamed, NARROW_PX, WIDE_PX } from './drawn-map.ts';
import { type CityPlot, readCities } from './read-cities.ts';
import { type Measure, scalarOf } from './read-options.ts';
import { capitalise, countOf } from './say-places.ts';

const LAND = 'british-isles';

/** Throws a ValueFault for what the author wrote wrongly. */
export function drawCityMap(
  options: Readonly<Record<string, string>>,
  inputs: Pick<Inputs, 'tables' | 'maps'>,
  measure: MeasureText,
): DrawnMap {
  const plot = readCities(options, inputs.tables);
  const land = landNamed(LAND, inputs);
  const wide = drawCities(plot, land, measure, WIDE_PX);
  const narrow = drawCities(plot, land, measure, NARROW_PX);
  const moved =
    wide.movedKm === 0
      ? []
      : [
          `Marks that would hide one another are drawn side by side, up to ${wide.movedKm} km from their places.`,
        ];
  return {
    wide,
    narrow: { ...narrow, description: describeCities(plot, narrow.unnamed) },
    subtitle: options['subtitle'] ?? saySubtitle(plot),
    notes: moved,
    description: describeCities(plot, wide.unnamed),
    ...listRows(plot),
    cells: plot.cells,
    expression: ['map', ...Object.entries(options).map(([name, value]) => `${name}=${value}`)].join(
      ' ',
    ),
    lands: [LAND],
    credit: land.credit,
  };
}

/** "Executive, 2026 (colour and shape) and Residents, latest census, people (area), 38 cities". */
function saySubtitle({ colour, size, marks }: CityPlot): string {
  const parts = [
    ...(colour ? [`${colour.title} (colour and shape)`] : []),
    ...(size ? [`${[size.title, size.unit].filter(Boolean).join(', ')} (area)`] : []),
  ];
  const count = countOf(marks.length, 'UK city', 'UK cities');
  return parts.length === 0 ? count : `${capitalise(parts.join(' and '))}; ${count}`;
}

/** The plotted rows, the table's order. */
function listRows({
  marks,
  colour,
  size,
}: CityPlot): Pick<DrawnMap, 'columns' | 'rows' | 'provisional'> {
  const measures = [colour, size].filter((one) => one !== undefined);
  const columns: RowsColumn[] = [
    { name: 'name', title: 'City' },
    ...measures.map((one) => ({
      ...{ name: one.name, title: one.title },
      ...(one.unit === undefined ? {} : { unit: one.unit }),
      ...(isNumber(one)
        ? { decimals: decimalsOf(marks.map(({ row }) => scalarOf(one.cellOf(row)))) }
        : {}),
    })),
    { name: 'lat', title: 'Latitude', unit: 'degrees', decimals: 3 },
    { name: 'lon', title: 'Longitude', unit: 'degrees', decimals: 3 },
  ];
  const rows = marks.map(({ row, name, position }) => [
    name,
    ...measures.map((one) => scalarOf(one.cellOf(row))),
    position[1],
    position[0],
  ]);
  const provisional = marks.map(({ row }) => [
    undefined,
    ...measures.map((one) => isUnchecked(one.cellOf(row))),
    ...[undefined, undefined],
  ]);
  return { columns, rows, provisional };
}

/** Undefined for labels, which are no evidence, and empty cells, which show nothing. */
function isUnchecked(cell: CellUse | undefined): boolean | undefined {
  const isLabel = cell?.table.columns.get(cell.column)?.isLabel;
  return cell === undefined || isLabel || scalarOf(cell) === null
    ? undefined
    : isProvisional([cell]);
}

function isNumber({ column }: Measure): boolean {
  return column.type === 'integer' || column.type === 'number';
}

/** The most decimals that a value has, at most three. */
function decimalsOf(values: readonly Scalar[]): number {
  return Math.min(
    3,
    Math.max(0, ...values.map((value) => String(value ?? '').split('.')[1]?.length ?? 0)),
  );
}
