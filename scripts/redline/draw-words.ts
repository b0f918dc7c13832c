/**
 * A run of inline content as operations on words in, its redline out: what went in `del`, what came in `ins`, each inside
 * the links and the emphasis it stood in. Where those of the two sides cross, an element is drawn in pieces, which
 * `take-html.ts` puts together again.
 */
import type { Element, ElementContent, Properties } from 'hast';
import type { Inline, Stretch, Wrapper } from '../review/comparison.ts';
import { addStretch, type Layer, type Run } from './draw-stretch.ts';
import type { Drawing } from './drawing.ts';
import { oldShell } from './old-nodes.ts';
import { isForOther, isUnseen, settleSpace, startTag, wasTag } from './report-html.ts';

/** A stretch with the elements it stands in, outermost first. */
interface Laid {
  readonly stretch: Stretch;
  readonly layers: readonly Layer[];
}

/** Inside `pre` white space counts as it stands. */
export function drawWords(inline: Inline, drawing: Drawing, isExact = false): ElementContent[] {
  return drawParts(inline, [inline.stretches], drawing, isExact)[0] ?? [];
}

/** The same for several paragraphs, whose elements may go on from one to the next. */
export function drawParts(
  inline: Inline,
  parts: readonly (readonly Stretch[])[],
  drawing: Drawing,
  isExact = false,
): ElementContent[][] {
  const run = openRun(inline, drawing, isExact);
  const all: Opened[] = [];
  const drawn = parts.map((stretches) => {
    const settled = isExact ? stretches : stretches.map(settleStretch);
    return nest(
      settled.flatMap((stretch) => layOut(stretch, run)),
      all,
      run,
    );
  });
  for (const one of all) fill(one, all, run);
  return drawn;
}

function settleStretch({ text, was, ...stretch }: Stretch): Stretch {
  const old = was === undefined ? {} : { was: settleSpace(was) };
  return { ...stretch, text: settleSpace(text), ...old };
}

function openRun(inline: Inline, drawing: Drawing, isExact: boolean): Run {
  const { wrappers, wrappersWere = wrappers } = inline;
  const pairs = pairWrappers(inline);
  return {
    drawing,
    wrappers,
    wrappersWere,
    oldOf: pairs,
    nowOf: new Map([...pairs].map(([now, old]) => [old, now])),
    number: ++drawing.runs,
    isExact,
  };
}

/** Wrappers that hold the same kept words, at the same depth inside the same wrappers, are one element. */
function pairWrappers({ stretches, wrappers, wrappersWere }: Inline): Map<number, number> {
  if (wrappersWere === undefined) return new Map(wrappers.map((_, at) => [at, at]));
  const pairs = new Map<number, number>();
  const taken = new Set<number>();
  for (const { op, in: own = -1, inWas = own } of stretches) {
    if (op !== 'keep') continue;
    const [now, old] = [chainOf(own, wrappers), chainOf(inWas, wrappersWere)];
    for (let depth = 0; depth < Math.min(now.length, old.length); depth++) {
      const [a, b] = [now[depth] as number, old[depth] as number];
      if (pairs.get(a) === b) continue;
      const isFree = !pairs.has(a) && !taken.has(b);
      if (!isFree || wrappers[a]?.shell.tagName !== wrappersWere[b]?.shell.tagName) break;
      pairs.set(a, b);
      taken.add(b);
    }
  }
  return pairs;
}

function chainOf(index: number, wrappers: readonly Wrapper[]): number[] {
  const chain: number[] = [];
  for (let at = index; at >= 0; at = wrappers[at]?.parent ?? -1) chain.unshift(at);
  return chain;
}

/** A stretch in its layers; nothing if the face shows it on neither side, one side if on one. */
function layOut(stretch: Stretch, run: Run): Laid[] {
  const { op, in: own = -1, inWas = own, atom, atomWas = atom } = stretch;
  const now = op === 'delete' ? [] : chainOf(own, run.wrappers);
  const old = op === 'insert' ? [] : chainOf(op === 'delete' ? own : inWas, run.wrappersWere);
  const isOnNew = op !== 'delete' && isSeen(now, run.wrappers, atom, run);
  const isOnOld = op !== 'insert' && isSeen(old, run.wrappersWere, atomWas, run);
  if (isOnNew && isOnOld) return [{ stretch, layers: layersOfKept(now, old, run) }];
  const { was, atomWas: _, inWas: __, ...rest } = stretch;
  if (isOnNew)
    return [
      {
        stretch: { ...rest, op: 'insert' },
        layers: now.map((at) => pairOf(at, run.oldOf.get(at))),
      },
    ];
  if (!isOnOld) return [];
  const side = atomWas === undefined ? {} : { atom: atomWas };
  const gone = { ...rest, op: 'delete' as const, text: was ?? stretch.text, ...side };
  return [{ stretch: gone, layers: old.map((at) => pairOf(run.nowOf.get(at), at)) }];
}

function isSeen(
  chain: readonly number[],
  wrappers: readonly Wrapper[],
  atom: ElementContent | undefined,
  { drawing: { face } }: Run,
): boolean {
  if (atom !== undefined && isUnseen(atom, face)) return false;
  return chain.every((at) => !isForOther((wrappers[at] as Wrapper).shell, face));
}

/** Elements of both sides first: they are the outermost, for what is one element has one parent. */
function layersOfKept(now: readonly number[], old: readonly number[], run: Run): Layer[] {
  let both = 0;
  while (both < now.length && run.oldOf.get(now[both] as number) === old[both]) both++;
  return [
    ...now.slice(0, both).map((at) => pairOf(at, run.oldOf.get(at))),
    ...old.slice(both).map((at): Layer => ({ old: at })),
    ...now.slice(both).map((at): Layer => ({ now: at })),
  ];
}

function pairOf(now: number | undefined, old: number | undefined): Layer {
  return { ...(now === undefined ? {} : { now }), ...(old === undefined ? {} : { old }) };
}

// ── elements ────────────────────────────────────────────────────────────────────────────────

interface Opened extends Layer {
  readonly element: Element;
  holdsKept: boolean;
}

function nest(laid: readonly Laid[], all: Opened[], run: Run): ElementContent[] {
  const nodes: ElementContent[] = [];
  let open: Opened[] = [];
  let last: Stretch | undefined;
  for (const { stretch, layers } of laid) {
    let depth = 0;
    while (depth < open.length && isSameLayer(open[depth], layers[depth])) depth++;
    const isClosed = depth < open.length || depth < layers.length;
    open = open.slice(0, depth);
    for (const layer of layers.slice(depth)) {
      const element: Element = { type: 'element', tagName: '', properties: {}, children: [] };
      (open.at(-1)?.element.children ?? nodes).push(element);
      const opened = { ...layer, element, holdsKept: false };
      open.push(opened);
      all.push(opened);
    }
    if (stretch.op === 'keep') for (const one of open) one.holdsKept = true;
    const into = open.at(-1)?.element.children ?? nodes;
    addStretch(into, stretch, isClosed ? undefined : last, layers, run);
    last = stretch;
  }
  return nodes;
}

function isSameLayer(a: Layer | undefined, b: Layer | undefined): boolean {
  return a !== undefined && b !== undefined && a.now === b.now && a.old === b.old;
}

/** What an element is, known once it is known what stands in it. */
function fill({ element, now, old, holdsKept }: Opened, all: readonly Opened[], run: Run): void {
  const shell = now === undefined ? undefined : run.wrappers[now]?.shell;
  const was = old === undefined ? undefined : run.wrappersWere[old]?.shell;
  const own = shell ?? (was as Wrapper['shell']);
  const isHidden = shell === undefined && holdsKept;
  const drawn = shell === undefined ? oldShell(own, run.drawing.gone) : own;
  element.tagName = isHidden ? 'span' : own.tagName;
  element.properties = {
    ...(isHidden ? { dataRedlineWas: startTag(own) } : drawn.properties),
    ...(shell === undefined
      ? { dataRedline: 'was' }
      : was === undefined
        ? { dataRedline: 'is' }
        : {}),
    ...(shell === undefined ? {} : wasTag(shell, was)),
    ...pieceOf({ ...pairOf(now, old) }, all, run),
  };
}

/** Pieces of one element have one name on each side where it has several. */
function pieceOf({ now, old }: Layer, all: readonly Opened[], { number }: Run): Properties {
  const isOften = all.filter((one) => one.now === now && now !== undefined).length > 1;
  const wasOften = all.filter((one) => one.old === old && old !== undefined).length > 1;
  if (!isOften && !wasOften) return {};
  const names = [
    ...(now === undefined ? [] : [`new-${number}-${now}`]),
    ...(old === undefined ? [] : [`old-${number}-${old}`]),
  ];
  return { dataRedlinePiece: names.join(' ') };
}
