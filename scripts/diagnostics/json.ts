/**
 * Takes ordered diagnostics and what a command wants to say beside them and returns one JSON
 * document for programs.
 */
import type { Diagnostic } from '../model.ts';
import { countDiagnostics } from './summary.ts';

/** What a command adds, such as its editions; `ok` may be its own (`--strict`). */
export interface Extra {
  readonly [key: string]: unknown;
  readonly ok?: boolean;
  readonly version?: never;
  readonly counts?: never;
  readonly diagnostics?: never;
}

/**
 * One document, version 1: `{ version, ok, counts, diagnostics, ...extra }`. `ok` is true when
 * there is no error. Ends in a newline.
 */
export function formatJson(diagnostics: readonly Diagnostic[], extra: Extra = {}): string {
  const counts = countDiagnostics(diagnostics);
  return stringifyVisibly({ version: 1, ok: counts.errors === 0, counts, diagnostics, ...extra });
}

/**
 * Indented JSON whose text is safe on a terminal: JSON escapes controls up to U+001F itself; the
 * rest (a C1 escape, a direction override) is escaped here, and reads back as the same string.
 */
export function stringifyVisibly(value: unknown): string {
  const text = JSON.stringify(value, undefined, 2);
  return `${text.replace(/(?!\n)[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, escapeUnits)}\n`;
}

function escapeUnits(character: string): string {
  return Array.from({ length: character.length }, (_, index) => {
    const unit = character.charCodeAt(index).toString(16).padStart(4, '0');
    return `\\u${unit}`;
  }).join('');
}
