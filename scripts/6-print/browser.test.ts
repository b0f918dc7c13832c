import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { findCarriedPackage, unpackCarriedBrowser } from './carried-browser.ts';
import { NoBrowserError } from './no-browser-error.ts';
import {
  cacheFolder,
  job,
  maskDates,
  openBrowserForTest,
  printTagged,
  twoPages,
} from './print-fixture.ts';
import type { PrintBrowser } from './print-session.ts';

/** Prints the HTML in the browser and returns the PDF as text, its two dates masked. */
async function check(browser: PrintBrowser, html: string): Promise<string> {
  return maskDates(await browser.withPage(job(html), printTagged));
}

describe('a remote browser', () => {
  let remote: ChildProcess;
  let profile: string;
  let address: string;
  beforeAll(async () => {
    profile = await mkdtemp(join(tmpdir(), 'remote-'));
    const carried = await findCarriedPackage();
    if (carried === undefined) throw new Error('these tests need the carried browser');
    const { executable, libraryFolder } = await unpackCarriedBrowser(carried, cacheFolder);
    // Its own arguments, fonts and language: not those we give to ours.
    remote = spawn(
      executable,
      ['--headless', '--no-sandbox', '--remote-debugging-port=0', `--user-data-dir=${profile}`],
      { env: { LD_LIBRARY_PATH: libraryFolder, TZ: 'Asia/Tokyo' } },
    );
    for await (const text of remote.stderr ?? []) {
      address = /ws:\/\/\S+/.exec(String(text))?.[0] ?? '';
      if (address !== '') break;
    }
  }, 60_000);
  afterAll(async () => {
    remote.kill('SIGKILL');
    await rm(profile, { recursive: true, force: true, maxRetries: 5 });
  });

  test('prints the same bytes as the local one and keeps running, with no page of ours', async () => {
    const [far, near] = await Promise.all([
      openBrowserForTest({ wish: address }),
      openBrowserForTest(),
    ]);
    const [farText, nearText] = await Promise.all([check(far, twoPages), check(near, twoPages)]);
    expect(farText).toBe(nearText);
    const host = new URL(address).host;
    expect(far.facts).toEqual({
      kind: 'remote',
      where: `ws://${host}`,
      version: near.facts.version,
    });
    await Promise.all([far.close(), near.close()]);
    expect(remote.exitCode).toBeNull();
    const targets = (await (await fetch(`http://${host}/json/list`)).json()) as unknown[];
    expect(targets).toEqual([]);
  }, 60_000);

  test('is found by its http address too, and told when it is not there', async () => {
    const browser = await openBrowserForTest({ wish: `http://${new URL(address).host}` });
    expect(await check(browser, twoPages)).toContain('%PDF');
    await browser.close();
    const missing = openBrowserForTest({ wish: 'ws://user:secret@127.0.0.1:9/token' });
    const error = await missing.catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(NoBrowserError);
    expect((error as Error).message).toMatch(/ws:\/\/127\.0\.0\.1:9: connect ECONNREFUSED/);
    expect((error as Error).message).not.toMatch(/secret|token/);
  }, 60_000);
});

test('a browser on this machine is used when its path is given', async () => {
  const carried = await findCarriedPackage();
  if (carried === undefined) throw new Error('these tests need the carried browser');
  const { executable, libraryFolder } = await unpackCarriedBrowser(carried, cacheFolder);
  vi.stubEnv('LD_LIBRARY_PATH', libraryFolder);
  const browser = await openBrowserForTest({ wish: executable });
  expect(browser.facts).toMatchObject({ kind: 'given', where: executable });
  expect(await check(browser, twoPages)).toContain('%PDF');
  await browser.close();
  await browser.close();
  await expect(check(browser, twoPages)).rejects.toThrow('the print browser is closed');
  vi.unstubAllEnvs();
}, 60_000);

test('nothing of ours stays in the folder for temporary files', async () => {
  const names = readdirSync(tmpdir()).filter((name) => name.startsWith('paper-browser-'));
  expect(names.filter((name) => name.includes(`-${process.pid}-`))).toEqual([]);
});

test('a path that is no browser is told, with what it said', async () => {
  await expect(openBrowserForTest({ wish: '/nowhere/chrome' })).rejects.toThrow(
    '/nowhere/chrome: not there',
  );
  if (existsSync('/bin/ls')) {
    await expect(openBrowserForTest({ wish: '/bin/ls' })).rejects.toThrow(
      /\/bin\/ls: it ended with code \d/,
    );
  }
});
