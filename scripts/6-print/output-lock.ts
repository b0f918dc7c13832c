/**
 * Lets one process at a time put an edition in place. Takes the target's path and work to do and
 * returns what the work returns. It must not know what the work is.
 *
 * The lock is a folder beside the target, `.paper-lock-<name>`, that holds one empty file named after
 * its owner (see `process-token.ts`). An empty lock folder belongs to nobody.
 * - Taking: a folder that already holds our file is renamed to the lock's name. The system does
 *   this in one step, and refuses when the folder there is not empty; so a lock without an owner,
 *   or one with two, never exists.
 * - Breaking: the dead owner's file is deleted by its own name. Who comes second finds it gone and
 *   cannot touch the lock of whoever was quicker, whose file has another name.
 */
import { mkdir, readdir, rename, rm, rmdir, stat, unlink, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { Fault } from '../diagnostics/fault.ts';
import { createToken, readToken } from './process-token.ts';

/**
 * After this a lock from another machine or container, of which nobody here can say whether its
 * owner lives, counts as dead. A lock is held for a few renames, milliseconds; the limit is
 * shorter than the usual wait, so that a killed container does not make the next one fail.
 */
const foreignLimitMs = 20_000;

/**
 * Does the work while no other process does work on the same target. Waits up to `waitMs` for
 * another; then throws a Fault that names it. The target's folder must exist.
 */
export async function withOutputLock<Result>(
  target: string,
  waitMs: number,
  work: () => Promise<Result>,
): Promise<Result> {
  const release = await takeLock(target, waitMs);
  try {
    return await work();
  } finally {
    await release();
  }
}

/** The lock's folder of a target. */
export function lockPath(target: string): string {
  return join(dirname(target), `.paper-lock-${basename(target)}`);
}

async function takeLock(target: string, waitMs: number): Promise<() => Promise<void>> {
  const token = createToken();
  const lock = lockPath(target);
  const claim = join(dirname(target), `.paper-claim-${basename(target)}-${token}`);
  const deadline = performance.now() + waitMs;
  await mkdir(claim);
  try {
    while (!(await tryTake(claim, token, lock))) {
      const owner = await findOwner(lock);
      if (performance.now() >= deadline) throw describeWait(target, owner);
      // Unequal pauses, so that several who wait do not always meet.
      if (owner !== undefined) await wait(10 + Math.random() * 40);
    }
  } catch (error) {
    await rm(claim, { recursive: true, force: true }).catch(() => {});
    throw error;
  }
  return () => releaseLock(lock, token);
}

/** True when the claim has become the lock. */
async function tryTake(claim: string, token: string, lock: string): Promise<boolean> {
  // Written anew each time: the age of the file must be that of the lock, not of the waiting.
  await writeFile(join(claim, token), '');
  try {
    await rename(claim, lock);
    return true;
  } catch (error) {
    // Windows says EPERM, others one of the first two, when the folder there is not empty.
    const code = codeOf(error);
    const isTaken = code === 'ENOTEMPTY' || code === 'EEXIST';
    if (isTaken || (code === 'EPERM' && process.platform === 'win32')) return false;
    throw error;
  }
}

/** The token of an owner who may live; undefined when the lock is free, or has been broken. */
async function findOwner(lock: string): Promise<string | undefined> {
  const tokens = await readdir(lock).catch((error) => (codeOf(error) === 'ENOENT' ? [] : ['']));
  const token = tokens[0];
  if (token === undefined) {
    // Where a folder cannot be renamed over an empty one (Windows), the empty one must go first.
    await rmdir(lock).catch(() => {});
    return undefined;
  }
  const owner = readToken(token);
  const mayLive = owner?.isHere ? owner.isAlive : await isYoung(join(lock, token));
  return mayLive || !(await deleteFile(join(lock, token))) ? token : undefined;
}

/** Deletes a file; false when it is still there, because the system refuses. */
async function deleteFile(path: string): Promise<boolean> {
  return unlink(path).then(
    () => true,
    (error) => codeOf(error) === 'ENOENT',
  );
}

async function isYoung(path: string): Promise<boolean> {
  const found = await stat(path).catch(() => undefined);
  return found !== undefined && Date.now() - found.mtimeMs < foreignLimitMs;
}

function describeWait(target: string, token = ''): Fault {
  const owner = readToken(token);
  const place = owner?.isHere === false ? ' on another machine' : '';
  const who = owner === undefined ? 'another process' : `process ${owner.pid}${place}`;
  return new Fault(`Cannot put \`${target}\` in place: ${who} is doing so and does not finish`, {
    note: `wait for it or end it; if it is not a build, delete \`${lockPath(target)}\``,
  });
}

/** Another may take the lock between the two steps; then the folder is not empty and stays. */
async function releaseLock(lock: string, token: string): Promise<void> {
  await unlink(join(lock, token)).catch(() => {});
  await rmdir(lock).catch(() => {});
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined;
}
