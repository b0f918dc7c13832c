/**
 * What can go wrong inside a template: a fault of ours or an error of Handlebars in, a fault with the line in the
 * template's own file out.
 */
import type { Place, Template } from '../model.ts';
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

/** Any error of a run as a TemplateFault; Handlebars tells its line only in words. */
export function explainFault(error: unknown, template: Template): TemplateFault {
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
