import { join } from 'node:path';
import { expect, it } from 'vitest';
import { deriveLand, WANTED } from './derive-land.ts';

const FOLDER = join(import.meta.dirname, '../../../assets/maps');

it.each(Object.keys(WANTED))('assets/maps/%s.json is what Natural Earth says', async (name) => {
  const text = deriveLand(name);
  expect(text.length).toBeLessThan(150_000);
  await expect(text).toMatchFileSnapshot(join(FOLDER, `${name}.json`));
});
