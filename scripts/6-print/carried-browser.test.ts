import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readdir, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test } from 'vitest';
import {
  type CarriedPackage,
  findCarriedPackage,
  unpackCarriedBrowser,
} from './carried-browser.ts';
import { createToken } from './process-token.ts';

let cacheFolder: string;
beforeEach(async () => {
  cacheFolder = await mkdtemp(join(tmpdir(), 'carried-'));
});
afterEach(() => rm(cacheFolder, { recursive: true, force: true }));

async function carriedPackage(): Promise<CarriedPackage> {
  const carried = await findCarriedPackage();
  if (carried === undefined) throw new Error('these tests need the package on Linux x64');
  return carried;
}

/** Unpacks, and holds the result against what a whole unpacked browser is. */
async function check({ unpacks }: { readonly unpacks: boolean }): Promise<void> {
  let unpacked = false;
  const browser = await unpackCarriedBrowser(await carriedPackage(), cacheFolder, () => {
    unpacked = true;
  });
  expect(unpacked).toBe(unpacks);
  expect(await readdir(cacheFolder)).toEqual(['chromium-147.0.0']);
  const version = spawnSync(browser.executable, ['--version'], {
    env: { LD_LIBRARY_PATH: browser.libraryFolder },
    encoding: 'utf8',
  });
  expect(version.stdout).toMatch(/147\.0\./);
  expect(await readdir(browser.fontFolder)).not.toEqual([]);
}

test('it is unpacked once, whole, by several at once', async () => {
  const carried = await carriedPackage();
  await Promise.all([1, 2].map(() => unpackCarriedBrowser(carried, cacheFolder)));
  await check({ unpacks: false });
}, 60_000);

test('a damaged one is unpacked again, and what killed processes left is removed', async () => {
  const folder = join(cacheFolder, 'chromium-147.0.0');
  const gone = spawnSync(process.execPath, ['-e', '']).pid;
  const left = `${folder}.${createToken().replace(/^\d+/, String(gone))}`;
  await mkdir(folder, { recursive: true });
  await mkdir(left);
  await writeFile(join(left, 'chromium'), 'half');
  await writeFile(join(folder, 'chromium'), 'half');
  await writeFile(join(folder, 'contents.json'), '{"chromium": 196676728}');
  await check({ unpacks: true });
  await truncate(join(folder, 'lib', 'libnss3.so'), 100);
  await check({ unpacks: true });
}, 60_000);

test('a killed unpacking leaves nothing under the final name', async () => {
  const script = `
    const carried = await import(${JSON.stringify(new URL('./carried-browser.ts', import.meta.url).href)});
    const found = await carried.findCarriedPackage();
    await carried.unpackCarriedBrowser(found, ${JSON.stringify(cacheFolder)}, () => console.log('unpacking'));`;
  const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', script]);
  await once(child.stdout, 'data');
  await wait(400);
  child.kill('SIGKILL');
  await once(child, 'exit');
  await expect(stat(join(cacheFolder, 'chromium-147.0.0'))).rejects.toThrow('ENOENT');
  expect(await readdir(cacheFolder)).toHaveLength(1);
  await check({ unpacks: true });
}, 60_000);
