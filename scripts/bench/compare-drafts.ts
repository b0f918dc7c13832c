/**
 * What comparing two revisions of all reports costs: the last commit beside a copy in which each chapter and a cell of the
 * data are written otherwise. The whole process, as a user starts it, from the second time on.
 */
import { cp, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { LAUNCHER, OWN_FOLDER } from '../commands/project.ts';
import { measureTime } from './measure-process.ts';

/** Times in milliseconds; undefined where there is no commit to compare with. */
export async function compareDrafts(scratch: string, runs: number): Promise<number[] | undefined> {
  const draft = join(scratch, 'draft');
  await writeDraft(draft);
  const command = {
    command: process.execPath,
    args: [LAUNCHER, 'diff', 'HEAD', draft, '--quiet', '--out', join(scratch, 'compared')],
    env: process.env,
    cwd: OWN_FOLDER,
  };
  try {
    await measureTime(command);
  } catch {
    return undefined;
  }
  const times: number[] = [];
  for (let run = 0; run < runs; run++) times.push(await measureTime(command));
  return times;
}

/** The project with a few words more in each chapter, and one more resident of Leeds. */
async function writeDraft(folder: string): Promise<void> {
  for (const name of ['chapters', 'assets', 'templates'])
    await cp(join(OWN_FOLDER, name), join(folder, name), { recursive: true });
  const names = await readdir(join(folder, 'chapters'), { recursive: true });
  for (const name of names.filter((path) => path.endsWith('.md')))
    await edit(join(folder, 'chapters', name), /^(The|A|In|It|We|This) /m, '$1, once more, ');
  await edit(join(folder, 'assets/data/cities.csv'), '811953', '811954');
}

async function edit(path: string, from: string | RegExp, to: string): Promise<void> {
  await writeFile(path, (await readFile(path, 'utf8')).replace(from, to));
}
