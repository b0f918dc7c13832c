import { expect, test } from 'vitest';
import type { Diagnostic } from './model.ts';
import { tellOnce } from './tell-once.ts';

const CHAPTER = 'chapters/r/10-x.md';

function message(rule: string, line: number, reason = 'Unexpected', file = CHAPTER): Diagnostic {
  return { rule, grade: 'error', reason, place: { file, line, column: 1 } };
}

/** The rules and lines that are told, of a chapter's messages and those of the files that reports share. */
function check(messages: Diagnostic[], expected: string[], known: Diagnostic[] = []): void {
  expect(tellOnce(messages, known).map(({ rule, place }) => `${rule} ${place.line}`)).toEqual(
    expected,
  );
}

test('a mistyped block hides neither its braces nor the references to its id from being mended by it', () => {
  const block = message('block-name-known', 3, 'Unexpected block `recomendation`');
  const braces = message('attributes-place', 3, 'Unexpected `{#rec-x by=2027}` here');
  const others = [
    message('target-exists', 9, 'Unexpected reference to `rec-x`'),
    message('target-exists', 10, 'Unexpected reference to `rec-y`'),
    message('attributes-place', 12, 'Unexpected `{#rec-z}` here'),
  ];
  check(
    [braces, block, ...others],
    ['block-name-known 3', 'target-exists 10', 'attributes-place 12'],
  );
});

test('an id that a block in a line has given to its paragraph is not told where it is referred to', () => {
  const cause = { reason: 'the paragraph is here', place: { file: CHAPTER, line: 5, column: 1 } };
  const reference = { ...message('target-numbered', 2), cause };
  check([message('block-parses', 5), reference], ['block-parses 5']);
  check([reference], ['target-numbered 2']);
});

test('a faulty table is told in its own file, other tables and warnings as ever', () => {
  const fault = message('data-cell-type', 7, 'Unexpected `x`', 'assets/data/cities.csv');
  const cell = message('data-cell-present', 4, 'Unexpected empty cell `cities.leeds.residents`');
  const other = message('data-value-exists', 5, 'Unexpected `Wale`, expected one in `places`');
  check([cell, other], ['data-value-exists 5'], [fault]);
  check(
    [cell, other],
    ['data-cell-present 4', 'data-value-exists 5'],
    [{ ...fault, grade: 'warning' }],
  );
});

test('a slip in a template is told at its first call', () => {
  const cause = { reason: 'here', place: { file: 'templates/blocks/box.hbs', line: 2, column: 3 } };
  const calls = [4, 8].map((line) => ({ ...message('template-name-known', line), cause }));
  const other = { ...message('template-name-known', 9, 'Unexpected name'), cause };
  check([...calls, other], ['template-name-known 4', 'template-name-known 9']);
});
