/**
 * Words in the wrong form put at random places of a chapter: each is told at its own place, and its edit mends it.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { TextEdit } from '../model.ts';
import { exampleBuilder } from './build-example.ts';
import { blankQuotations } from './read-prose.ts';
import { countWords, splitSentences } from './split-sentences.ts';

const build = await exampleBuilder();

/** What is wrong, and how it stands in the text once the edit is made. */
const WRONG = [
  ['20.4 per cent', '20.4%'],
  ['e.g.', 'for example'],
  ['500–900', '500 to 900'],
  ['on 3rd May', 'on 3 May'],
  ['the center', 'the centre'],
  ['reorganized', 'reorganised'],
  ['12500', '12,500'],
] as const;

/** Surroundings in which letters of the source and of the words stand apart. */
const AROUND = [
  'Words before § and after it.',
  '- an item with `code` and § here',
  '> A quotation first.\n\nThen\n  §, and *§ in stress* too.',
  'A \\* star, &amp; a sign, [a link with §](https://example.org/) and {{count cities}} §.',
  ':::box[A title]{#box-a}\nInside is §.\n:::',
] as const;

/** The text with each edit made, from its end. */
function mend(text: string, edits: readonly TextEdit[]): string {
  const lines = text.split('\n');
  const after = (a: TextEdit, b: TextEdit): number =>
    (b.place.line ?? 0) - (a.place.line ?? 0) || (b.place.column ?? 0) - (a.place.column ?? 0);
  for (const { place, text: instead } of [...edits].sort(after)) {
    const line = lines[(place.line ?? 1) - 1] ?? '';
    lines[(place.line ?? 1) - 1] =
      line.slice(0, (place.column ?? 1) - 1) + instead + line.slice((place.endColumn ?? 1) - 1);
  }
  return lines.join('\n');
}

describe('a word in the wrong form', () => {
  it('is mended by its own edit wherever it stands', async () => {
    const pieces = fc.array(
      fc.tuple(fc.constantFrom(...AROUND.keys()), fc.constantFrom(...WRONG)),
      { minLength: 1, maxLength: 4 },
    );
    await fc.assert(
      fc.asyncProperty(pieces, async (chosen) => {
        const write = (side: 0 | 1): string =>
          chosen
            .map(([around, word]) => (AROUND[around] ?? '').replaceAll('§', word[side]))
            .map((text, index) =>
              text.replace('box-a', `box-${index}`).replace('A title', `T${index}`),
            )
            .join('\n\n');
        const text = `---\ntitle: Example\n---\n\n${write(0)}`;
        const messages = await build([{ file: '10-example.md', text }]);
        const wrong = messages.filter(({ rule }) => rule !== 'link-text-unique');
        const edits = wrong.flatMap(({ fix }) => fix ?? []);
        expect(mend(text, edits)).toBe(`---\ntitle: Example\n---\n\n${write(1)}`);
      }),
      { numRuns: 40 },
    );
  });

  it('is left alone in quotations, code and other languages', async () => {
    const text =
      'He said ‘20 per cent of the center’ in `e.g.` or :lang[etc]{la}.\n\n> A color, i.e. 500–900.';
    expect(await build([{ file: '10-example.md', text }])).toEqual([]);
  });
});

describe('a quotation', () => {
  it.each([
    ['the ‘color’ here', 'the ￼￼￼￼￼￼￼ here'],
    ["the councils' color and the city's", "the councils' color and the city's"],
    ['he said "a b" then', 'he said ￼￼￼￼￼ then'],
  ])('is blanked in %s', (text, expected) => expect(blankQuotations(text)).toBe(expected));
});

describe('a sentence', () => {
  it.each([
    ['One. Two? Three!', [1, 1, 1]],
    ['Leeds grew by 4.5% in St Albans. The U.S. did not.', [7, 4]],
    ['It was Dr. Who and No. 4.', [7]],
  ])('ends where it ends in %s', (text, expected) =>
    expect(splitSentences(text).map(({ text: one }) => countWords(one))).toEqual(expected),
  );
});
