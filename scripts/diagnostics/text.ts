/**
 * Takes ordered diagnostics and returns the text a person reads: a heading for each file, then
 * for each message its place, reason and rule, the lines of source, the cause and the cure.
 */
import type { Diagnostic, Grade } from '../model.ts';
import { drawCodeFrame } from './code-frame.ts';
import { describeCure } from './describe-cure.ts';
import { formatPlace } from './format-place.ts';
import { makeHarmless } from './make-harmless.ts';
import { createPaint, type Paint } from './paint.ts';
import { countDiagnostics, formatSummary } from './summary.ts';

/** A file's text by its name relative to the project's root; undefined when it cannot be shown. */
export type SourceOf = (file: string) => string | undefined;

/**
 * The text of diagnostics that `orderDiagnostics` has ordered, ending in a summary line; empty
 * when there are none.
 * ```
 * chapters/working-paper/10-today.md
 *   14:15  error  Unexpected column `populaton_2021`, expected a column of `cities`  data-column-exists
 *      cause: assets/data/datapackage.json:12:9  the columns of `cities` are declared here
 *      mend:  write `population_2021`
 *
 * 1 error in 1 file
 * ```
 */
export function formatText(
  diagnostics: readonly Diagnostic[],
  options: { readonly sourceOf: SourceOf; readonly colour: boolean },
): string {
  if (diagnostics.length === 0) return '';
  const paint = createPaint(options.colour);
  const groups = groupByFile(diagnostics).map(([file, group]) => {
    const lines = options.sourceOf(file)?.split(/\r\n|\r|\n/) ?? [];
    const heading = paint.underline(makeHarmless(file));
    return `${heading}\n${joinMessages(group.map((each) => formatMessage(each, lines, paint)))}`;
  });
  const counts = countDiagnostics(diagnostics);
  const paintSummary = counts.errors > 0 ? paint.red : paint.yellow;
  return `${[...groups, paintSummary(formatSummary(counts))].join('\n\n')}\n`;
}

function groupByFile(diagnostics: readonly Diagnostic[]): [string, Diagnostic[]][] {
  const groupByFileName = new Map<string, Diagnostic[]>();
  for (const diagnostic of diagnostics) {
    const group = groupByFileName.get(diagnostic.place.file);
    if (group) group.push(diagnostic);
    else groupByFileName.set(diagnostic.place.file, [diagnostic]);
  }
  return [...groupByFileName];
}

/** A message of several lines is followed by an empty one; single lines stand close, as a list. */
function joinMessages(messages: readonly string[][]): string {
  const spaced = messages.flatMap((lines, index) =>
    lines.length > 1 && index < messages.length - 1 ? [...lines, ''] : lines,
  );
  return spaced.join('\n');
}

function formatMessage(diagnostic: Diagnostic, lines: readonly string[], paint: Paint): string[] {
  const { place, grade, reason, rule, cause } = diagnostic;
  const cure = describeCure(diagnostic);
  const head = [
    ...(place.line === undefined ? [] : [formatPlace({ ...place, file: '' })]),
    paintGrade(grade, paint),
    makeHarmless(reason),
    paint.dim(makeHarmless(rule)),
  ];
  return [
    `  ${head.join('  ')}`,
    ...drawCodeFrame(lines, place, paint),
    ...(cause
      ? [`     cause: ${makeHarmless(formatPlace(cause.place))}  ${makeHarmless(cause.reason)}`]
      : []),
    ...(cure === undefined ? [] : [`     mend:  ${makeHarmless(cure)}`]),
  ];
}

function paintGrade(grade: Grade, paint: Paint): string {
  if (grade === 'error') return paint.red(grade);
  return grade === 'warning' ? paint.yellow(grade) : paint.cyan(grade);
}
