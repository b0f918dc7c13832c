/**
 * Takes a line of source and returns what a terminal would show of it, one cell for each
 * character as a reader sees it, with its width in columns. It must not know why the line is shown.
 */
import { once } from '../once.ts';
import { codePointOf, commandOffsets, escapeControls } from './make-harmless.ts';

/**
 * One character as seen: `width` in terminal columns; it stands in the line from `start` up to
 * but without `end`, in UTF-16 units from 0.
 */
export interface Cell {
  readonly shown: string;
  readonly width: number;
  readonly start: number;
  readonly end: number;
}

const tabWidth = 4; // CommonMark 0.31, section 2.2

/** Wide (W, F) ranges of Unicode Standard Annex 11, East Asian Width, merged where only gaps lie. */
const wide =
  /^[\u1100-\u115f\u2e80-\u303e\u3041-\u4dbf\u4e00-\ua4cf\ua960-\ua97c\uac00-\ud7a3\uf900-\ufaff\ufe10-\ufe19\ufe30-\ufe6b\uff01-\uff60\uffe0-\uffe6\u{16fe0}-\u{18cff}\u{1b000}-\u{1b2fb}\u{1f200}-\u{1f265}\u{20000}-\u{3fffd}]/u;
const pictured =
  /^(\p{Emoji_Presentation}|\p{Extended_Pictographic}\ufe0f|\p{Regional_Indicator}{2})/u;
const onlyMarks = /^[\p{M}\u200c\u200d]+$/u;
/** Made when a line is shown: it takes 9 ms. */
const segmenter = once(() => new Intl.Segmenter('en', { granularity: 'grapheme' }));
const plain = /^[\t -~]*$/;

/** The cells of one line without its line ending; tabs become spaces up to the next stop. */
export function lineCells(line: string): Cell[] {
  const commands = commandOffsets(line);
  const cells: Cell[] = [];
  let column = 0;
  for (const { segment, index } of segments(line)) {
    const shown = commands.has(index) ? codePointOf(segment) : showCluster(segment, column);
    const width = shown === segment ? clusterWidth(shown) : wordsWidth(shown);
    cells.push({ shown, width, start: index, end: index + segment.length });
    column += width;
  }
  return cells;
}

/** How many terminal columns the words take; they must hold no control characters. */
export function wordsWidth(words: string): number {
  if (plain.test(words)) return words.length;
  return segments(words).reduce((sum, { segment }) => sum + clusterWidth(segment), 0);
}

interface Segment {
  readonly segment: string;
  readonly index: number;
}

/** Grapheme clusters; ASCII is split by hand because the segmenter is fifty times slower. */
function segments(line: string): Segment[] {
  if (plain.test(line)) return Array.from(line, (segment, index) => ({ segment, index }));
  return Array.from(segmenter().segment(line));
}

function showCluster(cluster: string, column: number): string {
  if (cluster === '\t') return ' '.repeat(tabWidth - (column % tabWidth));
  // A mark with nothing to stand on would fall on the gutter: it gets Unicode's dotted circle.
  if (onlyMarks.test(cluster)) return `\u25cc${cluster}`;
  return escapeControls(cluster);
}

function clusterWidth(cluster: string): number {
  if (onlyMarks.test(cluster)) return 0;
  return wide.test(cluster) || pictured.test(cluster) ? 2 : 1;
}
