/**
 * The HTML of a redline in, the HTML of one of its two reports out: `acceptHtml` keeps what came and drops what went,
 * `rejectHtml` the other way round, and both drop what belongs to the redline itself. Works on the written text, so that
 * what is proved is what a reader opens.
 */

/** A piece of HTML that this program wrote: every element has an end tag or is void, every value stands in quotes. */
type Piece = string | Tagged;

interface Tagged {
  readonly tagName: string;
  /** The start tag as it stands. */
  readonly start: string;
  /** What the redline says of it, by the name after `data-redline-`; its role under ''. */
  readonly marks: ReadonlyMap<string, string>;
  readonly children: Piece[];
}

type Side = 'old' | 'new';

const TAG = /<(\/?)([a-zA-Z][\w:-]*)((?:"[^"]*"|[^">])*)>/g;
const MARK = / data-redline(-[a-z-]+)?(?:="([^"]*)")?/g;
const VOID = new Set('area base br col embed hr img input link meta source track wbr'.split(' '));

/** The new report. */
export function acceptHtml(redline: string): string {
  return takeHtml(redline, 'new');
}

/** The old report. */
export function rejectHtml(redline: string): string {
  return takeHtml(redline, 'old');
}

function takeHtml(redline: string, side: Side): string {
  const pieces = readPieces(redline);
  const moves = new Map<string, Tagged>();
  if (side === 'old') listMoves(pieces, moves);
  return writePieces(takePieces(pieces, { side, moves }));
}

function readPieces(html: string): Piece[] {
  const root: Piece[] = [];
  const open: Tagged[] = [];
  let at = 0;
  for (const tag of html.matchAll(TAG)) {
    const [start, slash, tagName = ''] = tag;
    const nodes = open.at(-1)?.children ?? root;
    if (tag.index > at) nodes.push(html.slice(at, tag.index));
    at = tag.index + start.length;
    if (slash !== '') {
      if (open.pop()?.tagName !== tagName)
        throw new Error(`the end tag of ${tagName} ends nothing`);
      continue;
    }
    const piece = { tagName, start, marks: readMarks(start), children: [] };
    nodes.push(piece);
    if (!VOID.has(tagName)) open.push(piece);
  }
  if (at < html.length) root.push(html.slice(at));
  if (open.length > 0) throw new Error(`an element ${open[0]?.tagName} has no end`);
  return root;
}

const NO_MARKS: ReadonlyMap<string, string> = new Map();

function readMarks(start: string): ReadonlyMap<string, string> {
  if (!start.includes(' data-redline')) return NO_MARKS;
  return new Map(
    [...start.matchAll(MARK)].map(([, name = '', value = '']) => [name.slice(1), value]),
  );
}

function listMoves(pieces: readonly Piece[], moves: Map<string, Tagged>): void {
  for (const piece of pieces) {
    if (typeof piece === 'string') continue;
    const move = piece.marks.get('move');
    if (move !== undefined && piece.marks.get('') !== 'from') moves.set(move, piece);
    listMoves(piece.children, moves);
  }
}

interface Taking {
  readonly side: Side;
  readonly moves: ReadonlyMap<string, Tagged>;
}

/** An element of one side, still open to what belongs to it and stands further on. */
interface Taken {
  readonly tagName: string;
  readonly start: string;
  readonly children: (string | Taken)[];
  /** Pieces of the same inline element have the same name. */
  readonly piece?: string;
}

function takePieces(pieces: readonly Piece[], taking: Taking): Taken['children'] {
  const taken: Taken['children'] = [];
  for (const piece of pieces) {
    if (typeof piece === 'string') taken.push(piece);
    else takeTagged(piece, taking, taken);
  }
  return taken;
}

/** What the element itself is on a side: there with its tag, only its content, or neither. */
function stateOf(role: string | undefined, side: Side): 'whole' | 'content' | 'none' {
  const isNew = side === 'new';
  if (role === 'only') return 'none';
  if (role === 'wrap') return 'content';
  if (role === 'old' || role === 'new') return (role === 'new') === isNew ? 'whole' : 'none';
  if (role === 'del' || role === 'ins') return (role === 'ins') === isNew ? 'content' : 'none';
  if (role === 'was' || role === 'is') return (role === 'is') === isNew ? 'whole' : 'content';
  return 'whole';
}

function takeTagged(piece: Tagged, taking: Taking, taken: Taken['children']): void {
  const { marks } = piece;
  const { side, moves } = taking;
  const role = marks.get('');
  if (role === 'from') {
    const there = moves.get(marks.get('move') ?? '');
    if (there !== undefined) takeStanding(there, taking, taken);
  } else if (side === 'new' || !marks.has('move')) takeStanding(piece, taking, taken);
}

function takeStanding(piece: Tagged, taking: Taking, taken: Taken['children']): void {
  const { marks } = piece;
  const { side } = taking;
  const state = stateOf(marks.get(''), side);
  if (state === 'none') return;
  const children = textOf(piece, side) ?? takePieces(piece.children, taking);
  if (state === 'content') for (const child of children) addTaken(taken, child);
  else if (marks.get('break') === (side === 'new' ? 'old' : 'new')) joinParagraph(taken, children);
  else addTaken(taken, wholeOf(piece, children, side));
}

/** Words that an element has on a side and that the redline shows otherwise. */
function textOf({ marks }: Tagged, side: Side): string[] | undefined {
  const text = (side === 'old' ? marks.get('text') : undefined) ?? marks.get('text-now');
  return text === undefined ? undefined : [textOfValue(text)];
}

/** A paragraph that is none of its own on this side goes on with the one before it. */
function joinParagraph(taken: Taken['children'], children: Taken['children']): void {
  const before = taken.findLast((one): one is Taken => typeof one !== 'string');
  for (const child of children) addTaken(before?.children ?? taken, child);
}

function wholeOf(
  { start, tagName, marks }: Tagged,
  children: Taken['children'],
  side: Side,
): Taken {
  const was = side === 'old' ? marks.get('was') : undefined;
  const own = textOfValue(was ?? marks.get('now') ?? '') || start.replace(MARK, '');
  const names = marks.get('piece')?.split(' ') ?? [];
  const piece = names.find((name) => name.startsWith(side));
  return {
    start: own,
    tagName: /^<([\w:-]+)/.exec(own)?.[1] ?? tagName,
    children,
    ...(piece === undefined ? {} : { piece }),
  };
}

/** Pieces of one inline element come together again; one that has nothing of this side is none. */
function addTaken(taken: Taken['children'], child: string | Taken): void {
  const last = taken.at(-1);
  if (typeof child === 'string' || child.piece === undefined) taken.push(child);
  else if (typeof last === 'object' && last.piece === child.piece)
    for (const inner of child.children) addTaken(last.children, inner);
  else if (child.children.length > 0) taken.push(child);
}

function writePieces(taken: Taken['children']): string {
  return taken
    .map((one) => {
      if (typeof one === 'string') return one;
      if (VOID.has(one.tagName)) return one.start;
      return `${one.start}${writePieces(one.children)}</${one.tagName}>`;
    })
    .join('');
}

/** An attribute's value as text. */
function textOfValue(value: string): string {
  return value.replace(
    /&(?:#x([0-9A-Fa-f]+)|quot|amp|lt|gt);/g,
    (whole, code: string | undefined) =>
      code === undefined
        ? ({ '&quot;': '"', '&amp;': '&', '&lt;': '<', '&gt;': '>' }[whole] ?? whole)
        : String.fromCodePoint(Number.parseInt(code, 16)),
  );
}
