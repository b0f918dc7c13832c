/**
 * Takes ordered diagnostics and returns a SARIF 2.1.0 log for code scanning and editors.
 * Source of every property: OASIS, Static Analysis Results Interchange Format 2.1.0.
 */
import type { Diagnostic, Grade, Place, TextEdit } from '../model.ts';
import { describeCure } from './describe-cure.ts';
import { stringifyVisibly } from './json.ts';

const levelByGrade: Readonly<Record<Grade, string>> = {
  error: 'error',
  warning: 'warning',
  info: 'note',
};

/** One run of the tool `paper`; files are relative to the project's root, `%SRCROOT%`. */
export function formatSarif(diagnostics: readonly Diagnostic[]): string {
  const rules = [...new Set(diagnostics.map((each) => each.rule))].sort();
  const run = {
    tool: { driver: { name: 'paper', rules: rules.map(describeRule) } },
    columnKind: 'utf16CodeUnits',
    originalUriBaseIds: { '%SRCROOT%': { description: { text: "The project's root" } } },
    results: diagnostics.map((each) => describeResult(each, rules.indexOf(each.rule))),
  };
  return stringifyVisibly({
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [run],
  });
}

/** A rule's id says what should hold, so its words are its short description. */
function describeRule(id: string): object {
  return { id, shortDescription: { text: id.replaceAll('-', ' ') } };
}

function describeResult(diagnostic: Diagnostic, ruleIndex: number): object {
  const { rule, grade, reason, place, cause, fix } = diagnostic;
  const cure = describeCure(diagnostic);
  return {
    ruleId: rule,
    ruleIndex,
    level: levelByGrade[grade],
    message: { text: cure === undefined ? reason : `${reason}\nmend: ${cure}` },
    locations: [{ physicalLocation: describePlace(place) }],
    ...(cause && {
      relatedLocations: [
        { id: 1, physicalLocation: describePlace(cause.place), message: { text: cause.reason } },
      ],
    }),
    ...(fix && canBeApplied(fix) && { fixes: [describeFix(fix, cure)] }),
  };
}

function describePlace(place: Place): object {
  const { file, line, column, endLine, endColumn } = place;
  if (line === undefined) return { artifactLocation: describeFile(file) };
  const region = {
    startLine: line,
    ...(column !== undefined && { startColumn: column }),
    ...(endLine !== undefined && { endLine }),
    ...(endColumn !== undefined && { endColumn }),
  };
  return { artifactLocation: describeFile(file), region };
}

function describeFile(file: string): object {
  const segments = file.split(/[\\/]/).map((segment) => segment.replace(/\p{Cs}/gu, '\ufffd'));
  return { uri: segments.map(encodeURIComponent).join('/'), uriBaseId: '%SRCROOT%' };
}

/** SARIF needs a line for every replacement. */
function canBeApplied(fix: readonly TextEdit[]): boolean {
  return fix.length > 0 && fix.every((edit) => edit.place.line !== undefined);
}

function describeFix(fix: readonly TextEdit[], cure: string | undefined): object {
  const files = [...new Set(fix.map((edit) => edit.place.file))];
  return {
    ...(cure !== undefined && { description: { text: cure } }),
    artifactChanges: files.map((file) => ({
      artifactLocation: describeFile(file),
      replacements: fix.filter((edit) => edit.place.file === file).map(describeEdit),
    })),
  };
}

/** An edit without an end inserts; SARIF would read a missing end as "to the end of the line". */
function describeEdit({ place, text }: TextEdit): object {
  const startColumn = place.column ?? 1;
  return {
    deletedRegion: {
      startLine: place.line,
      startColumn,
      endLine: place.endLine ?? place.line,
      endColumn: place.endColumn ?? startColumn,
    },
    insertedContent: { text },
  };
}
