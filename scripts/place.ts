/**
 * Places of nodes as messages name them. Nodes and positions in, `Place`s out.
 */
import type { Node } from 'unist';
import type { Diagnostic, Grade, Place } from './model.ts';

/** The place of a node in a file; the file alone if the node was made and not read. */
export function placeOf(file: string, node: Node | undefined): Place {
  const position = node?.position;
  if (position === undefined) return { file };
  return {
    file,
    line: position.start.line,
    column: position.start.column,
    endLine: position.end.line,
    endColumn: position.end.column,
  };
}

/** A fault as a stage states it; an error unless it says otherwise. */
export interface Complaint extends Omit<Diagnostic, 'grade'> {
  readonly grade?: Grade;
}

/** Where a stage leaves its complaints. */
export type Complain = (complaint: Complaint) => void;

/** A list of diagnostics and the function that adds to it. */
export function openMessages(): { messages: Diagnostic[]; complain: Complain } {
  const messages: Diagnostic[] = [];
  const complain: Complain = ({ reason, ...complaint }) =>
    void messages.push({ grade: 'error', ...complaint, reason: shorten(reason) });
  return { messages, complain };
}

/** A word of a thousand letters is told by its beginning; the place says where the rest is. */
function shorten(reason: string): string {
  return reason.length < 200 ? reason : reason.replace(/(\S{100})\S{20,}/g, '$1…');
}

/** The place of a name inside a node's source, for a fault in one option; the node's own if not found. */
export function placeWithin(source: string, file: string, node: Node, words: string): Place {
  const place = placeOf(file, node);
  const start = node.position?.start.offset;
  const end = node.position?.end.offset;
  if (start === undefined || end === undefined) return place;
  const at = source.slice(start, end).indexOf(words);
  return at === -1 ? place : placeAtOffset(source, file, start + at, words.length);
}

/** The place of a stretch of a text, from its offset (from 0) and length. */
export function placeAtOffset(source: string, file: string, offset: number, length: number): Place {
  const start = lineAt(source, offset, { line: 1, begin: 0 });
  const end = lineAt(source, offset + length, start);
  return {
    file,
    line: start.line,
    column: offset - start.begin + 1,
    endLine: end.line,
    endColumn: offset + length - end.begin + 1,
  };
}

/** A line by its number and where it begins. */
interface Line {
  readonly line: number;
  readonly begin: number;
}

/** The line that an offset is in, counted from one before it. */
function lineAt(source: string, offset: number, from: Line): Line {
  let { line, begin } = from;
  for (let at = source.indexOf('\n', begin); at !== -1 && at < offset; ) {
    line++;
    begin = at + 1;
    at = source.indexOf('\n', begin);
  }
  return { line, begin };
}
