/**
 * CSV text in (RFC 4180), records with their lines out, then cells of the declared types. Knows nothing of keys.
 */
import type { Place, Scalar } from '../model.ts';
import { suggest } from '../nearest.ts';
import type { Complain } from '../place.ts';
import type { FormMatcher } from './match-forms.ts';
import type { Field, Resource } from './read-package.ts';

export interface CsvRecord {
  /** Line on which the record begins, from 1. */
  readonly line: number;
  readonly cells: readonly string[];
}

/**
 * All records, the head first; what could be read before a fault. Lines without a quotation mark are split at their commas
 * in one call: a parser that looks at each character takes ten times as long, a tenth of a whole build.
 */
export function readCsv(text: string, file: string, complain: Complain): readonly CsvRecord[] {
  const lines = text
    .replace(/^\uFEFF/, '')
    .replace(/\r\n?/g, '\n')
    .split('\n');
  const records: CsvRecord[] = [];
  for (let index = 0; index < lines.length; ) {
    const end = endOfRecord(lines, index);
    const line = index + 1;
    const cells = splitCells(lines.slice(index, end).join('\n'));
    index = end;
    if (cells === undefined) {
      complain(describeMark(file, line));
      break;
    }
    if (cells.length > 1 || cells[0] !== '') records.push({ line, cells });
  }
  return records;
}

/** The index after the record's last line: where a cell between marks holds a line end, the record goes on. */
function endOfRecord(lines: readonly string[], first: number): number {
  let marks = countMarks(lines[first] ?? '');
  let end = first + 1;
  for (; marks % 2 === 1 && end < lines.length; end++) marks += countMarks(lines[end] ?? '');
  return end;
}

function countMarks(line: string): number {
  return line.includes('"') ? line.split('"').length - 1 : 0;
}

/** The cells of a record; undefined if a mark stands where RFC 4180 has none. */
function splitCells(record: string): string[] | undefined {
  if (!record.includes('"')) return record.split(',');
  const cells: string[] = [];
  // A cell between marks, in which a mark is doubled, or one without; and the comma or the record's end after it.
  const cell = /(?:"([^"]*(?:""[^"]*)*)"|([^",]*))(,|$)/y;
  for (;;) {
    const [, quoted, plain = '', end] = cell.exec(record) ?? [];
    if (end === undefined) return undefined;
    cells.push(quoted === undefined ? plain : quoted.replaceAll('""', '"'));
    if (end === '') return cells;
  }
}

function describeMark(file: string, line: number): Parameters<Complain>[0] {
  return {
    rule: 'csv-parses',
    reason: `Unexpected quotation mark, expected a cell in RFC 4180 form`,
    place: { file, line, column: 1 },
    note: 'quote a cell that holds a comma, a line end or a quotation mark, and double the marks inside it',
  };
}

export interface TypedRecord {
  readonly line: number;
  readonly cells: Readonly<Record<string, Scalar>>;
}

/** The records below the head as typed cells by column name; a faulty cell is null after its complaint. */
export function readCells(
  file: {
    readonly resource: Resource;
    readonly path: string;
    readonly records: readonly CsvRecord[];
  },
  forms: FormMatcher,
  complain: Complain,
): TypedRecord[] {
  const [head, ...records] = file.records;
  const fields = file.resource.schema.fields;
  const names = head?.cells ?? [];
  if (!checkHead(names, fields, file.path, complain)) return [];
  const fieldByName = new Map(fields.map((field) => [field.name, field]));
  const seen = new Map(
    fields
      .filter(({ name, constraints }) => constraints.unique && !isKey(name, file.resource))
      .map((field) => [field.name, new Set<Scalar>()]),
  );
  const patterned = new Map(
    fields
      .filter(({ constraints }) => constraints.pattern !== undefined)
      .map((field) => [
        field.name,
        { field, cells: [] as { text: string; placeOf: () => Place }[] },
      ]),
  );
  const typed: TypedRecord[] = [];
  for (const record of records) {
    if (record.cells.length !== names.length) {
      complain(describeIncomplete(record, names.length, file.path));
      continue;
    }
    const cells: Record<string, Scalar> = {};
    names.forEach((name, index) => {
      const placeOf = () => placeOfCell(file.path, record, index); // only a fault needs it
      const field = fieldByName.get(name) as Field;
      const value = readCell(record.cells[index] ?? '', field, placeOf, complain);
      const text = record.cells[index] ?? '';
      if (value !== null) patterned.get(name)?.cells.push({ text, placeOf });
      const others = seen.get(name);
      if (value !== null && others?.has(value))
        complain({
          rule: 'data-value-unique',
          reason: `Unexpected second \`${String(value)}\` in \`${name}\`, expected each value once`,
          place: placeOf(),
          note: 'mend one of the cells',
        });
      others?.add(value);
      cells[name] = value;
    });
    typed.push({ line: record.line, cells });
  }
  for (const { field, cells } of patterned.values()) checkPattern(field, cells, forms, complain);
  return typed;
}

/** A second key has a message of its own. */
function isKey(name: string, { schema }: Resource): boolean {
  return schema.primaryKey.length === 1 && schema.primaryKey[0] === name;
}

function checkHead(
  names: readonly string[],
  fields: readonly Field[],
  file: string,
  complain: Complain,
): boolean {
  const known = fields.map((field) => field.name);
  let column = 1;
  let isWhole = true;
  for (const name of names) {
    if (!known.includes(name)) {
      isWhole = false;
      complain({
        rule: 'data-column-declared',
        reason: `Unexpected column \`${name}\`, expected a column that datapackage.json declares`,
        place: { file, line: 1, column },
        note: suggest(name, known),
      });
    }
    column += name.length + 1;
  }
  for (const name of known) {
    if (names.includes(name)) continue;
    isWhole = false;
    complain({
      rule: 'data-column-present',
      reason: `Unexpected head without \`${name}\`, expected every declared column`,
      place: { file, line: 1, column: 1 },
      note: `add the column \`${name}\`, or take it out of datapackage.json`,
    });
  }
  return isWhole;
}

/** Columns count characters as the file shows them, a quoted cell from its mark. */
export function placeOfCell(file: string, record: CsvRecord | undefined, index: number): Place {
  if (record === undefined) return { file, line: 1, column: 1 };
  const width = (cell: string) => (/[",\n]/.test(cell) ? JSON.stringify(cell).length : cell.length);
  const column = record.cells.slice(0, index).reduce((sum, cell) => sum + width(cell) + 1, 1);
  const length = Math.max(1, width(record.cells[index] ?? ''));
  return { file, line: record.line, column, endLine: record.line, endColumn: column + length };
}

const FORMS: Readonly<Record<Field['type'], { readonly test: RegExp; readonly words: string }>> = {
  string: { test: /^[^\0]*$/, words: 'a text' },
  integer: { test: /^-?\d+$/, words: 'a whole number without separators' },
  number: { test: /^-?\d+(?:\.\d+)?$/, words: 'a number without separators' },
  year: { test: /^\d{4}$/, words: 'a year of four digits' },
  date: { test: /^\d{4}(?:-\d{2}(?:-\d{2})?)?$/, words: 'a date such as 2026-11-22' },
  boolean: { test: /^(?:true|false)$/, words: '`true` or `false`' },
};

function readCell(text: string, field: Field, placeOf: () => Place, complain: Complain): Scalar {
  const { required, enum: values, minimum, maximum } = field.constraints;
  const fault = (rule: string, expected: string, note: string): null => {
    complain({
      rule,
      reason: `Unexpected \`${text}\` in \`${field.name}\`, expected ${expected}`,
      place: placeOf(),
      note,
    });
    return null;
  };
  if (text === '') return required ? fault('data-cell-required', 'a value', 'fill the cell') : null;
  const form = FORMS[field.type];
  if (!form.test.test(text))
    return fault('data-cell-type', form.words, `write ${form.words}, or leave the cell empty`);
  const value = typed(text, field.type);
  if (values !== undefined && !values.includes(value as string))
    return fault(
      'data-cell-listed',
      'one of the values that datapackage.json lists',
      suggest(text, values.map(String)),
    );
  if (typeof value === 'number' && (value < (minimum ?? value) || value > (maximum ?? value))) {
    return fault(
      'data-cell-range',
      `${minimum ?? 'any'} to ${maximum ?? 'any'}`,
      'mend the number, or the range in datapackage.json',
    );
  }
  return value;
}

function typed(text: string, type: Field['type']): Scalar {
  if (type === 'boolean') return text === 'true';
  return type === 'integer' || type === 'number' || type === 'year' ? Number(text) : text;
}

function describeIncomplete(
  { cells, line }: CsvRecord,
  expected: number,
  file: string,
): Parameters<Complain>[0] {
  return {
    rule: 'data-row-complete',
    reason: `Unexpected row of ${cells.length} cells, expected ${expected}`,
    place: { file, line, column: 1 },
    note: `${cells.length < expected ? 'add the missing' : 'remove the extra'} comma or cell; an empty cell still needs its comma`,
  };
}

/** Complains, once the forms are matched, of cells that have not the pattern of their column, or of one that is slow. */
function checkPattern(
  { name, constraints: { pattern = '' } }: Field,
  cells: readonly { readonly text: string; readonly placeOf: () => Place }[],
  forms: FormMatcher,
  complain: Complain,
): void {
  const texts = cells.map(({ text }) => text);
  forms.add(pattern, texts, (fits) => {
    const wrong = fits === undefined ? cells.slice(0, 1) : cells.filter((_, index) => !fits[index]);
    for (const { text, placeOf } of wrong) {
      complain({
        rule: 'data-cell-pattern',
        reason:
          fits === undefined
            ? `Unexpected pattern \`${pattern}\` that takes over a second in \`${name}\`, expected a quick one`
            : `Unexpected \`${text}\` in \`${name}\`, expected the form \`${pattern}\``,
        place: placeOf(),
        note: 'mend the cell, or the pattern in datapackage.json',
      });
    }
  });
}
