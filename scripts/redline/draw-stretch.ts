/**
 * A stretch of words or one atom in, as it stands in a redline out: kept as it is on both sides, or marked as gone or come.
 */
import type { Element, ElementContent } from 'hast';
import type { Stretch, Wrapper } from '../review/comparison.ts';
import { type Drawing, marksOf } from './drawing.ts';
import { flagOf, hiddenWords } from './flags.ts';
import { oldNode } from './old-nodes.ts';
import { bothSides, overlay } from './overlay.ts';
import { nodesHtml, settleInline } from './report-html.ts';

/** An inline element as it is drawn: on both sides, or only on one of them. Indexes of the wrappers of each. */
export interface Layer {
  readonly now?: number;
  readonly old?: number;
}

export interface Run {
  readonly drawing: Drawing;
  readonly wrappers: readonly Wrapper[];
  readonly wrappersWere: readonly Wrapper[];
  /** The old wrapper that is the same element as a new one, and the other way round. */
  readonly oldOf: ReadonlyMap<number, number>;
  readonly nowOf: ReadonlyMap<number, number>;
  readonly number: number;
  /** White space counts as it stands. */
  readonly isExact: boolean;
}

export function addStretch(
  nodes: ElementContent[],
  stretch: Stretch,
  last: Stretch | undefined,
  layers: readonly Layer[],
  run: Run,
): void {
  const { drawing } = run;
  const isInLink = layers.some((layer) => shellOf(layer, run)?.tagName === 'a');
  const flag = flagOf(
    stretch.change,
    drawing,
    sayLook(stretch, drawing),
    isInLink ? 'link' : 'inline',
  );
  if (flag !== undefined) nodes.push(flag);
  if (stretch.op === 'keep') nodes.push(...drawKept(stretch, run));
  else if (last?.op === stretch.op && last.change === stretch.change && flag === undefined)
    (nodes.at(-1) as Element).children.push(wordsOf(stretch, run));
  else nodes.push(drawMark(stretch, run));
}

function shellOf(
  { now, old }: Layer,
  { wrappers, wrappersWere }: Run,
): Wrapper['shell'] | undefined {
  return now === undefined ? wrappersWere[old ?? -1]?.shell : wrappers[now]?.shell;
}

/** What no mark of words that went or came would show. */
function sayLook({ op, change }: Stretch, { changes }: Drawing): string {
  const kind = op === 'keep' ? changes.get(change ?? '')?.kind : undefined;
  if (kind === 'look') return 'looks otherwise';
  return kind === 'link' ? 'leads elsewhere' : '';
}

function wordsOf({ op, text, atom }: Stretch, { drawing, isExact }: Run): ElementContent {
  if (atom === undefined) return { type: 'text', value: text };
  const settled = settleInline(atom, drawing.face, isExact);
  return op === 'delete' ? oldNode(settled, drawing.gone) : settled;
}

function drawMark(stretch: Stretch, run: Run): Element {
  const { drawing } = run;
  const marks = marksOf(stretch.change, drawing);
  const isGone = stretch.op === 'delete';
  const isSilent = marks.dataRedlineSilent !== undefined;
  const hidden = isSilent ? [] : hiddenWords(isGone ? 'deleted: ' : 'inserted: ', drawing);
  const role = isGone ? 'del' : 'ins';
  return {
    type: 'element',
    tagName: isSilent ? 'span' : role,
    properties: { dataRedline: role, ...marks },
    children: [...hidden, wordsOf(stretch, run)],
  };
}

function drawKept(stretch: Stretch, run: Run): ElementContent[] {
  const { text, was, atom, change } = stretch;
  const drawn = atom === undefined ? drawKeptText(text, was) : drawKeptAtom(stretch, atom, run);
  if (change === undefined) return drawn;
  const properties = { dataRedline: 'wrap', ...marksOf(change, run.drawing) };
  return [{ type: 'element', tagName: 'span', properties, children: drawn }];
}

/** White space that is another now. */
function drawKeptText(text: string, was: string | undefined): ElementContent[] {
  const words: ElementContent = { type: 'text', value: text };
  if (was === undefined || was === text) return [words];
  const html = (value: string): string => nodesHtml([{ type: 'text', value }]);
  const properties = { dataRedline: 'wrap', dataRedlineText: html(was) };
  return [{ type: 'element', tagName: 'span', properties, children: [words] }];
}

function drawKeptAtom(
  { atomWas, change }: Stretch,
  atom: ElementContent,
  { drawing, isExact }: Run,
): ElementContent[] {
  const now = settleInline(atom, drawing.face, isExact);
  if (atomWas === undefined) return [now];
  const old = settleInline(atomWas, drawing.face, isExact);
  const marks = marksOf(change, drawing);
  const one = overlay(old, now, marks, drawing);
  return one === undefined ? bothSides([old], [now], marks, drawing) : [one];
}
