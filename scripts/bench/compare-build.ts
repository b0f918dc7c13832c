/**
 * Both reports in, what a whole cold build costs and what the browser alone needs for the same HTML out: two processes
 * seen from outside, in turns, so that both meet the same machine.
 */
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { BrowserFacts } from '../6-print/browser.ts';
import { listBrowserCandidates } from '../6-print/browser-candidates.ts';
import { quietArguments } from '../6-print/start-browser.ts';
import { CACHE_FOLDER, OWN_FOLDER } from '../commands/project.ts';
import {
  type MeasuredCommand,
  measureMemory,
  measureTime,
  type PeakMemory,
} from './measure-process.ts';
import type { Sample } from './open-samples.ts';

/** A command's times in milliseconds, and its memory where the system tells it. */
export interface Cost {
  readonly times: readonly number[];
  readonly memory: PeakMemory | undefined;
}

/** Runs each command so often after a first run that does not count, and once more for its memory. */
export async function compareBuild(
  samples: readonly Sample[],
  facts: BrowserFacts,
  scratch: string,
  runs: number,
): Promise<{ readonly build: Cost; readonly bare: Cost }> {
  const files = await writePages(samples, join(scratch, 'pages'));
  const build = () => prepareBuild(samples, scratch);
  const bare = () => prepareBare(files, facts, scratch);
  const times = { build: [] as number[], bare: [] as number[] };
  for (let run = 0; run <= runs; run++) {
    times.build.push(await measureTime(await build()));
    times.bare.push(await measureTime(await bare()));
  }
  return {
    build: { times: times.build.slice(1), memory: await measureMemory(await build()) },
    bare: { times: times.bare.slice(1), memory: await measureMemory(await bare()) },
  };
}

/** The HTML as the build prints it, with its fonts and images beside it: files are what a browser loads fastest. */
async function writePages(samples: readonly Sample[], folder: string): Promise<string[]> {
  const write = async (path: string, content: string | Uint8Array) => {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), content);
  };
  for (const { document, inputs, html } of samples) {
    await write(`${document.report}.html`, html);
    for (const { file, bytes } of inputs.fonts) await write(`fonts/${file}`, bytes);
    for (const [address, path] of Object.entries(document.images)) {
      const image = inputs.images.get(path);
      if (image !== undefined && typeof image !== 'string') await write(address, image.bytes);
    }
  }
  return samples.map(({ document }) => join(folder, `${document.report}.html`));
}

/** What `npm run build` runs, into a new folder, with every cache but the unpacked browser gone. */
async function prepareBuild(samples: readonly Sample[], scratch: string): Promise<MeasuredCommand> {
  for (const name of await readdir(CACHE_FOLDER)) {
    if (!name.startsWith('chromium-')) await rm(join(CACHE_FOLDER, name), { recursive: true });
  }
  const temporary = await mkdtemp(join(scratch, 'build-')); // where tools keep caches of their own
  const { scripts } = JSON.parse(await readFile(join(OWN_FOLDER, 'package.json'), 'utf8'));
  const [program = '', ...words] = String(scripts.build).split(' ');
  const reports = samples.map(({ document }) => document.report);
  return {
    command: program === 'node' ? process.execPath : join(OWN_FOLDER, 'node_modules/.bin', program),
    args: [...words, ...reports, '--quiet', '--out', join(temporary, 'output')],
    env: { ...process.env, TMPDIR: temporary },
    cwd: OWN_FOLDER,
  };
}

/** The same browser with the same arguments and surroundings, its profile as empty as the build's. */
async function prepareBare(
  files: readonly string[],
  facts: BrowserFacts,
  scratch: string,
): Promise<MeasuredCommand> {
  const candidates = await listBrowserCandidates(undefined, CACHE_FOLDER);
  const candidate = candidates.find(({ kind }) => kind === facts.kind);
  const found = await candidate?.find(() => undefined);
  if (found === undefined) throw new Error(`the browser is gone: ${facts.where}`);
  const profileFolder = await mkdtemp(join(scratch, 'profile-'));
  const task = {
    executable: found.executable,
    args: [...quietArguments, ...(facts.sandbox === false ? ['--no-sandbox'] : [])],
    env: await found.environment(profileFolder),
    profileFolder,
    files,
  };
  const program = fileURLToPath(new URL('bare-print.mjs', import.meta.url));
  return {
    command: process.execPath,
    args: [program, JSON.stringify(task)],
    env: process.env,
    cwd: OWN_FOLDER,
  };
}
