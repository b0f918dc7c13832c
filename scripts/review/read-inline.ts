/**
 * Inline content in, its words out: words, punctuation, white space and atoms, each with the inline elements it stands in.
 * Says for each what a reader sees of it; what follows from elsewhere (numbers, pages, years with a letter) is not seen.
 */
import type { Element, ElementContent } from 'hast';
import { hastText } from '../hast-text.ts';
import type { Break, Shell, Wrapper } from './comparison.ts';

/** A word, a mark of punctuation, white space, a line of code, or an atom. */
export interface Token {
  /** Equal exactly where a reader sees the same. */
  readonly key: string;
  readonly text: string;
  readonly atom?: ElementContent;
  /** Innermost wrapper; -1 for none. */
  readonly wrapper: number;
  readonly isSpace: boolean;
  /** Where one paragraph ends and another begins, when several are read as one. */
  readonly break?: Break;
}

export interface Tokens {
  readonly tokens: readonly Token[];
  readonly wrappers: readonly Wrapper[];
}

/** The name that an id of this side has on the other, or itself. */
export type IdMap = (identifier: string) => string;

const WORDS =
  /\s+|[£$€−]?\d+(?:[.,]\d+)*(?:%|\p{L}+)?|[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}]|[\p{L}\p{M}\p{N}]+(?:['’\-‑][\p{L}\p{M}\p{N}]+)*|[\s\S]/gu;
const LINES = /[^\n]*\n|[^\n]+/g;
/** Bodies that no word stands in. */
export const OPAQUE: ReadonlySet<string> = new Set(
  'svg math img picture video audio iframe object canvas embed template script style'.split(' '),
);
const INLINE = new Set(
  'a abbr b bdi bdo br cite code data del dfn em i img ins kbd label mark q s samp small span strong sub sup time u var wbr'.split(
    ' ',
  ),
);
/** Inline elements that are one thing to a reader, by their class. */
const ATOMS = [
  'citation',
  'value',
  'footnote-call',
  'cross-reference',
  'enumerator',
  'paragraph-number',
  'folio',
  'provisional',
] as const;

const DERIVED: ReadonlySet<string> = new Set(['enumerator', 'paragraph-number', 'folio']);

export function isInline(node: ElementContent): boolean {
  return node.type !== 'element' || INLINE.has(node.tagName);
}

export function isSpaceText(node: ElementContent): boolean {
  return node.type === 'text' && /^\s*$/.test(node.value);
}

export function classesOf({ properties }: Pick<Shell, 'properties'>): readonly unknown[] {
  const { className } = properties;
  return Array.isArray(className) ? className : className === undefined ? [] : [className];
}

/** The tokens of some inline nodes. Inside `pre` a token is a line, white space and all: that is how code is read. */
export function readInline(nodes: readonly ElementContent[], isExact = false): Tokens {
  const tokens: Token[] = [];
  const wrappers: Wrapper[] = [];
  const read = (node: ElementContent, wrapper: number): void => {
    if (node.type === 'text') readText(node.value, wrapper, isExact, tokens);
    else if (isAtom(node)) tokens.push(readAtom(node, wrapper));
    else {
      const { tagName, properties, data, children } = node as Element;
      const shell = { tagName, properties, ...(data === undefined ? {} : { data }) };
      const own = wrappers.push({ shell, ...(wrapper < 0 ? {} : { parent: wrapper }) }) - 1;
      for (const child of children) read(child, own);
    }
  };
  for (const node of nodes) read(node, -1);
  return { tokens, wrappers };
}

function readText(value: string, wrapper: number, isExact: boolean, tokens: Token[]): void {
  for (const [text] of value.matchAll(isExact ? LINES : WORDS)) {
    const isSpace = !isExact && /^\s/.test(text);
    tokens.push({ key: isSpace ? ' ' : text, text, wrapper, isSpace });
  }
}

/** The words of a token, which may be a line of code. */
export function listWords(key: string): string[] {
  return (key.match(WORDS) ?? []).filter((word) => /[\p{L}\p{N}]/u.test(word));
}

function readAtom(atom: ElementContent, wrapper: number): Token {
  return { key: atomKey(atom), text: atomText(atom), atom, wrapper, isSpace: false };
}

function isAtom(node: ElementContent): boolean {
  if (node.type !== 'element') return true;
  return (
    node.children.length === 0 ||
    node.content !== undefined ||
    OPAQUE.has(node.tagName) ||
    atomClass(node) !== undefined ||
    node.properties.dataPageOf !== undefined
  );
}

/** Numbers and page numbers: nobody wrote them, they follow from what stands where. */
export function isDerivedAtom(atom: ElementContent): boolean {
  if (atom.type !== 'element') return atom.type === 'comment';
  return DERIVED.has(atomClass(atom) ?? '') || atom.properties.dataPageOf !== undefined;
}

/** Which kind of atom an element is, if it is one by its class. */
export function atomClass(node: Element): (typeof ATOMS)[number] | undefined {
  const classes = classesOf(node);
  return classes.length === 0 ? undefined : ATOMS.find((name) => classes.includes(name));
}

/** What a reader sees of an atom, as the key of its token. `mapId` turns ids of the old side into those of the new. */
export function atomKey(atom: ElementContent, mapId: IdMap = (identifier) => identifier): string {
  if (atom.type !== 'element') return `${atom.type}:${atom.type === 'comment' ? '' : atom.value}`;
  const kind = atomClass(atom);
  if (kind === 'value') return `value:${plainText(atom)}`;
  if (kind === 'citation') return `citation:${citationWords(atom)}`;
  if (kind === 'cross-reference' || kind === 'footnote-call')
    return `${kind}:${mapId(String(atom.properties.href ?? '').replace(/^#/, ''))} ${classesOf(atom).length}`;
  if (kind !== undefined) return `${kind}:`;
  if (atom.properties.dataPageOf !== undefined) return 'folio:';
  if (atom.tagName === 'img') return imageKey(atom);
  return `${atom.tagName}:${atom.children.length === 0 ? classesOf(atom).join(' ') : JSON.stringify(atom)}`;
}

/** A picture is its bytes; where they are not known, it is its address. */
function imageKey({ properties: { src, alt }, data }: Element): string {
  return `img:${data?.hash ?? src} ${alt}`;
}

/** A citation is the works it names and the words between: the letter of "2016a" follows from the list. */
function citationWords(citation: Element): string {
  const say = (node: ElementContent): string => {
    if (node.type === 'text') return node.value;
    if (node.type !== 'element' || isProvisionalMark(node)) return '';
    if (node.tagName === 'a') return `<${node.properties.href}>`;
    return node.children.map(say).join('');
  };
  return citation.children.map(say).join('');
}

/** The words of an atom without the mark that says it is provisional. */
export function plainText(node: ElementContent): string {
  if (node.type === 'text') return node.value;
  if (node.type !== 'element' || isProvisionalMark(node)) return '';
  return node.children.map(plainText).join('');
}

/** Whether an atom says of itself that nobody saw it in its source. */
export function isProvisional(node: ElementContent): boolean {
  return node.type === 'element' && (isProvisionalMark(node) || node.children.some(isProvisional));
}

function isProvisionalMark(node: Element): boolean {
  return classesOf(node).includes('provisional');
}

function atomText(atom: ElementContent): string {
  if (atom.type !== 'element') return hastText(atom);
  return atom.tagName === 'img' ? String(atom.properties.alt ?? '') : hastText(atom);
}
