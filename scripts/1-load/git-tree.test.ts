/**
 * Revisions of real repositories in temporary folders, each read as the folder it was committed from.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { FileTree } from '../model.ts';
import { diskTree } from './file-tree.ts';
import { isRevision, openRevision } from './git-tree.ts';

const scratch = mkdtempSync(join(tmpdir(), 'git-tree-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

const hasGit = spawnSync('git', ['--version']).status === 0;

function git(folder: string, ...words: string[]): void {
  const who = ['-c', 'user.name=A', '-c', 'user.email=a@example.org', '-c', 'commit.gpgsign=false'];
  const file = ['-c', 'protocol.file.allow=always', '-c', 'init.defaultBranch=main'];
  const date = { GIT_AUTHOR_DATE: '@1767323045 +0100', GIT_COMMITTER_DATE: '@1767323045 +0100' };
  const options = { env: { ...process.env, ...date }, stdio: 'pipe' } as const;
  execFileSync('git', ['-C', folder, ...who, ...file, ...words], options);
}

function write(root: string, files: Readonly<Record<string, string | Uint8Array>>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
}

/** A repository with files of every kind, committed. */
function makeRepository(name: string): string {
  const root = join(scratch, name);
  writeFileSync(join(scratch, 'outside.md'), 'where a link leads');
  write(root, {
    'chapters/r/report.yaml': 'title: Ä\n',
    'chapters/r/10-über uns.md': '# Who\r\n\r\nlines as Windows ends them\r\n',
    'chapters/output/20-x.md': 'a report may be called output\n',
    'chapters/r/empty.md': '',
    'chapters/r/line\nfeed.md': 'a name with a line feed\n',
    'assets/image.bin': Uint8Array.from({ length: 300_000 }, (_, at) => (at * 7919) % 256),
    'output/r/x.pdf': 'made',
    '.hidden/a.md': 'hidden',
    'node_modules/p/a.md': 'a package',
    'chapters/node_modules/a.md': 'a package',
    'secret.md': 'beside the project\n',
  });
  const link = (target: string, path: string): void => symlinkSync(target, join(root, path));
  link('10-über uns.md', 'chapters/r/linked.md');
  link('chapters', 'words');
  link('../chapters/r', 'assets/back');
  link('..', 'chapters/r/up');
  link('nowhere', 'chapters/dangling.md');
  link('ring', 'chapters/ring');
  link('../../outside.md', 'chapters/outside.md');
  link('/etc/passwd', 'chapters/absolute.md');
  git(root, 'init', '-q');
  git(root, 'add', '-f', '.');
  git(root, 'commit', '-qm', 'Words');
  return root;
}

/** Every path that is listed or asked for, with its hash or why there is none. */
async function dump(tree: FileTree, asked: readonly string[] = []): Promise<Map<string, string>> {
  const listed = await tree.list('');
  const paths = [...listed, ...asked];
  return new Map(
    await Promise.all(paths.map(async (path) => [path, await tree.hash(path)] as const)),
  );
}

const ASKED = [
  '',
  '.hidden/a.md',
  'output/r/x.pdf',
  'chapters',
  'chapters/none.md',
  'words/r/report.yaml',
  'words/r/report.yaml/x',
  'chapters/../secret.md',
];

/** The revision at `from` holds what the folder `as` holds on disk. */
async function check(from: string, name: string, as: string): Promise<void> {
  const { tree, close } = await openRevision(from, name);
  try {
    const disk = diskTree(as);
    expect(await dump(tree, ASKED)).toEqual(await dump(disk, ASKED));
    for (const folder of ['chapters', 'words', 'words/r', 'chapters/r/report.yaml', 'none'])
      expect(await tree.list(folder)).toEqual(await disk.list(folder));
  } finally {
    await close();
  }
}

const refuse = async (folder: string, name: string, fault: object): Promise<void> =>
  await expect(openRevision(folder, name)).rejects.toMatchObject(fault);

describe.skipIf(!hasGit)(`a git revision${hasGit ? '' : ' NOT RUN, no git'}`, () => {
  const root = hasGit ? makeRepository('whole') : '';
  const copy = join(scratch, 'copy');
  if (hasGit) cpSync(root, copy, { recursive: true, verbatimSymlinks: true });

  it('is read as the folder it was committed from, links and skipped folders alike', async () => {
    await check(root, 'HEAD', copy);
  });

  it('is what was committed, whatever stands in the working tree now', async () => {
    write(root, { 'chapters/r/report.yaml': 'title: changed\n' });
    rmSync(join(root, 'assets'), { recursive: true });
    await check(root, 'HEAD', copy);
  });

  it('has the id and the date of its commit, by any name git knows', async () => {
    git(root, 'tag', '-am', 'a tag', 'v1');
    const opened = await Promise.all(
      ['HEAD', 'main', 'v1'].map((name) => openRevision(root, name)),
    );
    const ids = new Set(opened.map(({ revision }) => revision.id));
    expect([...ids]).toEqual([expect.stringMatching(/^[0-9a-f]{10}$/)]);
    expect(opened[0]?.revision.date).toBe('2026-01-02T03:04:05.000Z');
    await Promise.all(opened.map(({ close }) => close()));
  });

  it('can be of a project in a subfolder; what lies above it is outside', async () => {
    await check(join(root, 'chapters'), 'HEAD', join(copy, 'chapters'));
  });

  it('has the bytes that were committed, not those of a checkout that changes line ends', async () => {
    const converted = join(scratch, 'converted');
    write(converted, {
      '.gitattributes': '*.md text eol=crlf\n',
      'chapters/a.md': 'one\r\ntwo\r\n',
    });
    git(converted, 'init', '-q');
    git(converted, 'add', '.');
    git(converted, 'commit', '-qm', 'Words');
    const { tree, close } = await openRevision(converted, 'HEAD');
    expect(Buffer.from((await tree.read('chapters/a.md')) as Uint8Array).toString()).toBe(
      'one\ntwo\n',
    );
    await close();
  });

  it('sees a submodule as an empty folder', async () => {
    const outer = join(scratch, 'outer');
    write(outer, { 'chapters/a.md': 'a\n' });
    git(outer, 'init', '-q');
    git(outer, 'submodule', '--quiet', 'add', copy, 'assets');
    git(outer, 'add', '.');
    git(outer, 'commit', '-qm', 'With a submodule');
    const { tree, close } = await openRevision(outer, 'HEAD');
    expect(await tree.list('')).toEqual(['chapters/a.md']);
    expect(await tree.read('assets')).toBe('unreadable');
    expect(await tree.read('assets/image.bin')).toBe('missing');
    await close();
  });

  it('answers many questions at once, and none after it is closed', async () => {
    const { tree, close } = await openRevision(root, 'HEAD');
    const paths = Array.from({ length: 200 }, (_, at) =>
      at % 2 ? 'assets/image.bin' : 'secret.md',
    );
    const sizes = (await Promise.all(paths.map(tree.read))).map((bytes) => bytes.length);
    expect(new Set(sizes)).toEqual(new Set([19, 300_000]));
    await close();
    await expect(tree.read('secret.md')).rejects.toThrow('Git cannot read the repository');
  });

  it('that is not there is refused with a cure', async () => {
    await refuse(root, 'mian', {
      message: 'No revision `mian`, and no file or folder of that name',
      note: 'write `main`; `git log --oneline` lists revisions',
    });
    await refuse(root, 'HEAD~1..HEAD', { note: 'write both ends apart: `diff FROM TO`' });
    await refuse(root, '--help', { message: expect.stringContaining('No revision `--help`') });
    await refuse(root, 'HEAD:chapters', { message: expect.stringContaining('No revision') });
    expect(await isRevision(root, 'v1')).toBe(true);
    expect(await isRevision(root, 'mian')).toBe(false);
  });

  it('that a shallow clone lacks says how to fetch it', async () => {
    git(root, 'commit', '-qam', 'More');
    const shallow = join(scratch, 'shallow');
    git(scratch, 'clone', '-q', '--depth', '1', `file://${root}`, shallow);
    await refuse(shallow, 'HEAD~1', { note: expect.stringContaining('git fetch --unshallow') });
  });

  it('without an object that a partial clone left away is refused, and nothing is fetched', async () => {
    const partial = join(scratch, 'partial');
    git(root, 'config', 'uploadpack.allowFilter', 'true');
    git(scratch, 'clone', '-q', '--no-checkout', '--filter=blob:none', `file://${root}`, partial);
    const { tree, close } = await openRevision(partial, 'HEAD');
    await expect(tree.read('secret.md')).rejects.toMatchObject({
      note: expect.stringMatching(/git f(?:etch --refetch|sck)/),
    });
    await close();
  });

  it('of a folder without a repository, or one that it lacks, is refused', async () => {
    const bare = mkdtempSync(join(tmpdir(), 'no-git-'));
    await refuse(bare, 'HEAD', { message: expect.stringContaining('is not in a git repository') });
    rmSync(bare, { recursive: true });
    write(root, { 'later/chapters/a.md': 'a\n' });
    await refuse(join(root, 'later'), 'HEAD', { message: 'Revision `HEAD` has no folder `later`' });
  });
});
