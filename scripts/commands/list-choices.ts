/**
 * What an author can choose from: what the reports of a project share in, one list for each kind of thing out, as plain
 * entries that a terminal and a program can show. Knows nothing of flags or printing.
 */
import type { Shared } from '../1-load/index.ts';
import { HELPER_SHAPES } from '../3-fill/values/helper-shape.ts';
import type { Column, Document, Scalar, Table, Template } from '../model.ts';

/** One thing to choose; keys in the order in which they are shown, the name first. */
export type Choice = Readonly<Record<string, string | number | boolean>>;

/** A list of choices: what is asked for, and how a chapter uses one. */
export interface ChoiceList {
  readonly about: string;
  /** How a chapter writes one of them. */
  readonly use: string;
  /** What else can be asked of one of them, as words after `list`. */
  readonly more?: string;
  readonly choose: (shared: Shared) => readonly Choice[];
}

/** The lists that need no report and no further name. */
export const CHOICE_LISTS: Readonly<Record<string, ChoiceList>> = {
  tables: {
    about: 'tables of data',
    use: '{{count cities}}, or data=cities in a ::table',
    more: 'columns TABLE',
    choose: ({ tables }) => [...tables.values()].map(chooseTable),
  },
  charts: {
    about: 'specifications of charts',
    use: '::chart[The finding]{#fig-… spec=NAME}',
    choose: ({ charts }) => [...charts].map(([name, { spec }]) => chooseChart(name, spec)),
  },
  templates: {
    about: 'templates of tables',
    use: '::table[Caption]{#tbl-… template=NAME}',
    choose: ({ templates }) =>
      [...templates.values()].flatMap(({ name, about = '' }: Template) =>
        name.startsWith('tables/') ? [{ template: name.slice('tables/'.length), about }] : [],
      ),
  },
  blocks: {
    about: 'blocks',
    use: '::name for a line, :::name around words',
    more: 'blocks BLOCK',
    choose: ({ shapes }) =>
      [...shapes.values()].map(({ name, form, about }) => ({
        block: `${form === 'leaf' ? '::' : ':::'}${name}`,
        about,
      })),
  },
  helpers: {
    about: 'helpers of values',
    use: '{{…}}, one inside another in round brackets',
    choose: () =>
      Object.entries(HELPER_SHAPES).map(([helper, { kind, options, filters, usage }]) => ({
        helper,
        does: kind === 'ask' ? 'asks' : 'says',
        options: [...options, ...(filters ? ['COLUMN=', 'except='] : [])].join(' '),
        example: `{{${usage}}}`,
      })),
  },
  references: {
    about: 'works that can be cited',
    use: '[@KEY] or [@KEY, p. 4]',
    more: 'references WORDS',
    choose: ({ references }) =>
      [...references.values()].map(({ item, provisional }) => ({
        key: `@${item.id}`,
        year: yearOf(item.issued),
        work: [namesOf(item.author), String(item.title ?? '')].filter(Boolean).join(': '),
        ...(provisional ? { provisional } : {}),
      })),
  },
  facts: {
    about: 'facts that a citation can name',
    use: '[@KEY]{fact=ID}',
    more: 'facts WORDS',
    choose: ({ tables }) =>
      (tables.get('facts')?.rows ?? []).map(({ key, values }) => ({
        fact: key,
        source: `@${values.source_key ?? ''}`,
        seen: values.provisional === true ? 'no' : 'yes',
        words: sayCell(values.text),
      })),
  },
};

/** The columns of a table, each with a cell and how a value asks for it. */
export function chooseColumns(table: Table): readonly Choice[] {
  return [...table.columns.values()].map((column) => {
    const row = table.rows.find(({ values }) => values[column.name] !== null);
    return {
      column: column.name,
      type: column.type,
      unit: column.unit ?? '',
      example: sayCell(row?.values[column.name]),
      title: column.title,
    };
  });
}

/** The different values of a column, each with the number of its rows. */
export function chooseCells(table: Table, column: Column): readonly Choice[] {
  const counts = new Map<Scalar, number>();
  for (const { values } of table.rows) {
    const value = values[column.name] ?? null;
    counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  return [...counts].map(([value, rows]) => ({ value: sayCell(value), rows }));
}

/** The options of a block. */
export function chooseOptions(shared: Shared, block: string): readonly Choice[] {
  return Object.entries(shared.shapes.get(block)?.options ?? {}).map(([name, option]) => ({
    option: name,
    needed: option.required ? 'required' : 'optional',
    values: option.values?.join(' ') ?? option.type,
    about: option.about,
  }));
}

/** What a chapter of the report can refer to, in reading order. */
export function chooseTargets({ targets }: Document): readonly Choice[] {
  return targets
    .filter(({ kind }) => kind !== 'footnote' && kind !== 'reference')
    .map(({ identifier, kind, enumerator, title, place }) => ({
      id: `@${identifier}`,
      number: enumerator,
      kind,
      place: `${place.file.split('/').at(-1)}:${place.line ?? 1}`,
      title,
    }));
}

function chooseTable(table: Table): Choice {
  const { name, rows, columns, primaryKey, title } = table;
  return {
    table: name,
    rows: rows.length,
    columns: columns.size,
    row: `${name}.${sayRow(rows[0]?.key)}`,
    key: primaryKey.join('/'),
    title,
  };
}

/** A row as a value names it; what is no plain name stands in square brackets. */
export function sayRow(key = 'ROW'): string {
  return /^[a-z][a-z0-9-]*$/.test(key) ? key : `[${key}]`;
}

function chooseChart(name: string, spec: unknown): Choice {
  const { usermeta = {}, data = {} } = (spec ?? {}) as Record<string, Record<string, unknown>>;
  return {
    chart: name,
    kind: String(usermeta.kind ?? ''),
    table: String(data.name ?? ''),
    shows: String(usermeta.subtitle ?? ''),
  };
}

/** "Acuto and Rayner", "Rapoport and others". */
function namesOf(authors: unknown): string {
  if (!Array.isArray(authors)) return '';
  const names = authors.map(({ family, literal }: Record<string, unknown>) =>
    String(family ?? literal ?? ''),
  );
  return names.length > 2 ? `${names[0]} and others` : names.join(' and ');
}

function yearOf(issued: unknown): string {
  const parts = (issued as { 'date-parts'?: readonly (readonly unknown[])[] } | undefined)?.[
    'date-parts'
  ];
  return String(parts?.[0]?.[0] ?? '');
}

function sayCell(value: Scalar | undefined): string {
  return value === undefined || value === null ? '' : String(value);
}
