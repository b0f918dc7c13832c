/**
 * Two tables that are the same table in, pairs of their rows and cells out: rows by their head, cells by the head of their
 * column. A row that moved and a column that went are then what they are, and no shifted cells.
 */
import { compareSequences, type Match } from './compare-sequences.ts';
import type { Pairs } from './match-blocks.ts';
import { type Block, bagOf, isBlock, likeness, type Unit } from './read-blocks.ts';

/** Pairs the cells of every pair of rows, as far as each row has one cell a column. */
export function alignTable(old: Block, now: Block, pairs: Pairs): void {
  const [oldRows, nowRows] = [rowsOf(old), rowsOf(now)];
  const [oldHead, nowHead] = [oldRows[0]?.units ?? [], nowRows[0]?.units ?? []];
  const columns = matchColumns(oldHead, nowHead);
  const sections = [old, now].map((table) => table.units.filter(isBlock).filter(holdsRows));
  (sections[0] ?? []).forEach((section) => {
    const other = sections[1]?.find(({ type }) => type === section.type);
    if (other === undefined || !pairs.add(section, other)) return;
    matchRows(section, other, pairs);
    if (section.type === 'thead' && rowsIn(section).length === 1 && rowsIn(other).length === 1)
      pairs.add(rowsIn(section)[0] as Block, rowsIn(other)[0] as Block);
  });
  for (const row of oldRows) {
    const other = pairs.newOf.get(row);
    if (other === undefined || !isBlock(other)) continue;
    if (row.units.length !== oldHead.length || other.units.length !== nowHead.length) continue;
    for (const [a, b] of columns) pairs.addWhole(row.units[a] as Unit, other.units[b] as Unit);
  }
}

/** Rows of one part of a table, by their heads where those are unlike one another, then by their words. */
export function matchRows(old: Block, now: Block, pairs: Pairs): void {
  if (!holdsRows(old) || !holdsRows(now)) return;
  const isLeft = (row: Block): boolean => !pairs.newOf.has(row) && !pairs.oldOf.has(row);
  const byHead = uniqueBy(rowsIn(now).filter(isLeft), headOf);
  for (const [head, row] of uniqueBy(rowsIn(old).filter(isLeft), headOf)) {
    const other = byHead.get(head);
    if (other !== undefined) pairs.addWhole(row, other);
  }
}

function holdsRows({ node }: Block): boolean {
  return /^t(?:head|body|foot)$/.test(node.tagName);
}

function rowsOf(table: Block): Block[] {
  return table.units.filter(isBlock).flatMap(rowsIn);
}

function rowsIn(section: Block): Block[] {
  return section.units.filter(isBlock).filter(({ type }) => type === 'tr');
}

/** What a row is called: the words of its first cell. */
function headOf({ units }: Block): string {
  return units[0]?.seen ?? '';
}

/** Those whose name no other has. */
function uniqueBy(rows: readonly Block[], name: (row: Block) => string): Map<string, Block> {
  const byName = new Map<string, Block>();
  const often = new Set<string>();
  for (const row of rows) {
    const own = name(row);
    if (byName.has(own)) often.add(own);
    byName.set(own, row);
  }
  for (const own of often) byName.delete(own);
  return byName;
}

/** Columns with the same head in order, then those that moved, then those left over at the same place with a head alike. */
function matchColumns(old: readonly Unit[], now: readonly Unit[]): Match[] {
  const matches = compareSequences(
    old.map(({ seen }) => seen),
    now.map(({ seen }) => seen),
  );
  const isFree = (side: 0 | 1, index: number): boolean =>
    !matches.some((match) => match[side] === index);
  old.forEach((head, a) => {
    const b = now.findIndex((other, at) => other.seen === head.seen && isFree(1, at));
    if (isFree(0, a) && b >= 0) matches.push([a, b]);
  });
  old.forEach((head, a) => {
    const b = now.findIndex((other, at) => isFree(1, at) && isAlike(head, other));
    const same = old.length === now.length && isFree(1, a) ? a : b;
    if (isFree(0, a) && same >= 0) matches.push([a, same]);
  });
  return matches;
}

function isAlike(a: Unit, b: Unit): boolean {
  return isBlock(a) && isBlock(b) && likeness(bagOf(a), bagOf(b)) >= 0.5;
}
