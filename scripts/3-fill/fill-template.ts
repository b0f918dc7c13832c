/**
 * A template and what it may see in, a hast tree out. Values print as marks that become elements after the HTML is
 * parsed, so that they keep their provenance in text and vanish from attributes; an author's words enter as
 * `<slot>` elements and keep their places. The only file that runs Handlebars.
 */

import Handlebars from 'handlebars';
import type { Element, ElementContent, ElementData, Root, Text } from 'hast';
import { fromHtml } from 'hast-util-from-html';
import { visit } from 'unist-util-visit';
import type { Place, Provenance, Tables, Template } from '../model.ts';
import { suggest } from '../nearest.ts';
import { HELPERS } from './values/evaluate.ts';
import {
  cellOf,
  literal,
  type Operand,
  type Rows,
  type Tracked,
  ValueFault,
} from './values/operand.ts';

/** What a template may ask for in one run. */
export interface TemplateScope {
  readonly options: Readonly<Record<string, string>>;
  /** Other names it may print: report settings for pages. */
  readonly facts?: Readonly<Record<string, unknown>>;
  readonly record: (tracked: Tracked, expression: string) => Provenance;
}

/** A template's fault with the line in the template's own file. */
export class TemplateFault extends Error {
  readonly rule: string;
  readonly note: string;
  readonly place: Place;

  constructor(fault: { rule: string; message: string; note: string }, place: Place) {
    super(fault.message);
    this.rule = fault.rule;
    this.note = fault.note;
    this.place = place;
  }
}

export type FillTemplate = (
  template: Template,
  scope: TemplateScope,
) => { tree: Root; tables: readonly string[] };

/** Marks around a printed value: private-use characters, which no input may hold. */
const [OPEN, MIDDLE, CLOSE] = ['\uE000', '\uE001', '\uE002'];
const BUDGET = { calls: 200_000, characters: 4_000_000 };

/** One run's state, handed to helpers through Handlebars' data frame. */
interface Run {
  readonly scope: TemplateScope;
  readonly template: Template;
  readonly read: Set<string>;
  calls: number;
}

/** A Handlebars of our own for one report: its helpers, its partials, nothing global. */
export function templateFiller(
  tables: Tables,
  templates: ReadonlyMap<string, Template>,
): FillTemplate {
  const engine = Handlebars.create();
  for (const name of Object.keys(engine.helpers)) engine.unregisterHelper(name);
  registerHelpers(engine);
  for (const template of templates.values()) engine.registerPartial(template.name, template.text);
  const compiled = new Map<string, Handlebars.TemplateDelegate>();
  return (template, scope) => {
    const run: Run = { scope, template, read: new Set(), calls: 0 };
    const context = { ...tableOperands(tables), ...scope.facts, options: scope.options };
    const html = runTemplate(engine, compiled, context, run);
    const tree = fromHtml(html, { fragment: true });
    return { tree: replaceMarks(tree), tables: [...run.read] };
  };
}

function runTemplate(
  engine: typeof Handlebars,
  compiled: Map<string, Handlebars.TemplateDelegate>,
  context: object,
  run: Run,
): string {
  const { template } = run;
  try {
    const ready =
      compiled.get(template.name) ??
      engine.compile(template.text, { strict: true, knownHelpersOnly: false });
    compiled.set(template.name, ready);
    const html = ready(context, { data: { run } });
    if (html.length > BUDGET.characters)
      throw new ValueFault(
        'template-budget',
        'Unexpected output of over 4 million characters, expected a block',
        'look for an `each` inside an `each`',
      );
    return html;
  } catch (error) {
    throw explainFault(error, template);
  }
}

function explainFault(error: unknown, template: Template): TemplateFault {
  if (error instanceof TemplateFault) return error;
  const at = (line: number | undefined, column: number | undefined): Place => ({
    file: template.path,
    ...(line === undefined ? {} : { line: line + template.offset, column: (column ?? 0) + 1 }),
  });
  if (error instanceof ValueFault) return new TemplateFault(error, at(undefined, undefined));
  const { message, lineNumber, column } = error as {
    message: string;
    lineNumber?: number;
    column?: number;
  };
  const missing = /^"(.+)" not defined in/.exec(message)?.[1];
  const where = /Parse error on line (\d+)/.exec(message)?.[1] ?? / - (\d+):/.exec(message)?.[1];
  const fault =
    missing === undefined
      ? {
          rule: 'template-parses',
          message: `Unexpected template text: ${message.split('\n')[0]}`,
          note: 'close every `{{#each}}` and `{{#if}}`; quote words',
        }
      : {
          rule: 'template-name-known',
          message: `Unexpected name \`${missing}\`, expected a column, a table or an option`,
          note: 'columns are known inside `{{#each table}}`; tables there as `@root.table`; options as `options.name`',
        };
  return new TemplateFault(
    fault,
    at(lineNumber ?? (where === undefined ? undefined : Number(where)), column),
  );
}

function registerHelpers(engine: typeof Handlebars): void {
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
  engine.registerHelper('eq', (a: unknown, b: unknown) => scalarOf(a) === scalarOf(b));
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
  return (
    items
      .map((item, index) => {
        guard(run, options.loc, () => undefined);
        const data = Handlebars.createFrame(options.data as object) as Record<string, unknown>;
        Object.assign(data, { index, first: index === 0, last: index === items.length - 1 });
        return options.fn(item, { data, blockParams: [item, index] });
      })
      .join('') || (options.inverse === undefined ? '' : options.inverse(this))
  );
}

function listOf(value: unknown, run: Run): unknown[] {
  if (Array.isArray(value)) return value;
  const operand = value as Operand | undefined;
  if (operand?.kind === 'rows') return operand.rows.map((row) => rowContext(operand, row, run));
  if (operand?.kind === 'values')
    return operand.values.map((tracked) => toPrintable(tracked, String(tracked.value), run));
  throw new ValueFault(
    'helper-operand',
    'Unexpected operand of `each`, expected a table, rows or a list',
    'write `{{#each cities}}` or `{{#each (where cities nation="Wales")}}`',
  );
}

/** A row as a template sees it: a name for each column. */
function rowContext(rows: Rows, row: Rows['rows'][number], run: Run): Record<string, unknown> {
  const context: Record<string, unknown> = { _key: row.key };
  for (const column of rows.table.columns.values()) {
    const expression = `${rows.table.name}.${row.key}.${column.name}`;
    context[column.name] = toPrintable(cellOf(rows.table, row, column), expression, run);
  }
  return context;
}

function branchHelper(wanted: boolean): Handlebars.HelperDelegate {
  return function (this: unknown, ...args: unknown[]) {
    const options = args.pop() as Handlebars.HelperOptions;
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
  return operand.kind === 'rows' ? operand.rows : operand.values;
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
    if (operand.kind === 'rows') run.read.add(operand.table.name);
    return operand;
  }
  const toHTML = (): string => {
    for (const { table } of operand.cells) run.read.add(table.name);
    const { key, text } = run.scope.record(operand, expression);
    const escaped = Handlebars.escapeExpression(text);
    return operand.cells.length === 0 ? escaped : `${OPEN}${key}${MIDDLE}${escaped}${CLOSE}`;
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

function tableOperands(tables: Tables): Record<string, Rows> {
  return Object.fromEntries(
    [...tables.values()].map((table) => [
      table.name,
      { kind: 'rows', table, rows: table.rows, chosenBy: [] },
    ]),
  );
}

/** Marks in text become value elements; in attributes only their words stay. */
function replaceMarks(tree: Root): Root {
  visit(tree, (node, index, parent) => {
    if (node.type === 'element') stripAttributes(node);
    if (
      node.type !== 'text' ||
      parent === undefined ||
      index === undefined ||
      !node.value.includes(OPEN)
    )
      return;
    const parts = splitMarks(node);
    parent.children.splice(index, 1, ...(parts as never[]));
    return index + parts.length;
  });
  visit(tree, (node) => {
    delete node.position; // its places are the template's; the block's place is the directive's
  });
  return tree;
}

function stripAttributes(element: Element): void {
  for (const [name, value] of Object.entries(element.properties)) {
    if (typeof value === 'string' && value.includes(OPEN))
      element.properties[name] = value.replace(/\uE000[^\uE001]*\uE001([^\uE002]*)\uE002/g, '$1');
  }
}

function splitMarks(node: Text): ElementContent[] {
  const parts: ElementContent[] = [];
  for (const piece of node.value.split(/(\uE000[^\uE002]*\uE002)/)) {
    const found = /^\uE000([^\uE001]*)\uE001([^\uE002]*)\uE002$/.exec(piece);
    if (found !== null) parts.push(valueElement(found[1] ?? '', found[2] ?? ''));
    else if (piece !== '') parts.push({ type: 'text', value: piece });
  }
  return parts;
}

/** A value in the tree: its words, and in its data the key of its provenance. */
function valueElement(key: string, text: string): Element {
  return {
    type: 'element',
    tagName: 'data',
    properties: { className: ['value'] },
    data: { provenance: key } as ElementData,
    children: [{ type: 'text', value: text }],
  };
}
