/**
 * A composed report and a key in, where that value, table, figure or cited fact came from out: each cell with its table,
 * row, column, unit, source, licence and whether it was checked. Knows nothing of flags or of how it is printed.
 */
import type {
  Checked,
  Document,
  Inputs,
  Place,
  Provenance,
  Read,
  Row,
  Scalar,
  Table,
} from './model.ts';

/** What a trace is of: a value in the text, a drawn figure, a filled table, or a citation of a fact. */
export type TraceKind = 'value' | 'figure' | 'table' | 'fact';

/** One cell as its table holds it. */
export interface TracedCell {
  readonly row: string;
  readonly value: Scalar;
  /** Where the very cell was found, or else its row or its column. */
  readonly source: string;
  readonly checked: Checked;
  readonly line: number;
  /** `used` if the value counts, adds up or lists the row, `compared` if others were measured by it. */
  readonly role?: RowRole;
}

type RowRole = 'used' | 'compared';

/** Cells of one column. */
export interface TracedColumn {
  readonly table: string;
  readonly file: string;
  readonly column: string;
  readonly title: string;
  readonly unit?: string;
  readonly licence: string;
  readonly cells: readonly TracedCell[];
}

export interface Trace {
  readonly key: string;
  readonly kind: TraceKind;
  readonly text: string;
  readonly expression: string;
  readonly formatter: string;
  readonly value: Scalar;
  readonly provisional: boolean;
  readonly place: Place;
  readonly columns: readonly TracedColumn[];
  /** For a fact: the work it was read in, and its address. */
  readonly work?: { readonly key: string; readonly title: string; readonly address: string };
  /** For a table: the keys of the values printed in it. */
  readonly holds?: readonly string[];
}

export type Traced = Pick<Trace, 'key' | 'kind' | 'text' | 'expression' | 'place' | 'provisional'>;

/** Everything that can be traced, in reading order. */
export function listTraces({ provenance }: Document): Traced[] {
  return provenance.map((one) => ({
    key: one.key,
    kind: kindOf(one),
    text: one.text,
    expression: one.expression,
    place: one.place,
    provisional: one.provisional,
  }));
}

/** The trace of one key; undefined if nothing has it. A link's `value-` or `source-`, `#` and `@` may stand before it. */
export function traceKey(document: Document, inputs: Inputs, wanted: string): Trace | undefined {
  const key = wanted.replace(/^[#@]/, '');
  const names = [key, key.replace(/^(value|source)-/, '')];
  const found = document.provenance.find((one) => names.includes(one.key));
  return found === undefined ? undefined : traceRecord(document, inputs, found);
}

/** `many` values and cited facts, the same for the same seed; those that rest on no cell are none. */
export function sampleKeys({ provenance }: Document, many: number, seed: number): string[] {
  const keys = provenance
    .filter((one) => ['value', 'fact'].includes(kindOf(one)) && one.reads.length > 0)
    .map(({ key }) => key);
  const random = openRandom(seed);
  const drawn = keys
    .map((key) => ({ key, turn: random() }))
    .sort((a, b) => a.turn - b.turn)
    .slice(0, many)
    .map(({ key }) => key);
  return keys.filter((key) => drawn.includes(key)); // in reading order, as a person follows them
}

function kindOf({ formatter }: Provenance): TraceKind {
  if (formatter === 'chart') return 'figure';
  return formatter === 'table' || formatter === 'fact' ? formatter : 'value';
}

function traceRecord(document: Document, inputs: Inputs, record: Provenance): Trace {
  const { key, text, expression, formatter, value, provisional, place } = record;
  const kind = kindOf(record);
  const columns = record.reads.flatMap((read) => {
    const table = inputs.tables.get(read.table);
    const roles = rolesOf(record.reads, read.table);
    return table === undefined ? [] : traceColumn(table, read, roles, inputs);
  });
  const work = kind === 'fact' ? workOf(record, inputs) : undefined;
  return {
    ...{ key, kind, text, expression, formatter, value, provisional, place, columns },
    ...(work === undefined ? {} : { work }),
    ...(kind === 'table' ? { holds: listValues(document, key) } : {}),
  };
}

/** What became of each row of a table, whichever of its columns was read for it. */
function rolesOf(reads: readonly Read[], table: string): ReadonlyMap<string, RowRole> {
  const own = reads.filter((read) => read.table === table);
  const listed = (keys: readonly string[] | undefined, role: RowRole) =>
    (keys ?? []).map((key): [string, RowRole] => [key, role]);
  return new Map([
    ...own.flatMap(({ compared }) => listed(compared, 'compared')),
    ...own.flatMap(({ used }) => listed(used, 'used')),
  ]);
}

function traceColumn(
  table: Table,
  { column: name, rows: keys }: Read,
  roles: ReadonlyMap<string, RowRole>,
  inputs: Inputs,
): TracedColumn[] {
  const column = table.columns.get(name);
  if (column === undefined) return [];
  const cells = keys.flatMap((key) => {
    const row = table.rowByKey.get(key);
    if (row === undefined) return [];
    const role = roles.get(key);
    const cell = traceCell(table, row, name, column.source, inputs);
    return role === undefined ? cell : { ...cell, role };
  });
  return [
    {
      table: table.name,
      file: table.file,
      column: name,
      title: column.title,
      ...(column.unit === undefined ? {} : { unit: column.unit }),
      licence: column.licence,
      cells,
    },
  ];
}

/** A cell with its own source, which the table `cells` knows; else that of its row, else that of its column. */
function traceCell(
  table: Table,
  row: Row,
  column: string,
  source: string,
  { tables }: Inputs,
): TracedCell {
  const cells = tables.get('cells');
  const own =
    cells?.rowByKey.get(`${table.name}/${row.key}/${column}`) ??
    cells?.rowByKey.get(`${table.name}/${row.key}/*`);
  const found = own?.values['source'] ?? row.values['source'] ?? source;
  return {
    row: row.key,
    value: row.values[column] ?? null,
    source: String(found),
    checked: row.checked[column] ?? 'no',
    line: row.line,
  };
}

/** The work that a fact was read in. */
function workOf({ reads }: Provenance, { references }: Inputs): Trace['work'] {
  const [cell] = reads
    .filter(({ column }) => column === 'source_key')
    .flatMap(({ values }) => values);
  const [key = ''] = String(cell ?? '').split(/;\s*/);
  const [address] = reads
    .filter(({ column }) => column === 'address')
    .flatMap(({ values }) => values);
  const item = references.get(key)?.item;
  const title = item === undefined ? '' : String(item['title'] ?? '');
  return { key, title, address: String(address ?? item?.['URL'] ?? '') };
}

/** The keys of the values within the element of an id, in reading order. */
function listValues({ tree }: Document, id: string): string[] {
  const walk = (children: Document['tree']['children'], isInside: boolean): string[] =>
    children.flatMap((child) => {
      if (child.type !== 'element') return [];
      const inside = isInside || child.properties['id'] === id;
      const own = inside ? (child.data?.provenance ?? []) : [];
      return [own, walk(child.children, inside)].flat();
    });
  return walk(tree.children, false);
}

/** Numbers from 0 to 1 that are the same each time (mulberry32). */
function openRandom(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
