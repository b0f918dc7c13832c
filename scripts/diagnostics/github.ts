/**
 * Takes ordered diagnostics and returns GitHub workflow commands, one line each, which become
 * annotations on a pull request. Source: GitHub Docs, "Workflow commands for GitHub Actions".
 */
import type { Diagnostic, Grade, Place } from '../model.ts';
import { describeCure } from './describe-cure.ts';
import { formatPlace } from './format-place.ts';
import { makeHarmless } from './make-harmless.ts';

const commandByGrade: Readonly<Record<Grade, string>> = {
  error: 'error',
  warning: 'warning',
  info: 'notice',
};

/** `::error file=a.md,line=14,col=3,title=figure-caption::Unexpected …` for each diagnostic. */
export function formatGithub(diagnostics: readonly Diagnostic[]): string {
  return diagnostics.map((each) => `${formatAnnotation(each)}\n`).join('');
}

function formatAnnotation(diagnostic: Diagnostic): string {
  const { grade, place, rule, reason, cause } = diagnostic;
  const cure = describeCure(diagnostic);
  const message = [
    reason,
    ...(cause ? [`cause: ${formatPlace(cause.place)} ${cause.reason}`] : []),
    ...(cure === undefined ? [] : [`mend: ${cure}`]),
  ];
  const properties = [...placeProperties(place), ['title', rule] as const].map(
    ([name, value]) => `${name}=${escapeProperty(value)}`,
  );
  const data = message.map((line) => escapeData(makeHarmless(line))).join('%0A');
  return `::${commandByGrade[grade]} ${properties.join(',')}::${data}`;
}

function placeProperties(place: Place): (readonly [string, string])[] {
  const { file, line, column, endLine, endColumn } = place;
  const isOneLine = endLine === undefined || endLine === line;
  return [
    ...(file === '' ? [] : [['file', file] as const]),
    ...(line === undefined ? [] : [['line', String(line)] as const]),
    ...(endLine === undefined ? [] : [['endLine', String(endLine)] as const]),
    ...(column === undefined ? [] : [['col', String(column)] as const]),
    // GitHub refuses an end column for an annotation of several lines.
    ...(endColumn === undefined || !isOneLine ? [] : [['endColumn', String(endColumn)] as const]),
  ];
}

function escapeProperty(value: string): string {
  return escapeData(makeHarmless(value)).replaceAll(':', '%3A').replaceAll(',', '%2C');
}

function escapeData(value: string): string {
  return value.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}
