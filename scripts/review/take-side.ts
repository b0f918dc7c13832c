/**
 * A comparison in, one of its two reports out: `accept` takes every change, `reject` takes none. Goes through the same
 * operations that a reader is shown; the trees are in the normal form of `tidyTree`.
 */
import type { Element, ElementContent, Root } from 'hast';
import type {
  BothNode,
  Comparison,
  Inline,
  MergedNode,
  MovedToNode,
  RegroupedNode,
  Shell,
  Stretch,
  Wrapper,
} from './comparison.ts';
import { addText } from './tidy-tree.ts';

/** The tree of the new Document. */
export function accept(comparison: Pick<Comparison, 'tree'>): Root {
  return takeSide(comparison.tree, 'new');
}

/** The tree of the old Document. */
export function reject(comparison: Pick<Comparison, 'tree'>): Root {
  return takeSide(comparison.tree, 'old');
}

type Side = 'old' | 'new';

interface Taking {
  readonly side: Side;
  readonly moves: ReadonlyMap<number, MovedToNode>;
}

function takeSide(tree: readonly MergedNode[], side: Side): Root {
  const moves = new Map<number, MovedToNode>();
  listMoves(tree, moves);
  return { type: 'root', children: takeNodes(tree, { side, moves }) };
}

function listMoves(nodes: readonly MergedNode[], moves: Map<number, MovedToNode>): void {
  for (const node of nodes) {
    if (node.kind === 'movedTo') {
      moves.set(node.move, node);
      listMoves([node.node], moves);
    } else if ('children' in node) listMoves(node.children, moves);
  }
}

/** One side of some merged nodes. */
function takeNodes(nodes: readonly MergedNode[], taking: Taking): ElementContent[] {
  const taken: ElementContent[] = [];
  for (const node of nodes) takeNode(node, taking, taken);
  return taken;
}

function takeNode(node: MergedNode, taking: Taking, taken: ElementContent[]): void {
  const isNew = taking.side === 'new';
  if (node.kind === 'same') for (const one of node.nodes) addNode(taken, one);
  else if (node.kind === 'space') addText(taken, isNew ? node.text : node.was);
  else if (node.kind === 'both') taken.push(takeBoth(node, taking));
  else if (node.kind === 'words') for (const one of takeInline(node, isNew)) addNode(taken, one);
  else if (node.kind === 'regrouped') takeRegrouped(node, isNew, taken);
  else if (node.kind === 'replaced') addNode(taken, isNew ? node.new : node.old);
  else if (node.kind === 'removedFrame' && !isNew) taken.push(takeBoth(node, taking));
  else if (node.kind === 'addedFrame' && isNew) taken.push(takeBoth(node, taking));
  else if (node.kind === 'removed' && !isNew) addNode(taken, node.node);
  else if (node.kind === 'added' && isNew) addNode(taken, node.node);
  else if (node.kind === 'movedTo' && isNew) takeNode(node.node, taking, taken);
  else if (node.kind === 'movedFrom' && !isNew) {
    const there = taking.moves.get(node.move);
    if (there !== undefined) takeNode(there.node, taking, taken);
  }
}

function takeBoth(
  { shell, was, children }: Pick<BothNode, 'shell' | 'was' | 'children'>,
  taking: Taking,
): Element {
  const own = taking.side === 'new' ? shell : (was ?? shell);
  return fillShell(own, takeNodes(children, taking));
}

function takeRegrouped(node: RegroupedNode, isNew: boolean, taken: ElementContent[]): void {
  let shell = isNew ? node.shell : node.was;
  let part: Stretch[] = [];
  const close = (): void => {
    taken.push(fillShell(shell, takeInline({ ...node, stretches: part }, isNew)));
    part = [];
  };
  for (const stretch of node.stretches) {
    if (stretch.break === undefined) part.push(stretch);
    else if (isOn(stretch, isNew)) {
      close();
      const { break: own, op } = stretch;
      const isOld = op === 'keep' && !isNew;
      addText(taken, (isOld ? own.spaceWas : undefined) ?? own.space);
      shell = (isOld ? own.shellWas : undefined) ?? own.shell;
    }
  }
  close();
}

/** Inline content of one side, its wrappers put round it again. */
export function takeInline(
  { stretches, wrappers, wrappersWere }: Inline,
  isNew: boolean,
): ElementContent[] {
  const side = isNew ? wrappers : (wrappersWere ?? wrappers);
  const nodes: ElementContent[] = [];
  let open: { readonly index: number; readonly children: ElementContent[] }[] = [];
  for (const stretch of stretches) {
    if (!isOn(stretch, isNew)) continue;
    const path = pathTo(wrapperOf(stretch, isNew), side);
    let depth = 0;
    while (depth < open.length && open[depth]?.index === path[depth]) depth++;
    open = open.slice(0, depth);
    for (const index of path.slice(depth)) {
      const element = fillShell((side[index] as Wrapper).shell, []);
      (open.at(-1)?.children ?? nodes).push(element);
      open.push({ index, children: element.children });
    }
    addStretch(open.at(-1)?.children ?? nodes, stretch, isNew);
  }
  return nodes;
}

/** Whether a stretch belongs to a side. */
function isOn({ op }: Stretch, isNew: boolean): boolean {
  return op === 'keep' || (op === 'insert') === isNew;
}

function wrapperOf({ op, in: own, inWas }: Stretch, isNew: boolean): number {
  return (op === 'keep' && !isNew ? inWas : undefined) ?? own ?? -1;
}

function pathTo(index: number, wrappers: readonly Wrapper[]): number[] {
  const path: number[] = [];
  for (let at = index; at >= 0; at = wrappers[at]?.parent ?? -1) path.unshift(at);
  return path;
}

function addStretch(nodes: ElementContent[], stretch: Stretch, isNew: boolean): void {
  const isOld = stretch.op === 'keep' && !isNew;
  const atom = (isOld ? stretch.atomWas : undefined) ?? stretch.atom;
  if (atom !== undefined) addNode(nodes, atom);
  else addText(nodes, (isOld ? stretch.was : undefined) ?? stretch.text);
}

function addNode(nodes: ElementContent[], node: ElementContent): void {
  if (node.type === 'text') addText(nodes, node.value);
  else nodes.push(node);
}

/** The element of a shell. */
export function fillShell(
  { tagName, properties, data }: Shell,
  children: ElementContent[],
): Element {
  return {
    type: 'element',
    tagName,
    properties,
    ...(data === undefined ? {} : { data }),
    children,
  };
}
