/**
 * What a register needs of the report: something to list. Chapters and the Apparatus so far in, messages out.
 */
import type { Chapter, Inputs } from '../model.ts';
import { type Complain, placeOf } from '../place.ts';
import { visitAll } from '../visit-all.ts';

/** A register without an entry would be a heading over nothing. */
export function checkRegisters(
  chapters: readonly Chapter[],
  shapes: Inputs['shapes'],
  entriesOf: (register: string) => number,
  complain: Complain,
): void {
  for (const { tree, path } of chapters) {
    visitAll(tree, (node) => {
      const register = node.type === 'block' ? shapes.get(node.name)?.register : undefined;
      if (node.type !== 'block' || register === undefined || entriesOf(register) > 0) return;
      complain({
        rule: 'register-filled',
        grade: 'warning',
        reason: `Unexpected \`::${node.name}\` in a report that has nothing to list there, expected at least one entry`,
        place: placeOf(path, node),
        note: 'remove the line and its heading, or write what it lists',
      });
    });
  }
}
