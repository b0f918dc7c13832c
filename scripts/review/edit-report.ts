/**
 * For tests: scripts of edits on the real chapters, data and templates, each with what a comparison must say of it. An
 * edit touches pieces of a chapter that no other has touched, so that each change can be laid at one door.
 */
import type { ChangeKind } from './comparison.ts';
import type { Files } from './compose-draft.ts';

/** Part of a chapter between empty lines; a container with its content is one. */
export interface Piece {
  text: string;
  readonly kind:
    | 'matter'
    | 'heading'
    | 'paragraph'
    | 'block'
    | 'container'
    | 'list'
    | 'table'
    | 'note';
  /** Lines in the chapter as it was; absent for a new one. */
  readonly old?: { readonly file: string; readonly from: number; readonly to: number };
  isTouched: boolean;
}

export interface Manuscript {
  readonly chapters: ReadonlyMap<string, Piece[]>;
  /** Other files than chapters, and what stands in them. */
  readonly files: Map<string, string>;
}

/** What one edit did: the pieces it took away or changed and those it left, and the kinds of change that may say so. */
export interface Deed {
  readonly name: string;
  readonly kinds: readonly ChangeKind[];
  readonly olds: readonly Piece[];
  readonly nows: readonly Piece[];
  /** Kinds that must be told as well. */
  readonly also?: readonly ChangeKind[];
  readonly cell?: { readonly table: string; readonly row: string; readonly column: string };
  /** The class of the blocks whose template changed. */
  readonly template?: string;
}

export type Edit = (manuscript: Manuscript, pick: number) => Deed | undefined;

export function openManuscript(
  chapters: ReadonlyMap<string, string>,
  files: ReadonlyMap<string, string>,
): Manuscript {
  const read = [...chapters].map(([path, text]) => [path, readPieces(path, text)] as const);
  return { chapters: new Map(read), files: new Map(files) };
}

/** The files of the project as the edits left them. */
export function writeFiles({ chapters, files }: Manuscript): Files {
  const texts = [...chapters].map(([path, pieces]) => [path, writePieces(pieces)] as const);
  return Object.fromEntries([...texts, ...files]);
}

function writePieces(pieces: readonly Piece[]): string {
  return `${pieces.map(({ text }) => text).join('\n\n')}\n`;
}

/** Where each piece stands now. */
export function linesOf(pieces: readonly Piece[]): Map<Piece, { from: number; to: number }> {
  const lines = new Map<Piece, { from: number; to: number }>();
  let from = 1;
  for (const piece of pieces) {
    const many = piece.text.split('\n').length;
    lines.set(piece, { from, to: from + many - 1 });
    from += many + 1;
  }
  return lines;
}

function readPieces(file: string, text: string): Piece[] {
  const pieces: Piece[] = [];
  let [open, from, line] = [[] as string[], 1, 1];
  for (const part of text.trimEnd().split('\n\n')) {
    if (open.length === 0) from = line;
    open.push(part);
    line += part.split('\n').length + 1;
    const whole = open.join('\n\n');
    if (/^:::/.test(whole) && !/\n:::$/.test(whole)) continue;
    pieces.push({
      text: whole,
      kind: kindOf(whole),
      old: { file, from, to: line - 2 },
      isTouched: false,
    });
    open = [];
  }
  return pieces;
}

function kindOf(text: string): Piece['kind'] {
  if (text.startsWith('---\n')) return 'matter';
  if (text.startsWith('#')) return 'heading';
  if (text.startsWith(':::')) return 'container';
  if (text.startsWith('::')) return 'block';
  if (text.startsWith('- ')) return 'list';
  if (text.startsWith('|')) return 'table';
  return text.startsWith('[^') ? 'note' : 'paragraph';
}

// ── where to edit ───────────────────────────────────────────────────────────────────────────

interface Spot {
  readonly pieces: Piece[];
  readonly at: number;
  readonly piece: Piece;
}

/** A piece that fits, and whose neighbours nobody has touched. */
function find(
  { chapters }: Manuscript,
  pick: number,
  fits: (piece: Piece, next: Piece | undefined) => boolean,
): Spot | undefined {
  const isQuiet = (piece: Piece | undefined): boolean => piece?.isTouched !== true;
  const spots = [...chapters.values()].flatMap((pieces) =>
    pieces.flatMap((piece, at): Spot[] => {
      const near = pieces.slice(Math.max(0, at - 2), at + 3);
      return near.every(isQuiet) && fits(piece, pieces[at + 1]) ? [{ pieces, at, piece }] : [];
    }),
  );
  return spots[pick % Math.max(1, spots.length)];
}

const isParagraph = ({ kind, text }: Piece): boolean => kind === 'paragraph' && text.length > 150;
const sentencesOf = (piece: Piece): string[] => piece.text.split('\n');

function touch(...pieces: Piece[]): void {
  for (const piece of pieces) piece.isTouched = true;
}

// ── edits ───────────────────────────────────────────────────────────────────────────────────

/** Small words between others, so that neither values nor citations are hurt. */
const WORD = /(?<=[a-z] )(?:the|a|of|and|in|that|for|with)(?= [a-z])(?![^{}]*\})/;

const editWords: Edit = (manuscript, pick) => {
  const spot = find(
    manuscript,
    pick,
    (piece) => /^(?:paragraph|list)$/.test(piece.kind) && WORD.test(piece.text),
  );
  if (spot === undefined) return undefined;
  const { piece } = spot;
  const places = [...piece.text.matchAll(new RegExp(WORD, 'g'))];
  const place = places[pick % places.length];
  const [index, word] = [place?.index ?? 0, place?.[0] ?? ''];
  piece.text = `${piece.text.slice(0, index)}amended${piece.text.slice(index + word.length)}`;
  touch(piece);
  return { name: 'edit', kinds: ['words'], olds: [piece], nows: [piece] };
};

const rewriteSentence: Edit = (manuscript, pick) => {
  const spot = find(
    manuscript,
    pick,
    (piece) => isParagraph(piece) && sentencesOf(piece).length > 2 && !/\{#/.test(piece.text),
  );
  if (spot === undefined) return undefined;
  const { piece } = spot;
  const lines = sentencesOf(piece);
  lines[1] = 'Nothing of what stood here before has been kept by the editor of this draft.';
  piece.text = lines.join('\n');
  touch(piece);
  return { name: 'rewrite', kinds: ['words'], olds: [piece], nows: [piece] };
};

const insertParagraph: Edit = (manuscript, pick) => {
  const spot = find(manuscript, pick, ({ kind }) => kind === 'paragraph');
  if (spot === undefined) return undefined;
  const text = `A reader of draft ${pick} asked for one more paragraph.\nIt stands alone and says so plainly.`;
  const piece: Piece = { text, kind: 'paragraph', isTouched: true };
  spot.pieces.splice(spot.at + 1, 0, piece);
  return { name: 'insert', kinds: ['added'], olds: [], nows: [piece] };
};

const deleteParagraph: Edit = (manuscript, pick) => {
  const spot = find(
    manuscript,
    pick,
    (piece) => isParagraph(piece) && !/\[\^|\{#/.test(piece.text),
  );
  if (spot === undefined) return undefined;
  const [piece] = spot.pieces.splice(spot.at, 1) as [Piece];
  touch(...spot.pieces.slice(Math.max(0, spot.at - 1), spot.at + 1));
  return { name: 'delete', kinds: ['removed'], olds: [piece], nows: [] };
};

/** To any place in the report, also in another chapter. */
const moveParagraph: Edit = (manuscript, pick) => {
  const spot = find(
    manuscript,
    pick,
    (piece) => isParagraph(piece) && !/\[\^|\{#/.test(piece.text),
  );
  if (spot === undefined) return undefined;
  touch(spot.piece);
  const to = find(manuscript, pick * 7 + 3, ({ kind }) => kind === 'paragraph');
  spot.piece.isTouched = to !== undefined;
  if (to === undefined) return undefined;
  spot.pieces.splice(spot.at, 1);
  to.pieces.splice(to.pieces.indexOf(to.piece) + 1, 0, spot.piece);
  return { name: 'move', kinds: ['moved'], olds: [spot.piece], nows: [spot.piece] };
};

/** A paragraph that moved may have been edited on the way: both are told. */
const moveEdited: Edit = (manuscript, pick) => {
  const deed = moveParagraph(manuscript, pick);
  const piece = deed?.nows[0];
  if (deed === undefined || piece === undefined || !WORD.test(piece.text)) return deed;
  piece.text = piece.text.replace(WORD, 'amended');
  return { ...deed, name: 'move and edit', kinds: ['moved'], also: ['words'] };
};

/** A heading of the second level with all that stands under it. */
const moveSection: Edit = (manuscript, pick) => {
  const isHead = ({ text }: Piece): boolean => text.startsWith('## ');
  const sections = [...manuscript.chapters.values()].filter(
    (pieces) => pieces.filter(isHead).length > 2 && pieces.every(({ isTouched }) => !isTouched),
  );
  const pieces = sections[pick % Math.max(1, sections.length)];
  if (pieces === undefined) return undefined;
  const heads = pieces.flatMap((piece, at) => (isHead(piece) ? [at] : []));
  const [first = 0, second = 0] = heads;
  const moved = pieces.splice(first, second - first);
  pieces.push(...moved);
  touch(...pieces);
  return { name: 'move section', kinds: ['moved'], olds: moved, nows: moved };
};

const splitParagraph: Edit = (manuscript, pick) => {
  const spot = find(
    manuscript,
    pick,
    (piece) => isParagraph(piece) && sentencesOf(piece).length > 2,
  );
  if (spot === undefined) return undefined;
  const { piece, pieces, at } = spot;
  const lines = sentencesOf(piece);
  const cut = 1 + (pick % (lines.length - 1));
  const rest: Piece = { text: lines.slice(cut).join('\n'), kind: 'paragraph', isTouched: true };
  piece.text = lines.slice(0, cut).join('\n');
  touch(piece);
  pieces.splice(at + 1, 0, rest);
  return { name: 'split', kinds: ['split'], olds: [piece], nows: [piece, rest] };
};

const mergeParagraphs: Edit = (manuscript, pick) => {
  const isPlain = (piece: Piece | undefined): boolean =>
    piece?.kind === 'paragraph' && !/\{#|\[\^/.test(piece.text);
  const spot = find(manuscript, pick, (piece, next) => isPlain(piece) && isPlain(next));
  if (spot === undefined) return undefined;
  const { piece, pieces, at } = spot;
  const [next] = pieces.splice(at + 1, 1) as [Piece];
  piece.text = `${piece.text}\n${next.text}`;
  touch(piece);
  return { name: 'merge', kinds: ['merged'], olds: [piece, next], nows: [piece] };
};

/** A figure that is there already, once more at another place and by another name: all after it are renumbered. */
const insertFigure: Edit = (manuscript, pick) => {
  const charts = [...manuscript.chapters.values()]
    .flat()
    .filter(({ text }) => /^::chart\[/.test(text));
  const chart = charts[pick % Math.max(1, charts.length)];
  const spot = find(manuscript, pick, ({ kind }) => kind === 'paragraph');
  if (spot === undefined || chart === undefined) return undefined;
  const text = chart.text
    .replace(/\{#[\w-]+/, `{#fig-new-${pick}`)
    .replace(/^::chart\[/, '::chart[Once more: ');
  const piece: Piece = { text, kind: 'block', isTouched: true };
  spot.pieces.splice(spot.at + 1, 0, piece);
  return { name: 'insert figure', kinds: ['added'], olds: [], nows: [piece] };
};

/** Two tables, or two figures, change places. */
const swapBlocks: Edit = (manuscript, pick) => {
  const isBlock = ({ kind, text }: Piece): boolean =>
    kind === 'table' || /^::(?:table|chart|map)\[/.test(text);
  const one = find(manuscript, pick, isBlock);
  if (one === undefined) return undefined;
  one.piece.isTouched = true;
  const other = find(
    manuscript,
    pick * 5 + 1,
    (piece) => isBlock(piece) && piece.kind === one.piece.kind,
  );
  if (other === undefined) one.piece.isTouched = false;
  if (other === undefined) return undefined;
  touch(other.piece);
  one.pieces[one.at] = other.piece;
  other.pieces[other.at] = one.piece;
  const both = [one.piece, other.piece];
  return { name: 'swap', kinds: ['moved'], olds: both, nows: both };
};

const deleteItem: Edit = (manuscript, pick) => {
  const spot = find(
    manuscript,
    pick,
    ({ kind, text }) => kind === 'list' && text.split('\n').length > 2,
  );
  if (spot === undefined) return undefined;
  const lines = sentencesOf(spot.piece);
  lines.splice(pick % lines.length, 1);
  spot.piece.text = lines.join('\n');
  touch(spot.piece);
  return { name: 'delete item', kinds: ['removed'], olds: [spot.piece], nows: [spot.piece] };
};

const swapItems: Edit = (manuscript, pick) => {
  const spot = find(
    manuscript,
    pick,
    ({ kind, text }) => kind === 'list' && text.split('\n').length > 2,
  );
  if (spot === undefined) return undefined;
  const [first = '', ...lines] = sentencesOf(spot.piece);
  spot.piece.text = [...lines, first].join('\n');
  touch(spot.piece);
  return { name: 'move item', kinds: ['moved'], olds: [spot.piece], nows: [spot.piece] };
};

const editHeading: Edit = (manuscript, pick) => {
  const spot = find(manuscript, pick, ({ kind, text }) => kind === 'heading' && / \{#/.test(text));
  if (spot === undefined) return undefined;
  spot.piece.text = spot.piece.text.replace(' {#', ' and what follows {#');
  touch(spot.piece);
  return { name: 'heading', kinds: ['words'], olds: [spot.piece], nows: [spot.piece] };
};

const editCell: Edit = (manuscript, pick) => {
  const spot = find(manuscript, pick, ({ kind, text }) => kind === 'table' && WORD.test(text));
  if (spot === undefined) return undefined;
  spot.piece.text = spot.piece.text.replace(WORD, 'amended');
  touch(spot.piece);
  return { name: 'edit cell', kinds: ['cell', 'words'], olds: [spot.piece], nows: [spot.piece] };
};

const dropCitation: Edit = (manuscript, pick) => {
  const cited = / \[@[^\]]+\](?:\{fact=\d+\})?/;
  const spot = find(manuscript, pick, (piece) => isParagraph(piece) && cited.test(piece.text));
  if (spot === undefined) return undefined;
  spot.piece.text = spot.piece.text.replace(cited, '');
  touch(spot.piece);
  return { name: 'drop citation', kinds: ['words'], olds: [spot.piece], nows: [spot.piece] };
};

const addNote: Edit = (manuscript, pick) => {
  const spot = find(manuscript, pick, (piece) => isParagraph(piece) && /[a-z]\.$/.test(piece.text));
  if (spot === undefined) return undefined;
  const { piece, pieces, at } = spot;
  piece.text = `${piece.text}[^new-${pick}]`;
  const text = `[^new-${pick}]: A note that a reader asked for.`;
  const note: Piece = { text, kind: 'note', isTouched: true };
  pieces.splice(at + 1, 0, note);
  touch(piece);
  return {
    name: 'add note',
    kinds: ['added'],
    also: ['words'],
    olds: [piece],
    nows: [piece, note],
  };
};

const changeQuery: Edit = (manuscript, pick) => {
  const query = '{{count cities}}';
  const spot = find(
    manuscript,
    pick,
    ({ kind, text }) => kind === 'paragraph' && text.includes(query),
  );
  if (spot === undefined) return undefined;
  spot.piece.text = spot.piece.text.replace(query, '{{count cities nation="England"}}');
  touch(spot.piece);
  return { name: 'change query', kinds: ['value'], olds: [spot.piece], nows: [spot.piece] };
};

const wrapParagraph: Edit = (manuscript, pick) => {
  const spot = find(
    manuscript,
    pick,
    (piece) => isParagraph(piece) && !/\[\^|\{#/.test(piece.text),
  );
  if (spot === undefined) return undefined;
  spot.piece.text = `:::key-finding\n${spot.piece.text}\n:::`;
  touch(spot.piece);
  return { name: 'wrap', kinds: ['added'], olds: [spot.piece], nows: [spot.piece] };
};

const dropColumn: Edit = (manuscript, pick) => {
  const spot = find(manuscript, pick, ({ kind }) => kind === 'table');
  if (spot === undefined) return undefined;
  const lines = sentencesOf(spot.piece).map((line) =>
    line.startsWith('|') ? line.replace(/^(\|[^|]*)\|[^|]*\|/, '$1|') : line,
  );
  spot.piece.text = lines.join('\n');
  touch(spot.piece);
  return { name: 'drop column', kinds: ['removed'], olds: [spot.piece], nows: [spot.piece] };
};

const dropRow: Edit = (manuscript, pick) => {
  const spot = find(manuscript, pick, ({ kind }) => kind === 'table');
  if (spot === undefined) return undefined;
  const lines = sentencesOf(spot.piece);
  lines.splice(3, 1);
  spot.piece.text = lines.join('\n');
  touch(spot.piece);
  return { name: 'drop row', kinds: ['removed'], olds: [spot.piece], nows: [spot.piece] };
};

// ── edits of data and templates ─────────────────────────────────────────────────────────────

const CITIES = 'assets/data/cities.csv';
const DATA_KINDS: readonly ChangeKind[] = ['value', 'cell', 'figure', 'words', 'moved'];

function editCities(
  manuscript: Manuscript,
  pick: number,
  column: string,
  alter: (cell: string) => string,
): Deed | undefined {
  const lines = manuscript.files.get(CITIES)?.split('\n') ?? [];
  const at = lines[0]?.split(',').indexOf(column) ?? -1;
  const plain = lines.flatMap((line, index) =>
    index > 0 && line !== '' && !line.includes('"') ? [index] : [],
  );
  const index = plain[pick % Math.max(1, plain.length)];
  const cells = lines[index ?? -1]?.split(',');
  const was = cells?.[at];
  if (
    index === undefined ||
    cells === undefined ||
    was === undefined ||
    was === '' ||
    was.includes('!')
  )
    return undefined;
  cells[at] = alter(was);
  lines[index] = cells.join(',');
  manuscript.files.set(CITIES, lines.join('\n'));
  const cell = { table: 'cities', row: cells[0] ?? '', column };
  return { name: `cell ${column}`, kinds: DATA_KINDS, olds: [], nows: [], cell };
}

const changeCell: Edit = (manuscript, pick) =>
  editCities(manuscript, pick, pick % 2 === 0 ? 'population_2021' : 'population_2011', (cell) =>
    String(Math.round(Number(cell) * 1.01)),
  );

const renameCity: Edit = (manuscript, pick) =>
  editCities(manuscript, pick, 'name', (cell) => `${cell}minster`);

const changeTemplate: Edit = (manuscript, pick) => {
  const edits = [
    ['templates/blocks/key-finding.hbs', 'Key finding</p>', 'Main finding</p>', 'key-finding'],
    [
      'templates/blocks/to-be-supplied.hbs',
      'To be supplied by',
      'Still awaited from',
      'to-be-supplied',
    ],
    ['templates/blocks/recommendation.hbs', 'Partners:', 'Together with:', 'recommendation'],
    ['templates/tables/executive-models.hbs', 'Cities now', 'Cities today', 'table-frame'],
  ] as const;
  const [path, was, is, template] = edits[pick % edits.length] ?? edits[0];
  const text = manuscript.files.get(path);
  if (text === undefined || !text.includes(was)) return undefined;
  manuscript.files.set(path, text.replace(was, is));
  return { name: 'template', kinds: ['words'], olds: [], nows: [], template };
};

/** Files beside the chapters that edits may change. */
export const EDITED_FILES = [
  CITIES,
  'templates/blocks/key-finding.hbs',
  'templates/blocks/to-be-supplied.hbs',
  'templates/blocks/recommendation.hbs',
  'templates/tables/executive-models.hbs',
];

export const EDITS: Readonly<Record<string, Edit>> = {
  editWords,
  rewriteSentence,
  insertParagraph,
  deleteParagraph,
  moveParagraph,
  moveEdited,
  moveSection,
  splitParagraph,
  mergeParagraphs,
  insertFigure,
  swapBlocks,
  deleteItem,
  swapItems,
  editHeading,
  editCell,
  dropCitation,
  addNote,
  changeQuery,
  wrapParagraph,
  dropColumn,
  dropRow,
  changeCell,
  renameCity,
  changeTemplate,
};
