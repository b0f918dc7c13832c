/**
 * For tests: the working paper as a second draft, with some forty changes of every kind that a reviewer meets.
 */
import { type Files, readOwn } from '../review/compose-draft.ts';

type Change = readonly [was: string, is: string];

const CHAPTERS = 'chapters/working-paper';

const SUMMARY: readonly Change[] = [
  // words, a key finding, words that turn a sentence, punctuation
  ['shared among more offices in 2026', 'shared among many more offices in 2026'],
  ['Most cities kept the executive they had.', 'Nearly all cities kept the executive they had.'],
  ['We held no workshops, interviews or surveys', 'We held no workshops or interviews'],
  ['The cities are growing, though not evenly.', 'The cities are growing, but not evenly.'],
  ['We cannot say that any form', 'We must not say that any form'],
  // a heading renamed, a paragraph removed, a merge
  ['## What we cannot say {#sec-cannot-say}', '## What this paper cannot say {#sec-cannot-say}'],
  [
    'No source we could reach gives the years in post, the diversity or the number of senior officers in these cities.\n\nWe cannot',
    'No source we could reach gives the years in post, the diversity or the number of senior officers in these cities.\nWe cannot',
  ],
  [
    'The second is to record them, city by city and year by year, so',
    'The second is to record them, so',
  ],
];

const WHY: readonly Change[] = [
  // a list of words swapped, a cell, a row and an emphasis
  ['A city is led by many hands.', 'A city is led by *many* hands.'],
  ['and a mayor or leader speaks for it', 'and a leader or mayor speaks for it'],
  ['from a study of 202 cities', 'from a study of 200 cities'],
  [
    '| Hambleton | local',
    '| Davies | hierarchy and networks in regeneration [@davies2002governance]{fact=19} | doubt that partnership moves power |\n| Hambleton | local',
  ],
  // a split, a note, a citation removed, a locator
  ['\nIt was to join desk research', '\n\nIt was to join desk research'],
  ['can finish none of them alone.', 'can finish none of them alone.[^alone]'],
  [
    '\n\nThe brief for the original',
    '\n\n[^alone]: London is the exception that its size makes.\n\nThe brief for the original',
  ],
  ['Each is an attempt to lead', 'Both are attempts to lead'],
  ['[@rapoport2015future, p. 30]{fact=83}', '[@rapoport2015future, p. 31]{fact=83}'],
  ['only 15 of them led', 'only 13 of them led'],
  // a paragraph added, one removed
  [
    'The mayors that replaced them in public',
    'What the new mayors may do differs from one area to the next, and so does what they have done.\n\nThe mayors that replaced them in public',
  ],
  [
    'The boundaries need the same care.\nLeeds, Sheffield, Bradford and Wakefield take in wide rural areas, while Manchester, Nottingham, Norwich and Exeter stop short of their own built-up edge.\nA figure for a city is a figure for what its council governs, which is the right unit for a study of leadership and the wrong one for much else.\n',
    '',
  ],
  // a caption
  [
    'Large cities added the most residents, small ones',
    'Large cities added most residents, but small ones',
  ],
  // another expression behind a number
  [
    '{{percent (change cities "population_2011" "population_2021" size_class="large" except="london")}}',
    '{{percent (change cities "population_2011" "population_2021" size_class="large" except="leeds")}}',
  ],
];

const LENS: readonly Change[] = [
  ['## Tools {#sec-tools}', '## Tools and powers {#sec-tools}'],
  [
    'The lesson of those years is that a power is not a plan.',
    'The lesson of those years is that a power is no plan.',
  ],
  ['so its voters elect 2 mayors with different duties', 'so its voters elect 2 mayors'],
  ['There were 38 of them in England', 'There were once 38 of them in England'],
  ['| dated events that leave a trace |', '| dated events |'],
  [
    'columns="label unit publisher period" heads="Indicator | | | "',
    'columns="label unit period" heads="Indicator | | "',
  ],
  [
    'We show it to warn against the ranking that it invites.',
    'We show it to warn against the ranking that it invites, and for no other reason.',
  ],
];

/** The files of the second draft. */
export async function editPaper(): Promise<Files> {
  const files: Record<string, string> = {};
  const edit = async (path: string, change: (text: string) => string): Promise<void> => {
    files[path] = change(await readOwn(path));
  };
  await edit(`${CHAPTERS}/00-summary.md`, (text) => apply(text, SUMMARY));
  await edit(`${CHAPTERS}/10-why-leadership.md`, (text) => moveSection(apply(text, WHY)));
  await edit(`${CHAPTERS}/20-four-part-lens.md`, (text) => moveParagraph(apply(text, LENS)));
  await edit(`${CHAPTERS}/report.yaml`, (text) =>
    text.replace('date: "2026-11-22"', 'date: "2026-12-11"'),
  );
  await edit('assets/data/cities.csv', (text) =>
    apply(text, [['99,99,751485,811953', '99,99,751485,822483']]),
  );
  return files;
}

function apply(text: string, changes: readonly Change[]): string {
  return changes.reduce((words, [was, is]) => {
    if (!words.includes(was)) throw new Error(`the paper does not say “${was}”`);
    return words.replace(was, is);
  }, text);
}

/** "Who is missing" before "No single person leads". */
function moveSection(text: string): string {
  const [from, to] = [text.indexOf('## Who is missing'), text.indexOf('## What changed between')];
  const section = text.slice(from, to);
  const rest = text.slice(0, from) + text.slice(to);
  return rest.replace('## No single person leads', `${section}## No single person leads`);
}

/** A paragraph of chapter 2, with an edit of its own. */
function moveParagraph(text: string): string {
  const blocks = text.split('\n\n');
  const at = blocks.findIndex((block) => block.startsWith('Continuity is the thinnest'));
  const [moved = ''] = blocks.splice(at, 1);
  const before = blocks.findIndex((block) => block.startsWith('Voters have been cautious'));
  blocks.splice(before, 0, moved.replace('almost half', 'nearly half'));
  return blocks.join('\n\n');
}
