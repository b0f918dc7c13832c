/** The reports' own data package: what is printed of it makes sense to a reader. */
import { expect, test } from 'vitest';
import { OWN_FOLDER } from '../commands/project.ts';
import { diskTree } from './file-tree.ts';
import { readTables } from './read-tables.ts';

test('every column is credited in words that stand on their own', async () => {
  const tables = await readTables(diskTree(OWN_FOLDER), () => undefined);
  const vague = [...tables.values()].flatMap(({ name, columns }) =>
    [...columns.values()]
      .filter(({ credit }) => /the page in|our own;|; our own/.test(credit))
      .map((column) => `${name}.${column.name}`),
  );
  expect(tables.size).toBeGreaterThan(8);
  expect(vague).toEqual([]);
});
