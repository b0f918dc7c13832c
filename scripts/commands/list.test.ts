/**
 * What `paper list` says of the real project: a name that it gives can be written as it stands, and a wrong one is
 * answered by the right one.
 */
import { expect, it, vi } from 'vitest';
import { exampleBuilder } from '../rules/build-example.ts';
import { list } from './list.ts';
import { OWN_FOLDER } from './project.ts';

/** What a call says. */
async function check(words: string, json = false): Promise<string> {
  const said: string[] = [];
  const spy = vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    said.push(String(text));
    return true;
  });
  const flags = { root: OWN_FOLDER, out: '', json };
  const call = list(words.split(' ').filter(Boolean), flags);
  expect(await call.finally(() => spy.mockRestore())).toBe(0);
  return said.join('');
}

/** The choices of a list, as a program reads them. */
async function choicesOf(words: string): Promise<readonly Readonly<Record<string, string>>[]> {
  const { version, ok, choices } = JSON.parse(await check(words, true));
  expect({ version, ok }).toEqual({ version: 1, ok: true });
  return choices;
}

it('leads from the lists to a table, its columns and their values', async () => {
  expect(await check('')).toMatch(/^tables +11 tables of data +list columns TABLE$/m);
  expect(await check('tables')).toMatch(/^cities +38 +35 +cities\.london +id +38 UK cities$/m);
  const columns = await check('columns cities');
  expect(columns).toMatch(/^population_2021 +integer +people +8799727 +Residents, latest census$/m);
  expect(columns).toContain('use:   {{cities.london.COLUMN}}');
  expect(await check('columns cities nation')).toMatch(/^Northern Ireland +2$/m);
});

it('shows a block with its options and its example', async () => {
  const text = await check('blocks recommendation');
  expect(text).toMatch(/^rests +optional +targets +The ids/m);
  expect(text).toContain('\n:::recommendation[');
});

it('finds works and facts by words, in capitals or not, and gives a short list in full', async () => {
  expect(await choicesOf('references RAPOPORT')).toHaveLength(2);
  const text = await check('facts melbourne interviewed');
  expect(text).toContain('a rebuilt report should say which figure it uses.');
});

it('names what a chapter can refer to', async () => {
  const text = await check('ids white-paper rec-');
  expect(text).toMatch(/^@rec-capacity +2 +recommendation +20-recommendations\.md:\d+ +Fund a/m);
});

it('gives names that can be written as they stand', async () => {
  const values: string[] = [];
  for (const { table, row } of await choicesOf('tables')) {
    const [first] = await choicesOf(`columns ${table}`);
    values.push(`{{${row}.${first?.column}}}`);
  }
  const charts = (await choicesOf('charts')).map(
    ({ chart }) => `::chart[The finding]{#fig-${chart} spec=${chart}}`,
  );
  const tables = (await choicesOf('templates')).map(
    ({ template }) => `::table[The caption]{#tbl-${template} template=${template}}`,
  );
  const works = (await choicesOf('references')).map(({ key }) => `Words [${key}].`);
  const facts = (await choicesOf('facts')).map(
    ({ fact, source }) => `Words [${source}]{fact=${fact}}.`,
  );
  const text = [...values, ...charts, ...tables, ...works, ...facts].join('\n\n');
  const build = await exampleBuilder();
  const messages = await build([{ file: '10-example.md', text }]);
  expect(messages.filter(({ grade }) => grade === 'error')).toEqual([]);
  expect(values).toHaveLength(11);
}, 60_000);

it.each([
  ['colums', 'No list `colums`', 'write `columns`'],
  ['columns', 'No table is named', 'write for example `list columns cities`'],
  ['columns citis', 'No table `citis`', 'write `cities`'],
  ['columns cities naton', 'No column of `cities` `naton`', 'write `nation`'],
  ['blocks bocks', 'No block `bocks`', 'write `boxes`'],
  ['ids whitepaper', 'No report `whitepaper`', 'write `white-paper`'],
])('answers `list %s` with a cure', async (words, message, note) => {
  await expect(check(words)).rejects.toMatchObject({ message, note });
});
