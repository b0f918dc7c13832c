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

it('says what matters first, and folds away what is left', () => {
  const many = Array.from({ length: 20 }, (_, at) => change(`change ${at}`));
  const text = check([...many, change('a recommendation changed', 'substance')]);
  expect(text).toContain(
    '**r**: 21 changes: 1 of substance, 20 of words\n\n- a recommendation changed\n- change 0\n',
  );
  expect(text).toContain('<details><summary>6 more</summary>\n\n- change 14\n');
  expect(text).toContain('**old\\-paper**: removed');
  expect(check([])).toContain('**r**: nothing changed');
});

it('lets no words of a report act', () => {
  const text = check([
    change('“@everyone <img src=x> [a](javascript:b) `code` **bold** &lt;b&gt;\n# x”'),
  ]);
  const line = text.split('\n').find((one) => one.includes('everyone'));
  expect(line).toBe(
    '- “@\u200beveryone \\<img src=x\\> \\[a\\]\\(javascript:b\\) \\`code\\` \\*\\*bold\\*\\* &amp;lt;b&amp;gt; \\# x”',
  );
});

it('is cut where a line ends, and closes what is open', () => {
  const text = check(
    Array.from({ length: 900 }, (_, at) => change(`${at} ${'words '.repeat(40)}`)),
  );
  expect(text.length).toBeLessThan(65_000);
  expect(text.match(/<details>/g)).toHaveLength(1);
  expect(text.match(/<\/details>/g)).toHaveLength(1);
  expect(text.trimEnd().endsWith('The rest stands in the comparisons themselves.')).toBe(true);
});
