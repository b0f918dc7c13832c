/**
 * Takes diagnostics and prints them in the form asked for. With its neighbours it is the one
 * place of the program that prints; it must not decide an exit code.
 */
import type { Diagnostic } from '../model.ts';
import type { UserFault } from './fault.ts';
import { formatGithub } from './github.ts';
import { type Extra, formatJson } from './json.ts';
import { orderDiagnostics } from './order-diagnostics.ts';
import { formatSarif } from './sarif.ts';
import { formatText, type SourceOf } from './text.ts';

/** `text` for people, `json` and `sarif` for programs, `github` for annotations. */
export type Format = 'text' | 'json' | 'sarif' | 'github';

/** How to print; `extra` is for `json` alone; `write` is standard output if not given. */
export interface PrintOptions {
  readonly format: Format;
  readonly sourceOf: SourceOf;
  readonly colour: boolean;
  readonly extra?: Extra;
  readonly write?: (text: string) => void;
}

/** Prints a text of a command to standard output. */
export function say(text: string): void {
  process.stdout.write(text);
}

/** Prints to standard error what is no part of the answer. */
export function warn(text: string): void {
  process.stderr.write(text);
}

/** The one document of `--json` where a command could not do its work: what people are told, as data. */
export function sayFault(fault: UserFault): void {
  say(formatJson([], { ok: false, fault }));
}

/**
 * Prints each diagnostic once, in reading order, with a single call of `write`. Prints nothing
 * when there is nothing to say in `text` and `github`; always a document in `json` and `sarif`.
 */
export function printDiagnostics(diagnostics: readonly Diagnostic[], options: PrintOptions): void {
  const write = options.write ?? ((words: string) => process.stdout.write(words));
  const text = formatDiagnostics(orderDiagnostics(diagnostics), options);
  if (text !== '') write(text);
}

function formatDiagnostics(ordered: readonly Diagnostic[], options: PrintOptions): string {
  switch (options.format) {
    case 'text':
      return formatText(ordered, options);
    case 'json':
      return formatJson(ordered, options.extra);
    case 'sarif':
      return formatSarif(ordered);
    case 'github':
      return formatGithub(ordered);
  }
}
