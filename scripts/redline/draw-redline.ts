/**
 * A comparison in, its redline out: the new report with what went, what came and what moved marked in it. Nothing stands
 * in it twice that the two reports have alike; what belongs to neither is marked as the redline's own.
 */
import type { Element, ElementContent, Properties } from 'hast';
import { h } from 'hastscript';
import type { Comparison, MergedNode, Shell } from '../review/comparison.ts';
import { isInline } from '../review/read-inline.ts';
import { drawRegrouped } from './draw-paragraphs.ts';
import { drawWords } from './draw-words.ts';
import { type Drawing, type Merged, marksOf } from './drawing.ts';
import { flagOf, hiddenWords, ONLY, placeFirst, sayBlock } from './flags.ts';
import { oldNode, oldShell } from './old-nodes.ts';
import { overlay } from './overlay.ts';
import { isForOther, isUnseen, settleNodes, wasTag } from './report-html.ts';

/** The nodes of the whole report, part after part. */
export function drawRedline(
  { tree }: Pick<Comparison, 'tree'>,
  drawing: Drawing,
): ElementContent[] {
  return drawNodes(tree, drawing);
}

function drawNodes(nodes: readonly MergedNode[], drawing: Drawing, parent = ''): ElementContent[] {
  return nodes.flatMap((node) => drawNode(node, drawing, parent));
}

function drawNode(node: MergedNode, drawing: Drawing, parent: string): ElementContent[] {
  const { face, gone } = drawing;
  if (node.kind === 'space') return [];
  if (node.kind === 'same') return settleNodes(node.nodes, face, parent);
  if (node.kind === 'words') return drawWords(node, drawing, parent === 'pre');
  if (node.kind === 'both') return drawBoth(node, drawing);
  if (node.kind === 'regrouped') return drawRegrouped(node, drawing);
  if (node.kind === 'replaced') return drawReplaced(node, drawing);
  if (node.kind === 'movedFrom') return [drawPointer(node, drawing, parent)];
  if (node.kind === 'movedTo') return drawMoved(node, drawing, parent);
  if (node.kind === 'removed')
    return settleNodes([node.node], face).flatMap((one) =>
      drawWhole(oldNode(one, gone), 'old', node.change, drawing),
    );
  if (node.kind === 'added')
    return settleNodes([node.node], face).flatMap((one) =>
      drawWhole(one, 'new', node.change, drawing),
    );
  return drawFrame(node, drawing);
}

function elementOf({ tagName, properties, data }: Shell, children: ElementContent[]): Element {
  const own: Element = { type: 'element', tagName, properties, children };
  return data === undefined ? own : { ...own, data };
}

function addProperties(element: Element, properties: Properties): Element {
  element.properties = { ...element.properties, ...properties };
  return element;
}

function drawBoth({ shell, was, children, change }: Merged<'both'>, drawing: Drawing): Element[] {
  if (isForOther(shell, drawing.face)) return [];
  const redrawn = shell.tagName === 'figure' ? changeOfDrawing(children) : undefined;
  const flag = flagOf(redrawn, drawing, 'Redrawn');
  const element = elementOf(shell, drawNodes(children, drawing, shell.tagName));
  addProperties(element, wasTag(shell, was));
  if (redrawn !== undefined) addProperties(element, marksOf(redrawn, drawing));
  if (flag !== undefined) element.children.unshift(flag);
  if (change === undefined) return [element];
  addProperties(element, marksOf(change, drawing));
  return addFlag(element, change, sayLevel(shell, was), drawing);
}

/** A figure may hold a drawing for each face; its change is flagged once, over all of them. */
function changeOfDrawing(nodes: readonly MergedNode[]): string | undefined {
  for (const node of nodes) {
    const change =
      node.kind === 'replaced'
        ? node.change
        : node.kind === 'both'
          ? changeOfDrawing(node.children)
          : undefined;
    if (change !== undefined) return change;
  }
  return undefined;
}

function sayLevel({ tagName }: Shell, was: Shell | undefined): string {
  const level = (name: string): string => (/^h[1-6]$/.test(name) ? `level ${name.slice(1)}` : name);
  return was === undefined ? 'Looks otherwise' : `${level(was.tagName)} is now ${level(tagName)}`;
}

// ── one side ────────────────────────────────────────────────────────────────────────────────

/** A block that only one side has. */
function drawWhole(
  node: ElementContent,
  side: 'old' | 'new',
  change: string | undefined,
  drawing: Drawing,
): ElementContent[] {
  const marks = marksOf(change, drawing);
  if (node.type !== 'element')
    return [h('span', { dataRedline: side === 'old' ? 'del' : 'ins', ...marks }, node)];
  const element = { ...node, properties: { ...node.properties, dataRedline: side, ...marks } };
  if (marks.dataRedlineSilent !== undefined) return [element];
  return addFlag({ ...element, children: [...element.children] }, change, undefined, drawing);
}

function drawFrame(
  { kind, shell, children, change }: Merged<'removedFrame' | 'addedFrame'>,
  drawing: Drawing,
): Element[] {
  if (isForOther(shell, drawing.face)) return [];
  const isOld = kind === 'removedFrame';
  const own = isOld ? oldShell(shell, drawing.gone) : shell;
  const marks = marksOf(change, drawing);
  const element = elementOf(own, drawNodes(children, drawing, shell.tagName));
  addProperties(element, { dataRedline: isOld ? 'old' : 'new', dataRedlineFrame: '', ...marks });
  return addFlag(element, change, undefined, drawing);
}

/** The element with the flag of its change before its first words, or before itself if it has none. */
function addFlag(
  element: Element,
  change: string | undefined,
  words: string | undefined,
  drawing: Drawing,
): Element[] {
  const known = drawing.changes.get(change ?? '');
  if (known === undefined) return [element];
  const flag = flagOf(change, drawing, words ?? sayBlock(known));
  if (flag === undefined) {
    const hidden = hiddenWords(`${sayBlock(known).toLowerCase()}: `, drawing);
    placeFirst(element, hidden);
    return [element];
  }
  const copy = withOwnChildren(element);
  return placeFirst(copy, [flag]) ? [copy] : [flag, copy];
}

/** The trees of a Document are not to be changed. */
function withOwnChildren(element: Element): Element {
  const children = element.children.map((child) =>
    child.type === 'element' ? withOwnChildren(child) : child,
  );
  return { ...element, children };
}

// ── moves ───────────────────────────────────────────────────────────────────────────────────

/** Where a block stood: a pointer to where it stands now. What moved with it has a place there and no words. */
function drawPointer(
  { move, change }: Merged<'movedFrom'>,
  drawing: Drawing,
  parent: string,
): Element {
  const known = drawing.changes.get(change ?? '');
  const isFirst = known !== undefined && !drawing.pointed.has(known.id);
  const tagName = POINTERS[parent] ?? 'p';
  const properties = { dataRedline: 'from', dataRedlineMove: String(move) };
  const isRow = tagName === 'tr' || tagName === 'td';
  if (!isFirst || isRow) return h(tagName, { ...properties, dataRedlineSilent: '' });
  drawing.pointed.add(known.id);
  const { number, kind, weight, subject, new: now, inserted } = known;
  const where = now === undefined ? '' : ` to ${now.name}`;
  const words = `Moved${where}: ${subject.replaceAll('-', ' ')} “${shorten(inserted)}”`;
  const marks = { dataRedlineChange: known.id, dataRedlineKind: kind, dataRedlineWeight: weight };
  return h(
    tagName,
    { ...properties, ...marks, id: `from-${known.id}`, className: ['redline-pointer'] },
    [
      h('a', { href: `#${known.id}` }, [
        h('span', { className: ['redline-number'] }, String(number)),
        ` ${words}`,
      ]),
    ],
  );
}

const POINTERS: Readonly<Record<string, string>> = {
  table: 'tbody',
  thead: 'tr',
  tbody: 'tr',
  tfoot: 'tr',
  tr: 'td',
  ul: 'li',
  ol: 'li',
  dl: 'dd',
};

function shorten(words: string): string {
  return words.length <= 60 ? words : `${words.slice(0, 60).trimEnd()} …`;
}

function drawMoved(
  { move, node, change }: Merged<'movedTo'>,
  drawing: Drawing,
  parent: string,
): ElementContent[] {
  const drawn = drawNode(node, drawing, parent);
  const marks = { dataRedlineMove: String(move), ...moveMarks(change, drawing) };
  const [only] = drawn;
  const isOne =
    drawn.length === 1 && only?.type === 'element' && only.properties.dataRedline === undefined;
  const tagName = drawn.every(isInline) ? 'span' : 'div';
  const moved: Element = isOne
    ? { ...only, properties: { ...only.properties, ...marks } }
    : h(tagName, { dataRedline: 'wrap', ...marks }, drawn);
  const known = drawing.changes.get(change ?? '');
  if (known === undefined || drawing.flagged.has(known.id)) return [moved];
  const [first, ...rest] = addFlag(moved, change, undefined, drawing);
  return first === undefined ? [] : [first, ...rest];
}

function moveMarks(change: string | undefined, drawing: Drawing): Properties {
  return drawing.changes.has(change ?? '')
    ? { ...marksOf(change, drawing), dataRedlineMoved: '' }
    : {};
}

// ── drawings ────────────────────────────────────────────────────────────────────────────────

/** Both drawings of a figure, each under the word that says which it is. */
function drawReplaced(
  { old, new: now, change }: Merged<'replaced'>,
  drawing: Drawing,
): ElementContent[] {
  const { face, gone } = drawing;
  if (isUnseen(now, face) || isUnseen(old, face)) return [];
  const marks = marksOf(change, drawing);
  if (change === undefined) {
    const one = overlay(old, now, marks, drawing);
    if (one !== undefined) return [one];
  }
  const was = drawWhole(oldNode(old, gone), 'old', change, {
    ...drawing,
    flagged: new Set([change ?? '']),
  });
  const is = drawWhole(now, 'new', change, { ...drawing, flagged: new Set([change ?? '']) });
  const flag = flagOf(change, drawing, 'Redrawn');
  if (marks.dataRedlineSilent !== undefined) return [...was, ...is];
  const label = (words: string): Element => h('p', { ...ONLY, className: ['redline-side'] }, words);
  return [...(flag === undefined ? [] : [flag]), label('Before'), ...was, label('After'), ...is];
}
