/** Gives the property tests diagnostics of every shape, with strings no author would write. */
import fc from 'fast-check';
import type { Diagnostic } from '../model.ts';

/** Strings that have broken terminals, logs and parsers, among any others. */
const anyString = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({
    unit: fc.constantFrom('\u001b', '[', '\n', '\r', ':', '#', ' ', '%', '\ud800', 'a'),
  }),
  fc.constantFrom(
    '::error::x',
    '\n::stop-commands::x',
    '##[add-mask]a',
    '\u2028::warning::',
    '\ufeff',
  ),
);

const anyPlace = fc.record(
  {
    file: anyString,
    line: fc.integer({ min: 1, max: 5 }),
    column: fc.integer({ min: 1, max: 2000 }),
    endLine: fc.integer({ min: 1, max: 5 }),
    endColumn: fc.integer({ min: 1, max: 2000 }),
  },
  { requiredKeys: ['file'] },
);

const anyDiagnostic: fc.Arbitrary<Diagnostic> = fc.record(
  {
    rule: anyString,
    grade: fc.constantFrom('error' as const, 'warning' as const, 'info' as const),
    reason: anyString,
    place: anyPlace,
    cause: fc.record({ reason: anyString, place: anyPlace }),
    note: anyString,
    fix: fc.array(fc.record({ place: anyPlace, text: anyString }), { maxLength: 3 }),
  },
  { requiredKeys: ['rule', 'grade', 'reason', 'place'] },
);

/** Up to four diagnostics of any shape. */
export const anyDiagnostics = fc.array(anyDiagnostic, { maxLength: 4 });
