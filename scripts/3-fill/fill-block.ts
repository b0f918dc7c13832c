/**
 * A block call in, what it looks like out: a template's tree, a chart or a table. Registers and the list of
 * references need the whole report and stay slots for stage 5.
 */
import type {
  BlockNode,
  BlockShape,
  FilledBlock,
  Inputs,
  MeasureText,
  Template,
} from '../model.ts';
import { suggest } from '../nearest.ts';
import { type Complain, placeOf, placeWithin } from '../place.ts';
import { checkBlock } from './check-block.ts';
import { fillChart } from './fill-chart.ts';
import { fillMap } from './fill-map.ts';
import { fillTable } from './fill-table.ts';
import type { FillTemplate } from './fill-template.ts';
import type { ValueRecorder } from './record-values.ts';
import { tableCsv } from './table-csv.ts';
import { TemplateFault } from './template-fault.ts';
import { groupReads } from './values/operand.ts';

/** What filling the blocks of one chapter needs. */
export interface BlockContext {
  readonly inputs: Inputs;
  readonly source: { readonly path: string; readonly text: string };
  readonly fillTemplate: FillTemplate;
  readonly measure: MeasureText;
  readonly recorder: ValueRecorder;
  readonly reads: Set<string>;
  readonly complain: Complain;
}

export async function fillBlock(
  node: BlockNode,
  headline: string,
  context: BlockContext,
): Promise<void> {
  const shape = context.inputs.shapes.get(node.name);
  if (shape === undefined || !checkBlock(node, shape, context.source, context.complain)) return;
  if (shape.register !== undefined) return; // only stage 5 knows the whole report
  if (node.name === 'chart') {
    context.reads.add(`chart:${node.options.spec}`);
    const place = placeWithin(
      context.source.text,
      context.source.path,
      node,
      node.options.spec ?? '',
    );
    const filled = await fillChart(node, headline, place, context);
    if (filled !== undefined) node.filled = filled;
    return;
  }
  if (node.name === 'map') {
    const filled = fillMap(node, headline, context);
    if (filled !== undefined) node.filled = filled;
    return;
  }
  const filled = isDataTable(node)
    ? fillTable(node, context)
    : fillByTemplate(node, shape, context);
  if (filled !== undefined) node.filled = filled;
}

/** A table is filled by its options unless it names a template and nothing else. */
function isDataTable({ name, options }: BlockNode): boolean {
  return name === 'table' && (options.template === undefined || Object.keys(options).length > 1);
}

function fillByTemplate(
  node: BlockNode,
  shape: BlockShape,
  context: BlockContext,
): FilledBlock | undefined {
  const template = findTemplate(node, shape, context);
  return template === undefined ? undefined : runTemplate(node, shape, template, context);
}

function findTemplate(
  node: BlockNode,
  shape: BlockShape,
  { inputs, source, complain }: BlockContext,
): Template | undefined {
  const name = node.name === 'table' ? `tables/${node.options.template}` : `blocks/${shape.name}`;
  const template = inputs.templates.get(name);
  if (template !== undefined) return template;
  const known = [...inputs.templates.keys()]
    .filter((key) => key.startsWith('tables/'))
    .map((key) => key.slice(7));
  complain({
    rule: 'template-exists',
    reason: `Unexpected template \`${node.options.template}\`, expected one in templates/tables/`,
    place: placeWithin(source.text, source.path, node, node.options.template ?? ''),
    note: suggest(node.options.template ?? '', known),
  });
  return undefined;
}

function runTemplate(
  node: BlockNode,
  shape: BlockShape,
  template: Template,
  context: BlockContext,
): FilledBlock | undefined {
  const place = placeOf(context.source.path, node);
  const id = node.data?.identifier;
  const marked = new Set<string>();
  context.reads.add(`template:${template.name}`);
  try {
    const { tree, columns, shaping } = context.fillTemplate(template, {
      options: Object.fromEntries(
        Object.keys(shape.options).map((name) => [name, node.options[name] ?? '']),
      ),
      record: (tracked, expression) => {
        const made = context.recorder.record(tracked, expression, place, id);
        if (made.provisional) marked.add(made.key);
        return made;
      },
    });
    for (const column of columns) context.reads.add(`table:${column.split('.')[0]}`);
    for (const { table } of shaping) context.reads.add(`table:${table.name}`);
    if (id !== undefined && columns.length + shaping.length > 0) {
      const words = template.shape?.about ?? '';
      const reads = groupReads(shaping);
      context.recorder.recordReads(id, `template ${template.name}`, words, reads, place, 'table');
    }
    const first = tree.children.find((child) => child.type === 'element');
    const isLandscape =
      first?.type === 'element' &&
      ([first.properties.className].flat() as unknown[]).includes('landscape');
    const csv = shape.series === 'table' ? tableCsv(tree, (key) => marked.has(key)) : undefined;
    return {
      tree,
      columns,
      ...(csv === undefined ? {} : { csv }),
      ...(shape.series === undefined ? {} : { series: shape.series }),
      ...(isLandscape ? { landscape: true } : {}),
    };
  } catch (error) {
    if (!(error instanceof TemplateFault)) throw error;
    context.complain({
      rule: error.rule,
      reason: error.message,
      place,
      cause: { reason: 'the template says so here', place: error.place },
      note: error.note,
    });
    return undefined;
  }
}
