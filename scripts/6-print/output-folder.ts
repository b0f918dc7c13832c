/**
 * Takes a target and something that writes an edition, and puts the edition in place whole: at
 * the target stands either the last complete edition or the new one, whatever is killed and
 * whoever else builds. It must not know what an edition holds.
 *
 * Beside the target `output/white-paper` stand for a while (`<token>` names a process):
 * ```
 * .paper-making-white-paper-<token>   being written; worth nothing
 * .paper-ready-white-paper            the new edition, complete; its name says that it is to be put in place
 * .paper-old-white-paper              the last edition, complete, moved out of the way
 * .paper-gone-white-paper-<token>     being deleted; worth nothing
 * ```
 * The four renames, under a lock, are making → ready, target → old, ready → target, old → gone.
 * Each is one step for the system, and the names alone say which have been done, so they are the
 * journal: with a ready folder the swap is carried on, with an old one and no target it is undone.
 * A deletion never begins under a name that repair would bring back.
 *
 * Between the second and the third rename, some microseconds, a reader finds no folder at the
 * target; a file opened before stays readable. Node cannot exchange two folders in one step, and
 * a link in the target's place would puzzle whoever copies or packs `output/`.
 */
import { lstat, mkdir, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, join, resolve, sep } from 'node:path';
import { describeSystemError, Fault, type UserFault } from '../diagnostics/fault.ts';
import { withOutputLock } from './output-lock.ts';
import { createToken, readToken } from './process-token.ts';

/** Scratch of another machine or container is left alone for a day: it may still be at work. */
const foreignLimitMs = 24 * 60 * 60 * 1000;

/** The names of what is worth nothing once its process is dead; the token is the last four parts. */
const scratchPattern = /^\.paper-(?:making|gone|claim)-.+-(\d+-\d+-\w+-\w+)$/s;

/** `waitMs`: how long to wait for another process that is putting the same target in place. */
export interface PlaceOptions {
  readonly waitMs?: number;
}

/**
 * Lets `write` fill a scratch folder and puts it in place of the folder `target`. Several may do
 * so at once: each writes apart, and the last to finish stands, whole. Throws a Fault, and leaves
 * the last edition, when the disk or the folder refuses; what `write` itself throws is passed on.
 */
export async function placeFolder(
  target: string,
  write: (scratch: string) => Promise<void>,
  { waitMs = 30_000 }: PlaceOptions = {},
): Promise<void> {
  const scratch = namePath(target, 'making', createToken());
  await explainFaults(target, async () => {
    await mkdir(dirname(target), { recursive: true });
    await mkdir(scratch);
    try {
      await write(scratch);
      await withOutputLock(target, waitMs, () => swapIn(scratch, target));
    } finally {
      await deleteQuietly(scratch);
    }
  });
}

/**
 * Writes a single file, such as `output/index.html`, in place of the last: a rename replaces a
 * file in one step, so this needs no lock and leaves no moment without it. Throws as `placeFolder`.
 */
export async function placeFile(target: string, contents: string | Uint8Array): Promise<void> {
  const scratch = namePath(target, 'making', createToken());
  await explainFaults(target, async () => {
    await mkdir(dirname(target), { recursive: true });
    try {
      await writeFile(scratch, contents);
      await rename(scratch, target);
    } finally {
      await deleteQuietly(scratch);
    }
  });
}

/**
 * Repairs what a killed build left: carries on or undoes half-done swaps and deletes the scratch
 * of dead processes; what belongs to living ones is left. Call it before reading or building.
 * Does nothing when the folder does not exist; throws a Fault when a swap cannot be repaired.
 */
export async function repairOutput(outputFolder: string): Promise<void> {
  const names = await readdir(outputFolder).catch(() => []);
  for (const name of names) {
    const path = join(outputFolder, name);
    if (await isDeadScratch(path)) await deleteQuietly(path);
  }
  for (const target of findHalfDone(names).map((name) => join(outputFolder, name))) {
    await explainFaults(target, () => withOutputLock(target, 30_000, () => finishSwap(target)));
  }
}

/** Making → ready; the other renames are `finishSwap`, which first ends what a dead build began. */
async function swapIn(scratch: string, target: string): Promise<void> {
  await finishSwap(target);
  await rename(scratch, namePath(target, 'ready'));
  await finishSwap(target);
}

/** From whatever state the names show to a complete edition at the target and nothing beside it. */
async function finishSwap(target: string): Promise<void> {
  const ready = namePath(target, 'ready');
  const old = namePath(target, 'old');
  if (await exists(ready)) await moveIn(ready, old, target);
  if (!(await exists(old))) return;
  // Only if a move failed, and moving back failed too, is there an old edition and no target.
  if (await exists(target)) await discard(old, target);
  else await rename(old, target);
}

async function moveIn(ready: string, old: string, target: string): Promise<void> {
  try {
    // When an old edition is there already, what stands at the target has been made since, by hand.
    if (await exists(target)) {
      if (await exists(old)) await discard(old, target);
      await rename(target, old);
    }
    await rename(ready, target);
  } catch (error) {
    // The new edition is given up, or the next start would try it again; the old one goes back.
    await discard(ready, target).catch(() => {});
    if (!(await exists(target))) await rename(old, target).catch(() => {});
    throw error;
  }
}

/** Renamed first: an edition that is half deleted must not be taken for a complete one. */
async function discard(path: string, target: string): Promise<void> {
  const gone = namePath(target, 'gone', createToken());
  await rename(path, gone);
  await deleteQuietly(gone);
}

/** What cannot be deleted now is deleted at a later start; it is no reason to fail an edition. */
async function deleteQuietly(path: string): Promise<void> {
  await rm(path, { recursive: true, force: true }).catch(() => {});
}

function namePath(target: string, state: 'making' | 'ready' | 'old' | 'gone', token?: string) {
  const name = `.paper-${state}-${basename(target)}`;
  return join(dirname(target), token === undefined ? name : `${name}-${token}`);
}

/** The names of targets that have a ready or old edition or a lock beside them, each once. */
function findHalfDone(names: readonly string[]): string[] {
  const targets = names.flatMap(
    (name) => /^\.paper-(?:ready|old|lock)-(.+)$/s.exec(name)?.[1] ?? [],
  );
  return [...new Set(targets)];
}

async function isDeadScratch(path: string): Promise<boolean> {
  const [, token = ''] = scratchPattern.exec(basename(path)) ?? [];
  const owner = readToken(token);
  if (owner === undefined) return false;
  if (owner.isHere) return !owner.isAlive;
  const found = await stat(path).catch(() => undefined);
  return found !== undefined && Date.now() - found.mtimeMs > foreignLimitMs;
}

async function exists(path: string): Promise<boolean> {
  try {
    await lstat(path);
    return true;
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return false;
    throw error;
  }
}

/** Turns the system's refusals at the output into Faults; anything else is not ours to explain. */
async function explainFaults(target: string, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    const words = isAtOutput(error, target) ? describeRefusal(error) : undefined;
    if (words === undefined) throw error;
    const note = words.note === undefined ? {} : { note: words.note };
    throw new Fault(`Cannot write \`${target}\`: ${words.message}`, { cause: error, ...note });
  }
}

function describeRefusal(error: unknown): UserFault | undefined {
  // Somebody emptied the output folder while we wrote into it.
  if (codeOf(error) !== 'ENOENT') return describeSystemError(error);
  return { message: 'its folder was deleted meanwhile', note: 'run the command again' };
}

/** True for a full disk, which names no path, and for what happened in or above the output folder. */
function isAtOutput(error: unknown, target: string): boolean {
  if (!(error instanceof Error) || error instanceof Fault) return false;
  if (codeOf(error) === 'ENOSPC' || codeOf(error) === 'EDQUOT') return true;
  if (!('path' in error) || typeof error.path !== 'string') return false;
  const path = resolve(error.path);
  const folder = resolve(dirname(target));
  return path === folder || path.startsWith(folder + sep) || folder.startsWith(path + sep);
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined;
}
