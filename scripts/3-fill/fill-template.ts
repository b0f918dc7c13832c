/**
 * A template and what it may see in, a hast tree out. Values print as marks that become elements after the HTML is
 * parsed, so that they keep their provenance in text and vanish from attributes; an author's words enter as
 * `<slot>` elements and keep their places. The only file that runs Handlebars.
 */

import Handlebars from 'handlebars';
import type { Root } from 'hast';
import { fromHtml } from 'hast-util-from-html';
import type { Provenance, Tables, Template } from '../model.ts';
import { suggest } from '../nearest.ts';
import { visit } from '../visit.ts';
import { checkTemplate } from './template-check.ts';
import { explainFault, TemplateFault } from './template-fault.ts';
import { BUDGET, checkLength, type Run, registerHelpers } from './template-helpers.ts';
import type { TemplateWorld } from './template-kinds.ts';
import { replaceMarks } from './value-marks.ts';
import { type CellUse, type Rows, type Tracked, ValueFault } from './values/operand.ts';

/** What a template may ask for in one run. */
export interface TemplateScope {
  readonly options: Readonly<Record<string, string>>;
  /** Other names it may print: report settings for pages. */
  readonly facts?: Readonly<Record<string, unknown>>;
  readonly record: (tracked: Tracked, expression: string) => Provenance;
}

export interface FilledTemplate {
  readonly tree: Root;
  /** The columns that printed values were made from: "cities.population_2011". */
  readonly columns: readonly string[];
  /** The cells that decided which rows there are, in which order, and which branches were taken. */
  readonly shaping: readonly CellUse[];
}

export type FillTemplate = (template: Template, scope: TemplateScope) => FilledTemplate;

const COMPILING = { strict: true, knownHelpersOnly: false };

/** A Handlebars of our own for one report: its helpers, its partials, nothing global. */
export function templateFiller(
  tables: Tables,
  templates: ReadonlyMap<string, Template>,
): FillTemplate {
  const engine = Handlebars.create();
  for (const name of Object.keys(engine.helpers)) engine.unregisterHelper(name);
  registerHelpers(engine);
  for (const template of templates.values()) {
    engine.registerPartial(template.name, watchPartial(engine, template) as Handlebars.Template);
  }
  const compiled = new Map<string, Handlebars.TemplateDelegate>();
  const known = {
    tables,
    templates,
    helpers: Object.keys(engine.helpers),
    parse: Handlebars.parse,
  };
  const checked = new Set<string>();
  return (template, scope) => {
    const run: Run = {
      record: scope.record,
      template,
      read: new Set(),
      shaping: [],
      calls: 0,
      characters: 0,
      depth: 0,
    };
    const context = { ...tableOperands(tables), ...scope.facts, options: scope.options };
    if (!checked.has(template.name)) {
      const options = Object.keys(scope.options);
      checkBefore(template, { ...known, options, facts: scope.facts ?? {} });
      checked.add(template.name);
    }
    const html = runTemplate(engine, compiled, context, run);
    const tree = fromHtml(html, { fragment: true });
    checkSlots(tree, template);
    return { tree: replaceMarks(tree), columns: [...run.read], shaping: run.shaping };
  };
}

/** Every name and operand, before anything is printed; a text that Handlebars cannot read has its fault here too. */
function checkBefore(template: Template, world: TemplateWorld): void {
  try {
    checkTemplate(template, world);
  } catch (error) {
    throw explainFault(error, template, [...world.templates.keys()]);
  }
}

function runTemplate(
  engine: typeof Handlebars,
  compiled: Map<string, Handlebars.TemplateDelegate>,
  context: object,
  run: Run,
): string {
  const { template } = run;
  try {
    const ready = compiled.get(template.name) ?? engine.compile(template.text, COMPILING);
    compiled.set(template.name, ready);
    const html = ready(context, { data: { run } });
    checkLength(html.length);
    return html;
  } catch (error) {
    throw explainFault(error, template, Object.keys(engine.partials));
  }
}

/** A partial that tells the run where it is, so that a fault inside has the partial's own file and line. */
function watchPartial(
  engine: typeof Handlebars,
  template: Template,
): (context: unknown, options: Handlebars.RuntimeOptions) => string {
  let ready: Handlebars.TemplateDelegate | undefined;
  return (context, options) => {
    const run = options.data.run as Run;
    const caller = run.template;
    run.template = template;
    run.depth++;
    try {
      if (++run.calls > BUDGET.calls) throw new ValueFault(...endlessPartial(template));
      if (run.depth > BUDGET.depth) throw new ValueFault(...endlessPartial(template));
      ready ??= engine.compile(template.text, COMPILING);
      const made = ready(context, options);
      run.characters += made.length;
      checkLength(run.characters);
      return made;
    } catch (error) {
      throw explainFault(error, template, Object.keys(engine.partials));
    } finally {
      run.template = caller;
      run.depth--;
    }
  };
}

function endlessPartial({ name }: Template): [rule: string, reason: string, note: string] {
  return [
    'template-budget',
    `Unexpected partial \`${name}\` called without end, expected an end`,
    'a partial may not call itself, nor one that calls it',
  ];
}

const SLOTS = ['number', 'label', 'content'];

/** What a template may ask for: the author's words, and the options that name things of the report. */
function slotsOf({ shape }: Template): string[] {
  const options = Object.entries(shape?.options ?? {});
  return [...SLOTS, ...options.flatMap(([name, { type }]) => (type === 'targets' ? [name] : []))];
}

/** Each of the author's words enters once: what is there twice would have its notes and ids twice. */
function checkSlots(tree: Root, template: Template): void {
  const seen = new Set<string>();
  const slots = slotsOf(template);
  visit(tree, 'element', ({ tagName, properties }) => {
    if (tagName !== 'slot') return;
    const name = String(properties.name);
    const isKnown = slots.includes(name);
    if (isKnown && (name === 'number' || !seen.has(name))) {
      seen.add(name);
      return;
    }
    const line = template.text
      .slice(0, findCall(template.text, name, seen.has(name)))
      .split('\n').length;
    throw new TemplateFault(
      {
        rule: 'template-slot',
        message: `Unexpected ${isKnown ? 'second ' : ''}slot \`${name}\`, expected ${isKnown ? 'it once' : 'one that blocks have'}`,
        note: isKnown ? 'print the words in one place' : suggest(name, slots),
      },
      { file: template.path, line: line + template.offset, column: 1 },
    );
  });
}

/** The offset of a call of a slot, or of the second one. */
function findCall(text: string, name: string, isSecond: boolean): number {
  const calls = [...text.matchAll(/\bslot\s+["']([^"']*)["']/g)].filter((call) => call[1] === name);
  return calls[isSecond ? 1 : 0]?.index ?? 0;
}

function tableOperands(tables: Tables): Record<string, Rows> {
  return Object.fromEntries(
    [...tables.values()].map((table) => [
      table.name,
      { kind: 'rows', table, rows: table.rows, chosenBy: [], tables },
    ]),
  );
}
