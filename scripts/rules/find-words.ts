/**
 * Words that a report should say otherwise: a list and the authors' prose in, a complaint with its place and, where the
 * words stand in the source as they are, the edit that mends it out.
 */
import type { Grade } from '../model.ts';
import type { Complain } from '../place.ts';
import type { Prose, ProseKind } from './read-prose.ts';

/** A pattern with the flag g, and what to say instead; without `instead` only a person can tell. */
export interface WordEntry {
  readonly words: RegExp;
  readonly instead?: string | ((found: RegExpExecArray) => string);
  /** What the message calls the right form, if it is not one to be put in. */
  readonly expected?: string;
}

export interface WordRule {
  readonly rule: string;
  readonly grade: Grade;
  readonly entries: readonly WordEntry[];
  /** Kinds of prose that are left alone; quotations always are. */
  readonly except?: readonly ProseKind[];
}

export function findWords(prose: readonly Prose[], rule: WordRule, complain: Complain): void {
  for (const stretch of prose) {
    if (stretch.kind === 'quotation' || rule.except?.includes(stretch.kind)) continue;
    for (const entry of rule.entries)
      for (const found of stretch.ownText.matchAll(entry.words))
        tell(stretch, found, entry, rule, complain);
  }
}

function tell(
  stretch: Prose,
  found: RegExpExecArray,
  entry: WordEntry,
  { rule, grade }: WordRule,
  complain: Complain,
): void {
  const [words] = found;
  const instead = typeof entry.instead === 'function' ? entry.instead(found) : entry.instead;
  const place = stretch.placeOf(found.index, words.length);
  const isEdit = instead !== undefined && stretch.isWritten(found.index, words.length);
  complain({
    rule,
    grade,
    reason: `Unexpected \`${words}\`, expected ${instead === undefined ? entry.expected : `\`${instead}\``}`,
    place,
    note: instead === undefined ? `write ${entry.expected}` : `write \`${instead}\``,
    ...(isEdit ? { fix: [{ place, text: instead }] } : {}),
  });
}
