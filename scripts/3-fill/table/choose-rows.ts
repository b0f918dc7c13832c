/**
 * Which rows a table shows and in which order: the options `where`, `sort` and `top` in, rows out, with the cells that
 * chose them. Knows nothing of columns that are printed.
 */
import type { Row, Scalar, Table } from '../../model.ts';
import { nearest, suggest } from '../../nearest.ts';
import type { CellUse } from '../values/operand.ts';
import { splitParts } from './split-words.ts';
import { type ColumnScope, type DeclaredColumn, findColumn } from './table-column.ts';
import type { Refuse, TableFault } from './table-fault.ts';

type Operator = '=' | '!=' | '<' | '<=' | '>' | '>=';

interface Condition {
  readonly words: string;
  readonly found: DeclaredColumn;
  readonly holds: (value: Scalar) => boolean;
}

/** Rows for which every condition of `nation=Wales|Scotland; population_2021>200000` holds. */
export function chooseRows(
  where: string,
  scope: ColumnScope,
): { rows: readonly Row[]; chosenBy: readonly CellUse[] } | undefined {
  const conditions = splitParts(where, ';')
    .filter((words) => words !== '')
    .map((words) => readCondition(words, scope));
  const chosenBy: CellUse[] = [];
  let { rows } = scope.table;
  let last: Condition | undefined; // the one that left no row
  for (const condition of conditions) {
    if (condition === undefined) return undefined;
    const before = rows.length;
    rows = rows.filter((row) => {
      const { value, cells } = condition.found.read(row);
      chosenBy.push(...cells);
      return condition.holds(value);
    });
    if (before > 0 && rows.length === 0) last = condition;
  }
  if (last === undefined) return { rows, chosenBy };
  return scope.refuse(noRows(last, conditions, scope));
}

/** Where one condition alone leaves no row, its value is at fault; else it is the last with those before it. */
function noRows(
  last: Condition,
  conditions: readonly (Condition | undefined)[],
  { table }: ColumnScope,
): TableFault {
  const alone = conditions.find(
    (one) => one !== undefined && !table.rows.some((row) => one.holds(one.found.read(row).value)),
  );
  const base = { rule: 'table-rows', option: 'where' };
  if (alone === undefined)
    return {
      ...base,
      word: last.words,
      reason: `Unexpected \`${last.words}\`, expected a condition that some row meets together with the others`,
      note: 'leave out one of the conditions',
    };
  const { words, found } = alone;
  const { name } = found.column;
  const values = table.rows.flatMap((row) => found.read(row).value ?? []);
  const [least, most] = [
    values.reduce(lesser, values[0] ?? null),
    values.reduce(greater, values[0] ?? null),
  ];
  const isOrdered = ORDERED.includes(found.column.type) && values.length > 0;
  return {
    ...base,
    word: FORM.exec(words)?.[3] || words,
    reason: `Unexpected \`${words}\`, expected a condition that a row of \`${table.name}\` meets`,
    note: isOrdered
      ? `\`${name}\` goes from ${sayScalar(least)} to ${sayScalar(most)}: write a value within`
      : 'write another value, or leave the condition out',
  };
}

function lesser(a: Scalar, b: Scalar): Scalar {
  return a !== null && b !== null && b < a ? b : a;
}

function greater(a: Scalar, b: Scalar): Scalar {
  return a !== null && b !== null && b > a ? b : a;
}

const ORDERED: readonly string[] = ['integer', 'number', 'year', 'date'];

/** Two conditions with a comma or `and` between them, if that is what the words are: both begin with a column. */
export function splitJoined(words: string, table: Table): readonly string[] | undefined {
  const parts = words.split(/(?:\s*,\s*|\s+(?:and|&)\s+)(?=[\w.]+\s*(?:!=|>=|<=|=|>|<))/);
  const isCondition = (part: string): boolean =>
    table.columns.has(/^[\w]+/.exec(part)?.[0] ?? '') && FORM.test(part);
  return parts.length > 1 && parts.every(isCondition) ? parts : undefined;
}

const FORM = /^([\w.]+)\s*(!=|>=|<=|=|>|<)\s*(.*)$/s;

function readCondition(words: string, scope: ColumnScope): Condition | undefined {
  const joined = splitJoined(words, scope.table);
  if (joined !== undefined)
    return scope.refuse({
      rule: 'option-value',
      option: 'where',
      word: words,
      reason: `Unexpected \`${words}\` in \`where\`, expected \`;\` between two conditions`,
      note: `write \`;\`: \`where="${joined.join('; ')}"\``,
    });
  const [, name, operator, right = ''] = FORM.exec(words) ?? [];
  if (name === undefined || operator === undefined)
    return scope.refuse({
      rule: 'option-value',
      option: 'where',
      word: words,
      reason: `Unexpected \`${words}\` in \`where\`, expected a column, a sign and a value`,
      note: 'write for example `where="nation=Wales"`, `where="population_2021>200000"`, with `;` between two conditions',
    });
  const found = findColumn(name, 'where', scope);
  if (found === undefined) return undefined;
  const holds =
    operator === '=' || operator === '!='
      ? equals(operator === '=', right, found, scope)
      : compares(operator as Operator, right, found, scope);
  return holds === undefined ? undefined : { words, found, holds };
}

/** `=` and `!=`: one of several values, or an empty cell if nothing stands on the right. */
function equals(
  wanted: boolean,
  right: string,
  found: DeclaredColumn,
  { table, refuse }: ColumnScope,
): Condition['holds'] | undefined {
  const known = new Set(table.rows.map((row) => sayScalar(found.read(row).value)));
  const values = right === '' ? [''] : splitParts(right, '|').map(unquote);
  for (const value of values) {
    if (known.has(value) || value === '') continue;
    return refuse({
      rule: 'data-value-exists',
      option: 'where',
      word: value,
      reason: `Unexpected \`${value}\` for \`${found.column.name}\`, expected a value that occurs in \`${table.name}\``,
      note: cureOfValue(value, known),
    });
  }
  return (value) => values.includes(sayScalar(value)) === wanted;
}

/** In running text a value stands in quotation marks; here it may. */
function unquote(value: string): string {
  return (
    /^(?:"(.*)"|'(.*)')$/s
      .exec(value)
      ?.slice(1)
      .find((inner) => inner !== undefined) ?? value
  );
}

/** Two conditions joined by a comma or a word are often meant as two. */
function cureOfValue(value: string, known: ReadonlySet<string>): string {
  const [first = ''] = value.split(/,| and | & /);
  if (first !== value && known.has(first.trim()))
    return 'write `;` between two conditions, `|` between two values';
  return suggest(
    value,
    [...known].filter((one) => one !== ''),
  );
}

function compares(
  operator: Operator,
  right: string,
  { column, read }: DeclaredColumn,
  { table, refuse }: ColumnScope,
): Condition['holds'] | undefined {
  const limit = column.type === 'date' ? right : Number(right.replace(/[,_]/g, ''));
  const isOrdered = ORDERED.includes(column.type);
  if (!isOrdered || right === '' || Number.isNaN(limit)) {
    const expected = isOrdered
      ? 'a number after it'
      : 'a column of numbers, years or dates before it';
    const example = sayScalar(
      table.rows.map((row) => read(row).value).find((value) => value !== null) ?? 100,
    );
    return refuse({
      rule: 'option-value',
      option: 'where',
      word: isOrdered ? right : column.name,
      reason: `Unexpected \`${column.name}${operator}${right}\`, expected ${expected}`,
      note: isOrdered
        ? `write \`${column.name}${operator}${example}\``
        : `write \`${column.name}=…\``,
    });
  }
  return (value) => {
    if (value === null) return false;
    if (operator === '<') return value < limit;
    if (operator === '<=') return value <= limit;
    return operator === '>' ? value > limit : value >= limit;
  };
}

function sayScalar(value: Scalar): string {
  return value === null ? '' : String(value);
}

/** One step of an order: a name and its direction. */
export interface SortStep {
  readonly name: string;
  readonly sign: 1 | -1;
}

const DIRECTIONS = ['ascending', 'descending'];

/** `nation, population_2021 descending` */
export function readSort(sort: string, refuse: Refuse): readonly SortStep[] | undefined {
  const steps: SortStep[] = [];
  for (const part of splitParts(sort, ',')) {
    const [name = '', direction = 'ascending', ...rest] = part.split(/\s+/);
    if (!DIRECTIONS.includes(direction) || rest.length > 0) {
      const isKnown = nearest(direction, DIRECTIONS) !== undefined && rest.length === 0;
      return refuse({
        rule: 'option-value',
        option: 'sort',
        word: direction,
        reason: `Unexpected \`${[direction, ...rest].join(' ')}\` in \`sort\`, expected ascending or descending`,
        note: isKnown ? suggest(direction, DIRECTIONS) : 'write a comma between two columns',
      });
    }
    if (name !== '') steps.push({ name, sign: direction === 'descending' ? -1 : 1 });
  }
  return steps;
}

/** Items in the order of their values; equal ones keep their order, empty cells come last. */
export function orderBy<T>(
  items: readonly T[],
  steps: readonly { readonly sign: 1 | -1; readonly readValue: (item: T) => Scalar }[],
): T[] {
  const words = new Intl.Collator('en-GB', { numeric: true });
  const compare = (a: Scalar, b: Scalar, sign: number): number => {
    if (a === b) return 0;
    if (a === null) return 1;
    if (b === null) return -1;
    if (typeof a === 'string' && typeof b === 'string') return sign * words.compare(a, b);
    return a < b ? -sign : sign;
  };
  return [...items].sort((a, b) => {
    for (const { sign, readValue } of steps) {
      const order = compare(readValue(a), readValue(b), sign);
      if (order !== 0) return order;
    }
    return 0;
  });
}
