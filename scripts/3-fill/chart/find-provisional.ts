/**
 * The plotted rows of a chart in, which of their values rest on cells that nobody has checked in their source out.
 * Follows each value through the transforms to the cells it was made from; knows no drawing.
 */
import type { Scalar, Table, Tables } from '../../model.ts';
import { type CellUse, isProvisional } from '../values/operand.ts';
import type { Lookup } from './check-fields.ts';
import { isObject, type JsonObject, listObjects, listStrings } from './json-value.ts';
import type { PlottedRows } from './plotted-rows.ts';
import { type ParseExpression, readExpression } from './read-expression.ts';
import type { ChartView, Tuple } from './run-chart.ts';
import type { RowTrace } from './trace-rows.ts';
import { listMadeFields, listTakenFields } from './transform-fields.ts';
import type { UnitView } from './walk-views.ts';

/** What a chart is made of, as far as its values can be followed. */
export interface ChartFlow {
  readonly views: readonly UnitView[];
  readonly lookups: readonly Lookup[];
  readonly trace: RowTrace;
  readonly run: ChartView;
  readonly tables: Tables;
  readonly parse: ParseExpression;
}

/** Fields by the names they were made from; `@cities.name` is a column of another table. */
type Makings = ReadonlyMap<string, ReadonlySet<string>>;

/** One list for each row: true, false, or undefined for what is no value but a name, a label or an empty cell. */
export function findProvisional(
  { columns, rows, tuples }: PlottedRows,
  flow: ChartFlow,
): (boolean | undefined)[][] {
  const { behind } = flow.trace;
  const table = behind && flow.tables.get(behind.table);
  if (behind === undefined || table === undefined)
    return rows.map((row) => row.map(() => undefined));
  const origin: Origin = { ...flow, table, makings: listMakings(flow), folds: listFolds(flow) };
  const groupOf = openGroups(behind, origin);
  const hasMeasure = columns.some(({ role }) => role === 'measure');
  return tuples.map((tuple, at) => {
    const group = groupOf(tuple);
    const marks = columns.map(({ vegaName, role }, index) => {
      const isEmpty = (rows[at]?.[index] ?? null) === null;
      if (isEmpty || (hasMeasure && role !== 'measure')) return undefined;
      return judge(findEvidence(vegaName, group, origin));
    });
    return hasMeasure ? marks : joinMarks(marks);
  });
}

/** What has no number is one value: a mark, an event. It stands at the first of its columns that is evidence. */
function joinMarks(marks: readonly (boolean | undefined)[]): (boolean | undefined)[] {
  const first = marks.findIndex((mark) => mark !== undefined);
  const isAny = marks.includes(true);
  return marks.map((_, index) => (index === first ? isAny : undefined));
}

interface Origin extends ChartFlow {
  /** The table whose rows the chart began with. */
  readonly table: Table;
  readonly makings: Makings;
  readonly folds: readonly Fold[];
}

/** The rows behind a plotted row. */
interface Group {
  readonly members: readonly Tuple[];
  /** All rows that could have been members, and the fields that decided which of them are. */
  readonly candidates: readonly Tuple[];
  readonly deciding: readonly string[];
}

function judge(cells: readonly CellUse[]): boolean | undefined {
  const evidence = cells.filter(({ table, column }) => !table.columns.get(column)?.isLabel);
  return evidence.length === 0 ? undefined : isProvisional(evidence);
}

/**
 * Finds the rows that a plotted row was made from. One that was counted elsewhere by mistake is missing here, so a
 * number of a group rests on what sorted all rows into groups, as it does in a table.
 */
function openGroups(
  { dataset, groupby }: NonNullable<RowTrace['behind']>,
  origin: Origin,
): (tuple: Tuple) => Group {
  if (groupby === undefined) {
    const rest = { candidates: [], deciding: [] };
    return (tuple) => ({ members: tuple['_key'] === undefined ? [] : [tuple], ...rest });
  }
  const rows = origin.run.readRows(dataset);
  const isEvidence = (name: string) =>
    rows.some(
      (row) => judge(findCells(row, listBases(name, origin.makings), origin)) !== undefined,
    );
  const deciding = groupby.filter(isEvidence);
  const given = groupby.filter((name) => !deciding.includes(name));
  return (tuple) => {
    const agrees = (names: readonly string[]) => (row: Tuple) =>
      names.every((name) => !(name in tuple) || row[name] === tuple[name]);
    const candidates = rows.filter(agrees(given));
    return { members: candidates.filter(agrees(deciding)), candidates, deciding };
  };
}

function findEvidence(name: string, group: Group, origin: Origin): CellUse[] {
  const bases = listBases(name, origin.makings);
  const own = group.members
    .filter((member) => contributes(member, name, origin.views))
    .flatMap((member) => findCells(member, bases, origin));
  const decided = group.deciding.map((field) => listBases(field, origin.makings));
  const sorting = group.candidates.flatMap((row) =>
    decided.flatMap((fields) => findCells(row, fields, origin)),
  );
  return [...own, ...sorting];
}

function findCells(
  member: Tuple,
  bases: ReadonlySet<string>,
  { lookups, tables, table, folds }: Origin,
): CellUse[] {
  const row = table.rowByKey.get(String(member['_key']));
  const isFolded = (name: string) =>
    folds.some(({ key, fields }) => {
      const chosen = member[key];
      return typeof chosen === 'string' && fields.includes(name) && chosen !== name;
    });
  const own = [...bases].filter((name) => table.columns.has(name) && !isFolded(name));
  const joined = lookups.flatMap(({ table: name, key, field }) => {
    const other = tables.get(name);
    const columns = [...bases].filter((base) => base.startsWith(`@${name}.`));
    if (other === undefined || columns.length === 0) return [];
    const found = other.rows.filter(
      (one) => (key === '_key' ? one.key : one.values[key]) === (member[field] as Scalar),
    );
    return found.flatMap((one) =>
      columns.map((base) => ({ table: other, row: one, column: base.slice(name.length + 2) })),
    );
  });
  return [...(row === undefined ? [] : own.map((column) => ({ table, row, column }))), ...joined];
}

/** A sum of `hour` is not made from rows that have no `hour`. */
function contributes(member: Tuple, made: string, views: readonly UnitView[]): boolean {
  const operations = views.flatMap(({ transforms }) =>
    transforms.flatMap(({ node }) => listObjects(node['aggregate'])),
  );
  const field = operations.find(({ as }) => as === made)?.['field'];
  return typeof field !== 'string' || !(field in member) || member[field] !== null;
}

function listBases(name: string, makings: Makings): ReadonlySet<string> {
  const bases = new Set<string>();
  const waiting = [name];
  for (const one of waiting) {
    if (bases.has(one)) continue;
    bases.add(one);
    waiting.push(...(makings.get(one) ?? []));
  }
  return bases;
}

function listMakings({ views, parse }: ChartFlow): Makings {
  const makings = new Map<string, Set<string>>();
  const add = (made: string, taken: readonly string[]): void => {
    makings.set(made, new Set([...(makings.get(made) ?? []), ...taken]));
  };
  for (const { transforms, channels } of views) {
    for (const { node } of transforms) addMade(node, parse, add);
    const grouping = channels.flatMap(({ node }) =>
      node['aggregate'] === undefined ? listStrings(node['field']) : [],
    );
    for (const { aggregate, field } of channels.map(({ node }) => node)) {
      if (typeof aggregate !== 'string') continue;
      if (typeof field === 'string') add(`${aggregate}_${field}`, [field, ...grouping]);
      else add('__count', grouping);
    }
  }
  return makings;
}

function addMade(
  node: JsonObject,
  parse: ParseExpression,
  add: (made: string, taken: readonly string[]) => void,
): void {
  const taken = [...listTakenFields(node), ...readFields(node['calculate'], parse)];
  const joined = listJoined(node);
  for (const [index, made] of (listMadeFields(node) ?? []).entries()) {
    if ('fold' in node && index === 0) continue; // it holds the name of a column, no cell
    add(made, joined === undefined ? takenBy(made, node, taken) : joined.slice(index, index + 1));
  }
}

/** Of an aggregation each result takes its own field and the names of the groups. */
function takenBy(made: string, node: JsonObject, taken: readonly string[]): readonly string[] {
  const operations = [...listObjects(node['aggregate']), ...listObjects(node['joinaggregate'])];
  const own = operations.find(({ as }) => as === made);
  if (own === undefined) return taken;
  return [...listStrings(own['field']), ...listStrings(node['groupby'])];
}

/** The columns that a lookup brings, in the order of what it makes. */
function listJoined({ from }: JsonObject): string[] | undefined {
  if (!isObject(from) || !isObject(from['data'])) return undefined;
  const name = String(from['data']['name']);
  return listStrings(from['fields']).map((field) => `@${name}.${field}`);
}

function readFields(text: JsonObject[string] | undefined, parse: ParseExpression): string[] {
  return typeof text === 'string' ? [...readExpression(text, parse).fields] : [];
}

interface Fold {
  readonly key: string;
  readonly fields: readonly string[];
}

function listFolds({ views }: ChartFlow): Fold[] {
  return views.flatMap(({ transforms }) =>
    transforms.flatMap(({ node }) => {
      const fields = listStrings(node['fold']);
      const key = listStrings(node['as'])[0] ?? 'key';
      return fields.length === 0 ? [] : [{ key, fields }];
    }),
  );
}
