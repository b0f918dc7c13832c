/**
 * A folder in a git repository in, git's answers out: one process that reads objects for as long as it is kept, and short
 * calls. Git's own words become Faults with a cure; nothing is written, fetched or checked out.
 */
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { Fault } from '../diagnostics/fault.ts';

/** Reads objects by name from one `git cat-file --batch`. */
export interface ObjectReader {
  /** The bytes of an object; undefined if the repository has none of this name. */
  read(name: string): Promise<Buffer | undefined>;
  close(): Promise<void>;
}

/** The bytes git writes on its standard output; throws a Fault if it refuses. */
export async function askGit(folder: string, words: readonly string[]): Promise<Buffer> {
  return await new Promise((resolve, reject) => {
    const options = { env: environment(), maxBuffer: 1 << 30, encoding: 'buffer' } as const;
    execFile('git', ['-C', folder, ...words], options, (error, stdout, stderr) => {
      if (error === null) resolve(stdout);
      else reject(explainGit(folder, error, String(stderr)));
    });
  });
}

/** Opens the reader; the process begins at once and ends with `close`. */
export function openObjects(folder: string): ObjectReader {
  const git = spawn('git', ['-C', folder, 'cat-file', '--batch'], {
    env: environment(),
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  const ended = once(git, 'close').catch(() => undefined);
  const waiting: Waiting[] = [];
  const parse = answerParser(() => waiting.shift());
  let words = '';
  let fault: Error | undefined;
  const fail = (error: Error): void => {
    fault ??= explainGit(folder, error, words);
    for (const { reject } of waiting.splice(0)) reject(fault);
  };
  git.stdout.on('data', parse);
  git.stderr.on('data', (text: Buffer) => {
    words += text.toString();
  });
  git.stdin.on('error', fail); // it ended while it was asked
  git.on('error', fail);
  git.on('close', () => fail(new Error('git ended early')));
  return {
    read: (name) =>
      new Promise((resolve, reject) => {
        if (fault !== undefined) return reject(fault);
        waiting.push({ resolve, reject });
        git.stdin.write(`${name}\n`);
      }),
    close: async () => {
      git.stdin.end();
      await ended;
    },
  };
}

interface Waiting {
  resolve(bytes: Buffer | undefined): void;
  reject(error: Error): void;
}

/** Takes what git writes, piece by piece: `<name> blob <size>`, the bytes and a line feed, or `<name> missing`. */
function answerParser(next: () => Waiting | undefined): (piece: Buffer) => void {
  let pieces: Buffer[] = [];
  let held = 0;
  let needed = 0; // bytes without which nothing can be answered
  return (piece) => {
    pieces.push(piece);
    held += piece.length;
    if (held < needed) return;
    let bytes = Buffer.concat(pieces);
    for (;;) {
      const end = bytes.indexOf(10);
      const [, size] = end < 0 ? [] : (/ blob (\d+)$/.exec(bytes.toString('utf8', 0, end)) ?? []);
      const length = size === undefined ? 0 : Number(size) + 1;
      needed = end + 1 + length;
      if (end < 0 || bytes.length < needed) break;
      next()?.resolve(size === undefined ? undefined : bytes.subarray(end + 1, needed - 1));
      bytes = bytes.subarray(needed);
    }
    pieces = [bytes];
    held = bytes.length;
  };
}

/** A hook's own repository is not ours, and a clone that lacks objects may not fetch them: no connection is opened. */
function environment(): NodeJS.ProcessEnv {
  const { GIT_DIR: _, GIT_WORK_TREE: __, GIT_INDEX_FILE: ___, ...env } = process.env;
  return { ...env, GIT_OPTIONAL_LOCKS: '0', GIT_ALLOW_PROTOCOL: 'none', LC_ALL: 'C' };
}

function explainGit(folder: string, error: Error, words: string): Fault {
  if ((error as { code?: unknown }).code === 'ENOENT')
    return new Fault('Cannot read a git revision: there is no `git` on this machine', {
      note: 'install git, or name build folders or PDFs of drafts instead of revisions',
      cause: error,
    });
  if (/not a git repository/.test(words))
    return new Fault(`\`${folder}\` is not in a git repository, so it has no revisions`, {
      note: 'name a folder or the PDF of a draft that is there, or stand in the repository',
      cause: error,
    });
  if (/dubious ownership/.test(words))
    return new Fault(`Git does not trust the repository of \`${folder}\`: somebody else owns it`, {
      note: `if you trust it, run \`git config --global --add safe.directory '${folder}'\``,
      cause: error,
    });
  const [first = error.message] = words.split('\n').filter((line) => line !== '');
  return new Fault(`Git cannot read the repository of \`${folder}\`: ${first}`, {
    note: 'see what `git fsck` says of it',
    cause: error,
  });
}
