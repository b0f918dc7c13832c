/**
 * Each exception takes away a warning or a hint; an error stands.
 *
 * Why: an exception that no longer fits hides the next real fault. An error keeps the report from being right, so it is
 * mended and not excepted; only `value-confirmed` may be, because an editor may have seen what the data do not say.
 *
 * Accepted:
 * ```yaml exceptions.yaml
 * - rule: percent-sign
 *   file: 10-example.md
 *   words: 20 per cent
 *   reason: The title of a law.
 * ```
 * ```md
 * The Act of 20 per cent was passed in 1911.
 * ```
 * Rejected:
 * ```yaml exceptions.yaml
 * - rule: percent-sign
 *   file: 10-example.md
 *   words: 20 per cent
 *   reason: The title of a law.
 * ```
 * ```md
 * The Act was passed in 1911.
 * ```
 * Message: Unexpected exception from `percent-sign` that nothing needs, expected a warning or hint with `20 per cent`
 */
import type { Diagnostic, Inputs, RuleException } from '../model.ts';
import { openMessages } from '../place.ts';

/** The messages without those excepted in exceptions.yaml, and one for each exception that was not needed. */
export function exceptionUsed(
  messages: readonly Diagnostic[],
  { records, chapters }: Inputs,
): readonly Diagnostic[] {
  const { exceptions } = records;
  if (exceptions.length === 0) return messages;
  const used = new Set<RuleException>();
  const linesByFile = new Map(chapters.map(({ path, text }) => [path, text.split('\n')]));
  const kept = messages.filter((message) => {
    const fitting = exceptions.find((one) => fits(one, message, linesByFile));
    if (fitting === undefined || !mayExcept(message)) return true;
    used.add(fitting);
    return false;
  });
  const { complain, messages: unused } = openMessages();
  for (const one of exceptions) {
    if (used.has(one)) continue;
    complain({
      rule: 'exception-used',
      grade: 'warning',
      reason: `Unexpected exception from \`${one.rule}\` that nothing needs, expected a warning or hint with \`${one.words}\``,
      place: one.place,
      note: 'remove it, or give it the words as they stand in the file now',
    });
  }
  return [...kept, ...unused];
}

/** An error is mended and not excepted, but for one that an editor may answer for with a reason. */
function mayExcept({ grade, rule }: Diagnostic): boolean {
  return grade !== 'error' || rule === 'value-confirmed';
}

function fits(
  { rule, file, words }: RuleException,
  message: Diagnostic,
  linesByFile: ReadonlyMap<string, readonly string[]>,
): boolean {
  const { place } = message;
  if (message.rule !== rule || place.file !== file) return false;
  const lines = linesByFile.get(file)?.slice((place.line ?? 1) - 1, place.endLine ?? place.line);
  const told = `${message.reason}\n${lines?.join(' ') ?? ''}`.replace(/\s+/g, ' ');
  return told.includes(words.replace(/\s+/g, ' '));
}
