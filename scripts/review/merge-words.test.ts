/** Sentences as editors change them: what goes and what comes is what a person would have marked. */
import type { ElementContent } from 'hast';
import { h } from 'hastscript';
import { describe, expect, it } from 'vitest';
import type { Inline } from './comparison.ts';
import { mergeWords } from './merge-words.ts';
import { readInline } from './read-inline.ts';
import { takeInline } from './take-side.ts';

/** Words marked `[-deleted-]` and `{+inserted+}`. */
function check(old: Words, now: Words, expected: string): void {
  const [was, is] = [nodesOf(old), nodesOf(now)];
  const inline = mergeWords(readInline(was), readInline(is), (identifier) => identifier);
  expect(print(inline)).toBe(expected);
  expect(takeInline(inline, false)).toEqual(was);
  expect(takeInline(inline, true)).toEqual(is);
}

type Words = string | readonly (ElementContent | string)[];

function nodesOf(words: Words): ElementContent[] {
  const parts = typeof words === 'string' ? [words] : words;
  return parts.map((part) => (typeof part === 'string' ? { type: 'text', value: part } : part));
}

function print({ stretches }: Inline): string {
  return stretches
    .map(({ op, text }) => (op === 'keep' ? text : op === 'delete' ? `[-${text}-]` : `{+${text}+}`))
    .join('');
}

describe('the words of a sentence', () => {
  it('take the space along when they come or go', () => {
    check('Led by many hands.', 'Led by very many hands.', 'Led by {+very +}many hands.');
    check('One. Two and three. Four.', 'One. Four.', 'One. [-Two and three. -]Four.');
    check('A mayor speaks for it.', 'A mayor speaks.', 'A mayor speaks[- for it-].');
  });

  it('are replaced one by one where one by one is how they changed', () => {
    check(
      'Its council sets a budget, and a mayor speaks for it.',
      'Its council spends a budget, and a leader speaks for it.',
      'Its council [-sets-]{+spends+} a budget, and a [-mayor-]{+leader+} speaks for it.',
    );
  });

  it('are replaced whole where a sentence was written anew', () => {
    check(
      'We agree. HM Treasury should be a partner because a purpose that is not shared will not hold.',
      'We agree. No purpose holds without money, so the Treasury has to sign the statement.',
      'We agree. [-HM Treasury should be a partner because a purpose that is not shared will not hold-]{+No purpose holds without money, so the Treasury has to sign the statement+}.',
    );
  });

  it('hold numbers and dates together', () => {
    check(
      'It rose from 811,953 to £12.5 million in 2021.',
      'It rose from 822,483 to £12.6 million in 2022.',
      'It rose from [-811,953-]{+822,483+} to [-£12.5-]{+£12.6+} million in [-2021-]{+2022+}.',
    );
    check(
      'Its report of 1 October 2021 says so.',
      'Its report of 3 November 2022 says so.',
      'Its report of [-1 October 2021-]{+3 November 2022+} says so.',
    );
  });

  it('begin where sentences begin', () => {
    check(
      'A first sentence. A second sentence. A third sentence.',
      'A first sentence. A sentence that is new. A second sentence. A third sentence.',
      'A first sentence. {+A sentence that is new. +}A second sentence. A third sentence.',
    );
  });

  it('are the same on a line of their own', () => {
    check(
      'A city is led\nby many hands.',
      'A city\nis led by many hands.',
      'A city\nis led by many hands.',
    );
  });
});

describe('inline elements', () => {
  const value = (text: string, key: string): ElementContent => ({
    ...h('data', { className: ['value'] }, text),
    data: { provenance: key } as never,
  });

  it('that print one value are replaced as one', () => {
    check(
      ['They have ', value('20.1 million', 'a'), ' residents.'],
      ['They have ', value('20.2 million', 'b'), ' residents.'],
      'They have [-20.1 million-]{+20.2 million+} residents.',
    );
  });

  it('that refer to a thing are the same when only its number changed', () => {
    const reference = (text: string): ElementContent =>
      h('a', { className: ['cross-reference'], href: '#fig-size' }, text);
    check(
      ['See ', reference('Figure 3'), '.'],
      ['See ', reference('Figure 4'), '.'],
      'See Figure 4.',
    );
  });

  it('keep their words when emphasis comes', () => {
    check('A city is led.', ['A ', h('em', 'city'), ' is led.'], 'A city is led.');
    check(
      [h('em', 'A city'), h('em', ' is led.')],
      [h('em', ['A city ', h('strong', 'is')]), ' led.'],
      'A city is led.',
    );
  });
});
