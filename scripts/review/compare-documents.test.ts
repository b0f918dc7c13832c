/**
 * Drafts of the real reports against one another: each change of the sources is told as what it is, and nothing else is.
 */
import { beforeAll, describe, expect, it } from 'vitest';
import { compareDocuments } from './compare-documents.ts';
import { type ComposeDraft, type Draft, openDrafts, readOwn } from './compose-draft.ts';
import { proveComparison } from './prove-comparison.ts';

const REPORT = 'white-paper';
const CHAPTER = `chapters/${REPORT}/20-recommendations.md`;

let compose: ComposeDraft;
let draft: Draft;
beforeAll(async () => {
  compose = await openDrafts();
  draft = await compose(REPORT);
});

/** Edits one file, and expects these changes: "kind subject: what is said". */
async function check(
  path: string,
  edit: (text: string) => string,
  expected: readonly string[],
): Promise<void> {
  const text = await readOwn(path);
  const edited = edit(text);
  expect(edited).not.toBe(text);
  const next = await compose(REPORT, { [path]: edited });
  const comparison = compareDocuments(draft.document, next.document);
  expect(proveComparison(draft.document, next.document, comparison)).toEqual([]);
  expect(
    comparison.changes.map(({ kind, subject, says }) => `${kind} ${subject}: ${says}`),
  ).toEqual(expected);
}

describe('a comparison of two drafts', () => {
  it('says nothing of a draft and itself', () => {
    const { changes, settings, renumbered } = compareDocuments(draft.document, draft.document);
    expect({ changes, settings, renumbered }).toEqual({
      changes: [],
      settings: [],
      renumbered: [],
    });
  });

  it('tells words that came and words that were replaced', async () => {
    await check(CHAPTER, (text) => text.replace('broad, and in 2021', 'very broad, but in 2021'), [
      'words paragraph: paragraph 2.2: inserted “very”',
      'words paragraph: paragraph 2.2: “and” is now “but”',
    ]);
  });

  it('tells what a recommendation now asks', async () => {
    await check(
      CHAPTER,
      (text) => text.replace('partners="HM Treasury" by=2027', 'partners="HM Treasury" by=2029'),
      ['words recommendation: recommendation 1: “2027” is now “2029”'],
    );
  });

  it('tells a moved paragraph once, and nothing of the numbers that follow from it', async () => {
    await check(
      CHAPTER,
      (text) => moveParagraph(text, 'The LGA and the Royal', 'A transfer of power'),
      [
        'moved paragraph: paragraph 2.2: paragraph moved: “The LGA and the Royal Town Planning Institute (RTPI) are partners because they have …”',
      ],
    );
  });

  it('tells a split paragraph', async () => {
    await check(
      CHAPTER,
      (text) => text.replace('Universities are partners', '\nUniversities are partners'),
      [
        'split paragraph: paragraph 2.5: paragraph split: “The LGA and the Royal Town Planning Institute (RTPI) are partners because they have …”',
      ],
    );
  });

  it('tells two paragraphs that are now one', async () => {
    await check(
      `chapters/${REPORT}/00-foreword.md`,
      (text) =>
        text.replace('check us.\nEach', 'check us: each').replace(/\n\n(?=Readers who)/, '\n'),
      [
        'merged paragraph: ‘Foreword’: paragraph merged: “This paper is ours alone. It is not a publication of the Government and speaks for no …”',
        'words paragraph: ‘Foreword’: “. Each” is now “: each”',
      ],
    );
  });
});

function moveParagraph(text: string, begins: string, before: string): string {
  const blocks = text.split('\n\n');
  const [moved = ''] = blocks.splice(
    blocks.findIndex((block) => block.startsWith(begins)),
    1,
  );
  blocks.splice(
    blocks.findIndex((block) => block.startsWith(before)),
    0,
    moved,
  );
  return blocks.join('\n\n');
}
