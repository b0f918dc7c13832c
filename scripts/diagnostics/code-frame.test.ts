import { expect, test } from 'vitest';
import type { Place } from '../model.ts';
import { drawCodeFrame } from './code-frame.ts';
import { createPaint } from './paint.ts';

/** The place of `[` and `]` in the source, which are taken out before the frame is drawn. */
function check(source: string, expected: string): void {
  const lines = source.split('\n');
  const line = lines.findIndex((each) => each.includes('[')) + 1;
  const marked = lines[line - 1] ?? '';
  const column = marked.indexOf('[') + 1;
  const endColumn = marked.indexOf(']');
  const place = { file: 'a.md', line, column, endLine: line, endColumn };
  expect(
    drawn(
      lines.map((each) => each.replace(/[[\]]/g, '')),
      place,
    ),
  ).toBe(expected);
}

function drawn(lines: readonly string[], place: Omit<Place, 'file'>): string {
  return drawCodeFrame(lines, { file: 'a.md', ...place }, createPaint(false)).join('\n');
}

test('two lines before, the line, and carets under the place', () => {
  check(
    'zero\none\ntwo\nthe [word] here\nfour',
    `     2 | one
     3 | two
   > 4 | the word here
       |     ^^^^`,
  );
});

test('numbers of different length stand under each other', () => {
  check(
    `${'\n'.repeat(8)}nine\n[t]en`,
    `      8 |
      9 | nine
   > 10 | ten
        | ^`,
  );
});

test('tabs are drawn to the next stop of four', () => {
  check(
    'a\tb\t[word]',
    `   > 1 | a   b   word
       |         ^^^^`,
  );
});

test('Chinese characters and emoji take two columns, combining marks none', () => {
  check(
    '北京 👩‍🔬 cafe\u0301 [中心]',
    `   > 1 | 北京 👩‍🔬 cafe\u0301 中心
       |              ^^^^`,
  );
});

test('invisible characters are shown as what they are', () => {
  check(
    '@key\u200b[2015]',
    `   > 1 | @key<U+200B>2015
       |             ^^^^`,
  );
});

test('a long line is cut around the place', () => {
  const words = 'abcdefghi '.repeat(40);
  check(
    `${words}\n${words}[here] ${words}`,
    `     1 | ${'abcdefghi '.repeat(8)}…
   > 2 | …${'abcdefghi '.repeat(3)}here ${'abcdefghi '.repeat(4)}abcde…
       |  ${' '.repeat(30)}^^^^`,
  );
});

test('the end of a long line stays in sight', () => {
  check(
    `${'abcdefghi '.repeat(40)}[end]`,
    `   > 1 | …defghi ${'abcdefghi '.repeat(7)}end
       |  ${' '.repeat(77)}^^^`,
  );
});

test('a line of a megabyte is drawn at once', () => {
  const line = `${'北'.repeat(500_000)}x${'北'.repeat(500_000)}`;
  const frame = drawn([line], { line: 1, column: 500_001, endLine: 1, endColumn: 500_002 });
  expect(frame).toBe(`   > 1 | …${'北'.repeat(15)}x${'北'.repeat(24)}…
       |  ${' '.repeat(30)}^`);
});

test('a place over several lines is marked to the end of its first', () => {
  expect(drawn(['  abc', 'def'], { line: 1, column: 3, endLine: 2, endColumn: 2 })).toBe(
    `   > 1 |   abc
       |   ^^^`,
  );
});

test('a place at the end of its line is marked behind it', () => {
  expect(drawn(['abc'], { line: 1, column: 4, endLine: 1, endColumn: 4 })).toBe(
    `   > 1 | abc
       |    ^`,
  );
});

test('a place without a column has no carets, one outside the source no frame', () => {
  expect(drawn(['abc'], { line: 1 })).toBe('   > 1 | abc');
  expect(drawn(['abc'], {})).toBe('');
  expect(drawn(['abc'], { line: 2 })).toBe('');
});
