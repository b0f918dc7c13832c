/** Gives the tests of `output-folder.ts` small editions that can be proved complete. */
import { createHash, randomBytes } from 'node:crypto';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

const files = ['index.html', 'report.pdf', 'document.json', 'data/cities.csv', 'data/series.csv'];

/** Writes an edition of five random files, and a manifest with its name and their SHA-256. */
export async function writeEdition(folder: string, name: string): Promise<void> {
  const sumByFile: Record<string, string> = {};
  for (const file of files) {
    const bytes = randomBytes(2000);
    sumByFile[file] = sumOf(bytes);
    await mkdir(dirname(join(folder, file)), { recursive: true });
    await writeFile(join(folder, file), bytes);
  }
  await writeFile(join(folder, 'manifest.json'), JSON.stringify({ name, sumByFile }));
}

/** The name of the edition in the folder; throws when a file is missing, changed or foreign. */
export async function readEdition(folder: string): Promise<string> {
  const manifest = JSON.parse(await readFile(join(folder, 'manifest.json'), 'utf8'));
  const found = await readdir(folder, { recursive: true });
  const expected = [...files, 'data', 'manifest.json'];
  if (found.sort().join() !== expected.sort().join()) throw new Error(`Found ${found.join()}`);
  for (const file of files) {
    const sum = sumOf(await readFile(join(folder, file)));
    if (sum !== manifest.sumByFile[file]) throw new Error(`Changed: ${file}`);
  }
  return manifest.name;
}

function sumOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
