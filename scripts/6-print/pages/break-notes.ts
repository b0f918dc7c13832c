/**
 * Notes that wait and the room at a page's foot in, out which of them and how many of their lines stand there. The order
 * of calls is kept, and no note is divided that could stand whole. Knows nothing of prices.
 */
import type { FlowSums } from './break-sums.ts';
import type { NotePart } from './flow.ts';

/** How far the notes have been set: all before `note` (in order of call) are complete, of it `line` lines. */
export interface NotesSet {
  readonly note: number;
  readonly line: number;
}

/** Lines of a divided note that must stand together on either page. */
const LEAST_LINES = 2;
/** Lengths are sums of the browser's sixty-fourths of a px. */
export const TOLERANCE = 0.01;

/** Height of the notes that wait after `set`, up to those called, without the rule. */
export function measureNotes(sums: FlowSums, set: NotesSet, called: number): number {
  const { notesAbove } = sums;
  return (notesAbove[called] ?? 0) - (notesAbove[set.note] ?? 0) - lineTop(sums, set);
}

/**
 * As many notes as `room` holds, and as many lines of the next as it then holds. With `isAlone` something is set even if
 * it does not fit, since no page has more room.
 */
export function setNotes(
  sums: FlowSums,
  set: NotesSet,
  called: number,
  room: number,
  isAlone = false,
): NotesSet {
  let left = room - sums.flow.noteRule + TOLERANCE;
  if (measureNotes(sums, set, called) <= left || set.note === called)
    return { note: called, line: 0 };
  let { note, line } = set;
  while (note < called) {
    const height = measureNotes(sums, { note, line }, note + 1);
    if (height > left) break;
    left -= height;
    note++;
    line = 0;
  }
  const divided = divideNote(sums, { note, line }, left);
  const isStuck = isAlone && note === set.note && divided === line;
  return isStuck ? forceLine(sums, { note, line }, left) : { note, line: divided };
}

/** The parts of notes that stand on a page between two states of setting. */
export function listParts(sums: FlowSums, from: NotesSet, to: NotesSet): NotePart[] {
  const parts: NotePart[] = [];
  for (let { note, line } = from; note < to.note || (note === to.note && line < to.line); note++) {
    const index = sums.calls[note] ?? 0;
    const isDivided = note === to.note;
    const end = isDivided ? to.line : countLines(sums, note);
    const bottom = isDivided ? lineTop(sums, to) : measureNotes(sums, { note, line: 0 }, note + 1);
    parts.push({
      note: index,
      from: line,
      to: end,
      height: bottom - lineTop(sums, { note, line }),
    });
    line = 0;
  }
  return parts;
}

/** The line before which a note is divided; where it already stood if it cannot be. */
function divideNote(sums: FlowSums, { note, line }: NotesSet, room: number): number {
  const top = lineTop(sums, { note, line });
  let end = line;
  for (let to = line + LEAST_LINES; to <= countLines(sums, note) - LEAST_LINES; to++) {
    if (lineTop(sums, { note, line: to }) - top > room) break;
    end = to;
  }
  return end;
}

/** At least one line, and as many as fit. */
function forceLine(sums: FlowSums, { note, line }: NotesSet, room: number): NotesSet {
  const top = lineTop(sums, { note, line });
  let end = line + 1;
  while (lineTop(sums, { note, line: end + 1 }) - top <= room && end < countLines(sums, note))
    end++;
  return end >= countLines(sums, note) ? { note: note + 1, line: 0 } : { note, line: end };
}

function countLines({ flow, calls }: FlowSums, note: number): number {
  return Math.max(1, flow.notes[calls[note] ?? 0]?.lineEnds.length ?? 1);
}

/** Where a line of a note begins, from the note's top. */
function lineTop({ flow, calls }: FlowSums, { note, line }: NotesSet): number {
  return line === 0 ? 0 : (flow.notes[calls[note] ?? 0]?.lineEnds[line - 1] ?? 0);
}
