/**
 * A command in, how long it ran and how much memory it and all its descendants held out. Memory is watched from /proc
 * and takes time, so the two are measured in runs of their own.
 */
import assert from 'node:assert';
import { spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';

export interface MeasuredCommand {
  readonly command: string;
  readonly args: readonly string[];
  readonly env: NodeJS.ProcessEnv;
  readonly cwd: string;
  /** After so long it is told to end, and counts as failed. */
  readonly limitMs?: number;
}

/** Milliseconds from the start of the process to its end. Throws with its last words if it fails. */
export async function measureTime(measured: MeasuredCommand): Promise<number> {
  const start = performance.now();
  await run(measured);
  return performance.now() - start;
}

/** Peak memory in MB: of the largest single process, and of all together. */
export interface PeakMemory {
  readonly largest: number;
  readonly tree: number;
}

/** Undefined where there is no /proc. Memory that processes share counts once for all of them. */
export async function measureMemory(measured: MeasuredCommand): Promise<PeakMemory | undefined> {
  const peak = { largest: 0, tree: 0 };
  let timer: NodeJS.Timeout | undefined;
  await run(measured, (pid) => {
    timer = setInterval(() => {
      const sizes = readTree(pid).map(readMegabytes);
      peak.largest = Math.max(peak.largest, ...sizes);
      peak.tree = Math.max(
        peak.tree,
        sizes.reduce((sum, size) => sum + size, 0),
      );
    }, 20);
  }).finally(() => clearInterval(timer));
  return peak.tree === 0 ? undefined : peak;
}

function run(
  { command, args, env, cwd, limitMs }: MeasuredCommand,
  onStart: (pid: number) => void = () => {},
): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { env, cwd, stdio: ['ignore', 'ignore', 'pipe'] });
    let words = '';
    let isLate = false;
    const timer = setTimeout(
      () => {
        isLate = true;
        child.kill('SIGTERM');
      },
      limitMs ?? 2 ** 31 - 1,
    );
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      words = (words + text).slice(-2000);
    });
    child.once('error', reject);
    child.once('close', (code) => {
      clearTimeout(timer);
      const late = `error: not done after ${(limitMs ?? 0) / 60_000} minutes`;
      const why = isLate ? late : words;
      if (code === 0 && !isLate) resolve();
      else reject(new Error(`${command} ${args.join(' ')}\n${why}`));
    });
    if (child.pid !== undefined) onStart(child.pid);
  });
}

/** The process and its descendants. */
function readTree(root: number): number[] {
  const children = new Map<number, number[]>();
  for (const name of tryRead(() => readdirSync('/proc')) ?? []) {
    const status = /^\d+$/.test(name)
      ? tryRead(() => readFileSync(`/proc/${name}/stat`, 'latin1'))
      : undefined;
    // The name of the program, in parentheses, may hold anything; state and parent follow it.
    const parent = Number(status?.slice(status.lastIndexOf(')') + 2).split(' ')[1]);
    if (parent > 0) children.set(parent, [...(children.get(parent) ?? []), Number(name)]);
  }
  const tree = [root];
  for (const pid of tree) tree.push(...(children.get(pid) ?? []));
  return tree;
}

/** Proportional set size: a page of memory that n processes share counts 1/n in each. */
function readMegabytes(pid: number): number {
  const text = tryRead(() => readFileSync(`/proc/${pid}/smaps_rollup`, 'latin1')) ?? '';
  return Number(/^Pss: +(\d+) kB/m.exec(text)?.[1] ?? 0) / 1024;
}

function tryRead<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch {
    return undefined; // ended in between
  }
}

/** The middle value, or the mean of the two in the middle. */
export function median(values: readonly number[]): number {
  assert(values.length > 0);
  const sorted = [...values].sort((a, b) => a - b);
  const [low, high] = [sorted[(sorted.length - 1) >> 1] ?? 0, sorted[sorted.length >> 1] ?? 0];
  return (low + high) / 2;
}
