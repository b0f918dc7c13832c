/** Abbreviations, terms and cities in a text: what is found, and what is printed for it. */
import fc from 'fast-check';
import type { Root, Text } from 'mdast';
import { describe, expect, it } from 'vitest';
import type { Chapter, Word } from '../model.ts';
import { findAbbreviations, markAbbreviations } from './expand-abbreviations.ts';
import { isPartOfName, wordFinder } from './find-words.ts';

const place = { file: 'assets/references/abbreviations.yaml' };
const LIST: ReadonlyMap<string, Word> = new Map(
  Object.entries({
    LEP: 'local enterprise partnership',
    LGA: 'Local Government Association',
    ONS: 'Office for National Statistics',
    UK: '',
  }).map(([name, text]) => [name, { text, place }]),
);

/** A chapter of paragraphs; `## ` begins a heading, `> ` a quotation, `*…*` is stressed whole. */
function chapterOf(lines: readonly string[]): Chapter {
  const children = lines.map((line): Root['children'][number] => {
    const text = (value: string): Text => ({ type: 'text', value });
    if (line.startsWith('## '))
      return { type: 'heading', depth: 2, children: [text(line.slice(3))] };
    if (line.startsWith('> '))
      return {
        type: 'blockquote',
        children: [{ type: 'paragraph', children: [text(line.slice(2))] }],
      };
    if (line.startsWith('*'))
      return {
        type: 'paragraph',
        children: [{ type: 'emphasis', children: [text(line.slice(1, -1))] }],
      };
    return { type: 'paragraph', children: [text(line)] };
  });
  return {
    path: 'chapters/r/10-x.md',
    identifier: 'x',
    tree: { type: 'root', children },
  } as unknown as Chapter;
}

/** The lines as they are printed; a word with a title is followed by it in brackets. */
function print(lines: readonly string[]): string[] {
  const chapter = chapterOf(lines);
  const marks = markAbbreviations(findAbbreviations([chapter], new Map(), LIST), LIST);
  return chapter.tree.children.map((block) => {
    let node = block as { value?: string; children?: unknown[] };
    while (node.children !== undefined) node = node.children[0] as typeof node;
    const value = node.value ?? '';
    let [printed, at] = ['', 0];
    for (const { offset, length, words, title } of marks.get(node as Text) ?? []) {
      printed += `${value.slice(at, offset)}${words}${title === undefined ? '' : `[${title}]`}`;
      at = offset + length;
    }
    return printed + value.slice(at);
  });
}

function check(lines: readonly string[], expected: readonly string[]): void {
  expect(print(lines)).toEqual(expected);
}

describe('an abbreviation', () => {
  it('is written out at its first use and explained after it', () =>
    check(
      ['The LGA asked. The LGA heard.', 'So the LGA said.'],
      [
        'The Local Government Association (LGA) asked. The LGA[Local Government Association] heard.',
        'So the LGA[Local Government Association] said.',
      ],
    ));

  it('takes number, owner, article and capital with it', () =>
    check(
      ['LEPs closed.', 'An LGA report.', "The ONS's figures."],
      [
        'Local enterprise partnerships (LEPs) closed.',
        'A Local Government Association (LGA) report.',
        "The Office for National Statistics's (ONS's) figures.",
      ],
    ));

  it('is not written out where the author has done so', () =>
    check(
      ['The Local Government Association (LGA) asked.', 'The LGA heard.'],
      [
        'The Local Government Association (LGA) asked.',
        'The LGA[Local Government Association] heard.',
      ],
    ));

  it('stays as it is in headings, quotations, titles and longer names', () =>
    check(
      [
        '## LGA',
        '> LGA',
        '*LGA*',
        'They said ‘the LGA’, “LGA”.',
        'LGA Conference',
        'LGA-led',
        'An LGA.',
      ],
      [
        'LGA',
        'LGA',
        'LGA',
        'They said ‘the LGA’, “LGA”.',
        'LGA Conference',
        'LGA-led',
        'A Local Government Association (LGA).',
      ],
    ));

  it('that every reader knows is left alone', () => check(['The UK is.'], ['The UK is.']));

  it('is written out once, whatever the words around it', () =>
    fc.assert(
      fc.property(
        fc.array(
          fc.constantFrom('LGA', 'LGAs', 'the', 'A', 'an', '(LGA)', '.', '‘', '’', 'LGA-x'),
          {
            maxLength: 12,
          },
        ),
        (words) => {
          const [printed = ''] = print([words.join(' ')]);
          const count = printed.split(/(?<!\[)Local Government Association/).length - 1;
          expect(count).toBeLessThanOrEqual(1);
        },
      ),
    ));
});

describe('a name', () => {
  const cities = (text: string): string[] =>
    wordFinder(
      ['Manchester', 'London', 'Leeds', 'Derry~Londonderry'],
      'names',
    )(text)
      .filter((found) => !isPartOfName(text, found))
      .map(({ name }) => name);

  it('is found alone and with an owner', () =>
    expect(
      cities('In Manchester and Leeds’s council; Derry~Londonderry, Leeds City Council.'),
    ).toEqual(['Manchester', 'Leeds', 'Derry~Londonderry', 'Leeds']));

  it('is not found inside a longer one', () =>
    expect(
      cities(
        'Greater Manchester, University College London, the London Finance Commission, Londoners',
      ),
    ).toEqual([]));
});

it('a term is found in either case and number', () => {
  const found = wordFinder(
    ['combined authority', 'deal'],
    'terms',
  )('Combined authorities made deals; a Deal.');
  expect(found.map(({ name }) => name)).toEqual(['combined authority', 'deal', 'deal']);
});
