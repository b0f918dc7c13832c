/** What holds of stages 2 to 5 together whatever an author writes. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { arbitraryChapter, arbitrarySoup } from '../2-parse/arbitrary-chapter.ts';
import { checkPlace } from '../2-parse/check-place.ts';
import { composeFragment } from './compose-fragment.ts';

/** Stage 3 counts three colons for these, also where a block has two, so they may end one column after their line. */
const TOO_WIDE = new Set(['option-required', 'block-label']);

async function check(markdown: string): Promise<void> {
  const made = await composeFragment(markdown);
  expect(JSON.stringify(await composeFragment(markdown))).toBe(JSON.stringify(made));
  for (const message of made.messages) {
    if (!TOO_WIDE.has(message.rule)) checkPlace(message, made.source.text);
  }
}

describe('every fragment', () => {
  it('is composed, with its messages inside the text', { timeout: 120_000 }, () =>
    fc.assert(fc.asyncProperty(fc.oneof(arbitraryChapter(), arbitrarySoup()), check), {
      numRuns: 400,
      seed: 20_26,
    }),
  );
});
