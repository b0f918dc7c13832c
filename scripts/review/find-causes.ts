/**
 * The provenance of one value, table or figure on both sides in, why it changed out: the cells, the rows, what was asked
 * for, or else how it was said.
 */
import type { Provenance, Read, Scalar } from '../model.ts';
import type { Cause } from './comparison.ts';

/** In the order in which the value read them; empty if nothing of it changed, or one side has none. */
export function findCauses(old: Provenance | undefined, now: Provenance | undefined): Cause[] {
  if (old === undefined || now === undefined) return [];
  const [were, are] = [columnsOf(old.reads), columnsOf(now.reads)];
  const causes = [...are].flatMap(([name, column]) =>
    compareColumn(
      name,
      were.get(name)?.values ?? new Map<string, Scalar>(),
      column.values,
      were.has(name),
    ),
  );
  const isAsked = old.expression !== now.expression;
  if (isAsked) causes.unshift(askedOtherwise(old.expression, now.expression));
  return causes.length > 0 || old.text === now.text ? causes : [saidOtherwise(old, now)];
}

/** Why a figure whose rows are all the same was redrawn. */
export function drawnOtherwise(): Cause {
  return { kind: 'specification', says: 'its specification or the program that draws it changed' };
}

interface Column {
  readonly values: Map<string, Scalar>;
}

function columnsOf(reads: readonly Read[]): Map<string, Column> {
  const columns = new Map<string, Column>();
  for (const { table, column, rows, values } of reads) {
    const name = `${table}.${column}`;
    const own = columns.get(name) ?? { values: new Map() };
    columns.set(name, own);
    rows.forEach((row, index) => {
      own.values.set(row, values[index] ?? null);
    });
  }
  return columns;
}

function compareColumn(
  name: string,
  old: ReadonlyMap<string, Scalar>,
  now: ReadonlyMap<string, Scalar>,
  isOnBoth: boolean,
): Cause[] {
  if (!isOnBoth) return [];
  const [table = '', column = ''] = splitName(name);
  const cells = [...now].flatMap(([row, value]): Cause[] => {
    const was = old.get(row);
    if (was === undefined || was === value) return [];
    const says = `${name} changed in row ${row}: ${sayScalar(was)} → ${sayScalar(value)}`;
    return [{ kind: 'cell', table, column, row, old: was, new: value, says }];
  });
  const removed = [...old.keys()].filter((row) => !now.has(row));
  const added = [...now.keys()].filter((row) => !old.has(row));
  if (removed.length + added.length === 0) return cells;
  const says = sayRows(name, removed, added);
  return [...cells, { kind: 'rows', table, column, removed, added, says }];
}

function splitName(name: string): [string, string] {
  const dot = name.indexOf('.');
  return [name.slice(0, dot), name.slice(dot + 1)];
}

function sayRows(name: string, removed: readonly string[], added: readonly string[]): string {
  const parts = [
    ...(added.length === 0 ? [] : [`now reads ${sayKeys(added)}`]),
    ...(removed.length === 0 ? [] : [`no longer reads ${sayKeys(removed)}`]),
  ];
  return `of ${name} it ${parts.join(' and ')}`;
}

const MOST_KEYS = 5;

function sayKeys(keys: readonly string[]): string {
  const shown = keys.slice(0, MOST_KEYS).join(', ');
  const rest = keys.length - MOST_KEYS;
  return `${keys.length === 1 ? 'row' : 'rows'} ${shown}${rest > 0 ? ` and ${rest} more` : ''}`;
}

/** A cell as a person reads it: "811,953", "empty". */
export function sayScalar(value: Scalar): string {
  if (value === null) return 'empty';
  return typeof value === 'number' && !isYear(value)
    ? value.toLocaleString('en-GB', { maximumFractionDigits: 10 })
    : String(value);
}

function isYear(value: number): boolean {
  return Number.isInteger(value) && value >= 1000 && value < 2200;
}

function askedOtherwise(old: string, now: string): Cause {
  return { kind: 'expression', old, new: now, says: `\`${old}\` is now \`${now}\`` };
}

function saidOtherwise(old: Provenance, now: Provenance): Cause {
  if (old.formatter !== now.formatter)
    return {
      kind: 'formatter',
      says: `said by ${now.formatter} and no longer by ${old.formatter}`,
    };
  if (now.formatter === 'chart') return drawnOtherwise();
  return { kind: 'formatter', says: `the same cells are said otherwise by ${now.formatter}` };
}
