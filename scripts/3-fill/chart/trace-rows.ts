/**
 * A compiled Vega specification in, the data sets its marks are drawn from out, and, for each, a data
 * set whose rows still carry their table's keys. Knows the flow of rows, not what they mean.
 */
import type { Spec } from 'vega';

/** The data behind the marks of a chart. */
export interface RowTrace {
  /** The specification with the data sets added that the keys are read from. */
  readonly spec: Spec;
  /** The data set of the marks that carry the message: no labels, no rules. */
  readonly plotted: string | undefined;
  /** The table of those marks and the data set that still has its keys; `groupby` where rows were then grouped. */
  readonly behind?: {
    readonly table: string;
    readonly dataset: string;
    readonly groupby?: readonly string[];
  };
  /** Where to read keys: the table and the data set with the rows of it that reach a mark. */
  readonly lineages: readonly { readonly table: string; readonly dataset: string }[];
}

interface Dataset {
  readonly name: string;
  readonly source?: string;
  readonly transform?: readonly { readonly type: string; readonly groupby?: unknown }[];
}

interface MarkNode {
  readonly type: string;
  readonly name?: string;
  readonly role?: string;
  readonly from?: {
    readonly data?: string;
    readonly facet?: { readonly name: string; readonly data: string };
  };
  /** Data sets that a panel makes from its share of the rows. */
  readonly data?: readonly Dataset[];
  readonly marks?: readonly MarkNode[];
}

/** Vega transforms after which a row is no longer a row of the table. */
const remaking = [
  'aggregate',
  'pivot',
  'kde',
  'density',
  'regression',
  'loess',
  'quantile',
  'crossfilter',
];

/** Finds where each mark's rows come from. The result's `spec` is a new one. */
export function traceRows(spec: Spec): RowTrace {
  const datasets = (spec.data ?? []) as unknown as Dataset[];
  const byName = new Map(datasets.map((dataset) => [dataset.name, dataset]));
  const marks = listMarks((spec.marks ?? []) as unknown as MarkNode[], new Map());
  const copies = new Map<Dataset, Dataset>();
  const lineages = [...new Set(marks.map(({ dataset }) => dataset))].map((name) => {
    const chain = listChain(name, byName);
    const broken = chain.find(({ transform }) => transform?.some(remakes));
    const copy = broken && copyUntilRemade(broken);
    if (broken !== undefined && copy !== undefined) copies.set(broken, copy);
    const groupby = broken?.transform?.find(remakes)?.groupby;
    const groups = broken && (Array.isArray(groupby) ? groupby.map(String) : []);
    return {
      name,
      ...{ table: chain[0]?.name ?? name, dataset: copy?.name ?? name },
      ...(groups === undefined ? {} : { groupby: groups }),
    };
  });
  // Vega reads data sets in order: a copy stands where all that the original needs has been read.
  const withCopy = (dataset: Dataset) => [
    ...(copies.has(dataset) ? [copies.get(dataset)] : []),
    dataset,
  ];
  const main = marks.find(({ type }) => type !== 'text' && type !== 'rule') ?? marks[0];
  const behind = lineages.find(({ name }) => name === main?.dataset);
  return {
    spec: { ...spec, data: datasets.flatMap(withCopy) as unknown as NonNullable<Spec['data']> },
    plotted: main?.dataset,
    ...(behind === undefined ? {} : { behind }),
    lineages,
  };
}

/** Marks with data, in drawing order; what frames them (headers, titles) is left out. */
function listMarks(
  nodes: readonly MarkNode[],
  facets: ReadonlyMap<string, string>,
): { type: string; dataset: string }[] {
  return nodes.flatMap((node) => {
    if (/header|footer|title/.test(node.role ?? '')) return [];
    const facet = node.from?.facet;
    const inner = new Map(facets);
    if (facet !== undefined) inner.set(facet.name, facets.get(facet.data) ?? facet.data);
    // Vega keeps those of the last panel only: their rows are read where all panels take theirs.
    for (const { name, source } of node.data ?? []) {
      if (source !== undefined) inner.set(name, inner.get(source) ?? source);
    }
    if (node.marks !== undefined) return listMarks(node.marks, inner);
    const data = node.from?.data;
    return data === undefined ? [] : [{ type: node.type, dataset: facets.get(data) ?? data }];
  });
}

/** From the table to the data set itself. */
function listChain(name: string, byName: ReadonlyMap<string, Dataset>): Dataset[] {
  const dataset = byName.get(name);
  if (dataset === undefined) return [];
  return dataset.source === undefined ? [dataset] : [...listChain(dataset.source, byName), dataset];
}

function copyUntilRemade(dataset: Dataset): Dataset {
  const transform = dataset.transform ?? [];
  const kept = transform.slice(0, transform.findIndex(remakes));
  // Vega-Lite gives a table's own data set no transforms, so one that has them has a source.
  return {
    name: `${dataset.name} before`,
    source: dataset.source ?? dataset.name,
    transform: kept,
  };
}

function remakes({ type }: { readonly type: string }): boolean {
  return remaking.includes(type);
}
