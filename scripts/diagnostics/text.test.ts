import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Diagnostic } from '../model.ts';
import { anyDiagnostics } from './any-diagnostics.ts';
import { orderDiagnostics } from './order-diagnostics.ts';
import { formatText } from './text.ts';

const file = 'chapters/working-paper/10-today.md';

const misspeltColumn: Diagnostic = {
  rule: 'data-column-exists',
  grade: 'error',
  reason: 'Unexpected column `populaton_2021`, expected a column of `cities`',
  place: { file, line: 14, column: 14, endLine: 14, endColumn: 30 },
  cause: {
    reason: 'the columns of `cities` are declared here',
    place: { file: 'assets/data/datapackage.json', line: 12, column: 9 },
  },
  note: 'write `population_2021`',
};

const chapter = `${'\n'.repeat(12)}The cities had\n{{sum cities "populaton_2021"}} residents\n`;

function check(diagnostics: readonly Diagnostic[], expected: string, source = chapter): void {
  const options = { sourceOf: () => source, colour: false };
  expect(formatText(orderDiagnostics(diagnostics), options)).toBe(expected);
}

test('a message shows its place, frame, cause and cure', () => {
  check(
    [misspeltColumn],
    `chapters/working-paper/10-today.md
  14:14  error  Unexpected column \`populaton_2021\`, expected a column of \`cities\`  data-column-exists
     12 |
     13 | The cities had
   > 14 | {{sum cities "populaton_2021"}} residents
        |              ^^^^^^^^^^^^^^^^
     cause: assets/data/datapackage.json:12:9  the columns of \`cities\` are declared here
     mend:  write \`population_2021\`

1 error in 1 file
`,
  );
});

test('messages are grouped by file, ordered by place and rule, and printed once', () => {
  const at = (rule: string, name: string, line?: number): Diagnostic => ({
    rule,
    grade: 'warning',
    reason: `Unexpected ${rule}`,
    place: line === undefined ? { file: name } : { file: name, line },
  });
  check(
    [
      at('b', 'b.md', 99),
      at('b', 'a.md', 99),
      at('a', 'a.md', 99),
      at('c', 'a.md'),
      at('b', 'b.md', 99),
    ],
    `a.md
  warning  Unexpected c  c
  99  warning  Unexpected a  a
  99  warning  Unexpected b  b

b.md
  99  warning  Unexpected b  b

4 warnings in 2 files
`,
  );
});

test('a fix of one edit is its own cure', () => {
  const place = { file: 'a.md', line: 1, column: 1, endLine: 1, endColumn: 3 };
  check(
    [{ rule: 'x', grade: 'info', reason: 'Unexpected `ab`', place, fix: [{ place, text: 'cd' }] }],
    `a.md
  1:1  info  Unexpected \`ab\`  x
   > 1 | ab
       | ^^
     mend:  write \`cd\`

1 info in 1 file
`,
    'ab',
  );
});

test("an author's text cannot move the cursor, hide words or command a build server", () => {
  const place = { file: '::error::\u001b[2J.md', line: 1, column: 3 };
  const reason = 'Unexpected `\u001b]0;title\u0007`\n::stop-commands::x ##[add-mask]a \u202egnp';
  check(
    [{ rule: 'x', grade: 'error', reason, place, note: '::set-env name=PATH::/tmp' }],
    `<U+003A>:error::<U+001B>[2J.md
  1:3  error  Unexpected \`<U+001B>]0;title<U+0007>\` ::stop-commands::x <U+0023>#[add-mask]a <U+202E>gnp  x
   > 1 | <U+009B>2J<U+0023>#vso[task]
       |          ^
     mend:  <U+003A>:set-env name=PATH::/tmp

1 error in 1 file
`,
    '\u009b2J##vso[task]',
  );
});

test('nothing to say is nothing', () => check([], ''));

test('colour adds colours and no other character', () => {
  const sourceOf = () => chapter;
  const coloured = formatText([misspeltColumn], { sourceOf, colour: true });
  expect(coloured).toContain('\u001b[31merror\u001b[39m');
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the colours looked for
  const bare = coloured.replace(/\u001b\[\d+m/g, '');
  expect(bare).toBe(formatText([misspeltColumn], { sourceOf, colour: false }));
});

test('no diagnostic gives a control character or a command', () => {
  fc.assert(
    fc.property(anyDiagnostics, fc.string({ unit: 'binary' }), (diagnostics, source) => {
      const text = formatText(orderDiagnostics(diagnostics), {
        sourceOf: () => source,
        colour: false,
      });
      expect(text).not.toMatch(/(?!\n)[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]/u);
      expect(text).not.toMatch(/^\s*::|##\w*\[/mu);
    }),
  );
});
