/**
 * The helpers of templates: those of expressions, and the few blocks (each, if, unless, slot). Registered on a Handlebars
 * of our own; every call counts against the run's budget and every fault gets its line in the template.
 */
import Handlebars from 'handlebars';
import type { Provenance, Template } from '../model.ts';
import { suggest } from '../nearest.ts';
import { TemplateFault } from './template-fault.ts';
import { markValue } from './value-marks.ts';
import { HELPERS } from './values/evaluate.ts';
import {
  type CellUse,
  cellOf,
  literal,
  type Operand,
  type Rows,
  type Tracked,
  ValueFault,
} from './values/operand.ts';

/** What one run may use; an endless or explosive template stops here and not at a clock. */
export const BUDGET = { calls: 200_000, characters: 4_000_000, depth: 50 } as const;

/** One run's state, handed to helpers through Handlebars' data frame. */
export interface Run {
  readonly record: (tracked: Tracked, expression: string) => Provenance;
  /** The template or partial that is running. */
  template: Template;
  readonly read: Set<string>;
  /** Cells that decided which rows are there, in which order, and which branch was taken. */
  readonly shaping: CellUse[];
  calls: number;
  /** What partials have made, counted at each return. */
  characters: number;
  /** How many partials are open inside one another. */
  depth: number;
}

/** Puts every helper on the engine. */
export function registerHelpers(engine: typeof Handlebars): void {
  for (const [name, helper] of Object.entries(HELPERS)) {
    engine.registerHelper(name, (...args: unknown[]) => {
      const options = args.pop() as Handlebars.HelperOptions & { loc?: hbs.AST.SourceLocation };
      const run = options.data.run as Run;
      return guard(run, options.loc, () => {
        const named = Object.entries(options.hash as Record<string, unknown>).map(
          ([key, value]) => [key, toOperand(value)] as const,
        );
        const made = helper(args.map(toOperand), Object.fromEntries(named));
        return toPrintable(made, sliceLoc(run.template.text, options.loc), run);
      });
    });
  }
  engine.registerHelper('each', eachHelper);
  engine.registerHelper('if', branchHelper(true));
  engine.registerHelper('unless', branchHelper(false));
  engine.registerHelper('eq', (a: unknown, b: unknown, options: Handlebars.HelperOptions) => {
    for (const operand of [a, b]) noteShape(operand, options.data.run as Run);
    return scalarOf(a) === scalarOf(b);
  });
  engine.registerHelper(
    'slot',
    (name: unknown) =>
      new Handlebars.SafeString(
        `<slot name="${Handlebars.escapeExpression(String(scalarOf(name)))}"></slot>`,
      ),
  );
  engine.registerHelper('helperMissing', function (this: unknown, ...args: unknown[]) {
    const options = args.pop() as Handlebars.HelperOptions & {
      name: string;
      loc?: hbs.AST.SourceLocation;
    };
    const known = [...Object.keys(HELPERS), 'each', 'if', 'unless', 'eq', 'slot'];
    return guard(options.data.run as Run, options.loc, () => {
      throw new ValueFault(
        'helper-known',
        `Unexpected name \`${options.name}\`, expected a helper, a column, a table or an option`,
        suggest(options.name, known),
      );
    });
  });
}

/** Counts the call against the budget and gives a fault its line in the template. */
function guard<T>(run: Run, loc: hbs.AST.SourceLocation | undefined, call: () => T): T {
  try {
    if (++run.calls > BUDGET.calls)
      throw new ValueFault(
        'template-budget',
        'Unexpected number of calls, expected fewer than 200,000',
        'look for an `each` inside an `each`',
      );
    return call();
  } catch (error) {
    if (!(error instanceof ValueFault)) throw error;
    const place = {
      file: run.template.path,
      line: (loc?.start.line ?? 1) + run.template.offset,
      column: (loc?.start.column ?? 0) + 1,
    };
    throw new TemplateFault(error, place);
  }
}

function eachHelper(this: unknown, ...args: unknown[]): string {
  const options = args.pop() as Handlebars.HelperOptions & { loc?: hbs.AST.SourceLocation };
  const run = options.data.run as Run;
  const items = guard(run, options.loc, () => listOf(args[0], run));
  let characters = 0;
  return (
    items
      .map((item, index) => {
        guard(run, options.loc, () => checkLength(characters));
        const data = Handlebars.createFrame(options.data as object) as Record<string, unknown>;
        Object.assign(data, { index, first: index === 0, last: index === items.length - 1 });
        const made = options.fn(item, { data, blockParams: [item, index] });
        characters += made.length;
        return made;
      })
      .join('') || (options.inverse === undefined ? '' : options.inverse(this))
  );
}

/** Throws before a text becomes longer than memory is wide. */
export function checkLength(characters: number): void {
  if (characters <= BUDGET.characters) return;
  throw new ValueFault(
    'template-budget',
    'Unexpected output of over 4 million characters, expected a block',
    'look for an `each` inside an `each`',
  );
}

function listOf(value: unknown, run: Run): unknown[] {
  if (Array.isArray(value)) return value;
  const operand = value as Operand | undefined;
  noteShape(operand, run);
  if (operand?.kind === 'rows') return operand.rows.map((row) => rowContext(operand, row, run));
  if (operand?.kind === 'values')
    return operand.values.map((tracked) => toPrintable(tracked, nameCell(tracked), run));
  if (operand?.kind === 'groups')
    return operand.groups.map(({ key, rows }) => ({
      key: toPrintable(key, nameCell(key), run),
      rows,
    }));
  throw new ValueFault(
    'helper-operand',
    'Unexpected operand of `each`, expected a table, rows or a list',
    'write `{{#each cities}}` or `{{#each (where cities nation="Wales")}}`',
  );
}

/** Notes the cells behind rows that are walked or a condition that is asked. */
function noteShape(value: unknown, run: Run): void {
  if (typeof value !== 'object' || value === null || !('kind' in value)) return;
  const operand = value as Operand;
  run.shaping.push(...(operand.kind === 'value' ? operand.cells : operand.chosenBy));
}

/** The path of the cell a value was read from. */
function nameCell({ cells, value }: Tracked): string {
  const [cell] = cells;
  return cell === undefined ? String(value) : `${cell.table.name}.${cell.row.key}.${cell.column}`;
}

/** A row as a template sees it: a name for each column. */
function rowContext(rows: Rows, row: Rows['rows'][number], run: Run): Record<string, unknown> {
  const context: Record<string, unknown> = { _key: row.key };
  for (const column of rows.table.columns.values()) {
    const expression = `${rows.table.name}.${row.key}.${column.name}`;
    context[column.name] = toPrintable(
      cellOf(rows.table, row, column, rows.tables),
      expression,
      run,
    );
  }
  return context;
}

function branchHelper(wanted: boolean): Handlebars.HelperDelegate {
  return function (this: unknown, ...args: unknown[]) {
    const options = args.pop() as Handlebars.HelperOptions;
    noteShape(args[0], options.data.run as Run);
    const scalar = scalarOf(args[0]);
    const holds = !(
      scalar === undefined ||
      scalar === null ||
      scalar === false ||
      scalar === '' ||
      scalar === 0 ||
      (Array.isArray(scalar) && scalar.length === 0)
    );
    return holds === wanted ? options.fn(this) : options.inverse(this);
  };
}

function scalarOf(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || !('kind' in value)) return value;
  const operand = value as Operand;
  if (operand.kind === 'value') return operand.value;
  if (operand.kind === 'rows') return operand.rows;
  return operand.kind === 'values' ? operand.values : operand.groups;
}

function toOperand(value: unknown): Operand {
  if (typeof value === 'object' && value !== null && 'kind' in value) return value as Operand;
  if (value === undefined)
    throw new ValueFault(
      'template-name-known',
      'Unexpected name that stands for nothing, expected a column, a table or an option',
      'check the names in this call',
    );
  return literal(value as string | number | boolean | null);
}

/** The operand with what Handlebars asks of it when it is printed. */
function toPrintable(operand: Operand, expression: string, run: Run): Operand {
  if (operand.kind !== 'value') {
    return operand;
  }
  const toHTML = (): string => {
    for (const { table, column } of operand.cells) run.read.add(`${table.name}.${column}`);
    const { key, text } = run.record(operand, expression);
    const escaped = Handlebars.escapeExpression(text);
    return operand.cells.length === 0 ? escaped : markValue(key, escaped);
  };
  return { ...operand, toHTML } as Operand;
}

function sliceLoc(source: string, loc: hbs.AST.SourceLocation | undefined): string {
  if (loc === undefined) return '';
  const lines = source.split('\n').slice(loc.start.line - 1, loc.end.line);
  const last = lines.length - 1;
  lines[last] = lines[last]?.slice(0, loc.end.column) ?? '';
  lines[0] = lines[0]?.slice(loc.start.column) ?? '';
  return lines
    .join(' ')
    .replace(/^\{\{|\}\}$/g, '')
    .trim();
}
