/**
 * The provenance of a chapter's values: a tracked value and where it was asked for in, a record with a stable key
 * out. Knows nothing of trees.
 */
import type { Place, Provenance, Read, Row, Table } from '../model.ts';
import { groupReads, isProvisional, type Tracked } from './values/operand.ts';
import { sayValue } from './values/say.ts';

export interface ValueRecorder {
  /** Keeps a value and gives its record; `block` is the identifier of the block it stands in, whose rows may come and go. */
  record(tracked: Tracked, expression: string, place: Place, block?: string): Provenance;
  /**
   * Keeps what a whole figure was drawn from, or which cells chose and ordered the rows of a table, under the
   * identifier; `formatter` is what drew it.
   */
  recordReads(
    identifier: string,
    expression: string,
    text: string,
    reads: readonly Read[],
    place: Place,
    formatter?: 'chart' | 'table',
  ): void;
  /** Keeps that a citation rests on a row of `facts`, under "<chapter>-fact-45". */
  recordFact(facts: Table, row: Row, place: Place): void;
  readonly records: readonly Provenance[];
}

/** A recorder for one chapter: keys are the chapter's slug, a hash of the expression and the turn among equals. */
export function openRecorder(slug: string): ValueRecorder {
  const records: Provenance[] = [];
  const turns = new Map<string, number>();
  const record: ValueRecorder['record'] = (tracked, expression, place, block) => {
    const stem = `${slug}-${hashText(block === undefined ? expression : `${block} ${expression}`)}`;
    const turn = takeTurn(turns, stem);
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
  const recordReads: ValueRecorder['recordReads'] = (
    key,
    expression,
    text,
    reads,
    place,
    formatter = 'chart',
  ) => {
    records.push({
      key,
      expression,
      value: null,
      text,
      formatter,
      reads,
      provisional: false,
      place,
    });
  };
  const recordFact: ValueRecorder['recordFact'] = (facts, row, place) => {
    const stem = `${slug}-fact-${row.key}`;
    const turn = takeTurn(turns, stem);
    const columns = FACT_COLUMNS.filter((name) => facts.columns.has(name));
    records.push({
      key: turn === 1 ? stem : `${stem}-${turn}`,
      expression: `fact ${row.key}`,
      value: null,
      text: String(row.values.text ?? ''),
      formatter: 'fact',
      reads: groupReads(columns.map((column) => ({ table: facts, row, column }))),
      provisional: row.values.provisional === true,
      place,
    });
  };
  return { record, recordReads, recordFact, records };
}

/** What a reader of a fact is told of it. */
const FACT_COLUMNS = ['text', 'source_key', 'address', 'source_table', 'provisional'];

/** 1 for the first of its name, then 2 … */
function takeTurn(turns: Map<string, number>, stem: string): number {
  const turn = (turns.get(stem) ?? 0) + 1;
  turns.set(stem, turn);
  return turn;
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
