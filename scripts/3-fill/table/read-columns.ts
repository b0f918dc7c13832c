/**
 * The options `columns`, `heads`, `decimals` and `total` in, the columns of the printed table out, each with its head,
 * decimals and whether it has a total. Knows nothing of rows' order or of HTML.
 */
import { suggest } from '../../nearest.ts';
import { splitParts, splitWords } from './split-words.ts';
import { type ColumnScope, groupColumn, rowColumn, type TableColumn } from './table-column.ts';
import type { Refuse } from './table-fault.ts';

/** A column with what the author asked for it. */
export interface PrintedColumn extends TableColumn {
  /** As the author asked; else they are counted in the cells. */
  readonly decimals?: number;
  readonly hasTotal: boolean;
}

export type ColumnOptions = Readonly<
  Partial<Record<'columns' | 'heads' | 'decimals' | 'total' | 'by' | 'group', string>>
>;

export function readColumns(
  options: ColumnOptions,
  scope: ColumnScope,
): readonly PrintedColumn[] | undefined {
  const words = splitWords(options.columns ?? '').filter((word) => word !== options.group);
  const { by } = options;
  const named = by === undefined || words.includes(by) ? words : [by, ...words];
  const made = named.map((word) =>
    by === undefined ? rowColumn(word, scope) : groupColumn(word, by, scope),
  );
  if (made.length === 0 || made.includes(undefined))
    return made.length === 0 ? scope.refuse(noColumns(scope)) : undefined;
  const columns = made.filter((column) => column !== undefined);
  const headed = giveHeads(columns, options.heads, scope.refuse);
  const decimals = readDecimals(options.decimals, columns, scope.refuse);
  const totals = readTotals(options.total, columns, scope);
  if (headed === undefined || decimals === undefined || totals === undefined) return undefined;
  return headed.map((column) => {
    const own = decimals.get(column.name) ?? decimals.get('');
    return {
      ...column,
      hasTotal: totals.has(column.name),
      ...(own === undefined ? {} : { decimals: own }),
    };
  });
}

function noColumns({ table }: ColumnScope) {
  const names = [...table.columns.keys()];
  const some = names.slice(0, 4).join(' ');
  return {
    rule: 'option-required',
    option: 'data',
    reason: 'Unexpected `data` without `columns`, expected the columns to show',
    note: `add \`columns="${some}"\`; \`${table.name}\` has ${names.map((name) => `\`${name}\``).join(', ')}`,
  };
}

/** `City | Residents`: a head for each column in its order; an empty one keeps the column's own. */
function giveHeads(
  columns: readonly TableColumn[],
  heads: string | undefined,
  refuse: Refuse,
): readonly TableColumn[] | undefined {
  const words = heads === undefined ? [] : splitParts(heads, '|');
  if (heads !== undefined && words.length !== columns.length) {
    const shown = columns.map(({ name }) => `\`${name}\``).join(', ');
    return refuse({
      rule: 'table-heads',
      option: 'heads',
      reason: `Unexpected ${words.length} heads for ${columns.length} columns, expected one for each`,
      note: `write one for each of ${shown}, with \`|\` between two; an empty one keeps the title of the data package`,
    });
  }
  const made = columns.map((column, index) => headOf(column, words[index] ?? ''));
  const bare = made.find(({ head }) => head === '');
  if (bare === undefined) return made;
  return refuse({
    rule: 'table-heads',
    option: 'columns',
    word: bare.name,
    reason: `Unexpected \`${bare.name}\` without a head, expected its words in \`heads\``,
    note: `add \`heads="${made.map(({ head }) => head || 'Words with the unit').join(' | ')}"\``,
  });
}

/** The unit is said in round brackets, unless the head has some or names it. */
function headOf(column: TableColumn, words: string): TableColumn {
  const head = words === '' ? column.head : words;
  const { unit, ...rest } = column;
  const isSaid =
    unit === undefined || head.includes('(') || head.toLowerCase().includes(unit.toLowerCase());
  return isSaid ? { ...rest, head } : { ...rest, head, unit };
}

/** `1`, or `pop_change_pct=1; lat=3`; the key '' stands for every column of numbers. */
function readDecimals(
  text: string | undefined,
  columns: readonly TableColumn[],
  refuse: Refuse,
): ReadonlyMap<string, number> | undefined {
  const decimals = new Map<string, number>();
  for (const part of splitParts(text ?? '', ';')) {
    const at = part.lastIndexOf('=');
    const [name, digits] =
      at < 0 ? ['', part] : [part.slice(0, at).trim(), part.slice(at + 1).trim()];
    if (name !== '' && !columns.some((column) => column.name === name))
      return refuse(notShown(name, 'decimals', columns));
    if (!/^[0-6]$/.test(digits))
      return refuse({
        rule: 'option-value',
        option: 'decimals',
        word: digits,
        reason: `Unexpected \`${digits}\` decimals, expected 0 to 6`,
        note: 'write `decimals=1`, or `decimals="column=1; other=0"`',
      });
    decimals.set(name, Number(digits));
  }
  return decimals;
}

/** `all`, or names of columns that add up. */
function readTotals(
  text: string | undefined,
  columns: readonly TableColumn[],
  { refuse }: ColumnScope,
): ReadonlySet<string> | undefined {
  if (text === 'all') return new Set(columns.filter(({ adds }) => adds).map(({ name }) => name));
  const names = splitWords(text ?? '').map((name) => name.replace(/:(?:thousand|million)$/, ''));
  for (const name of names) {
    const column = columns.find((one) => one.name === name);
    if (column === undefined) return refuse(notShown(name, 'total', columns));
    if (column.adds) continue;
    const can = columns.filter(({ adds }) => adds).map((one) => one.name);
    const isNumber = column.type === 'integer' || column.type === 'number';
    return refuse({
      rule: 'table-total',
      option: 'total',
      word: name,
      reason: `Unexpected total of \`${name}\`, ${isNumber ? 'expected counts or amounts: shares, rates and averages do not add up' : 'expected a column of numbers'}`,
      note: can.length === 0 ? 'leave out `total`' : suggest(name, can),
    });
  }
  return new Set(names);
}

function notShown(name: string, option: string, columns: readonly TableColumn[]) {
  return {
    rule: 'data-column-exists',
    option,
    word: name,
    reason: `Unexpected \`${name}\` in \`${option}\`, expected a column that the table shows`,
    note: suggest(
      name,
      columns.map((column) => column.name),
    ),
  };
}
