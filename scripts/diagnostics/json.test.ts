import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Diagnostic } from '../model.ts';
import { anyDiagnostics } from './any-diagnostics.ts';
import { type Extra, formatJson } from './json.ts';
import { orderDiagnostics } from './order-diagnostics.ts';

const warning: Diagnostic = {
  rule: 'alt-text',
  grade: 'warning',
  reason: 'Unexpected image without words',
  place: { file: 'a.md', line: 3 },
};

function check(diagnostics: readonly Diagnostic[], extra: Extra, expected: unknown): void {
  expect(JSON.parse(formatJson(diagnostics, extra))).toEqual(expected);
}

test('the document holds counts, diagnostics and what the command adds', () => {
  check(
    [warning],
    { editions: ['working-paper'] },
    {
      version: 1,
      ok: true,
      counts: { errors: 0, warnings: 1, infos: 0, files: 1 },
      diagnostics: [warning],
      editions: ['working-paper'],
    },
  );
});

test('a strict command has its own `ok`', () => {
  const counts = { errors: 0, warnings: 1, infos: 0, files: 1 };
  check([warning], { ok: false }, { version: 1, ok: false, counts, diagnostics: [warning] });
});

test('any diagnostic is one document that reads back the same and shows no control', () => {
  fc.assert(
    fc.property(anyDiagnostics, (diagnostics) => {
      const ordered = orderDiagnostics(diagnostics);
      const text = formatJson(ordered);
      expect(text).not.toMatch(/(?!\n)[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/u);
      expect(JSON.parse(text).diagnostics).toEqual(JSON.parse(JSON.stringify(ordered)));
    }),
  );
});
