/**
 * A chart specification in, complaints about what no report may hold out: misspelt properties,
 * addresses, missing words. Knows no table and draws nothing.
 */
import { suggest } from '../../nearest.ts';
import type { ChartFault, Complain } from './chart-fault.ts';
import { findSizes } from './check-sizes.ts';
import { checkWords } from './check-words.ts';
import { isList, isObject, type Json, type JsonObject, type Pointer } from './json-value.ts';
import { listChildViews, type Part } from './walk-views.ts';

/** What a view may hold; a name beside these would be passed over in silence by Vega-Lite. */
const viewProperties = [
  ...['$schema', 'usermeta', 'description', 'name', 'data', 'transform', 'mark', 'encoding'],
  ...['layer', 'facet', 'spec', 'columns', 'hconcat', 'vconcat', 'concat', 'repeat', 'resolve'],
  ...['width', 'height', 'params', 'projection', 'view', 'padding', 'config'],
  ...['align', 'bounds', 'center', 'spacing'],
];

/** Vega-Lite 5's channels, without links and images, which a printed chart cannot have. */
const channelNames = [
  ...['x', 'y', 'x2', 'y2', 'xOffset', 'yOffset', 'theta', 'theta2', 'radius', 'radius2'],
  ...['xError', 'xError2', 'yError', 'yError2', 'longitude', 'latitude', 'longitude2', 'latitude2'],
  ...['color', 'fill', 'stroke', 'opacity', 'fillOpacity', 'strokeOpacity', 'strokeWidth'],
  ...['strokeDash', 'size', 'angle', 'shape', 'text', 'detail', 'key', 'order', 'tooltip'],
  ...['facet', 'row', 'column', 'description'],
];

/** Complains of what is wrong with the form; false if the chart cannot be drawn. */
export function checkShape(spec: JsonObject, complain: Complain): boolean {
  const faults = [
    ...findTitle(spec),
    ...findAddresses(spec, []),
    ...findSizes(spec),
    ...findUnknownNames({ node: spec, pointer: [] }),
  ];
  for (const fault of faults) complain(fault);
  checkWords(spec, complain);
  return faults.length === 0;
}

function findTitle(spec: JsonObject): ChartFault[] {
  if (spec['title'] === undefined) return [];
  return [
    {
      rule: 'chart-specification',
      reason: 'Unexpected `title` inside the chart, expected the headline in the chapter',
      note: 'remove `title`; the headline is the label of `::chart[…]`, the subtitle is in `usermeta`',
      pointer: ['title'],
    },
  ];
}

function findAddresses(value: Json | undefined, pointer: Pointer): ChartFault[] {
  if (isList(value))
    return value.flatMap((item, index) => findAddresses(item, [...pointer, index]));
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([name, child]) =>
    name === 'url' || name === 'href'
      ? [refuseAddress([...pointer, name])]
      : findAddresses(child, [...pointer, name]),
  );
}

function refuseAddress(pointer: Pointer): ChartFault {
  return {
    rule: 'chart-data-local',
    reason: `Unexpected \`${String(pointer.at(-1))}\`, expected a table of the data package`,
    note: 'put the data into `assets/data/` and name the table: `"data": {"name": "…"}`',
    pointer: [...pointer],
  };
}

function findUnknownNames(view: Part): ChartFault[] {
  const { node, pointer } = view;
  const encoding = isObject(node['encoding']) ? node['encoding'] : {};
  return [
    ...listUnknown(node, viewProperties, pointer, 'property').filter(
      ({ pointer: at }) => !(at?.length === 1 && at[0] === 'title'),
    ),
    ...listUnknown(encoding, channelNames, [...pointer, 'encoding'], 'channel'),
    ...listChildViews(view).flatMap(findUnknownNames),
  ];
}

function listUnknown(
  node: JsonObject,
  known: readonly string[],
  pointer: Pointer,
  kind: string,
): ChartFault[] {
  const unknown = Object.keys(node).filter((name) => !known.includes(name));
  return unknown.map((name) => ({
    rule: 'chart-specification',
    reason: `Unexpected ${kind} \`${name}\`, expected one that Vega-Lite knows and a report may use`,
    note: suggest(name, known),
    pointer: [...pointer, name],
  }));
}
