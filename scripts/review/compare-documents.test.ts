/**
 * Drafts of the real reports against one another: each change of the sources is told as what it is, and nothing else is.
 */
import { beforeAll, describe, expect, it } from 'vitest';
import { compareDocuments } from './compare-documents.ts';
import type { Comparison } from './comparison.ts';
import { type ComposeDraft, type Draft, type Files, openDrafts, readOwn } from './compose-draft.ts';
import { proveComparison } from './prove-comparison.ts';

const REPORT = 'white-paper';
const FOREWORD = `chapters/${REPORT}/00-foreword.md`;
const STATE = `chapters/${REPORT}/10-part-a-state-of-play.md`;
const ADVICE = `chapters/${REPORT}/20-recommendations.md`;

let compose: ComposeDraft;
let draft: Draft;
beforeAll(async () => {
  compose = await openDrafts();
  draft = await compose(REPORT);
}, 60_000);

/** Edits files, and expects these changes: "kind subject: what is said". */
async function check(
  edits: Readonly<Record<string, (text: string) => string>>,
  expected: readonly string[],
): Promise<Comparison> {
  const files = await Promise.all(
    Object.entries(edits).map(async ([path, edit]) => {
      const text = await readOwn(path);
      expect(edit(text)).not.toBe(text);
      return [path, edit(text)] as const;
    }),
  );
  return await checkFiles(Object.fromEntries(files), expected);
}

async function checkFiles(files: Files, expected: readonly string[]): Promise<Comparison> {
  const next = await compose(REPORT, files);
  const comparison = compareDocuments(draft.document, next.document);
  expect(proveComparison(draft.document, next.document, comparison)).toEqual([]);
  const said = comparison.changes.map(({ kind, subject, says }) => `${kind} ${subject}: ${says}`);
  expect(said).toEqual(expected);
  return comparison;
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
    const { tree } = await check(
      { [ADVICE]: (text) => text.replace('broad, and in 2021', 'very broad, but in 2021') },
      [
        'words paragraph: paragraph 2.2: inserted “very”',
        'words paragraph: paragraph 2.2: “and” is now “but”',
      ],
    );
    const text = JSON.stringify(tree);
    expect(text).not.toMatch(/"kind":"(?:removed|added|replaced|moved)/);
    expect(text.split('very broad')).toHaveLength(1); // only the word itself was inserted
    expect(text.split('still asked for a statement')).toHaveLength(2); // what is alike is there once
  });

  it('tells what a recommendation now asks, and that it matters', async () => {
    const { changes } = await check(
      {
        [ADVICE]: (text) =>
          text
            .replace('partners="HM Treasury" by=2027', 'partners="HM Treasury" by=2029')
            .replace('should publish a statement', 'must publish a statement'),
      },
      [
        'words recommendation: recommendation 1: “should” is now “must”',
        'words recommendation: recommendation 1: “2027” is now “2029”',
      ],
    );
    expect(changes.map(({ weight }) => weight)).toEqual(['substance', 'substance']);
  });

  it('tells a moved paragraph once, and nothing of the numbers that follow from it', async () => {
    const { renumbered } = await check(
      { [ADVICE]: (text) => moveParagraph(text, 'The LGA and the Royal', 'A transfer of power') },
      [
        'moved paragraph: paragraph 2.2: paragraph moved from old paragraph 2.5: “The LGA and the Royal Town Planning Institute (RTPI) are partners because they have …”',
      ],
    );
    expect(renumbered.map(({ old, new: now }) => `${old} ${now}`)).toEqual([
      '2.2 2.3',
      '2.3 2.4',
      '2.4 2.5',
    ]);
  });

  it('tells a paragraph that moved to another chapter, and what was changed in it', async () => {
    const begins = 'We ask for 3 things';
    const text = await readOwn(FOREWORD);
    const moved = text.split('\n\n').find((block) => block.startsWith(begins)) ?? '';
    await check(
      {
        [FOREWORD]: (words) => words.replace(`\n\n${moved}`, ''),
        [ADVICE]: (words) =>
          words.replace(
            '## State the purpose',
            `${moved.trim().replace('3 things', 'three things')}\n\n## State the purpose`,
          ),
      },
      [
        'moved paragraph: paragraph 2.2: paragraph moved from ‘Foreword’: “We ask for three things, and none of them is a new tier of government. State what …”',
        'words paragraph: paragraph 2.2: “3” is now “three”',
      ],
    );
  });

  it('tells a split paragraph, and two paragraphs that are now one', async () => {
    await check(
      {
        [ADVICE]: (text) =>
          text.replace('Universities are partners', '\nUniversities are partners'),
        [FOREWORD]: (text) =>
          text.replace('check us.\nEach', 'check us: each').replace(/\n\n(?=Readers who)/, '\n'),
      },
      [
        'merged paragraph: ‘Foreword’: paragraph merged: “This paper is ours alone. It is not a publication of the Government and speaks for no …”',
        'words paragraph: ‘Foreword’: “. Each” is now “: each”',
        'split paragraph: paragraph 2.5: paragraph split: “The LGA and the Royal Town Planning Institute (RTPI) are partners because they have …”',
      ],
    );
  });

  it('tells a box that was put round a paragraph, and not that the paragraph moved', async () => {
    await check(
      {
        [FOREWORD]: (text) =>
          text.replace(
            /This paper is ours alone\.[\s\S]*?\n\n/,
            (words) => `:::key-finding\n${words.trim()}\n:::\n\n`,
          ),
      },
      [
        'added key-finding: ‘Foreword’: key finding put round words that stood here before: “Key finding This paper is ours alone. It is not a publication of the Government and …”',
      ],
    );
  });

  it('tells a paragraph that a box lost, and not that the box went', async () => {
    await check({ [STATE]: (text) => text.replace(/Lord Mayors and Lord Provosts .*\n/, '') }, [
      'removed box paragraph: Box 1.1: box paragraph removed: “Lord Mayors and Lord Provosts are ceremonial and are not counted here.”',
    ]);
  });

  it('tells emphasis, links and levels of headings as looks', async () => {
    const { changes } = await check(
      {
        [FOREWORD]: (text) =>
          text.replace('Readers who disagree', '*Readers* [who disagree](https://example.org/a)'),
        [ADVICE]: (text) => text.replace('## Build the capacity', '### Build the capacity'),
      },
      [
        'look paragraph: ‘Foreword’: “Readers” is emphasised now',
        'link paragraph: ‘Foreword’: “who disagree” is a link now, to https://example.org/a',
        'look heading: ‘Build the capacity’: the heading stands one level lower',
      ],
    );
    expect(changes.map(({ weight }) => weight)).toEqual(['typography', 'words', 'typography']);
  });

  it('tells a new note, and that it is called', async () => {
    await check(
      {
        [FOREWORD]: (text) =>
          text
            .replace('the advice is needed now.\n', 'the advice is needed now.[^why]\n')
            .replace(
              '\n\nThis paper is ours',
              '\n\n[^why]: Nobody else has given it.\n\nThis paper is ours',
            ),
      },
      [
        'words paragraph: ‘Foreword’: call of a note inserted',
        'added note: note 1: note added: “Nobody else has given it.”',
      ],
    );
  });

  it('tells a number that no longer comes from the data, and another page of a source', async () => {
    await check(
      {
        [FOREWORD]: (text) => text.replace('{{count cities}} cities', '38 cities'),
        [ADVICE]: (text) =>
          text.replace('[@hclg2021progress]{fact=167}', '[@hclg2021progress, p. 3]{fact=167}'),
      },
      [
        'look paragraph: ‘Foreword’: “38” no longer comes from the data',
        'words paragraph: paragraph 2.3: “(House of Commons Housing, Communities and Local Government Committee, 2021)” is now “(House of Commons Housing, Communities and Local Government Committee, 2021, p. 3)”',
      ],
    );
  });

  it('tells a citation that rests on another fact, with both facts', async () => {
    await check(
      { [ADVICE]: (text) => text.replace('[@hclg2021progress]{fact=167}', '[@hclg2021progress]') },
      [
        'standing paragraph: paragraph 2.3: “(House of Commons Housing, Communities and Local Government Committee, 2021)” rests on no fact now and rested on fact 167',
      ],
    );
  });

  it('tells a chapter that stands elsewhere as one move', async () => {
    const said =
      'moved chapter: chapter 2: chapter moved from old chapter 1: “Part A. State of play This part asks who leads the cities of the UK, with what powers, …”';
    await checkFiles(
      { [STATE]: undefined, [STATE.replace('/10-', '/30-')]: await readOwn(STATE) },
      [said],
    );
  });

  it('says nothing when only the name of a chapter’s file is another', async () => {
    await checkFiles(
      { [STATE]: undefined, [STATE.replace('/10-part-a-', '/12-')]: await readOwn(STATE) },
      [],
    );
  });
});

describe('data and templates', () => {
  it('are named as the causes of what they changed', async () => {
    const { changes } = await check(
      { 'assets/data/cities.csv': (text) => text.replace('811953', '822483') },
      [
        'figure figure: Figure 1.1: redrawn',
        'value cell: Table 1.2, England, Residents in 2021 or 2022 (thousands): 18,655 → 18,666',
        'value cell: Table 1.2, Total, Residents in 2021 or 2022 (thousands): 21,420 → 21,431',
        'value cell: Table 1.2, Total, Change (%): 6.7 [p] → 6.8 [p]',
        'value cell: Table 1.2, Total without London, Residents in 2021 or 2022 (thousands): 12,620 → 12,631',
        'value cell: Table 1.2, Total without London, Change (%): 6.0 [p] → 6.1 [p]',
      ],
    );
    for (const { causes } of changes)
      expect(causes.map(({ says }) => says)).toEqual([
        'cities.population_2021 changed in row leeds: 811,953 → 822,483',
      ]);
  });

  it('give a new query as the cause', async () => {
    const { changes } = await check(
      {
        [FOREWORD]: (text) => text.replace('{{count cities}}', '{{count cities nation="England"}}'),
      },
      ['value paragraph: ‘Foreword’: 38 → 29'],
    );
    expect(changes[0]?.causes.map(({ kind }) => kind)).toContain('expression');
  });

  it('give the specification as the cause where no row changed', async () => {
    const { changes } = await check(
      {
        'assets/charts/deals-by-year.json': (text) =>
          text.replace('"bar"', '{"type":"bar","opacity":0.5}'),
      },
      ['figure figure: Figure 1.3: redrawn'],
    );
    expect(changes[0]?.causes.map(({ kind }) => kind)).toEqual(['specification']);
  });

  it('are told where a template has other words', async () => {
    await check(
      {
        'templates/tables/executive-models.hbs': (text) =>
          text.replace('Cities now', 'Cities today'),
      },
      ['words column head: Table 1.1: “now” is now “today”'],
    );
    await check(
      {
        'templates/pages/verso.hbs': (text) =>
          text.replace('such as large print', 'such as Braille'),
      },
      ['words paragraph: the page ‘verso’: “large print” is now “Braille”'],
    );
  });

  it('renumber figures without a change of words', async () => {
    const { renumbered } = await check(
      {
        [STATE]: (text) =>
          text.replace(
            '## Who leads {#',
            '::chart[Most cities of these networks]{#fig-new spec=city-networks}\n\n## Who leads {#',
          ),
      },
      [
        'added figure: Figure 1.1: figure added: “Most cities of these networks Cities in the data as members of the networks that list …”',
      ],
    );
    expect(renumbered.map(({ old, new: now }) => `${old} ${now}`)).toEqual([
      '1.1 1.2',
      '1.2 1.3',
      '1.3 1.4',
      '1.4 1.5',
      '1.5 1.6',
    ]);
  });

  it('are apart from settings, which the cover and the control page print', async () => {
    const { settings } = await check(
      {
        [`chapters/${REPORT}/report.yaml`]: (text) =>
          text.replace(/^date: .*$/m, 'date: 2026-12-01'),
      },
      [],
    );
    expect(settings).toEqual([
      { name: 'date', old: '2026-11-22', new: '2026-12-01', weight: 'words' },
    ]);
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
