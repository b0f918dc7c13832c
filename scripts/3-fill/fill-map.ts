/**
 * A call of `::map` in, the figure's body out: subtitle, the drawing for the page and one for a telephone, and the
 * plotted rows as a table for readers who cannot see it.
 */
import type { Element, Root } from 'hast';
import { h, s } from 'hastscript';
import type { BlockNode, FilledBlock, Inputs, MeasureText } from '../model.ts';
import { type Complain, placeOf, placeWithin } from '../place.ts';
import { figureCsv, provisionalNote, rowsTable } from './figure-rows.ts';
import { drawArcMap } from './map/draw-arc-map.ts';
import { drawCityMap } from './map/draw-city-map.ts';
import { MAP_FAMILY } from './map/draw-key.ts';
import type { DrawnMap } from './map/drawn-map.ts';
import { textSizePx } from './map/map-look.ts';
import type { ValueRecorder } from './record-values.ts';
import { groupReads, ValueFault } from './values/operand.ts';

/** What drawing a map needs beside the call itself. */
export interface MapContext {
  readonly inputs: Inputs;
  readonly source: { readonly path: string; readonly text: string };
  readonly measure: MeasureText;
  readonly recorder: ValueRecorder;
  readonly reads: Set<string>;
  readonly complain: Complain;
}

export function fillMap(
  node: BlockNode,
  headline: string,
  context: MapContext,
): FilledBlock | undefined {
  const { inputs, source } = context;
  try {
    const draw = node.options['arcs'] === undefined ? drawCityMap : drawArcMap;
    const drawn = draw(node.options, inputs, context.measure);
    return finishMap(node, headline, drawn, context);
  } catch (error) {
    if (!(error instanceof ValueFault)) throw error;
    const { rule, message, note, word } = error;
    const place =
      word === undefined
        ? placeOf(source.path, node)
        : placeWithin(source.text, source.path, node, word);
    context.complain({ rule, reason: message, note, place });
    return undefined;
  }
}

function finishMap(
  node: BlockNode,
  headline: string,
  drawn: DrawnMap,
  { source, recorder, reads: readNames }: MapContext,
): FilledBlock {
  const id = node.data?.identifier ?? '';
  const reads = groupReads(drawn.cells);
  recorder.recordReads(id, drawn.expression, drawn.description, reads, placeOf(source.path, node));
  for (const { table } of reads) readNames.add(`table:${table}`);
  for (const land of drawn.lands) readNames.add(`map:${land}`);
  return {
    series: 'figure',
    tree: mapTree(id, headline, drawn),
    columns: reads.map(({ table, column }) => `${table}.${column}`),
    credits: [drawn.credit],
    csv: figureCsv(drawn.columns, drawn.rows, drawn.provisional),
  };
}

function mapTree(id: string, headline: string, drawn: DrawnMap): Root {
  const { wide, narrow, description, subtitle, notes, columns, rows, provisional } = drawn;
  const small = drawingOf(`${id}-narrow`, headline, narrow.description, narrow);
  return {
    type: 'root',
    children: [
      h('p', { className: ['figure-subtitle'] }, subtitle),
      h('div', { className: ['chart-wide'] }, drawingOf(id, headline, description, wide)),
      h('div', { className: ['chart-narrow', 'only-screen'] }, small),
      ...(notes.length === 0 ? [] : [h('p', { className: ['figure-note'] }, notes.join(' '))]),
      ...provisionalNote(provisional),
      rowsTable(columns, rows, description, provisional),
    ],
  };
}

function drawingOf(
  id: string,
  headline: string,
  description: string,
  { widthPx, heightPx, children }: DrawnMap['wide'],
): Element {
  return s(
    'svg',
    {
      ...{ role: 'img', ariaLabelledBy: [`${id}-title`], ariaDescribedBy: [`${id}-desc`] },
      viewBox: `0 0 ${widthPx} ${heightPx}`,
      ...{ width: String(widthPx), height: String(heightPx), className: ['chart'] },
      ...{
        style: 'max-width:100%;height:auto',
        fontFamily: `'${MAP_FAMILY}'`,
        fontSize: textSizePx,
      },
    },
    s('title', { id: `${id}-title` }, headline),
    s('desc', { id: `${id}-desc` }, description),
    ...children,
  );
}
