/** Cells of the data package changed: those that a reader can see the effect of are causes of a change, the others are listed apart. */
import { beforeAll, expect, it } from 'vitest';
import { compareData } from './compare-data.ts';
import { compareDocuments } from './compare-documents.ts';
import { type ComposeDraft, type Draft, openDrafts, readOwn } from './compose-draft.ts';

const CITIES = 'assets/data/cities.csv';

let compose: ComposeDraft;
let draft: Draft;
beforeAll(async () => {
  compose = await openDrafts();
  draft = await compose('white-paper');
}, 60_000);

/** Changes the file of cities, and expects what is said of cells that changed nothing visible. */
async function check(edit: (text: string) => string, expected: readonly string[]): Promise<void> {
  const next = await compose('white-paper', { [CITIES]: edit(await readOwn(CITIES)) });
  const comparison = compareDocuments(draft.document, next.document);
  const found = compareData(draft.tables, next.tables, comparison);
  expect(found.map(({ says }) => says)).toEqual(expected);
}

it('lists a cell that no value, table or figure shows', async () => {
  await check(
    (text) =>
      text.replace('Referendum on an elected mayor rejected in 2012', 'Rejected a mayor in 2012'),
    [
      'cities.executive_note in row birmingham: Referendum on an elected mayor rejected in 2012 → Rejected a mayor in 2012',
    ],
  );
});

it('leaves out a cell that a change of the report gives as its cause', async () => {
  await check((text) => text.replace('811953', '822483'), []);
});
