/**
 * The land that maps are drawn on: the files of assets/maps/ in, coasts of a projected plane out. Read only for a report that
 * calls `::map`, so that the others do not wait for it.
 */
import * as z from 'zod';
import type { ChapterSource, FileTree, MapLand } from '../model.ts';
import type { Complain } from '../place.ts';
import { readJson } from './read-json.ts';
import { readText } from './read-text.ts';

const FOLDER = 'assets/maps/';

const LAND = z.object({
  credit: z.string(),
  unitKm: z.number().positive(),
  lands: z.array(z.object({ name: z.string(), path: z.string() })),
});

/** Every map by its name; none if no chapter calls for one. */
export async function readMaps(
  tree: FileTree,
  chapters: readonly ChapterSource[],
  complain: Complain,
): Promise<ReadonlyMap<string, MapLand>> {
  if (!chapters.some(({ text }) => text.includes('::map'))) return new Map();
  const files = (await tree.list(FOLDER.slice(0, -1))).filter((file) => file.endsWith('.json'));
  const maps = await Promise.all(files.map((file) => readMap(tree, file, complain)));
  return new Map(maps.flat().map((map) => [map.file.slice(FOLDER.length, -'.json'.length), map]));
}

async function readMap(tree: FileTree, file: string, complain: Complain): Promise<MapLand[]> {
  const text = await readText(tree, file, complain);
  const value = text === undefined ? undefined : readJson(text, file, complain);
  if (value === undefined) return [];
  const { success, data } = LAND.safeParse(value);
  if (success) return [{ file, ...data }];
  complain({
    rule: 'map-land-valid',
    reason:
      'Unexpected JSON, expected `credit`, `unitKm` and `lands` with the paths of their coasts',
    place: { file, line: 1, column: 1 },
    note: 'restore the file, or write it anew with `npx vitest run scripts/3-fill/map --update`',
  });
  return [];
}
