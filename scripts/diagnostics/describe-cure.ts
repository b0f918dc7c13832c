/** Takes a diagnostic and returns how to mend it, in words. It must not know how it is printed. */
import type { Diagnostic } from '../model.ts';

/** The note; without one, the fix in words when it is a single edit; else undefined. */
export function describeCure({ note, fix }: Diagnostic): string | undefined {
  if (note !== undefined) return note;
  const edit = fix?.length === 1 ? fix[0] : undefined;
  if (edit === undefined) return undefined;
  return edit.text === '' ? 'delete it' : `write \`${edit.text}\``;
}
