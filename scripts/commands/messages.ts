/**
 * The messages of a run in, printed in the form that was asked for, and the exit code out.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PACKAGE_FILE } from '../1-load/index.ts';
import { type Format, printDiagnostics } from '../diagnostics/index.ts';
import type { Diagnostic } from '../model.ts';
import { OWN_FOLDER } from './project.ts';

/** Flags that every command has. */
export interface CommonFlags {
  readonly root: string;
  readonly out: string;
  readonly json?: boolean;
  readonly format?: Format;
  readonly quiet?: boolean;
  readonly strict?: boolean;
  readonly browser?: string;
  readonly debug?: boolean;
}

export function formatOf(flags: CommonFlags): Format {
  if (flags.json === true) return 'json';
  return flags.format ?? 'text';
}

/** Prints messages; 1 if one is an error, or under `--strict` a warning. */
export function sayMessages(
  messages: readonly Diagnostic[],
  flags: CommonFlags,
  extra: Record<string, unknown> = {},
): 0 | 1 {
  const fails = messages.some(
    ({ grade }) => grade === 'error' || (grade === 'warning' && flags.strict === true),
  );
  const causes = dropConsequences(messages);
  const kept = flags.quiet === true ? causes.filter(({ grade }) => grade !== 'info') : causes;
  printDiagnostics(kept, {
    format: formatOf(flags),
    sourceOf: (file) => readSource(flags.root, file),
    colour: process.stdout.isTTY === true && process.env.NO_COLOR === undefined,
    extra: { ok: !fails, ...extra },
  });
  return fails ? 1 : 0;
}

/** While the data package is broken, that its tables are not there is no news: a missing comma would be told a hundred times. */
function dropConsequences(messages: readonly Diagnostic[]): readonly Diagnostic[] {
  const isBroken = messages.some(
    ({ place, grade }) => place.file === PACKAGE_FILE && grade === 'error',
  );
  if (!isBroken) return messages;
  return messages.filter(({ rule }) => rule !== 'data-table-exists' && rule !== 'chart-data-known');
}

/** The file's text for the code frame, from the project or the program; undefined if there is none. */
function readSource(root: string, file: string): string | undefined {
  for (const folder of [root, OWN_FOLDER]) {
    try {
      return readFileSync(join(folder, file), 'utf8');
    } catch {
      // no code frame, then
    }
  }
  return undefined;
}
