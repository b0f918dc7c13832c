/**
 * The comment on a pull request: found again by its first line, harmless whatever the report says, never too long.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { composeBase } from '../fixtures/compose-base.ts';
import type { Change, Weight } from '../review/comparison.ts';
import { OWN_FOLDER } from './project.ts';
import { reviewReport } from './review-report.ts';
import { COMMENT_MARK, writeSummary } from './write-summary.ts';

const { document } = await composeBase();
const review = reviewReport({ document, messages: [] }, { document, messages: [] });

const change = (says: string, weight: Weight = 'words'): Change => ({
  id: says,
  kind: 'words',
  weight,
  subject: 'paragraph',
  part: 'chapter/x',
  deleted: '',
  inserted: '',
  says,
  causes: [],
});

function check(changes: readonly Change[]): string {
  const comparison = { ...review.comparison, changes };
  const written = { ...review, comparison, folder: 'out/diff/r' };
  return writeSummary('HEAD~1', 'HEAD', [written], { removed: ['old-paper'], added: [] });
}

it('is found again by the workflow', () => {
  const workflow = readFileSync(join(OWN_FOLDER, '.github/workflows/review.yml'), 'utf8');
  expect(check([]).startsWith(`${COMMENT_MARK}\n`)).toBe(true);
  expect(workflow).toContain(`startswith("${COMMENT_MARK}")`);
});

it('says what the comparison does not hold: reports that came or went', () => {
  const text = check([change('a recommendation changed', 'substance')]);
  expect(text).toContain('**old-paper**: removed');
  expect(text).toContain('a recommendation changed');
});

it('lets no words of a report act', () => {
  const text = check([change('“@everyone <img src=x> `code` #12”')]);
  const line = text.split('\n').find((one) => one.includes('everyone'));
  expect(line).toContain('“@\u200beveryone \\<img src=x\\> \\`code\\` #\u200b12”');
});

it('is never too long', () => {
  const many = Array.from({ length: 900 }, (_, at) => change(`${at} ${'words '.repeat(40)}`));
  const text = check(many);
  expect(text.length).toBeLessThan(65_536);
  expect(text).toContain('Left out here for length');
});
