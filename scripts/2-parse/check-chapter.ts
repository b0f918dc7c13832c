/**
 * For tests: a chapter as an author writes it through stage 2, held against its tree and messages as text. Knows nothing of
 * what any chapter should give.
 */
import { expect } from 'vitest';
import { BUILT_IN_BLOCKS } from '../built-in-blocks.ts';
import type { BlockShape } from '../model.ts';
import { chapterParser } from './index.ts';
import { printTree } from './print-tree.ts';

const container = {
  about: '',
  form: 'container',
  label: 'optional',
  options: {},
  file: '',
} as const;
const shapes: readonly BlockShape[] = [
  ...BUILT_IN_BLOCKS,
  { ...container, name: 'box', example: ':::box[Title]{#box-x}' },
  { ...container, name: 'key-finding', example: ':::key-finding' },
];
/** The parser of the tests: the built-in blocks, a box and a key finding. */
export const parseChapter = chapterParser(new Map(shapes.map((shape) => [shape.name, shape])));

/** The tree a line for each block, then a line `! line:column-line:column rule` for each message. */
export function checkChapter(markdown: string, expected: string): void {
  const path = 'chapters/white-paper/10-leadership.md';
  const text = outdent(markdown);
  const { tree, messages } = parseChapter({ path, text, slug: 'leadership', matter: 'body' });
  const isFragment = !/^(?:---|# )/.test(text); // which needs no title
  const lines = messages
    .filter(({ rule }) => !(isFragment && rule === 'chapter-title'))
    .map(({ place, rule }) => {
      expect(place.file).toBe(path);
      return `! ${place.line}:${place.column}-${place.endLine}:${place.endColumn} ${rule}`;
    });
  const blocks = printTree(tree).slice(isFragment ? 1 : 0);
  expect([...blocks, ...lines].join('\n')).toBe(outdent(expected).trimEnd());
}

/** The text without its first line end and what indents every line. */
function outdent(text: string): string {
  const lines = text.replace(/^\n/, '').replace(/ *$/, '').split('\n');
  const indents = lines.filter((line) => line !== '').map((line) => line.search(/\S|$/));
  const least = Math.min(...indents);
  return lines.map((line) => line.slice(least)).join('\n');
}
