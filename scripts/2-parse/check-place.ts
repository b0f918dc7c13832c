/**
 * For tests: a message and the text it speaks of in; throws if one of its places is not inside the text.
 */
import type { Diagnostic } from '../model.ts';

/** Lines and columns count from 1; the column after a line's last character is inside. */
export function checkPlace({ rule, place, cause }: Diagnostic, text: string): void {
  const lines = text.split('\n');
  for (const one of cause === undefined ? [place] : [place, cause.place]) {
    const { line = 0, column = 0, endLine = line, endColumn = column } = one;
    const isInside = (atLine: number, atColumn: number): boolean =>
      atColumn >= 1 && atColumn <= (lines[atLine - 1]?.length ?? -1) + 1;
    const isForward = endLine > line || (endLine === line && endColumn >= column);
    if (!isInside(line, column) || !isInside(endLine, endColumn) || !isForward)
      throw new Error(`${rule} stands at ${line}:${column}-${endLine}:${endColumn}`);
  }
}
