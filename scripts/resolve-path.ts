/**
 * A path as a file writes it in, the path from the project's root out.
 */

/** The path of what `file` calls `written`; undefined if it leads out of the root. */
export function resolvePath(file: string, written: string): string | undefined {
  if (written.startsWith('/')) return undefined;
  const parts = file.split('/').slice(0, -1);
  for (const part of written.split('/')) {
    if (part === '..') {
      if (parts.pop() === undefined) return undefined;
    } else if (part !== '.' && part !== '') parts.push(part);
  }
  return parts.join('/');
}
