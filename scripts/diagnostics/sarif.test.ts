import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Diagnostic } from '../model.ts';
import { anyDiagnostics } from './any-diagnostics.ts';
import { orderDiagnostics } from './order-diagnostics.ts';
import { formatSarif } from './sarif.ts';

function check(diagnostics: readonly Diagnostic[], expected: unknown): void {
  expect(JSON.parse(formatSarif(diagnostics))).toEqual(expected);
}

const place = { file: 'chapters/a b.md', line: 14, column: 3, endLine: 14, endColumn: 9 };

test('a result has its rule, place, cause and fix', () => {
  const file = { uri: 'chapters/a%20b.md', uriBaseId: '%SRCROOT%' };
  check(
    [
      {
        rule: 'data-column-exists',
        grade: 'info',
        reason: 'Unexpected column',
        place,
        cause: { reason: 'declared here', place: { file: 'data.csv', line: 1 } },
        fix: [{ place, text: 'column' }],
      },
    ],
    {
      $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
      version: '2.1.0',
      runs: [
        {
          tool: {
            driver: {
              name: 'paper',
              rules: [
                { id: 'data-column-exists', shortDescription: { text: 'data column exists' } },
              ],
            },
          },
          columnKind: 'utf16CodeUnits',
          originalUriBaseIds: { '%SRCROOT%': { description: { text: "The project's root" } } },
          results: [
            {
              ruleId: 'data-column-exists',
              ruleIndex: 0,
              level: 'note',
              message: { text: 'Unexpected column\nmend: write `column`' },
              locations: [
                {
                  physicalLocation: {
                    artifactLocation: file,
                    region: { startLine: 14, startColumn: 3, endLine: 14, endColumn: 9 },
                  },
                },
              ],
              relatedLocations: [
                {
                  id: 1,
                  physicalLocation: {
                    artifactLocation: { uri: 'data.csv', uriBaseId: '%SRCROOT%' },
                    region: { startLine: 1 },
                  },
                  message: { text: 'declared here' },
                },
              ],
              fixes: [
                {
                  description: { text: 'write `column`' },
                  artifactChanges: [
                    {
                      artifactLocation: file,
                      replacements: [
                        {
                          deletedRegion: {
                            startLine: 14,
                            startColumn: 3,
                            endLine: 14,
                            endColumn: 9,
                          },
                          insertedContent: { text: 'column' },
                        },
                      ],
                    },
                  ],
                },
              ],
            },
          ],
        },
      ],
    },
  );
});

test('any diagnostic gives a log whose results name a listed rule and a relative address', () => {
  fc.assert(
    fc.property(anyDiagnostics, (diagnostics) => {
      const text = formatSarif(orderDiagnostics(diagnostics));
      expect(text).not.toMatch(/(?!\n)[\p{Cc}\p{Cs}]/u);
      const run = JSON.parse(text).runs[0];
      for (const result of run.results) {
        expect(run.tool.driver.rules[result.ruleIndex].id).toBe(result.ruleId);
        const { uri } = result.locations[0].physicalLocation.artifactLocation;
        expect(uri).toMatch(/^[\w%!'()*./~-]*$/);
      }
    }),
  );
});
