import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Diagnostic } from '../model.ts';
import { anyDiagnostics } from './any-diagnostics.ts';
import { formatGithub } from './github.ts';
import { orderDiagnostics } from './order-diagnostics.ts';

const fault: Diagnostic = {
  rule: 'figure-caption',
  grade: 'error',
  reason: 'Unexpected figure: 100% wide, no caption',
  place: { file: 'chapters/a,b:c.md', line: 14, column: 3, endLine: 14, endColumn: 9 },
};

function check(diagnostic: Diagnostic, expected: string): void {
  expect(formatGithub([diagnostic])).toBe(expected);
}

test('properties and message are escaped, each by its own rule', () => {
  check(
    fault,
    '::error file=chapters/a%2Cb%3Ac.md,line=14,endLine=14,col=3,endColumn=9,' +
      'title=figure-caption::Unexpected figure: 100%25 wide, no caption\n',
  );
});

test('cause and cure are lines of the message', () => {
  check(
    {
      ...fault,
      grade: 'warning',
      place: { file: 'a.md' },
      cause: { reason: 'declared here', place: { file: 'b.md', line: 2 } },
      note: 'write words under it',
    },
    '::warning file=a.md,title=figure-caption::Unexpected figure: 100%25 wide, no caption' +
      '%0Acause: b.md:2 declared here%0Amend: write words under it\n',
  );
});

test('a reason cannot begin a command of its own', () => {
  check(
    { rule: 'x', grade: 'info', reason: 'a\n::error::b\r\u0085::c', place: { file: '' } },
    '::notice title=x::a ::error::b <U+0085>::c\n',
  );
});

test('every line is an annotation, whatever the strings', () => {
  fc.assert(
    fc.property(anyDiagnostics, (diagnostics) => {
      const ordered = orderDiagnostics(diagnostics);
      const lines = formatGithub(ordered).split(/[\n\r\u0085\u2028\u2029]/);
      expect(lines.pop()).toBe('');
      expect(lines).toHaveLength(ordered.length);
      for (const line of lines) expect(line).toMatch(/^::(error|warning|notice) [^\p{Cc}]*$/u);
    }),
  );
});
