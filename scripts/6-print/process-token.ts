/**
 * Gives this process a name that files can carry, and says of such a name whether its process
 * still lives. It must not know what the files are for.
 */
import { createHash, randomBytes } from 'node:crypto';
import { readFileSync, readlinkSync } from 'node:fs';
import { hostname } from 'node:os';

/** A process as read from a token: `isHere` when it ran on this machine since it last started. */
export interface TokenOwner {
  readonly pid: number;
  readonly isHere: boolean;
  readonly isAlive: boolean;
}

const tokenPattern = /^(\d+)-(\d+)-([0-9a-f]{8})-[0-9a-f]{8}$/;

/**
 * A new name: process id, its start, the machine, and a random part, so that one process may hold
 * several: `4711-88123456-9f86d081-0badcafe`. It is a valid file name everywhere.
 */
export function createToken(): string {
  const start = readStart(process.pid) ?? 0;
  return `${process.pid}-${start}-${nameMachine()}-${randomBytes(4).toString('hex')}`;
}

/** The process that made the token; undefined when the text is no token. */
export function readToken(text: string): TokenOwner | undefined {
  const [, pidText, startText, machine] = tokenPattern.exec(text) ?? [];
  if (pidText === undefined) return undefined;
  const pid = Number(pidText);
  const isHere = machine === nameMachine();
  // A process id is used again after a while; the start tells the old owner from the new one.
  return { pid, isHere, isAlive: isHere && isRunning(pid) && isSameStart(pid, Number(startText)) };
}

/**
 * Which machine, since which start, seen from which container: process ids mean nothing outside.
 * Two containers that share a folder are two machines. Without /proc the host's name must do.
 */
function nameMachine(): string {
  const bootId = tryRead(() => readFileSync('/proc/sys/kernel/random/boot_id', 'utf8'));
  const processSpace = tryRead(() => readlinkSync('/proc/self/ns/pid'));
  const machine = `${bootId ?? hostname()} ${processSpace ?? ''}`;
  return createHash('sha256').update(machine).digest('hex').slice(0, 8);
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    // EPERM: it runs, but for another user.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
  return !isZombie(pid);
}

/** A killed process that its parent has not yet collected still has its id, but does nothing more. */
function isZombie(pid: number): boolean {
  return ['Z', 'X'].includes(readStatus(pid)?.[0] ?? '');
}

/** Where the system does not tell the start (0), the process id alone must do. */
function isSameStart(pid: number, start: number): boolean {
  return (readStart(pid) ?? start) === start || start === 0;
}

/** The process's start in clock ticks since the machine's own; undefined without /proc. */
function readStart(pid: number): number | undefined {
  const start = readStatus(pid)?.[19];
  return start === undefined ? undefined : Number(start);
}

/**
 * The fields of /proc/<pid>/stat from the third (state) on: the second is the program's name in
 * parentheses and may hold anything. Source: proc_pid_stat(5); starttime is field 22.
 */
function readStatus(pid: number): string[] | undefined {
  const text = tryRead(() => readFileSync(`/proc/${pid}/stat`, 'latin1'));
  return text?.slice(text.lastIndexOf(')') + 2).split(' ');
}

function tryRead(read: () => string): string | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}
