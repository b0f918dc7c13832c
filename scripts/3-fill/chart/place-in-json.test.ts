/** Places of parts of a specification, as a message names them. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Pointer } from './json-value.ts';
import { findInJson } from './place-in-json.ts';

const source = `{
  "usermeta": { "subtitle": "a \\"b\\", [c]" },
  "layer": [
    { "mark": "bar" },
    { "mark": { "type": "text" }, "encoding": { "x": { "field": "chnage" } } }
  ]
}`;

function check(pointer: Pointer): string | undefined {
  const found = findInJson(source, pointer);
  return found && source.slice(found.offset, found.offset + found.length);
}

test.each<[Pointer, string | undefined]>([
  [['usermeta'], '"usermeta"'],
  [['layer', 1, 'encoding', 'x', 'field'], '"field"'],
  [['layer', 0], '{'],
  [['layer', 1, 'mark', 'type'], '"type"'],
  [['layer', 1, 'mark', 'colour'], '"mark"'],
  [['title'], undefined],
  [[], undefined],
])('%j is found', (pointer, expected) => {
  expect(check(pointer)).toBe(expected);
});

test('every part of every value is found, whatever its names and texts hold', () => {
  fc.assert(
    fc.property(
      fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 4 })),
      fc.nat(3),
      (value, indent) => {
        const text = JSON.stringify(value, null, indent);
        for (const pointer of listPointers(value)) {
          const found = findInJson(text, pointer);
          const last = pointer.at(-1);
          const words = text.slice(found?.offset, (found?.offset ?? 0) + (found?.length ?? 0));
          if (typeof last === 'string') expect(JSON.parse(words)).toBe(last);
          else expect(found).toBeDefined();
        }
      },
    ),
    { numRuns: 200 },
  );
});

function listPointers(value: unknown): Pointer[] {
  if (typeof value !== 'object' || value === null) return [];
  const steps = Array.isArray(value) ? [...value.entries()] : Object.entries(value);
  return steps.flatMap(([step, child]: [string | number, unknown]) => [
    [step],
    ...listPointers(child).map((rest) => [step, ...rest]),
  ]);
}
