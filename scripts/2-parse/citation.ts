/**
 * `[@key, p. 4; -@other]`, narrative `@key`, `@fig-x` and `@page:sec-x`: Markdown in, `citation` and
 * `crossReference` nodes out. Whether a key or a target exists is stage 4's affair.
 */
import type { Extension as FromMarkdown, Token } from 'mdast-util-from-markdown';
import type { Extension, Point } from 'micromark-util-types';
import type { CitationNode, CiteItem, CrossReferenceNode, Place, Series } from '../model.ts';
import { compileConstruct } from './compile-construct.ts';
import { type Automaton, scanConstruct } from './scan-construct.ts';

/** Beginnings of identifiers that name a target of the report and so are not citation keys; a series adds its name. */
const PREFIXES = ['fig', 'tbl', 'sec', 'box', 'rec', 'para', 'page'];

export const citationSyntax: Extension = {
  text: { 91: scanConstruct('citation', scanGroup), 64: scanConstruct('mention', scanMention) },
};

/** Inside a link they are text: a link cannot hold another. `series` are those that blocks count in. */
export function citationFromMarkdown(series: Iterable<Series>): readonly FromMarkdown[] {
  const prefix = new RegExp(`^(?:${[...PREFIXES, ...series].join('|')})[-:]`);
  return [
    compileConstruct(
      'citation',
      (source, token) => ({ type: 'citation', narrative: false, items: readItems(source, token) }),
      ['link'],
    ),
    compileConstruct('mention', (source, token) => readMention(source, token.start, prefix), [
      'link',
    ]),
  ];
}

function readMention(
  source: string,
  start: Point,
  prefix: RegExp,
): CitationNode | CrossReferenceNode {
  const name = source.slice(1);
  if (name.startsWith('page:')) {
    return { type: 'crossReference', identifier: name.slice(5), form: 'page' };
  }
  if (prefix.test(name)) {
    return { type: 'crossReference', identifier: name, form: 'number' };
  }
  const place = spanKey({ line: start.line, column: start.column }, name);
  return { type: 'citation', narrative: true, items: [{ key: name, form: 'normal', place }] };
}

const ITEM = /^(.*?)(-?)@([A-Za-z0-9][\w:.+-]*)\s*(?:,\s*(.*?))?$/;

/** The items of a group; their places are those of the `@`. The file is filled in by the caller's chapter. */
function readItems(source: string, token: Token): CiteItem[] {
  let offset = 1;
  const items: CiteItem[] = [];
  for (const part of source.slice(1, -1).split(';')) {
    const words = part.replace(/\s+/g, ' ').trim();
    const [, prefix, minus, key, locator] = ITEM.exec(words) ?? [];
    const at = Math.max(0, part.search(key === undefined ? /\S/ : /@/));
    items.push({
      key: key ?? words,
      form: minus === '-' ? 'no-author' : 'normal',
      ...(prefix?.trim() ? { prefix: prefix.trim() } : {}),
      ...(locator ? { locator } : {}),
      place: spanKey(pointWithin(source, token, offset + at), key ?? ''), // what is no key may run over lines
    });
    offset += part.length + 1;
  }
  return items;
}

/** From the `@` to the end of the key, which stands on one line. */
function spanKey(point: { readonly line: number; readonly column: number }, key: string): Place {
  return { file: '', ...point, endLine: point.line, endColumn: point.column + 1 + key.length };
}

/** Line and column of a character of a group, which may run over several lines. */
function pointWithin(
  source: string,
  { start, lineStarts = [] }: Token,
  offset: number,
): { line: number; column: number } {
  const before = source.slice(0, offset).split('\n');
  const { line, column } = lineStarts[before.length - 2] ?? start;
  return { line, column: column + (before.at(-1)?.length ?? 0) };
}

/** `[@…]` or `[-@…]` or `[words @…]`, not followed by `(` (then it is a link) and without brackets inside. */
function scanGroup(): ReturnType<Automaton> {
  let source = '';
  let closed = false;
  return (character) => {
    if (closed) return character === '(' || character === '[' ? 'fail' : 'end before';
    if (character === '') return 'fail';
    source += character;
    if (source.length === 1) return character === '[' ? 'go on' : 'fail';
    if (character === '[' || character === '`' || character === '<') return 'fail';
    if (character === ']') {
      closed = true;
      return /^\[(?:[^@;]*\s)?-?@[A-Za-z0-9]/.test(source) ? 'go on' : 'fail';
    }
    return 'go on';
  };
}

function scanMention(previous: string): ReturnType<Automaton> {
  if (/[\p{L}\p{N}.+/-]/u.test(previous)) return undefined;
  let source = '';
  return (character) => {
    if (source.length === 1 && !/[A-Za-z]/.test(character)) return 'fail';
    const isJoining = /[-_]/.test(character) || (character === ':' && source === '@page');
    if (source !== '' && !isJoining && !/[A-Za-z0-9]/.test(character)) return 'end before';
    source += character;
    return isJoining ? 'join' : 'go on';
  };
}
