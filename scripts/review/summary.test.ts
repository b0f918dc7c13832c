/**
 * The summary for a pull request: what stands first, what nothing in a report can do to it, and how it is cut.
 */
import fc from 'fast-check';
import type { Nodes, Root } from 'mdast';
import { toString as wordsOf } from 'mdast-util-to-string';
import remarkGfm from 'remark-gfm';
import remarkParse from 'remark-parse';
import { unified } from 'unified';
import { beforeAll, describe, expect, it } from 'vitest';
import { editPaper } from '../redline/edit-paper.ts';
import { compareDocuments } from './compare-documents.ts';
import type { Change } from './comparison.ts';
import { openDrafts } from './compose-draft.ts';
import type { Reviewed } from './summarise.ts';
import { summaryJson } from './summary-json.ts';
import { summaryMarkdown } from './summary-markdown.ts';

let review: Reviewed;
beforeAll(async () => {
  const compose = await openDrafts();
  const old = (await compose('working-paper')).document;
  review = compareDocuments(old, (await compose('working-paper', await editPaper())).document);
}, 60_000);

function read(markdown: string): Root {
  return unified().use(remarkParse).use(remarkGfm).parse(markdown);
}

function listTypes(node: Nodes): string[] {
  return [node.type, ...('children' in node ? node.children.flatMap(listTypes) : [])];
}

const HARMLESS = new Set(
  'root heading paragraph text emphasis strong delete list listItem table tableRow tableCell'.split(
    ' ',
  ),
);

/** A summary of one change with these words, and what is read in it of each mark. */
function check(deleted: string, inserted: string): void {
  const change: Change = {
    ...(review.changes[0] as Change),
    says: `section 1: “${deleted}” is now “${inserted}”`,
    deleted,
    inserted,
    weight: 'words',
    kind: 'words',
    causes: [],
  };
  const markdown = summaryMarkdown([{ ...review, tree: [], changes: [change], settings: [] }]);
  const tree = read(markdown);
  expect(listTypes(tree).filter((type) => !HARMLESS.has(type))).toEqual([]);
  expect(markdown).not.toMatch(/@\w|#\d|GH-\d|:\/\/|www\./i);
  const found = (type: string): string[] => listOf(tree, type).map((node) => bare(wordsOf(node)));
  const wanted = (words: string): string[] => (bare(words) === '' ? [] : [bare(words)]);
  expect(found('delete')).toEqual(wanted(deleted));
  expect(found('strong')).toEqual(wanted(inserted));
}

function listOf(node: Nodes, type: string): Nodes[] {
  const own = node.type === type ? [node] : [];
  return [...own, ...('children' in node ? node.children.flatMap((one) => listOf(one, type)) : [])];
}

/** Without what takes no room and what is cut; white space as one space. */
function bare(words: string): string {
  return words
    .replace(/\s+/g, ' ')
    .replace(/[\p{Cc}\u200B\u200E\u200F\u202A-\u202E\u2066-\u2069\uFEFF]/gu, '')
    .replace(/ +/g, ' ')
    .trim();
}

describe('the summary in Markdown', () => {
  it('says first how much matters, then what matters, its reason once', () => {
    const markdown = summaryMarkdown([review]);
    expect(markdown).toMatch(/^## working-paper: 44 changes, 28 of substance\n/);
    expect(markdown).toContain('| Summary | 6 | 4 | 0 |');
    const order = ['### Substance', '### Words', '### Typography', '### Settings'];
    const places = order.map((title) => markdown.indexOf(title));
    expect(places).toEqual([...places].sort((a, b) => a - b));
    expect(places).not.toContain(-1);
    expect(markdown).toMatch(
      /^- ‘What we find’, key finding: .*~~Most~~ \*\*Nearly all\*\* cities kept/m,
    );
    const reason = 'Because cities.population\\_2021 changed in row leeds: 811,953 → 822,483:\n';
    expect(markdown.split(reason)).toHaveLength(2);
    expect(markdown).toContain(
      '  - Table A.2, Leeds, Residents 2021 or 2022: ~~811,953~~ → **822,483** (change 44)\n',
    );
  });

  it('is the same for the same drafts', () => {
    expect(summaryMarkdown([review])).toBe(summaryMarkdown([structuredClone(review)]));
  });

  it('says of two equal drafts that there are no changes', () => {
    const markdown = summaryMarkdown([{ ...review, changes: [], settings: [], renumbered: [] }]);
    expect(markdown).toMatch(/^## working-paper: no changes\n/);
    expect(markdown).not.toContain('|');
  });

  it('keeps to its limit, leaves out typography first and says what it left out', () => {
    for (const limit of [3500, 4500, 5500]) {
      const markdown = summaryMarkdown([review], { limit });
      expect(markdown.length).toBeLessThanOrEqual(limit);
      expect(markdown).toMatch(/^Left out here for length: .*The redline has them\.$/m);
    }
    expect(summaryMarkdown([review], { limit: 3500 })).toMatch(
      /Left out here for length: \d+ changes of substance, 15 changes of words, 1 change of typography, 1 setting\./,
    );
    const many = Array.from({ length: 60 }, () => review);
    expect(summaryMarkdown(many).length).toBeLessThanOrEqual(65_536);
  });

  it.each([
    ['@octocat asked', 'ask @team/lead'],
    ['fixes #12 and GH-3', 'see https://example.org, www.example.org'],
    ['`code` and **bold**', '<b>bold</b> <!-- lost'],
    ['| a | b |', '$x$ ~~y~~ [a](b) ![c](d)'],
    ['two\nlines', '# head\n\n- item'],
    ['* ', ', and so on'],
    ['a \u202Eturned\u202C word', ':smile:'],
  ])('takes %j → %j for words and nothing else', check);

  it('takes any words for words', () => {
    const words = fc.oneof(
      fc.string({ maxLength: 40 }),
      fc.string({ maxLength: 40, unit: 'binary' }),
    );
    fc.assert(fc.property(words, words, check), { numRuns: 500, seed: 20261122 });
  });
});

describe('the summary in JSON', () => {
  it('has every change, substance first, and can be read back', () => {
    const { format, reports } = JSON.parse(summaryJson([review]));
    expect(format).toBe(1);
    expect(reports).toHaveLength(1);
    const [{ changes, counts }] = reports;
    expect(changes).toHaveLength(review.changes.length);
    expect(counts).toEqual({ substance: 28, words: 15, typography: 1 });
    const weights = changes.map(({ weight }: Change) => weight);
    expect(new Set(weights.slice(0, 25))).toEqual(new Set(['substance']));
  });
});
