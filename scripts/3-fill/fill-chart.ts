/**
 * A call of `::chart` in, the figure's body out: subtitle, drawing, and the plotted rows as a table for readers who
 * cannot see it.
 */
import type { Root } from 'hast';
import { h } from 'hastscript';
import type { BlockNode, ChartFile, FilledBlock, Inputs, MeasureText, Place } from '../model.ts';
import { suggest } from '../nearest.ts';
import { type Complain, type Complaint, placeAtOffset } from '../place.ts';
import { type ChartFault, gradeByChartRule } from './chart/chart-fault.ts';
import { type DrawnChart, drawChart } from './chart/draw-chart.ts';
import { findInJson, type Stretch } from './chart/place-in-json.ts';
import { figureCsv, provisionalNote, rowsTable } from './figure-rows.ts';
import type { ValueRecorder } from './record-values.ts';

/** Widths a chart is drawn for, in CSS px: the measure of an A4 page (164 mm), and of a telephone 360 px wide. */
const MEASURE_PX = 620;
const NARROW_PX = 328;

/** What drawing a chart needs beside the call itself. */
export interface ChartContext {
  readonly inputs: Inputs;
  readonly measure: MeasureText;
  readonly recorder: ValueRecorder;
  readonly complain: Complain;
}

export async function fillChart(
  node: BlockNode,
  headline: string,
  place: Place,
  context: ChartContext,
): Promise<FilledBlock | undefined> {
  const { inputs, complain } = context;
  const name = node.options.spec ?? '';
  const chart = inputs.charts.get(name);
  if (chart === undefined) {
    complain({
      rule: 'chart-exists',
      reason: `Unexpected chart \`${name}\`, expected a specification in assets/charts/`,
      place,
      note: suggest(name, inputs.charts.keys()),
    });
    return undefined;
  }
  if (chart.spec === undefined) return undefined; // not JSON: it has its message
  const id = node.data?.identifier ?? '';
  const options = {
    headline,
    widthPx: MEASURE_PX,
    narrowPx: NARROW_PX,
    tables: inputs.tables,
    measure: context.measure,
    families: { sans: 'Source Sans 3' },
    complain: (fault: ChartFault) => complain({ ...describeFault(fault, chart), place }),
  };
  const drawn = await drawChart(chart, { ...options, id });
  if (drawn === undefined) return undefined;
  context.recorder.recordReads(id, `chart ${name}`, drawn.description, drawn.reads, place);
  const columns = drawn.reads.map(({ table, column }) => `${table}.${column}`);
  const csv = figureCsv(drawn.columns, drawn.plotted, drawn.provisional);
  return { series: 'figure', tree: chartTree(drawn), columns, csv };
}

/** The message stands at the call; its cause is the part of the specification. */
function describeFault(fault: ChartFault, { file, source }: ChartFile): Omit<Complaint, 'place'> {
  const { rule, reason, note } = fault;
  const { offset, length } = findFault(fault, source);
  return {
    rule,
    grade: gradeByChartRule[rule],
    reason,
    cause: {
      reason: 'in the specification',
      place: placeAtOffset(source, file, offset, length),
    },
    note: note ?? 'compare it with the other specifications in assets/charts/',
  };
}

/** The part that the pointer leads to, else the first of the words that is there, else the mark; never nowhere. */
function findFault({ pointer = [], words = [] }: ChartFault, source: string): Stretch {
  const found = findInJson(source, pointer);
  if (found !== undefined) return found;
  const text = source.toLowerCase();
  for (const word of [...words, 'mark', 'layer', 'encoding']) {
    const offset = text.indexOf(JSON.stringify(word).toLowerCase());
    if (offset !== -1) return { offset, length: word.length + 2 };
  }
  return { offset: 0, length: 1 };
}

function chartTree(drawn: DrawnChart): Root {
  const wide = h('div', { className: ['chart-wide'] }, drawn.svg);
  const { narrow } = drawn;
  const small = narrow && h('div', { className: ['chart-narrow', 'only-screen'] }, narrow);
  return {
    type: 'root',
    children: [
      h('p', { className: ['figure-subtitle'] }, saySubtitle(drawn)),
      wide,
      ...(small === undefined ? [] : [small]),
      ...provisionalNote(drawn.provisional),
      rowsTable(drawn.columns, drawn.plotted, drawn.description, drawn.provisional),
    ],
  };
}

/** The subtitle with unit and date, unless it names them itself. */
function saySubtitle({ subtitle, unit, date }: DrawnChart): string {
  const added = [unit, date].filter((part) => part !== undefined && !subtitle.includes(part));
  return [subtitle, ...added].join(', ');
}
