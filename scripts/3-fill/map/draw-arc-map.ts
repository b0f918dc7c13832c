/**
 * `::map` with `arcs=` and the data in, a map of links out with its words, its rows and the cells behind it.
 */
import type { Inputs, MeasureText } from '../../model.ts';
import type { RowsColumn } from '../figure-rows.ts';
import { describeArcs, placesOf, sayWithout } from './describe-arcs.ts';
import { drawArcs } from './draw-arcs.ts';
import { type DrawnMap, landNamed, NARROW_PX, WIDE_PX } from './drawn-map.ts';
import { type ArcPlot, type LinkedPlace, readArcs } from './read-arcs.ts';
import { countOf } from './say-places.ts';

/** Throws a ValueFault for what the author wrote wrongly. */
export function drawArcMap(
  options: Readonly<Record<string, string>>,
  inputs: Pick<Inputs, 'tables' | 'maps'>,
  measure: MeasureText,
): DrawnMap {
  const plot = readArcs(options, inputs.tables);
  const world = landNamed('world', inputs);
  const lands = { world, europe: landNamed('europe', inputs) };
  const wide = drawArcs(plot.arcs, lands, measure, WIDE_PX);
  const narrow = drawArcs(plot.arcs, lands, measure, NARROW_PX);
  return {
    wide,
    narrow: { ...narrow, description: describeArcs(plot, narrow.unnamed) },
    subtitle: options['subtitle'] ?? saySubtitle(plot),
    notes: sayWithout(plot.without),
    description: describeArcs(plot, wide.unnamed),
    ...listRows(plot),
    cells: plot.cells,
    expression: ['map', ...Object.entries(options).map(([name, value]) => `${name}=${value}`)].join(
      ' ',
    ),
    lands: ['world', 'europe'],
    credit: world.credit,
  };
}

/** "Twinnings: 69 links to 23 countries". */
function saySubtitle({ table, arcs }: ArcPlot): string {
  const countries = new Set(arcs.map(({ to }) => to.country)).size;
  const partners = placesOf(arcs.map(({ to }) => to)).length;
  return `${table.title}: ${countOf(arcs.length, 'link', 'links')} with ${countOf(partners, 'partner', 'partners')} in ${countOf(countries, 'country', 'countries')}`;
}

/** Every link that was asked for, the table's order; a place without a position has empty cells. */
function listRows({
  arcs,
  without,
  table,
  cells,
}: ArcPlot): Pick<DrawnMap, 'columns' | 'rows' | 'provisional'> {
  const degrees = { unit: 'degrees', decimals: 3 };
  const columns: RowsColumn[] = [
    { name: 'from', title: 'Place' },
    { name: 'to', title: 'Partner' },
    { name: 'country', title: 'Country' },
    { name: 'from_lat', title: 'Latitude', ...degrees },
    { name: 'from_lon', title: 'Longitude', ...degrees },
    { name: 'to_lat', title: 'Latitude of the partner', ...degrees },
    { name: 'to_lon', title: 'Longitude of the partner', ...degrees },
  ];
  const ends = ({ position }: LinkedPlace) => [position?.[1] ?? null, position?.[0] ?? null];
  const links = [...arcs, ...without];
  const order = new Map(table.rows.map((row, index) => [row, index]));
  links.sort((a, b) => (order.get(a.row) ?? 0) - (order.get(b.row) ?? 0));
  const doubted = new Set(
    cells.flatMap(({ table: of, row, column }) =>
      of === table && row.checked[column] !== 'yes' ? [row] : [],
    ),
  );
  return {
    columns,
    // A link is one value, although its cells are keys; it stands at the partner.
    provisional: links.map(({ row }) =>
      columns.map((_, at) => (at === 1 ? doubted.has(row) : undefined)),
    ),
    rows: links.map(({ from, to }) => [from.name, to.name, to.country, ...ends(from), ...ends(to)]),
  };
}
