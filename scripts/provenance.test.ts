/**
 * The contract of provenance, held on the real reports: cells of the data package changed at random change exactly the
 * values, tables and figures whose provenance names them, and nothing else of the Document.
 */
import type { Element, Root } from 'hast';
import { beforeAll, describe, expect, it } from 'vitest';
import { diskTree, listReports, loadShared, type Shared } from './1-load/index.ts';
import { OWN_FOLDER } from './commands/project.ts';
import { hastText } from './hast-text.ts';
import type { Checked, Column, Document, Provenance, Row, Scalar, Table, Tables } from './model.ts';
import { composeReport } from './report.ts';
import { visit } from './visit.ts';

/** `PROVENANCE_CELLS=2000` tries more. */
const CELLS = Number(process.env.PROVENANCE_CELLS ?? 104);

const files = diskTree(OWN_FOLDER);
let shared: Shared;
let reports: readonly string[];
let before: readonly Document[];

beforeAll(async () => {
  shared = await loadShared(files);
  reports = await listReports(files);
  before = (await composeAll(shared.tables)) ?? [];
}, 60_000);

interface Change {
  readonly table: string;
  readonly row: string;
  readonly column: string;
  readonly value: Scalar;
  readonly checked?: Checked;
}

describe('the provenance of the reports', { timeout: 120_000 }, () => {
  it('names the cells whose values change the Document, and no others', async () => {
    expect(await tryCells(1, 8, changeValue)).toBeGreaterThan(CELLS * 0.7);
  });

  it('names the cells whose check makes a value provisional', async () => {
    expect(await tryCells(2, 26, changeCheck)).toBeGreaterThan(CELLS * 0.7);
  });
});

type Alter = (table: Table, row: Row, column: Column, random: () => number) => Change | undefined;

/**
 * Changes cells, some at once because composing takes longer than comparing, until enough were tried; returns how many
 * were compared, without those that leave a message.
 */
async function tryCells(seed: number, atOnce: number, alter: Alter): Promise<number> {
  const random = openRandom(seed);
  let compared = 0;
  for (let tried = 0; tried < CELLS; tried += atOnce) {
    const changes = Array.from({ length: atOnce }, () => pickChange(random, alter));
    compared += await check(changes);
  }
  return compared;
}

/** Composes with the changes and compares; where a change makes the data faulty, one by one. */
async function check(changes: readonly Change[]): Promise<number> {
  const after = await composeAll(changeTables(shared.tables, changes));
  if (after === undefined) {
    if (changes.length === 1) return 0; // a message tells of it
    const half = Math.ceil(changes.length / 2);
    return (await check(changes.slice(0, half))) + (await check(changes.slice(half)));
  }
  before.forEach((old, index) => {
    compare(old, after[index] as Document, changes);
  });
  return changes.length;
}

function compare(old: Document, now: Document, changes: readonly Change[]): void {
  const named = new Set(old.provenance.filter((one) => names(one, changes)).map(({ key }) => key));
  if (changes.some(({ table, column }) => table === 'cities' && column === 'name'))
    named.add(INDEX);
  const what = changes.map(
    ({ table, row, column, value }) => `${table}.${row}.${column} = ${value}`,
  );
  const nowByKey = new Map(now.provenance.map((one) => [one.key, one]));
  for (const one of old.provenance) {
    const other = nowByKey.get(one.key);
    if (!named.has(one.key) || other === undefined) continue;
    const isSame = JSON.stringify(other) === JSON.stringify(one);
    const isOfValue = changes.some(
      (change) => change.checked === undefined && names(one, [change]),
    );
    if (isOfValue && isSame)
      expect.fail(`${one.key} names a changed cell and is the same: ${what}`);
  }
  const [blankOld, blankNow] = [blank(old, named), blank(now, named)];
  if (JSON.stringify(blankOld) !== JSON.stringify(blankNow))
    expect(blankNow, what.join('\n')).toEqual(blankOld);
}

function names({ reads }: Provenance, changes: readonly Change[]): boolean {
  return changes.some(({ table, row, column }) =>
    reads.some((read) => read.table === table && read.column === column && read.rows.includes(row)),
  );
}

/** The Document without what the named values, tables and figures show, wherever it shows it. */
function blank(document: Document, named: ReadonlySet<string>): unknown {
  const { tree, provenance, csv, targets, contents, counts, ...rest } = structuredClone(document);
  const ids = blankTree(tree, named);
  const shaped = provenance.filter(({ key, formatter }) => named.has(key) && formatter === 'table');
  const isInside = ({ place }: Provenance): boolean =>
    shaped.some((one) => JSON.stringify(one.place) === JSON.stringify(place));
  const untitled = <T extends { identifier: string; title: string }>(entry: T): T =>
    ids.has(entry.identifier) ? { ...entry, title: '' } : entry;
  return {
    ...rest,
    tree,
    provenance: provenance.filter((one) => !named.has(one.key) && !isInside(one)),
    csv: Object.fromEntries(Object.entries(csv).filter(([id]) => !ids.has(id))),
    targets: targets.map(untitled),
    contents: contents.map(untitled),
    counts: { ...counts, words: named.size === 0 ? counts.words : 0 },
  };
}

/** Empties the elements; returns the ids of all that hold or are one of them. */
function blankTree(tree: Root, named: ReadonlySet<string>): Set<string> {
  const ids = new Set<string>();
  visit(tree, 'element', (element: Element, _, __) => {
    const id = String(element.properties.id ?? '');
    const isNamed = named.has(element.data?.provenance ?? '') || named.has(id);
    if (isNamed) element.children = [];
    if (named.has(id)) ids.add(id);
  });
  const mark = (element: Element): boolean => {
    const holds = element.children.map((child) => child.type === 'element' && mark(child));
    const isNamed = named.has(element.data?.provenance ?? '') || holds.includes(true);
    if (isNamed && isTableFrame(element)) dropKey(element); // it explains a mark that may come or go
    if (isNamed && element.tagName === 'figure') element.children = []; // a drawing repeats its headline
    if (isNamed && element.properties.id !== undefined) ids.add(String(element.properties.id));
    return isNamed;
  };
  for (const child of tree.children) if (child.type === 'element') mark(child);
  visit(tree, 'element', (element: Element) => {
    const isTitle = ids.has(String(element.properties.href ?? '').slice(1)); // contents and lists repeat a title
    if (isTitle || (named.has(INDEX) && hasClass(element, 'index'))) element.children = [];
    if (named.size > 0 && hasClass(element, 'control')) dropUnchecked(element);
  });
  return ids;
}

/** The index of cities is made by looking for their names in the words: it stands for every cell of `cities.name`. */
const INDEX = 'index of cities';

function hasClass({ properties }: Element, name: string): boolean {
  return [properties.className].flat().includes(name);
}

function isTableFrame({ properties }: Element): boolean {
  return [properties.className].flat().includes('table-frame');
}

/** Document control ends with the list of all that is provisional: a heading, a sentence that counts, and a table. */
function dropUnchecked(control: Element): void {
  const start = control.children.findIndex(
    (child) => child.type === 'element' && hastText(child) === 'What nobody has seen in its source',
  );
  if (start >= 0) control.children.splice(start);
}

function dropKey(frame: Element): void {
  frame.children = frame.children.filter(
    (child) =>
      child.type !== 'element' || ![child.properties.className].flat().includes('table-key'),
  );
}

/** The Documents of all reports, or undefined if one has a message. */
async function composeAll(tables: Tables): Promise<readonly Document[] | undefined> {
  const revisionOf = async () => ({ id: 'test', date: '2026-03-01T00:00:00.000Z' });
  const stage = () => () => undefined;
  const context = { shared: { ...shared, tables }, revisionOf, stage };
  const composed = await Promise.all(
    reports.map((report) => composeReport(files, report, context)),
  );
  const isSound = composed.every(({ messages }) =>
    messages.every(({ grade }) => grade !== 'error'),
  );
  return isSound ? composed.flatMap(({ document }) => document ?? []) : undefined;
}

function changeTables(tables: Tables, changes: readonly Change[]): Tables {
  const changed = new Map(tables);
  for (const { table: name, row: key, column, value, checked } of changes) {
    const table = changed.get(name) as Table;
    const rows = table.rows.map((row) =>
      row.key !== key
        ? row
        : {
            ...row,
            values: { ...row.values, [column]: value },
            checked: { ...row.checked, [column]: checked ?? (row.checked[column] as Checked) },
          },
    );
    changed.set(name, { ...table, rows, rowByKey: new Map(rows.map((row) => [row.key, row])) });
  }
  return changed;
}

/** Any cell but those of keys, mostly of columns that the reports read; a table that only describes others is left out. */
function pickChange(random: () => number, alter: Alter): Change {
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
  const reads = before.flatMap(({ provenance }) => provenance.flatMap(({ reads }) => reads));
  const used = [...new Set(reads.map(({ table, column }) => `${table}.${column}`))];
  for (;;) {
    const [name = '', wanted] =
      random() < 0.7 ? pick(used).split('.') : [pick([...shared.tables.keys()])];
    const table = shared.tables.get(name) as Table;
    const column =
      wanted === undefined ? pick([...table.columns.values()]) : table.columns.get(wanted);
    if (column === undefined || name === 'cells' || table.primaryKey.includes(column.name))
      continue;
    const change = alter(table, pick(table.rows), column, random);
    if (change !== undefined) return change;
  }
}

/** Another value of the same column, or a new one of its type. */
function changeValue(
  { name: table, rows }: Table,
  row: Row,
  { name: column, type }: Column,
  random: () => number,
): Change | undefined {
  const old = row.values[column] ?? null;
  const others = [...new Set(rows.map(({ values }) => values[column] ?? null))];
  const other = others[Math.floor(random() * others.length)] ?? null;
  const isNew = typeof old === 'number' && type !== 'year' && random() < 0.7;
  const value = isNew ? Math.round((old as number) * (0.5 + random())) : other;
  return value === old ? undefined : { table, row: row.key, column, value };
}

/** The same value, seen in its source or no longer. */
function changeCheck({ name: table }: Table, row: Row, { name: column }: Column): Change {
  const checked = row.checked[column] === 'yes' ? 'no' : 'yes';
  return { table, row: row.key, column, value: row.values[column] ?? null, checked };
}

/** Numbers from 0 to 1 that are the same each time (mulberry32). */
function openRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
