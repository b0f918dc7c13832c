/**
 * Which revision of the sources this is and when it was made: SOURCE_DATE_EPOCH, else the commit, else the
 * printed date; so the same commit gives the same bytes in every folder, at every hour, in every time zone.
 */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { Inputs } from '../model.ts';

const run = promisify(execFile);

/** Seconds since 1970, up to the year 5138. */
const SECONDS = /^\d{1,11}$/;

/** What git says of a project's sources; both '' where there is no git. */
export interface Commit {
  /** The commit's first ten digits, with "+" if files differ from it. */
  readonly id: string;
  /** When it was made, in seconds since 1970. */
  readonly seconds: string;
}

/** Asks git of the folder, once for all reports in it. */
export async function readCommit(folder: string): Promise<Commit> {
  const git = async (...args: string[]) =>
    await run('git', ['-C', folder, '-c', 'log.showSignature=false', ...args], {
      env: { ...process.env, GIT_OPTIONAL_LOCKS: '0' },
      maxBuffer: 256 * 1024 * 1024,
    }).then(
      ({ stdout }) => stdout.trim(),
      () => '',
    );
  // Git's own short form grows with the number of objects, which differs from clone to clone.
  const [commit, changes] = await Promise.all([
    git('log', '-1', '--format=%H %ct'),
    git('status', '--porcelain', '--', 'chapters', 'assets', 'templates'),
  ]);
  const [hash = '', seconds = ''] = commit.split(' ');
  const id = hash.slice(0, 10);
  return { id: id === '' ? '' : `${id}${changes === '' ? '' : '+'}`, seconds };
}

/** The revision that a report printed with this date is made from. */
export function revisionOf({ id, seconds }: Commit, printedDate: string): Inputs['revision'] {
  const epoch = [process.env.SOURCE_DATE_EPOCH ?? '', seconds].find((one) => SECONDS.test(one));
  const date = new Date(epoch === undefined ? `${printedDate}T00:00:00Z` : Number(epoch) * 1000);
  return { id, date: date.toISOString() };
}
