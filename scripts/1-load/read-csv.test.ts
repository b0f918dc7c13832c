/** CSV text in, records and the lines they begin on out, whatever ends the lines. */
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Diagnostic } from '../model.ts';
import { readCsv } from './read-csv.ts';

function check(text: string, expected: readonly (readonly [line: number, ...cells: string[]])[]) {
  const told: Omit<Diagnostic, 'grade'>[] = [];
  const records = readCsv(text, 'assets/data/cities.csv', (one) => void told.push(one));
  expect(records.map(({ line, cells }) => [line, ...cells])).toEqual(expected);
  return told;
}

describe('the line of a record', () => {
  it('counts empty lines and lines inside a cell', () => {
    check('city,note\nLeeds,"one\n\ntwo"\n\nYork,three\n', [
      [1, 'city', 'note'],
      [2, 'Leeds', 'one\n\ntwo'],
      [6, 'York', 'three'],
    ]);
  });

  it('is right in files from Windows and old Macs', () => {
    const text = 'city,note\nLeeds,"one\ntwo"\nYork,three\n';
    for (const end of ['\r\n', '\r']) {
      check(text.replaceAll('\n', end), [
        [1, 'city', 'note'],
        [2, 'Leeds', 'one\ntwo'],
        [4, 'York', 'three'],
      ]);
    }
  });

  it('is that of the record with a wrong mark', () => {
    const [told] = check('city\nLeeds\n"York"s\n', [
      [1, 'city'],
      [2, 'Leeds'],
    ]);
    expect(told?.place).toEqual({ file: 'assets/data/cities.csv', line: 3, column: 1 });
  });

  it('is right for any cells, each read as it was written', () => {
    const cell = fc.string({ unit: fc.constantFrom('a', ' ', ',', '"', '\n', 'é', ';') });
    const record = fc.array(cell, { minLength: 2, maxLength: 4 });
    fc.assert(
      fc.property(fc.array(record), fc.constantFrom('\n', '\r\n', '\r'), (records, end) => {
        let line = 1;
        const expected = records.map((cells): [number, ...string[]] => {
          const first = line;
          line += cells.join('').split('\n').length;
          return [first, ...cells];
        });
        const quoted = records.map((cells) =>
          cells.map((one) => `"${one.replaceAll('"', '""')}"`).join(','),
        );
        const text = quoted.map((one) => `${one}\n`).join('');
        expect(check(text.replaceAll('\n', end), expected)).toEqual([]);
      }),
    );
  });
});

describe('a file of any characters', () => {
  it('gives the records that csv-parse gives, or a message where it stops', () => {
    const text = fc.string({
      unit: fc.constantFrom('a', 'b', ',', ',', '"', '"', '\n'),
      maxLength: 40,
    });
    fc.assert(
      fc.property(text, (csv) => {
        const expected = parseWithPeer(csv);
        const told: unknown[] = [];
        const records = readCsv(csv, 'a.csv', (one) => void told.push(one));
        if (expected === undefined) expect(told).toHaveLength(1);
        else expect(records.map(({ cells }) => cells)).toEqual(expected);
      }),
      { numRuns: 2000 },
    );
  });
});

function parseWithPeer(csv: string): readonly string[][] | undefined {
  try {
    const records: string[][] = parse(csv, { relaxColumnCount: true });
    return records.filter((cells) => cells.length > 1 || cells[0] !== '');
  } catch {
    return undefined;
  }
}
