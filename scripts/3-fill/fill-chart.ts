/**
 * A call of `::chart` in, the figure's body out: subtitle, drawing, and the plotted rows as a table for readers who
 * cannot see it.
 */
import type { Element, ElementContent, Root } from 'hast';
import { h } from 'hastscript';
import type { BlockNode, FilledBlock, Inputs, MeasureText, Place, Scalar } from '../model.ts';
import { suggest } from '../nearest.ts';
import type { Complain } from '../place.ts';
import { toCsv } from '../to-csv.ts';
import { gradeByChartRule } from './chart/chart-fault.ts';
import { type DrawnChart, drawChart } from './chart/draw-chart.ts';
import { literal } from './values/operand.ts';
import { sayValue } from './values/say.ts';

/** The width charts are drawn for: the measure of an A4 page, 164 mm, in CSS px. */
const MEASURE_PX = 620;

export async function fillChart(
  node: BlockNode,
  headline: string,
  id: string,
  inputs: Inputs,
  measure: MeasureText,
  place: Place,
  complain: Complain,
): Promise<FilledBlock | undefined> {
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
  const drawn = await drawChart(chart, {
    id,
    headline,
    widthPx: MEASURE_PX,
    tables: inputs.tables,
    measure,
    families: { sans: 'Source Sans 3' },
    complain: ({ rule, reason, note, pointer }) =>
      complain({
        rule,
        grade: gradeByChartRule[rule],
        reason,
        place,
        cause: {
          reason: `in the specification${pointer === undefined ? '' : ` at ${pointer.join('.')}`}`,
          place: { file: chart.file },
        },
        ...(note === undefined ? {} : { note }),
      }),
  });
  if (drawn === undefined) return undefined;
  return {
    series: 'figure',
    tree: chartTree(drawn),
    tables: drawn.tables,
    csv: toCsv(
      drawn.columns.map(({ name }) => name),
      drawn.plotted,
    ),
  };
}

function chartTree(drawn: DrawnChart): Root {
  const subtitle = [drawn.subtitle, drawn.unit, drawn.date].filter(Boolean).join(', ');
  return {
    type: 'root',
    children: [h('p', { className: ['figure-subtitle'] }, subtitle), drawn.svg, rowsTable(drawn)],
  };
}

/** The plotted rows, folded away on the screen and left out in print. */
function rowsTable({ columns, plotted, description }: DrawnChart): Element {
  const head = columns.map(({ title, unit }) =>
    h('th', { scope: 'col' }, unit === undefined ? title : `${title} (${unit})`),
  );
  const rows = plotted.map((row) =>
    h(
      'tr',
      row.map((cell) => h('td', sayCell(cell))),
    ),
  );
  const body: ElementContent[] = [h('thead', h('tr', head)), h('tbody', rows)];
  return h('details', { className: ['figure-data', 'only-screen'] }, [
    h('summary', 'Data of this figure'),
    h('p', description),
    h('div', { className: ['table-scroll'] }, h('table', body)),
  ]);
}

function sayCell(cell: Scalar): string {
  return sayValue(literal(cell));
}
