import { expect, test } from 'vitest';
import type { Diagnostic } from '../model.ts';
import { type Format, printDiagnostics } from './index.ts';

const fault: Diagnostic = {
  rule: 'figure-caption',
  grade: 'error',
  reason: 'Unexpected figure without a caption, expected text under the image',
  place: { file: 'a.md', line: 1, column: 1 },
};

function check(diagnostics: readonly Diagnostic[], format: Format, expected: readonly string[]) {
  const written: string[] = [];
  const write = (text: string) => written.push(text);
  printDiagnostics(diagnostics, { format, sourceOf: () => undefined, colour: false, write });
  expect(written).toEqual(expected);
}

test('each form prints a message once, in one piece', () => {
  check([fault, { ...fault }], 'text', [
    `a.md
  1:1  error  Unexpected figure without a caption, expected text under the image  figure-caption

1 error in 1 file
`,
  ]);
  check([fault, { ...fault }], 'github', [
    '::error file=a.md,line=1,col=1,title=figure-caption::' +
      'Unexpected figure without a caption, expected text under the image\n',
  ]);
});

test('nothing to say is silence for people and a document for programs', () => {
  check([], 'text', []);
  check([], 'github', []);
  check([], 'json', [
    `{
  "version": 1,
  "ok": true,
  "counts": {
    "errors": 0,
    "warnings": 0,
    "infos": 0,
    "files": 0
  },
  "diagnostics": []
}
`,
  ]);
});
