/**
 * Flows for tests, sketched as a report reads: `sketchFlow(heading(), lines(5), figure(200))`. Lines are 20 px high, blocks
 * stand 10 px apart, a note's lines are 15 px high.
 */
import type { Cut, Divided, Floating, Flow, Note, Unit } from './flow.ts';

export const LINE = 20;
export const GAP = 10;
export const NOTE_LINE = 15;
export const NOTE_RULE = 14;

interface Piece {
  readonly height: number;
  /** Lines of each note called. */
  readonly notes?: readonly number[];
  /** Whether it may leave its place for the top of a later page. */
  readonly mayFloat?: boolean;
  /** The cut before it; `kept`, `forced` and the like. */
  readonly cut?: Partial<Omit<Cut, 'top' | 'bottom'>>;
  /** Height of what is repeated at the head of a page that begins with it. */
  readonly head?: number;
}

/** What follows one another without a gap. */
export type Block = readonly Piece[];

/** Heights, in lines, of notes called from lines, by line, from 1. */
export interface Calls {
  readonly notes?: Readonly<Record<number, number>>;
}

/** A paragraph, with 2 orphans and 2 widows. */
export function lines(count: number, { notes = {} }: Calls = {}): Block {
  return Array.from({ length: count }, (_, index) => {
    const note = notes[index + 1];
    return {
      height: LINE,
      ...(note === undefined ? {} : { notes: [note] }),
      ...(index === 0 ? {} : { cut: { divides: ['paragraph'], lines: around(index, count) } }),
    };
  });
}

/** What holds its blocks together: its cuts divide it too. */
export function within(kind: Divided, ...blocks: readonly Block[]): Block {
  const pieces = blocks.flat();
  return pieces.map((piece, index) => {
    if (index === 0) return piece;
    const ofBox = { before: index, after: pieces.length - index };
    const divides = [kind, ...(piece.cut?.divides ?? [])];
    return { ...piece, cut: { ...piece.cut, divides, ...(kind === 'box' && { ofBox }) } };
  });
}

/** One line, kept with what follows. */
export function heading(): Block {
  return [{ height: LINE }, { height: 0, cut: { isKept: true } }];
}

export function figure(height: number): Block {
  return [{ height }];
}

/** A figure that may move to the top of a later page. */
export function floatingFigure(height: number): Block {
  return [{ height, mayFloat: true }];
}

/** Rows of a line each; a head of a line is repeated. */
export function table(rows: number): Block {
  const row = (index: number): Piece => ({
    height: LINE,
    cut: {
      divides: ['table'],
      ...(index === 0 ? { isKept: true } : { lines: around(index, rows) }),
    },
    head: index === 0 ? 0 : LINE,
  });
  return [{ height: LINE }, ...Array.from({ length: rows }, (_, index) => row(index))];
}

/** The block with another cut before it. */
export function starting(cut: Partial<Cut>, block: Block): Block {
  return block.map((piece, index) =>
    index === 0 ? { ...piece, cut: { ...piece.cut, ...cut } } : piece,
  );
}

/** The block with its cuts barred. */
export function barred(block: Block): Block {
  return block.map((piece, index) =>
    index === 0 ? piece : { ...piece, cut: { ...piece.cut, isBarred: true } },
  );
}

export function sketchFlow(...blocks: readonly Block[]): Flow {
  const units: Unit[] = [];
  const cuts: Cut[] = [];
  const notes: Note[] = [];
  const floating: Floating[] = [];
  let y = 0;
  let area = 0;
  for (const piece of joinKept(blocks)) {
    const bottom = y;
    if (piece.isFirst && units.length > 0) y += GAP;
    area = piece.cut?.area ?? area;
    cuts.push({
      divides: [],
      isKept: false,
      ...piece.cut,
      area,
      bottom,
      top: y - (piece.head ?? 0),
    });
    const own = (piece.notes ?? []).map((count) => notes.push(sketchNote(count, notes.length)) - 1);
    if (piece.mayFloat) {
      const height = piece.height + GAP;
      const identifier = `float-${floating.length}`;
      floating.push({ identifier, unit: units.length, saved: height, height });
    }
    units.push({ top: y, bottom: y + piece.height, notes: own });
    y += piece.height;
  }
  cuts.push({ top: y, bottom: y, divides: [], isKept: false, forced: 'page', area });
  return { units, cuts: force(cuts), notes, noteRule: NOTE_RULE, floating };
}

/** The pieces of all blocks; a heading's keep becomes the cut before the next block. */
function joinKept(blocks: readonly Block[]): (Piece & { readonly isFirst: boolean })[] {
  let keep = false;
  return blocks.flatMap((block) =>
    block.flatMap((piece, index) => {
      if (piece.height === 0) {
        keep = true;
        return [];
      }
      const cut = keep && index === 0 ? { ...piece.cut, isKept: true } : (piece.cut ?? {});
      keep = false;
      return [{ ...piece, cut, isFirst: index === 0 }];
    }),
  );
}

function force([first, ...others]: readonly Cut[]): Cut[] {
  return first === undefined ? [] : [{ ...first, forced: first.forced ?? 'page' }, ...others];
}

function sketchNote(count: number, index: number): Note {
  const lineEnds = Array.from({ length: count }, (_, line) => NOTE_LINE * (line + 1));
  return { identifier: `note-${index}`, height: NOTE_LINE * count, lineEnds };
}

function around(index: number, count: number): NonNullable<Cut['lines']> {
  return { before: index, after: count - index, orphans: 2, widows: 2 };
}
