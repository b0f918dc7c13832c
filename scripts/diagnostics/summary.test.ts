import { expect, test } from 'vitest';
import { type Counts, formatSummary } from './summary.ts';

function check(counts: Partial<Counts>, expected: string): void {
  expect(formatSummary({ errors: 0, warnings: 0, infos: 0, files: 1, ...counts })).toBe(expected);
}

test('the summary counts in words', () => {
  check({ errors: 3, warnings: 1, files: 2 }, '3 errors, 1 warning in 2 files');
  check({ errors: 1 }, '1 error in 1 file');
  check({ warnings: 2, infos: 2 }, '2 warnings, 2 info in 1 file');
  check({ files: 0 }, 'no errors or warnings');
});
