// A program and its arguments in, a running browser that is spoken to over two pipes out. The
// browser never outlives this process. It knows nothing of pages, prints or where browsers are.
import { type ChildProcess, spawn } from 'node:child_process';
import { rmSync } from 'node:fs';
import { mkdir, readdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable, Writable } from 'node:stream';
import type { ConnectionTransport } from 'puppeteer';
import { createToken, readToken } from './process-token.ts';

/** A browser that was started. */
export interface BrowserProcess {
  readonly transport: ConnectionTransport;
  /** Resolves, never rejects, when the process is gone: "was killed (SIGKILL)", "ended with code 1". */
  readonly ended: Promise<string>;
  /** What the browser said on standard error lately, for messages. */
  recentWords(): string;
  /** Ends it at once with all its processes; its profile is gone when it has ended. Nothing of it is worth saving. */
  kill(): void;
}

/** What to start. `environment` is all the browser sees; the profile folder is made by the starter. */
export interface BrowserProgram {
  readonly executable: string;
  readonly args: readonly string[];
  readonly environment: NodeJS.ProcessEnv;
  readonly profileFolder: string;
}

/**
 * Starts the program. Pipes rather than a port: nothing else on the machine can speak to it, and it
 * ends by itself when the pipes close, even when this process is killed.
 */
export function startBrowserProcess(program: BrowserProgram): BrowserProcess {
  const child = spawn(
    program.executable,
    [...program.args, '--remote-debugging-pipe', `--user-data-dir=${program.profileFolder}`],
    {
      env: program.environment,
      stdio: ['ignore', 'ignore', 'pipe', 'pipe', 'pipe'],
      detached: process.platform !== 'win32', // a group of its own, so that all of it can be killed
    },
  );
  const recentWords = keepRecentWords(child);
  let isGone = false;
  const kill = () => {
    if (isGone) return; // the number may be another process's by now
    killGroup(child);
  };
  const clear = () => {
    kill(); // the main process may have died alone
    removeFolder(program.profileFolder);
  };
  process.on('exit', clear);
  const ended = waitForEnd(child).then((how) => {
    process.off('exit', clear);
    clear();
    isGone = true;
    return how;
  });
  return { transport: pipeTransport(child), ended, recentWords, kill };
}

/** Makes an empty profile folder, and removes those that killed processes left behind. */
export async function makeProfileFolder(): Promise<string> {
  const prefix = 'paper-browser-';
  for (const name of await readdir(tmpdir())) {
    const owner = name.startsWith(prefix) ? readToken(name.slice(prefix.length)) : undefined;
    if (owner?.isHere && !owner.isAlive) removeFolder(join(tmpdir(), name));
  }
  const folder = join(tmpdir(), `${prefix}${createToken()}`);
  await mkdir(folder, { mode: 0o700 });
  return folder;
}

function killGroup(child: ChildProcess): void {
  if (child.pid === undefined) return;
  try {
    if (process.platform === 'win32') child.kill('SIGKILL');
    else process.kill(-child.pid, 'SIGKILL');
  } catch {
    // already gone
  }
}

function removeFolder(folder: string): void {
  try {
    rmSync(folder, { recursive: true, force: true, maxRetries: 3, retryDelay: 20 });
  } catch {
    // another user's, or still being written by a dying process: swept at a later start
  }
}

function waitForEnd(child: ChildProcess): Promise<string> {
  return new Promise((resolve) => {
    child.once('error', (error) => resolve(`could not be started (${error.message})`));
    child.once('exit', (code, signal) =>
      resolve(signal === null ? `ended with code ${code}` : `was killed (${signal})`),
    );
  });
}

function keepRecentWords(child: ChildProcess): () => string {
  const limit = 4000;
  let words = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    words = (words + text).slice(-limit);
  });
  return () => words.trim();
}

/** Messages are JSON texts that end with a zero byte, in both directions. */
function pipeTransport(child: ChildProcess): ConnectionTransport {
  const toBrowser = child.stdio[3] as Writable;
  const fromBrowser = child.stdio[4] as Readable;
  let pieces: Buffer[] = [];
  const transport: ConnectionTransport = {
    send: (message) => void toBrowser.write(`${message}\0`),
    close: () => void toBrowser.end(),
  };
  fromBrowser.on('data', (piece: Buffer) => {
    let start = 0;
    for (let end = piece.indexOf(0); end !== -1; end = piece.indexOf(0, start)) {
      pieces.push(piece.subarray(start, end));
      const message = Buffer.concat(pieces).toString('utf8');
      pieces = [];
      start = end + 1;
      // A turn of its own for each message, as over a socket: what awaits one goes on before the next.
      setImmediate(() => transport.onmessage?.(message));
    }
    if (start < piece.length) pieces.push(piece.subarray(start));
  });
  fromBrowser.on('close', () => setImmediate(() => transport.onclose?.()));
  for (const pipe of [toBrowser, fromBrowser]) pipe.on('error', () => {}); // told by `ended`
  return transport;
}
