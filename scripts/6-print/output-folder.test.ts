import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { asUserFault, Fault } from '../diagnostics/fault.ts';
import { readEdition, writeEdition } from './fake-edition.ts';
import { placeFile, placeFolder, repairOutput } from './output-folder.ts';
import { withOutputLock } from './output-lock.ts';
import type { Task } from './place-fake-editions.ts';

const program = fileURLToPath(new URL('./place-fake-editions.ts', import.meta.url));
const root = await mkdtemp(join(tmpdir(), 'output-folder-'));
beforeAll(() => chmod(root, 0o755));
afterAll(() => rm(root, { recursive: true, force: true }));

/** The edition at the target is complete and has the name; nothing else stands in the folder. */
async function check(output: string, expected: string | RegExp): Promise<void> {
  expect(await readEdition(join(output, 'white-paper'))).toMatch(expected);
  expect(await readdir(output)).toEqual(['white-paper']);
}

async function createOutput(): Promise<{ output: string; target: string }> {
  const output = await mkdtemp(join(root, 'output-'));
  return { output, target: join(output, 'white-paper') };
}

function place(target: string, name: string): Promise<void> {
  return placeFolder(target, (scratch) => writeEdition(scratch, name));
}

function start(task: Task, target: string, count = 1): ChildProcess {
  return fork(program, [task, target, String(count)], { execArgv: ['--import', 'tsx'] });
}

async function kill(child: ChildProcess): Promise<void> {
  child.kill('SIGKILL');
  await once(child, 'exit');
}

async function refusal(promise: Promise<unknown>): Promise<string> {
  const error = await promise.catch((thrown) => thrown);
  expect(error).toBeInstanceOf(Fault);
  return asUserFault(error).message;
}

test('an edition replaces the last, and what fails to be written replaces nothing', async () => {
  const { output, target } = await createOutput();
  await place(target, 'first');
  await check(output, 'first');
  await place(target, 'second');
  await check(output, 'second');
  const mistake = new Error('a mistake in a chapter');
  const failed = placeFolder(target, async (scratch) => {
    await writeEdition(scratch, 'third');
    throw mistake;
  });
  await expect(failed).rejects.toBe(mistake);
  await check(output, 'second');
});

test('the output folder is made when it is missing', async () => {
  const { output } = await createOutput();
  await place(join(output, 'a/b/white-paper'), 'deep');
  await check(join(output, 'a/b'), 'deep');
});

test('a file is replaced in one step', async () => {
  const { output } = await createOutput();
  await placeFile(join(output, 'index.html'), 'first');
  await placeFile(join(output, 'index.html'), 'second');
  expect(await readFile(join(output, 'index.html'), 'utf8')).toBe('second');
  expect(await readdir(output)).toEqual(['index.html']);
});

// Every state that a kill can leave between the four renames, with what must come of it.
const halfDone: readonly [states: readonly string[], outcome: string][] = [
  [['white-paper', '.paper-ready-white-paper'], '.paper-ready-white-paper'],
  [['.paper-old-white-paper', '.paper-ready-white-paper'], '.paper-ready-white-paper'],
  [['.paper-ready-white-paper'], '.paper-ready-white-paper'],
  [['.paper-old-white-paper', 'white-paper'], 'white-paper'],
  [['.paper-old-white-paper'], '.paper-old-white-paper'],
];

test.each(halfDone)('%j is repaired to %s', async (states, outcome) => {
  const { output } = await createOutput();
  for (const state of states) await writeEdition(join(output, state), state);
  await repairOutput(output);
  await check(output, outcome);
  const other = await createOutput();
  for (const state of states) await writeEdition(join(other.output, state), state);
  await place(other.target, 'next');
  await check(other.output, 'next');
});

test('repair leaves what is not ours and a folder that does not exist', async () => {
  const { output } = await createOutput();
  const names = ['.old-letters', '.paper-making-x', 'white-paper', '.git'];
  for (const name of names) await mkdir(join(output, name));
  await repairOutput(output);
  await repairOutput(join(output, 'missing'));
  expect(await readdir(output)).toEqual(names.sort());
});

test('an edition is whole after twenty kills at random moments', async () => {
  const killAgainAndAgain = async () => {
    const { output, target } = await createOutput();
    for (let round = 0; round < 5; round += 1) {
      const child = start('placeEditions', target, Number.MAX_SAFE_INTEGER);
      await once(child, 'message');
      await wait(Math.random() * 40);
      await kill(child);
      // Every second time the next build finds the leftovers without a repair before it.
      if (round % 2 === 0) await repairOutput(output);
      else await place(target, String(child.pid));
      await repairOutput(output);
      await check(output, new RegExp(`^${child.pid}`));
    }
  };
  await Promise.all([1, 2, 3, 4].map(killAgainAndAgain));
}, 30_000);

test.each([2, 5])(
  '%i builds at once do not corrupt each other',
  async (count) => {
    const { output, target } = await createOutput();
    const children = Array.from({ length: count }, () => start('placeEditions', target, 20));
    const codes = await Promise.all(children.map((child) => once(child, 'exit')));
    expect(codes).toEqual(children.map(() => [0, null]));
    await check(output, /^\d+ 20$/);
  },
  30_000,
);

test('the last to finish stands', async () => {
  const { output, target } = await createOutput();
  const slow = placeFolder(target, async (scratch) => {
    await writeEdition(scratch, 'began first');
    await place(target, 'began second');
  });
  await slow;
  await check(output, 'began first');
});

test('scratch of a living process is left, of a dead one deleted', async () => {
  const { output, target } = await createOutput();
  await place(target, 'last');
  const child = start('stopWhileWriting', target);
  await once(child, 'message');
  await repairOutput(output);
  expect(await readdir(output)).toHaveLength(2);
  await kill(child);
  await repairOutput(output);
  await check(output, 'last');
});

test('a lock is waited for, its owner named, and broken when the owner is dead', async () => {
  const { output, target } = await createOutput();
  await place(target, 'last');
  const child = start('stopWithLock', target);
  await once(child, 'message');
  const placing = placeFolder(target, (scratch) => writeEdition(scratch, 'new'), { waitMs: 50 });
  expect(await refusal(placing)).toBe(
    `Cannot put \`${target}\` in place: process ${child.pid} is doing so and does not finish`,
  );
  expect(await readEdition(target)).toBe('last');
  await kill(child);
  await Promise.all(['a', 'b', 'c'].map((name) => place(target, name)));
  await check(output, /^[abc]$/);
});

test('the lock of another machine is broken when it is old', async () => {
  const { output, target } = await createOutput();
  const lock = join(output, '.paper-lock-white-paper');
  const owner = join(lock, '4711-1-00000000-00000000');
  await mkdir(lock);
  await writeFile(owner, '');
  const placing = placeFolder(target, (scratch) => writeEdition(scratch, 'new'), { waitMs: 50 });
  expect(await refusal(placing)).toContain('process 4711 on another machine is doing so');
  const minuteAgo = Date.now() / 1000 - 60;
  await utimes(owner, minuteAgo, minuteAgo);
  await place(target, 'new');
  await check(output, 'new');
});

test('one at a time holds the lock', async () => {
  const { target } = await createOutput();
  let holders = 0;
  const hold = async () => {
    holders += 1;
    expect(holders).toBe(1);
    await wait(1);
    holders -= 1;
  };
  await Promise.all(Array.from({ length: 10 }, () => withOutputLock(target, 10_000, hold)));
});

test('a folder that may not be written is a fault in plain words', async () => {
  const { output, target } = await createOutput();
  await place(target, 'last');
  await chmod(output, 0o555);
  const [fault] = await once(start('placeAsNobody', target), 'message');
  expect(fault).toEqual({
    message: `Cannot write \`${target}\`: permission was refused`,
    note: 'check who owns it and its permissions',
  });
  await chmod(output, 0o755);
  await check(output, 'last');
});

test.runIf(existsSync('/dev/full'))('a full disk leaves the last edition', async () => {
  const { output, target } = await createOutput();
  await place(target, 'last');
  const full = placeFolder(target, async (scratch) => {
    await writeEdition(scratch, 'new');
    await writeFile('/dev/full', 'one byte too many');
  });
  expect(await refusal(full)).toBe(`Cannot write \`${target}\`: the disk is full`);
  await check(output, 'last');
});

test('an output folder deleted during the build, or a file in its way, is explained', async () => {
  const { output, target } = await createOutput();
  const deleted = placeFolder(target, async (scratch) => {
    await rm(output, { recursive: true });
    await writeEdition(scratch, 'new').catch(() => {});
    await rm(output, { recursive: true });
  });
  expect(await refusal(deleted)).toBe(
    `Cannot write \`${target}\`: its folder was deleted meanwhile`,
  );
  await writeFile(output, 'a file');
  expect(await refusal(place(target, 'new'))).toMatch(
    /^Cannot write .*: (a part of its path|it already)/,
  );
});
