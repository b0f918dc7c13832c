/** What holds of stage 2 whatever an author writes. */
import fc from 'fast-check';
import type { Nodes } from 'mdast';
import { describe, expect, it } from 'vitest';
import { BUILT_IN_BLOCKS } from '../built-in-blocks.ts';
import type { ParsedChapter } from '../model.ts';
import { arbitraryChapter, arbitrarySoup } from './arbitrary-chapter.ts';
import { checkPlace } from './check-place.ts';
import { chapterParser } from './index.ts';

const box = {
  name: 'box',
  about: '',
  form: 'container',
  label: 'required',
  options: {},
  example: ':::box[Title]{#box-x}',
  file: '',
} as const;
const parse = chapterParser(new Map([...BUILT_IN_BLOCKS, box].map((shape) => [shape.name, shape])));

/** Parses twice; what comes out is the same, and every message has its place inside the text. */
function check(text: string): ParsedChapter {
  const source = { path: 'chapters/a/10-b.md', text, slug: 'b', matter: 'body' } as const;
  const chapter = parse(source);
  expect(JSON.stringify(parse(source))).toBe(JSON.stringify(chapter));
  for (const message of chapter.messages) checkPlace(message, text);
  return chapter;
}

/** Every word of the tree that a reader of some edition sees or hears. */
function wordsOf(node: Nodes): string[] {
  const own = [
    'value' in node ? node.value : '', // an expression is no word
    node.type === 'image' ? (node.alt ?? '') : '',
  ];
  const below = [
    ...('children' in node ? node.children : []),
    ...(node.type === 'block' ? node.label : []),
    ...(node.data?.caption ?? []),
  ];
  return [...own.flatMap((text) => text.match(/w\d+q/g) ?? []), ...below.flatMap(wordsOf)];
}

/** Far more than the runs need. */
const LIMIT = { timeout: 120_000 };

describe('every chapter', () => {
  it('keeps each of its words once, and has its messages inside the text', LIMIT, () => {
    fc.assert(
      fc.property(arbitraryChapter(), (text) => {
        const { tree } = check(text);
        expect(wordsOf(tree).sort()).toEqual((text.match(/w\d+q/g) ?? []).sort());
      }),
      { numRuns: 1000, seed: 20_26 },
    );
  });

  it('is parsed, whatever pieces it is thrown together of', LIMIT, () => {
    fc.assert(
      fc.property(arbitrarySoup(), (text) => {
        check(text);
      }),
      { numRuns: 1000, seed: 20_26 },
    );
  });
});
