/**
 * A review in, its files put in place out: complete, or those of the last time stand.
 */
import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { placeFolder } from '../6-print/output-folder.ts';
import { Fault } from '../diagnostics/fault.ts';
import type { Review } from './review-report.ts';

/** The file that every review has, and by which a folder is known to hold one. */
const MARK = 'comparison.json';

/** Writes the review and whatever shows it; `faces` are file contents by path. */
export async function writeReview(
  folder: string,
  review: Review,
  faces: ReadonlyMap<string, Uint8Array | string> = new Map(),
): Promise<void> {
  await checkFree(folder);
  const { comparison, data, pages } = review;
  const { pictures = new Map<string, Uint8Array>(), ...printed } = pages ?? {};
  const more = { ...(data && { data }), ...(pages && { pages: printed }) };
  const files = new Map<string, Uint8Array | string>([
    [MARK, `${JSON.stringify({ ...comparison, ...more })}\n`],
    ...pictures,
    ...faces,
  ]);
  await placeFolder(folder, async (scratch) => {
    for (const [path, content] of files) {
      await mkdir(dirname(join(scratch, path)), { recursive: true });
      await writeFile(join(scratch, path), content);
    }
  });
}

/** Removes the reviews that an earlier comparison left: beside those of this one they would be taken for its own. */
export async function removeOlder(folder: string, kept: readonly string[]): Promise<void> {
  const entries = await readdir(folder, { withFileTypes: true });
  for (const entry of entries) {
    if (!entry.isDirectory() || kept.includes(entry.name)) continue;
    const names = await readdir(join(folder, entry.name));
    if (names.includes(MARK)) await rm(join(folder, entry.name), { recursive: true });
  }
}

/** A review takes the place of a review and of nothing else. */
async function checkFree(folder: string): Promise<void> {
  const names: string[] = await readdir(folder).catch(() => []);
  if (names.length === 0 || names.includes(MARK)) return;
  throw new Fault(`Cannot put a review in the place of \`${folder}\`: it holds other files`, {
    note: 'name another folder with `--out`, or move those files away',
  });
}
