/**
 * `[@key, p. 4; -@other]`, narrative `@key`, `@fig-x` and `@page:sec-x`: Markdown in, `citation` and
 * `crossReference` nodes out. Whether a key or a target exists is stage 4's affair.
 */
import type { Extension as FromMarkdown, Token } from 'mdast-util-from-markdown';
import type { Extension } from 'micromark-util-types';
import type { CitationNode, CiteItem, CrossReferenceNode } from '../model.ts';
import { type Automaton, scanConstruct } from './scan-construct.ts';

/** Beginnings of identifiers that name a target of the report and so are not citation keys. */
export const REFERENCE_PREFIX = /^(?:fig|tbl|sec|box|rec|para|page)[-:]/;

export const citationSyntax: Extension = {
  text: { 91: scanConstruct('citation', scanGroup), 64: scanConstruct('mention', scanMention) },
};

export const citationFromMarkdown = {
  enter: {
    citation(this: Compiler, token: Token) {
      const items = readItems(this.sliceSerialize(token), token.start);
      this.enter({ type: 'citation', narrative: false, items } as never, token);
    },
    mention(this: Compiler, token: Token) {
      this.enter(readMention(this.sliceSerialize(token), token.start) as never, token);
    },
  },
  exit: {
    citation(this: Compiler, token: Token) {
      this.exit(token);
    },
    mention(this: Compiler, token: Token) {
      this.exit(token);
    },
  },
} as unknown as FromMarkdown;

interface Compiler {
  sliceSerialize(token: Token): string;
  enter(node: never, token: Token): void;
  exit(token: Token): void;
}

function readMention(source: string, start: Token['start']): CitationNode | CrossReferenceNode {
  const name = source.slice(1);
  if (name.startsWith('page:')) {
    return { type: 'crossReference', identifier: name.slice(5), form: 'page' };
  }
  if (REFERENCE_PREFIX.test(name)) {
    return { type: 'crossReference', identifier: name, form: 'number' };
  }
  const place = { file: '', line: start.line, column: start.column };
  return { type: 'citation', narrative: true, items: [{ key: name, form: 'normal', place }] };
}

const ITEM = /^(\s*)(.*?)(-?)@([A-Za-z0-9][\w:.+-]*)\s*(?:,\s*(.*?))?\s*$/;

/** The items of a group; their places are those of the `@`. The file is filled in by the caller's chapter. */
function readItems(source: string, start: Token['start']): CiteItem[] {
  let offset = 1;
  const items: CiteItem[] = [];
  for (const part of source.slice(1, -1).split(';')) {
    const found = ITEM.exec(part);
    const column = start.column + offset + Math.max(0, part.indexOf('@'));
    items.push({
      key: found?.[4] ?? part.trim(),
      form: found?.[3] === '-' ? 'no-author' : 'normal',
      ...(found?.[2]?.trim() ? { prefix: found[2].trim() } : {}),
      ...(found?.[5] ? { locator: found[5] } : {}),
      place: { file: '', line: start.line, column },
    });
    offset += part.length + 1;
  }
  return items;
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
  if (/[\p{L}\p{N}_.+/-]/u.test(previous)) return undefined;
  let source = '';
  return (character) => {
    if (source === '') {
      source = character;
      return 'go on';
    }
    if (source.length === 1 && !/[A-Za-z]/.test(character)) return 'fail';
    const goesOn = /[\w-]/.test(character) || (character === ':' && source === '@page');
    if (goesOn && character !== '') {
      source += character;
      return 'go on';
    }
    return 'end before';
  };
}
