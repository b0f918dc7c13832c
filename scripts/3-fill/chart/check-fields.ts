/**
 * The views of a specification and the tables in, which table and columns each view takes out.
 * A name that is no table, no column and not made by a transform is a fault with the nearest name.
 */
import type { Table, Tables } from '../../model.ts';
import { suggest } from '../../nearest.ts';
import type { Complain } from './chart-fault.ts';
import { complainOfChance } from './check-expressions.ts';
import {
  isList,
  isObject,
  type Json,
  type JsonObject,
  listStrings,
  type Pointer,
} from './json-value.ts';
import { type ParseExpression, readExpression } from './read-expression.ts';
import { listMadeFields, listTakenFields, remakesRows } from './transform-fields.ts';
import type { Part, UnitView } from './walk-views.ts';

/** Rows of a second table joined on: those whose `key` equals the first table's `field`. */
export interface Lookup {
  readonly table: string;
  readonly key: string;
  readonly field: string;
}

/** What a specification takes from the data package. */
export interface SpecUse {
  readonly columnsByTable: ReadonlyMap<string, ReadonlySet<string>>;
  /** Those of them that a filter asks: their cells decide which rows are there, in every row. */
  readonly decidingByTable: ReadonlyMap<string, ReadonlySet<string>>;
  readonly lookups: readonly Lookup[];
}

interface Context {
  readonly tables: Tables;
  readonly parse: ParseExpression;
  readonly complain: Complain;
  readonly columnsByTable: Map<string, Set<string>>;
  readonly decidingByTable: Map<string, Set<string>>;
  readonly lookups: Lookup[];
}

/** The names in force at one step of a view's transforms. */
interface Scope {
  readonly table: Table | undefined;
  /** Names that are still cells of the table. */
  raw: Set<string>;
  made: Set<string>;
  /** True where names cannot be known: inline data, a pivot. */
  isOpen: boolean;
  /** True while a filter is read. */
  isFiltering?: boolean;
}

/** Everything the views take; undefined if a fault makes drawing pointless. */
export function checkFields(
  views: readonly UnitView[],
  tables: Tables,
  parse: ParseExpression,
  complain: Complain,
): SpecUse | undefined {
  const told = new Set<string>();
  let isSound = true;
  const context: Context = {
    tables,
    parse,
    columnsByTable: new Map(),
    decidingByTable: new Map(),
    lookups: [],
    complain: (fault) => {
      isSound = false;
      // Layers share transforms, so the same fault is met once for each layer.
      const name = JSON.stringify([fault.pointer, fault.reason]);
      if (!told.has(name)) complain(fault);
      told.add(name);
    },
  };
  for (const view of views) checkView(view, context);
  return isSound ? context : undefined;
}

function checkView(view: UnitView, context: Context): void {
  const scope = openScope(view, context);
  if (scope === undefined) return;
  for (const transform of view.transforms) applyTransform(transform, scope, context);
  for (const { node, pointer } of view.channels) {
    takeFromChannel(node, pointer, scope, context);
    checkYears(node, pointer, scope, context);
  }
  takeFromChannel(view.node['mark'], [...view.pointer, 'mark'], scope, context);
}

function openScope(view: UnitView, context: Context): Scope | undefined {
  if (view.data !== undefined && !('name' in view.data.node)) {
    return { table: undefined, raw: new Set(), made: new Set(), isOpen: true };
  }
  const table = findTable(view.data, context);
  if (table === undefined) return undefined;
  return { table, raw: new Set(['_key', ...table.columns.keys()]), made: new Set(), isOpen: false };
}

function findTable(data: Part | undefined, context: Context): Table | undefined {
  const name = data?.node['name'];
  const table = typeof name === 'string' ? context.tables.get(name) : undefined;
  if (table !== undefined) return table;
  context.complain({
    rule: 'chart-data-known',
    reason:
      data === undefined
        ? 'Unexpected view without data, expected `"data": {"name": "…"}`'
        : `Unexpected table \`${String(name)}\`, expected a table of the data package`,
    note: suggest(String(name ?? ''), context.tables.keys()),
    pointer: data === undefined ? [] : [...data.pointer, 'name'],
  });
  return undefined;
}

function applyTransform({ node, pointer }: Part, scope: Scope, context: Context): void {
  scope.isFiltering = 'filter' in node;
  if ('sample' in node) complainOfChance('sample', [...pointer, 'sample'], context.complain);
  for (const name of listTakenFields(node)) take(name, pointer, scope, context);
  for (const name of ['filter', 'calculate']) {
    takeFromExpression(node[name], [...pointer, name], scope, context);
  }
  takeLookup(node, pointer, context);
  scope.isFiltering = false;
  const made = listMadeFields(node);
  if (remakesRows(node)) keepOnly(listStrings(node['groupby']), scope);
  if (made === undefined) scope.isOpen = true;
  for (const name of made ?? []) {
    scope.made.add(name);
    scope.raw.delete(name);
  }
}

function keepOnly(names: readonly string[], scope: Scope): void {
  scope.raw = new Set(names.filter((name) => scope.raw.has(name)));
  scope.made = new Set(names.filter((name) => scope.made.has(name)));
}

function takeLookup(node: JsonObject, pointer: Pointer, context: Context): void {
  const { lookup, from } = node;
  if (typeof lookup !== 'string' || !isObject(from) || !isObject(from['data'])) return;
  if (!('name' in from['data'])) return;
  const at = [...pointer, 'from'];
  const table = findTable({ node: from['data'], pointer: [...at, 'data'] }, context);
  if (table === undefined) return;
  const other: Scope = {
    table,
    raw: new Set(['_key', ...table.columns.keys()]),
    made: new Set(),
    isOpen: false,
  };
  for (const name of ['key', 'fields']) {
    for (const field of listStrings(from[name])) take(field, [...at, name], other, context);
  }
  context.lookups.push({ table: table.name, key: String(from['key']), field: lookup });
}

/** Vega takes a number for milliseconds: 2015 would be two seconds into 1970. */
function checkYears(
  node: JsonObject,
  pointer: Pointer,
  { table }: Scope,
  { complain }: Context,
): void {
  const column = typeof node['field'] === 'string' ? table?.columns.get(node['field']) : undefined;
  if (node['type'] !== 'temporal' || column?.type !== 'year') return;
  complain({
    rule: 'chart-specification',
    reason: `Unexpected type \`temporal\` for the years in \`${column.name}\`, expected \`ordinal\` or \`quantitative\``,
    note: 'use `"type": "ordinal"` for columns and `"type": "quantitative", "axis": {"format": "d"}` for lines',
    pointer: [...pointer, 'type'],
  });
}

/** `field`, `condition.test` and the like at any depth; what axes and legends say is not data. */
function takeFromChannel(
  value: Json | undefined,
  pointer: Pointer,
  scope: Scope,
  context: Context,
): void {
  if (isList(value)) {
    for (const [index, item] of value.entries()) {
      takeFromChannel(item, [...pointer, index], scope, context);
    }
  }
  if (!isObject(value)) return;
  for (const [name, child] of Object.entries(value)) {
    const at = [...pointer, name];
    if (['axis', 'legend', 'scale', 'header'].includes(name)) continue;
    if (name === 'field' && typeof child === 'string') take(child, at, scope, context);
    else if (name === 'test' || name === 'expr') takeFromExpression(child, at, scope, context);
    else takeFromChannel(child, at, scope, context);
  }
}

function takeFromExpression(
  text: Json | undefined,
  pointer: Pointer,
  scope: Scope,
  context: Context,
): void {
  if (typeof text !== 'string') return;
  try {
    const { fields } = readExpression(text, context.parse);
    for (const name of fields) take(name, pointer, scope, context);
  } catch {
    context.complain({
      rule: 'chart-specification',
      reason: `Unexpected expression \`${text}\`, expected one that Vega can read`,
      note: 'write fields as `datum.name` and texts in single quotation marks; check brackets',
      pointer: [...pointer],
    });
  }
}

function take(name: string, pointer: Pointer, scope: Scope, context: Context): void {
  const { table } = scope;
  if (scope.raw.has(name) && table !== undefined) {
    const columns = context.columnsByTable.get(table.name) ?? new Set();
    context.columnsByTable.set(table.name, columns);
    if (name !== '_key') columns.add(name);
    if (name !== '_key' && scope.isFiltering) decide(table.name, [name], context);
  } else if (scope.isFiltering && scope.made.has(name)) {
    // What the field was made of decides too.
    decide(table?.name ?? '', context.columnsByTable.get(table?.name ?? '') ?? [], context);
  } else if (!scope.isOpen && !scope.made.has(name)) {
    context.complain({
      rule: 'chart-field-known',
      reason: `Unexpected field \`${name}\`, expected a column of \`${table?.name ?? ''}\` or a field that a transform makes`,
      note: suggest(
        name,
        [...scope.made, ...scope.raw].filter((known) => known !== '_key'),
      ),
      pointer: [...pointer],
    });
  }
}

function decide(table: string, columns: Iterable<string>, { decidingByTable }: Context): void {
  decidingByTable.set(table, new Set([...(decidingByTable.get(table) ?? []), ...columns]));
}
