/**
 * Which revision of the sources this is and when it was made: SOURCE_DATE_EPOCH, else the commit, else the
 * printed date; so the same commit gives the same bytes in every folder, at every hour, in every time zone.
 */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** `id` is the short commit, with "+" if files differ from it; '' where there is no git. */
export async function readRevision(
  folder: string,
  printedDate: string,
): Promise<{ id: string; date: string }> {
  const git = async (...args: string[]) =>
    await run('git', ['-C', folder, ...args], {
      env: { ...process.env, GIT_OPTIONAL_LOCKS: '0' },
    }).then(
      ({ stdout }) => stdout.trim(),
      () => '',
    );
  const [commit, changes] = await Promise.all([
    git('log', '-1', '--format=%h %ct'),
    git('status', '--porcelain', '--', 'chapters', 'assets', 'templates'),
  ]);
  const [id = '', seconds = ''] = commit.split(' ');
  const epoch = process.env.SOURCE_DATE_EPOCH ?? seconds;
  const date = /^\d+$/.test(epoch)
    ? new Date(Number(epoch) * 1000)
    : new Date(`${printedDate}T00:00:00Z`);
  return { id: id === '' ? '' : `${id}${changes === '' ? '' : '+'}`, date: date.toISOString() };
}
