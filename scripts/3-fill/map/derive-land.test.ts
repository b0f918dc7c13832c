import { join } from 'node:path';
import { expect, it } from 'vitest';
import { deriveLand } from './derive-land.ts';
import { type LandName, PLANES } from './map-planes.ts';

const FOLDER = join(import.meta.dirname, '../../../assets/maps');

it.each(Object.keys(PLANES) as LandName[])(
  'assets/maps/%s.json is what Natural Earth says',
  async (name) => {
    const text = deriveLand(name);
    expect(text.length).toBeLessThan(60_000);
    await expect(text).toMatchFileSnapshot(join(FOLDER, `${name}.json`));
  },
);
