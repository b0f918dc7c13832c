/**
 * The provenance of a chapter's values: a tracked value and where it was asked for in, a record with a stable key
 * out. Knows nothing of trees.
 */
import type { Place, Provenance, Read } from '../model.ts';
import { groupReads, isProvisional, type Tracked } from './values/operand.ts';
import { sayValue } from './values/say.ts';

export interface ValueRecorder {
  /** Keeps a value and gives its record. */
  record(tracked: Tracked, expression: string, place: Place): Provenance;
  /** Keeps what a whole figure was drawn from, under the figure's identifier. */
  recordReads(
    identifier: string,
    expression: string,
    text: string,
    reads: readonly Read[],
    place: Place,
  ): void;
  readonly records: readonly Provenance[];
}

/** A recorder for one chapter: keys are the chapter's slug, a hash of the expression and the turn among equals. */
export function openRecorder(slug: string): ValueRecorder {
  const records: Provenance[] = [];
  const turns = new Map<string, number>();
  const record = (tracked: Tracked, expression: string, place: Place): Provenance => {
    const stem = `${slug}-${hashText(expression)}`;
    const turn = (turns.get(stem) ?? 0) + 1;
    turns.set(stem, turn);
    const made: Provenance = {
      key: turn === 1 ? stem : `${stem}-${turn}`,
      expression,
      value: tracked.value,
      text: sayValue(tracked),
      formatter: tracked.formatter ?? 'text',
      reads: groupReads(tracked.cells),
      provisional: isProvisional(tracked.cells),
      place,
    };
    records.push(made);
    return made;
  };
  const recordReads: ValueRecorder['recordReads'] = (key, expression, text, reads, place) => {
    const value = null;
    const formatter = 'chart';
    records.push({ key, expression, value, text, formatter, reads, provisional: false, place });
  };
  return { record, recordReads, records };
}

/** Eight letters that differ when the text does (FNV-1a over UTF-16 units, 53 bits in base 36). */
export function hashText(text: string): string {
  let [low, high] = [0x811c9dc5, 0x01000193];
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    low = Math.imul(low ^ code, 0x01000193);
    high = Math.imul(high ^ (code + at), 0x85ebca6b);
  }
  return ((high >>> 11) * 2 ** 32 + (low >>> 0)).toString(36).padStart(8, '0').slice(-8);
}
