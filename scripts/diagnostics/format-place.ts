/** Takes a place and returns it as people and editors write it: file, line, column. */
import type { Place } from '../model.ts';

/** "chapters/a.md:14:3", as much of it as is known; "14:3" when the file is empty. */
export function formatPlace({ file, line, column }: Place): string {
  return [...(file === '' ? [] : [file]), line, column]
    .filter((part) => part !== undefined)
    .join(':');
}
