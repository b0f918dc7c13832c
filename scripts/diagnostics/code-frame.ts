/**
 * Takes a source's lines and a place in it and returns the few lines that show the place, with
 * carets under it. It must not know what is wrong there.
 */
import type { Place } from '../model.ts';
import { type Cell, lineCells } from './line-cells.ts';
import type { Paint } from './paint.ts';

const linesBefore = 2;
const maxWidth = 80; // columns of source shown; with gutter and indent a frame fits 100
const ahead = 30; // columns kept before the place when a long line is cut
const reach = 240; // UTF-16 units looked at on either side, so that a line of 1 MB costs nothing

/**
 * The frame's lines, indented by three: up to two lines before, the line, and carets under the
 * place when it has a column. Empty when the place has no line or the source is shorter.
 * ```
 *      13 | The cities had
 *    > 14 | {{sum cities "populaton_2021"}} residents
 *         |              ^^^^^^^^^^^^^^^^
 * ```
 */
export function drawCodeFrame(lines: readonly string[], place: Place, paint: Paint): string[] {
  const focus = place.line === undefined ? undefined : lines[place.line - 1];
  if (place.line === undefined || focus === undefined) return [];
  const gutterWidth = String(place.line).length;
  const frame: string[] = [];
  for (let line = Math.max(1, place.line - linesBefore); line < place.line; line += 1) {
    const text = lines[line - 1] ?? '';
    const shown = cutCells(lineCells(text.slice(0, reach)), 0, false, text.length > reach);
    frame.push(frameLine(' ', String(line).padStart(gutterWidth), joinCells(shown), paint));
  }
  const { text, carets } = markPlace(focus, place);
  frame.push(frameLine('>', String(place.line), text, paint));
  if (carets !== '') frame.push(frameLine(' ', ' '.repeat(gutterWidth), paint.red(carets), paint));
  return frame;
}

function frameLine(sign: string, number: string, text: string, paint: Paint): string {
  const gutter = `   ${sign} ${number} |`;
  return paint.dim(gutter) + (text === '' ? '' : ` ${text}`);
}

/** The line as shown, cut around the place's column, and the carets that stand under it. */
function markPlace(line: string, place: Place): { text: string; carets: string } {
  const offset = Math.min((place.column ?? 1) - 1, line.length);
  const from = Math.max(0, offset - reach);
  const piece = line.slice(from, offset + reach);
  const cells = lineCells(piece);
  const start = cells.find((cell) => cell.end > offset - from)?.start ?? piece.length;
  const end = endOffset(piece, place, from);
  const before = widthOf(cells.filter((cell) => cell.start < start));
  const shown = cutCells(cells, before, from > 0, line.length > offset + reach);
  if (place.column === undefined) return { text: joinCells(shown), carets: '' };
  const space = widthOf(shown.filter((cell) => cell.start < start));
  const under = widthOf(shown.filter((cell) => cell.start >= start && cell.start < end));
  return { text: joinCells(shown), carets: ' '.repeat(space) + '^'.repeat(Math.max(1, under)) };
}

/** Where the carets stop, in UTF-16 units of the piece: a place over several lines runs to the end. */
function endOffset(piece: string, place: Place, from: number): number {
  const spansLines = place.endLine !== undefined && place.endLine > (place.line ?? 1);
  if (spansLines) return piece.length;
  return (place.endColumn ?? place.column ?? 1) - 1 - from;
}

/** At most `maxWidth` columns of the cells around column `column` (from 0), with … where cut. */
function cutCells(
  cells: readonly Cell[],
  column: number,
  isCutBefore = false,
  isCutAfter = false,
): Cell[] {
  const total = widthOf(cells);
  if (total <= maxWidth && !isCutBefore && !isCutAfter) return [...cells];
  const from = Math.max(0, Math.min(column - ahead, total - maxWidth));
  const shown: Cell[] = [];
  let left = 0;
  for (const cell of cells) {
    if (left >= from && left + cell.width <= from + maxWidth) shown.push(cell);
    left += cell.width;
  }
  const isCutLeft = isCutBefore || shown[0] !== cells[0];
  const isCutRight = isCutAfter || shown.at(-1) !== cells.at(-1);
  return [
    ...(isCutLeft ? [cutMark(-1)] : []),
    ...shown,
    ...(isCutRight ? [cutMark(Infinity)] : []),
  ];
}

/** The … where a line was cut; it stands outside every place. */
function cutMark(offset: number): Cell {
  return { shown: '…', width: 1, start: offset, end: offset };
}

function widthOf(cells: readonly Cell[]): number {
  return cells.reduce((sum, cell) => sum + cell.width, 0);
}

function joinCells(cells: readonly Cell[]): string {
  return cells
    .map((cell) => cell.shown)
    .join('')
    .trimEnd();
}
