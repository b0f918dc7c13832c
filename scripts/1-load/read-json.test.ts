import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Diagnostic } from '../model.ts';
import { openMessages } from '../place.ts';
import { readJson } from './read-json.ts';

function check(source: string): Diagnostic | undefined {
  const { messages, complain } = openMessages();
  readJson(source, 'x.json', complain);
  return messages[0];
}

test.each([
  ['{"a": 1,}', 1, 9],
  ['{"a" 1}', 1, 6],
  ['[1, 2', 1, 6],
  ['', 1, 1],
  ['abc', 1, 1],
  ['{\n  "a": 1\n  "b": 2\n}', 3, 3],
  ['{\n  // why\n  "a": 1\n}', 2, 3],
  ["{'a': 1}", 1, 2],
  ['[1] x', 1, 5],
  ['[01]', 1, 2],
  ['["a\nb"]', 1, 2],
  ['[tru]', 1, 2],
])('%j stops being JSON at %i:%i', (source, line, column) => {
  expect(check(source)?.place).toMatchObject({ line, column });
});

test('whatever is cut out of JSON is found or still JSON, and nothing throws', () => {
  fc.assert(
    fc.property(fc.json(), fc.nat(), (json, cut) => {
      const source =
        json.slice(0, cut % (json.length + 1)) + json.slice((cut % (json.length + 1)) + 1);
      const message = check(source);
      if (message === undefined) expect(() => JSON.parse(source) as unknown).not.toThrow();
      else expect(message.place.line).toBeGreaterThan(0);
    }),
  );
});
