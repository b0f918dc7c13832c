/** Takes diagnostics and returns how many there are, as numbers and as a line of words. */
import type { Diagnostic } from '../model.ts';

/** How many diagnostics of each grade, and in how many files. */
export interface Counts {
  readonly errors: number;
  readonly warnings: number;
  readonly infos: number;
  readonly files: number;
}

/** Counts diagnostics as given: duplicates are removed by `orderDiagnostics`. */
export function countDiagnostics(diagnostics: readonly Diagnostic[]): Counts {
  const graded = (grade: string) => diagnostics.filter((each) => each.grade === grade).length;
  return {
    errors: graded('error'),
    warnings: graded('warning'),
    infos: graded('info'),
    files: new Set(diagnostics.map((each) => each.place.file)).size,
  };
}

/** One line: "3 errors, 1 warning in 2 files"; "no errors or warnings" when there is nothing. */
export function formatSummary(counts: Counts): string {
  const parts = [
    ...(counts.errors > 0 ? [plural(counts.errors, 'error')] : []),
    ...(counts.warnings > 0 ? [plural(counts.warnings, 'warning')] : []),
    ...(counts.infos > 0 ? [`${counts.infos} info`] : []),
  ];
  if (parts.length === 0) return 'no errors or warnings';
  return `${parts.join(', ')} in ${plural(counts.files, 'file')}`;
}

function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
