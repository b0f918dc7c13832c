/**
 * A tree in, its blocks out: what stands in what, what a reader sees of each, and by what it can be known again on the
 * other side. A block's content is a list of units: blocks, and runs of inline content between them.
 */
import type { Element, ElementContent, Root } from 'hast';
import {
  classesOf,
  isInline,
  isSpaceText,
  OPAQUE,
  readInline,
  type Tokens,
} from './read-inline.ts';

export interface Run {
  readonly nodes: readonly ElementContent[];
  readonly parent: Block;
  /** White space before it. */
  readonly space: string;
  readonly isExact: boolean;
  /** What a reader sees, to tell equal runs. */
  readonly seen: string;
  readonly words: Tokens;
}

export interface Block {
  readonly node: Element;
  readonly parent?: Block;
  /** White space before it. */
  readonly space: string;
  /** Only blocks of one type can be the same block: "p", "heading", "div.box". */
  readonly type: string;
  /** `data.key`; blocks with one can be known again anywhere in the report, others only in their place. */
  readonly key?: string;
  /** True if the key is a name that somebody gave, and not made from the words. */
  readonly isNamed: boolean;
  readonly units: readonly Unit[];
  /** White space after the last unit. */
  readonly tail: string;
  readonly seen: string;
  /** How often each word stands in it. */
  readonly bag: ReadonlyMap<string, number>;
  /** How many words that is. */
  readonly size: number;
}

export type Unit = Block | Run;

export interface BlockTree {
  readonly root: Block;
  /** All blocks with a key, in reading order. */
  readonly keyed: readonly Block[];
}

export function isBlock(unit: Unit): unit is Block {
  return 'units' in unit;
}

/** The blocks of a tree in normal form. */
export function readBlocks(tree: Root): BlockTree {
  const keyed: Block[] = [];
  const body: Element = { type: 'element', tagName: 'body', properties: {}, children: [] };
  const node = { ...body, children: tree.children as ElementContent[] };
  return { root: readBlock(node, undefined, '', keyed), keyed };
}

function readBlock(node: Element, parent: Block | undefined, space: string, keyed: Block[]): Block {
  const { key } = node.data ?? {};
  const units: Unit[] = [];
  const block = {
    node,
    ...(parent === undefined ? {} : { parent }),
    space,
    type: typeOf(node),
    ...(key === undefined ? {} : { key }),
    isNamed: key !== undefined && (key === node.properties.id || /^(?:chapter|page)\//.test(key)),
    units,
    tail: '',
    seen: '',
    bag: new Map<string, number>(),
    size: 0,
  };
  if (key !== undefined) keyed.push(block);
  if (OPAQUE.has(node.tagName) || node.content !== undefined) return block;
  block.tail = readUnits(block, keyed);
  block.seen = units
    .map((unit) => (isBlock(unit) ? `${unit.type}:${unit.seen}` : unit.seen))
    .join('\n');
  for (const unit of units) block.size += addUnit(block.bag, unit);
  return block;
}

/** Fills the units of a block; returns the white space at its end. */
function readUnits(block: Block & { units: Unit[] }, keyed: Block[]): string {
  const { children, tagName } = block.node;
  let space = '';
  let pending: ElementContent[] = [];
  const close = (): void => {
    if (pending.every(isSpaceText) && tagName !== 'pre') space += pending.map(textOf).join('');
    else {
      block.units.push(readRun(pending, block, space));
      space = '';
    }
    pending = [];
  };
  for (const child of children) {
    if (isInline(child)) pending.push(child);
    else {
      if (pending.length > 0) close();
      block.units.push(readBlock(child as Element, block, space, keyed));
      space = '';
    }
  }
  if (pending.length > 0) close();
  return space;
}

function textOf(node: ElementContent): string {
  return node.type === 'text' ? node.value : '';
}

function readRun(nodes: readonly ElementContent[], parent: Block, space: string): Run {
  const isExact = parent.node.tagName === 'pre';
  const words = readInline(nodes, isExact);
  const seen = words.tokens.map(({ key }) => key).join('\u0001');
  return { nodes, parent, space, isExact, seen, words };
}

/** Adds the words of a unit to a bag; returns how many they are. Numbers that follow from elsewhere are no words. */
function addUnit(bag: Map<string, number>, unit: Unit): number {
  let size = 0;
  const add = (word: string, times: number): void => {
    bag.set(word, (bag.get(word) ?? 0) + times);
    size += times;
  };
  if (isBlock(unit)) for (const [word, times] of unit.bag) add(word, times);
  else
    for (const { key, isSpace, atom } of unit.words.tokens) {
      if (isSpace || key.endsWith(':') || (atom === undefined && !/[\p{L}\p{N}]/u.test(key)))
        continue;
      add(key.toLowerCase(), 1);
    }
  return size;
}

/** "p", "heading", "div.box": the tag with the class that says what it is for. */
function typeOf(node: Element): string {
  if (/^h[1-6]$/.test(node.tagName)) return 'heading';
  const [first] = classesOf(node);
  const isPlain = first === undefined || first === 'numbered' || /^t[dhr]$/.test(node.tagName);
  return isPlain ? node.tagName : `${node.tagName}.${first}`;
}

/** How alike two blocks are, 0 to 1: the share of words that both have (Dice, "Measures of the Amount of Ecologic Association", Ecology 26, 1945). */
export function likeness(a: Pick<Block, 'bag' | 'size'>, b: Pick<Block, 'bag' | 'size'>): number {
  if (a.size === 0 || b.size === 0) return a.size === b.size ? 1 : 0;
  return (2 * sharedWords(a, b)) / (a.size + b.size);
}

/** How many words two blocks share. */
export function sharedWords(a: Pick<Block, 'bag'>, b: Pick<Block, 'bag'>): number {
  const [few, many] = a.bag.size <= b.bag.size ? [a.bag, b.bag] : [b.bag, a.bag];
  let shared = 0;
  for (const [word, times] of few) shared += Math.min(times, many.get(word) ?? 0);
  return shared;
}
