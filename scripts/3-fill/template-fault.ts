/**
 * What can go wrong inside a template: a fault of ours or an error of Handlebars in, a fault with the line in the
 * template's own file out.
 */
import type { Place, Template } from '../model.ts';
import { suggest } from '../nearest.ts';
import { ValueFault } from './values/operand.ts';

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

/** Any error of a run as a TemplateFault; Handlebars tells its line only in words. `partials` are those there are. */
export function explainFault(
  error: unknown,
  template: Template,
  partials: readonly string[],
): TemplateFault {
  if (error instanceof TemplateFault) return error;
  const { message, lineNumber, column } = error as {
    message: string;
    lineNumber?: number;
    column?: number;
  };
  const where = /Parse error on line (\d+)/.exec(message)?.[1] ?? / - (\d+):/.exec(message)?.[1];
  const line = lineNumber ?? Number(where ?? lineOfCall(message, template.text));
  const place = { file: template.path, line: line + template.offset, column: (column ?? 0) + 1 };
  if (error instanceof ValueFault) return new TemplateFault(error, place);
  return new TemplateFault(readWords(message, template, partials), place);
}

/** The line that calls a partial which is not there; Handlebars does not tell it. */
function lineOfCall(message: string, text: string): number {
  const name = MISSING_PARTIAL.exec(message)?.[1];
  if (name === undefined) return 1;
  const at = text.split('\n').findIndex((line) => line.includes('{{>') && line.includes(name));
  return Math.max(0, at) + 1;
}

const MISSING_PARTIAL = /^The partial (.+) could not be found/;

/** What Handlebars means by its words. */
function readWords(
  message: string,
  template: Template,
  partials: readonly string[],
): { rule: string; message: string; note: string } {
  const name = /^"(.+)" not defined in/.exec(message)?.[1];
  if (name !== undefined)
    return {
      rule: 'template-name-known',
      message: `Unexpected name \`${name}\`, expected a column, a table or an option`,
      note: 'columns are known inside `{{#each table}}`; tables there as `@root.table`; options as `options.name`',
    };
  const partial = MISSING_PARTIAL.exec(message)?.[1];
  if (partial !== undefined)
    return {
      rule: 'template-partial-exists',
      message: `Unexpected partial \`${partial}\`, expected a template below templates/`,
      note: suggest(
        partial,
        partials.filter((one) => one !== template.name),
      ),
    };
  if (message.startsWith('Maximum call stack'))
    return {
      rule: 'template-budget',
      message: 'Unexpected template without end, expected one that ends',
      note: 'a partial may not call itself, nor one that calls it',
    };
  const found = / got '(\w+)'$/.exec(message)?.[1];
  const what =
    found === 'EOF'
      ? 'end of the template, expected `{{/…}}` for each `{{#…}}`'
      : `template text (${(message.split('\n')[0] ?? '').replace(/:$/, '')}), expected Handlebars`;
  return {
    rule: 'template-parses',
    message: `Unexpected ${what}`,
    note: 'close every `{{#each}}` and `{{#if}}` with its own name; quote words',
  };
}
