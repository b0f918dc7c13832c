/**
 * A tree in, its blocks out: what stands in what, what a reader sees of each, and by what it can be known again on the
 * other side. A block's content is a list of units: blocks, and runs of inline content between them.
 */
import type { Element, ElementContent, Root } from 'hast';
import { isPart } from './name-spots.ts';
import {
  classesOf,
  isInline,
  isSpaceText,
  listWords,
  OPAQUE,
  readInline,
  type Tokens,
} from './read-inline.ts';
import type { Settled } from './settle-blocks.ts';

export interface Run {
  readonly nodes: readonly ElementContent[];
  /** White space before it. */
  readonly space: string;
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
  /** Its number if it is the same on both sides; then it has no units. */
  readonly settled?: number;
  readonly units: readonly Unit[];
  /** White space after the last unit. */
  readonly tail: string;
  readonly seen: string;
  /** Counted when somebody asks; use `bagOf`. */
  bag?: Bag;
}

export type Unit = Block | Run;

/** How often each word stands in a block, and how many words that is. */
export interface Bag {
  readonly counts: Map<string, number>;
  size: number;
}

export interface BlockTree {
  readonly root: Block;
  /** All blocks with a key, in reading order. */
  readonly keyed: readonly Block[];
}

interface Reading {
  readonly keyed: Block[];
  readonly settled: Settled;
}

/** A block while it is read. */
interface OpenBlock extends Block {
  units: Unit[];
  tail: string;
  seen: string;
}

export function isBlock(unit: Unit): unit is Block {
  return 'units' in unit;
}

/** The blocks of a tree in normal form. */
export function readBlocks(tree: Root, settled: Settled = new Map()): BlockTree {
  const keyed: Block[] = [];
  const body: Element = { type: 'element', tagName: 'body', properties: {}, children: [] };
  const node = { ...body, children: tree.children as ElementContent[] };
  return { root: readBlock(node, undefined, '', { keyed, settled }), keyed };
}

function readBlock(
  node: Element,
  parent: Block | undefined,
  space: string,
  reading: Reading,
): Block {
  const block = openBlock(node, parent, space, reading);
  if (block.key !== undefined) reading.keyed.push(block);
  if (block.settled !== undefined || OPAQUE.has(node.tagName) || node.content !== undefined)
    return block;
  block.tail = readUnits(block, reading);
  block.seen = block.units.map(seenOf).join('\n');
  return block;
}

function openBlock(
  node: Element,
  parent: Block | undefined,
  space: string,
  { settled }: Reading,
): OpenBlock {
  const { key } = node.data ?? {};
  const own = key === undefined ? undefined : settled.get(node);
  return {
    node,
    ...(parent === undefined ? {} : { parent }),
    space,
    type: typeOf(node),
    ...(key === undefined ? {} : { key }),
    isNamed: key !== undefined && (key === node.properties.id || isPart(node)),
    ...(own === undefined ? {} : { settled: own }),
    units: [],
    tail: '',
    seen: own === undefined ? '' : `the same ${own}`,
  };
}

function seenOf(unit: Unit): string {
  return isBlock(unit) ? `${unit.type}:${unit.seen}` : unit.seen;
}

/** Fills the units of a block; returns the white space at its end. */
function readUnits(block: OpenBlock, reading: Reading): string {
  const { children, tagName } = block.node;
  const isExact = tagName === 'pre';
  let space = '';
  for (let at = 0; at < children.length; ) {
    const child = children[at] as ElementContent;
    let end = at;
    while (end < children.length && isInline(children[end] as ElementContent)) end++;
    if (end === at) {
      block.units.push(readBlock(child as Element, block, space, reading));
      space = '';
      at++;
      continue;
    }
    const nodes = at === 0 && end === children.length ? children : children.slice(at, end);
    if (!isExact && nodes.every(isSpaceText)) space = nodes.map(textOf).join('');
    else {
      block.units.push(readRun(nodes, space, isExact));
      space = '';
    }
    at = end;
  }
  return space;
}

function textOf(node: ElementContent): string {
  return node.type === 'text' ? node.value : '';
}

function readRun(nodes: readonly ElementContent[], space: string, isExact: boolean): Run {
  const words = readInline(nodes, isExact);
  let seen = '';
  for (const { key } of words.tokens) seen += `${key}\u0001`;
  return { nodes, space, seen, words };
}

/** "p", "heading", "div.box": the tag with the class that says what it is for. */
function typeOf(node: Element): string {
  if (/^h[1-6]$/.test(node.tagName)) return 'heading';
  const [first] = classesOf(node);
  const isPlain = first === undefined || first === 'numbered' || /^t[dhr]$/.test(node.tagName);
  return isPlain ? node.tagName : `${node.tagName}.${first}`;
}

// ── words ───────────────────────────────────────────────────────────────────────────────────

/** The words of a block, what stands in it included. Numbers that follow from elsewhere are none. */
export function bagOf(block: Block): Bag {
  if (block.bag !== undefined) return block.bag;
  const bag: Bag = { counts: new Map(), size: 0 };
  for (const unit of block.units)
    if (isBlock(unit)) for (const [word, times] of bagOf(unit).counts) addWord(bag, word, times);
    else addTokens(bag, unit.words);
  block.bag = bag;
  return bag;
}

function addTokens(bag: Bag, { tokens }: Tokens): void {
  for (const { key, isSpace, atom } of tokens) {
    if (isSpace || atom !== undefined) {
      if (atom !== undefined && !key.endsWith(':')) addWord(bag, key.toLowerCase(), 1);
    } else for (const word of listWords(key)) addWord(bag, word.toLowerCase(), 1);
  }
}

function addWord(bag: Bag, word: string, times: number): void {
  bag.counts.set(word, (bag.counts.get(word) ?? 0) + times);
  bag.size += times;
}

/** So few words say nothing of where a block came from. */
export const FEW_WORDS = 4;

/** Whether a block has words, but too few to say that it came from far away. */
export function isStray(block: Block): boolean {
  const { size } = bagOf(block);
  return size > 0 && size < FEW_WORDS;
}

/** How alike two blocks are, 0 to 1: the share of words that both have (Dice, "Measures of the Amount of Ecologic Association", Ecology 26, 1945). */
export function likeness(a: Bag, b: Bag): number {
  if (a.size === 0 || b.size === 0) return a.size === b.size ? 1 : 0;
  return (2 * sharedWords(a, b)) / (a.size + b.size);
}

/** How many words two bags share. */
export function sharedWords(a: Pick<Bag, 'counts'>, b: Pick<Bag, 'counts'>): number {
  const [few, many] = a.counts.size <= b.counts.size ? [a.counts, b.counts] : [b.counts, a.counts];
  let shared = 0;
  for (const [word, times] of few) shared += Math.min(times, many.get(word) ?? 0);
  return shared;
}
