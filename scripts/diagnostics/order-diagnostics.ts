/**
 * Takes diagnostics as the stages left them and returns each once, in reading order, with its
 * keys in a fixed order. It must not know how they are printed.
 */
import type { Diagnostic, Place } from '../model.ts';

/**
 * Without duplicates; by file, line, column, rule, then everything else, so that the same
 * messages print the same in any order of finding. A place without a line comes first.
 */
export function orderDiagnostics(diagnostics: readonly Diagnostic[]): Diagnostic[] {
  const diagnosticByKey = new Map<string, Diagnostic>();
  for (const diagnostic of diagnostics) {
    const plain = plainDiagnostic(diagnostic);
    diagnosticByKey.set(JSON.stringify(plain), plain);
  }
  return [...diagnosticByKey]
    .sort(([key, a], [otherKey, b]) => compare(a, b) || compareWords(key, otherKey))
    .map(([, diagnostic]) => diagnostic);
}

function compare(a: Diagnostic, b: Diagnostic): number {
  return (
    compareWords(a.place.file, b.place.file) ||
    (a.place.line ?? 0) - (b.place.line ?? 0) ||
    (a.place.column ?? 0) - (b.place.column ?? 0) ||
    compareWords(a.rule, b.rule)
  );
}

/** By UTF-16 units, not by a locale: the order must be the same on every machine. */
function compareWords(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

function plainDiagnostic(diagnostic: Diagnostic): Diagnostic {
  const { rule, grade, reason, place, cause, note, fix } = diagnostic;
  return {
    rule,
    grade,
    reason,
    place: plainPlace(place),
    ...(cause && { cause: { reason: cause.reason, place: plainPlace(cause.place) } }),
    ...(note !== undefined && { note }),
    ...(fix && { fix: fix.map((edit) => ({ place: plainPlace(edit.place), text: edit.text })) }),
  };
}

function plainPlace({ file, line, column, endLine, endColumn }: Place): Place {
  return {
    file,
    ...(line !== undefined && { line }),
    ...(column !== undefined && { column }),
    ...(endLine !== undefined && { endLine }),
    ...(endColumn !== undefined && { endColumn }),
  };
}
