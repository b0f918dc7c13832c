/**
 * The command on a small project in a real repository: what it compares, what it says, and how it ends.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { deflateSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { documentBytes } from '../6-print/document-bytes.ts';
import { openPrintBrowser } from '../6-print/print-session.ts';
import { composeBase } from '../fixtures/compose-base.ts';
import { diff } from './diff.ts';
import { CACHE_FOLDER, OWN_FOLDER } from './project.ts';

const scratch = mkdtempSync(join(tmpdir(), 'diff-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));
const root = join(scratch, 'project');
const CHAPTER = 'chapters/r/10-x.md';
const CITIES = 'assets/data/cities.csv';

const browser = await openPrintBrowser({ cacheFolder: CACHE_FOLDER }).catch(
  (error: Error) => error,
);
const canPrint = !(browser instanceof Error);
const whyNot = canPrint ? '' : ` NOT RUN, no browser: ${browser.message}`;
if (canPrint) await browser.close();
const hasGit = spawnSync('git', ['--version']).status === 0;
const suffix = hasGit ? '' : ' NOT RUN, no git';

function git(...words: string[]): void {
  const who = ['-c', 'user.name=A', '-c', 'user.email=a@example.org', '-c', 'commit.gpgsign=false'];
  execFileSync('git', ['-C', root, ...who, ...words], { stdio: 'pipe' });
}

/** Writes one file of the project otherwise. */
function edit(path: string, from: string | RegExp, to: string): void {
  const text = readFileSync(join(root, path), 'utf8');
  expect(text).toMatch(from);
  writeFileSync(join(root, path), text.replace(from, to));
}

interface Flags {
  readonly failOn?: readonly string[];
  readonly root?: string;
  readonly json?: boolean;
}

/** Exit code and what was printed. */
async function run(words: readonly string[], flags: Flags = {}): Promise<[number, string]> {
  const written: string[] = [];
  const keep = (text: unknown): boolean => written.push(String(text)) > 0;
  const spies = [process.stdout, process.stderr].map((stream) =>
    vi.spyOn(stream, 'write').mockImplementation(keep),
  );
  try {
    const all = { root, here: scratch, out: join(scratch, 'out'), ...flags };
    return [await diff(words, all), written.join('')];
  } finally {
    for (const spy of spies) spy.mockRestore();
  }
}

async function check(words: readonly string[], code: number, said: RegExp, flags?: Flags) {
  const [ended, text] = await run(words, flags);
  expect(text).toMatch(said);
  expect(ended).toBe(code);
}

const refuse = async (words: readonly string[], fault: object, flags?: Flags): Promise<void> =>
  await expect(run(words, flags)).rejects.toMatchObject(fault);

const saying = (words: string) => expect.stringContaining(words) as unknown;

describe.skipIf(!hasGit)(`revisions and the working tree${suffix}`, () => {
  beforeAll(() => {
    cpSync(join(OWN_FOLDER, 'scripts/fixtures/base'), root, { recursive: true });
    git('init', '-q', '-b', 'main');
    git('add', '.');
    git('commit', '-qm', 'First');
    git('tag', 'first');
    edit(CHAPTER, 'had {{sum', 'together had {{sum');
    edit(CITIES, '751485', '751486');
    git('commit', '-qam', 'Second');
    edit(CHAPTER, '2011 Census', '2011 census');
  });

  it('nothing changed ends with 0, whatever is to fail', async () => {
    const failOn = ['words', 'numbers'];
    await check(['HEAD', 'first', 'r'], 1, /r: \d changes?/, { failOn });
    await check(['first', 'first'], 0, /r: nothing changed\n$/, { failOn });
  });

  it('says what changed, in words and in numbers, with the cell that moved a number', async () => {
    await check(['first', 'HEAD'], 0, /“together”|together/);
    await check(['first', 'HEAD'], 0, /because cities\.residents changed in row leeds/);
    await check(['first', 'HEAD'], 1, /1 changes?|2 changes/, { failOn: ['numbers'] });
    await check(['first'], 0, /→ the working tree\n/);
  });

  it('fails only for what is named', async () => {
    await check(['HEAD'], 0, /r: 1 change: 1 of typography/, { failOn: ['words,numbers'] });
    edit(CHAPTER, 'cities together', 'towns together');
    await check(['HEAD'], 1, /towns/, { failOn: ['numbers', 'words'] });
    await check(['HEAD'], 0, /towns/, { failOn: ['numbers'] });
    edit(CHAPTER, 'towns together', 'cities together');
    await refuse(['HEAD'], { message: saying('`--fail-on colours`') }, { failOn: ['colours'] });
  });

  it('a revision with errors is compared, and that is said', async () => {
    edit(CHAPTER, 'census.', 'census, see @sec-nowhere.');
    const said =
      /the working tree was composed in spite of an error, with gaps; the first, at chapters\/r\/10-x\.md:6: /i;
    await check(['HEAD'], 0, said);
    edit(CHAPTER, ', see @sec-nowhere', '');
  });

  it('leaves no comparison of an earlier run, and all else', async () => {
    const put = (path: string) => {
      mkdirSync(dirname(join(scratch, 'out/diff', path)), { recursive: true });
      writeFileSync(join(scratch, 'out/diff', path), '');
    };
    for (const path of ['old/comparison.json', 'mine/notes.txt']) put(path);
    await check(['first', 'HEAD'], 0, /See /);
    expect(existsSync(join(scratch, 'out/diff/old'))).toBe(false);
    expect(existsSync(join(scratch, 'out/diff/mine/notes.txt'))).toBe(true);
  });

  it('writes the comparison whole, and over nothing else', async () => {
    await check(['first', 'HEAD'], 0, /See /);
    const file = join(scratch, 'out/diff/r/comparison.json');
    const comparison = JSON.parse(readFileSync(file, 'utf8')) as {
      old: object;
      changes: unknown[];
    };
    expect(comparison.old).toMatchObject({
      report: 'r',
      revision: { id: expect.stringMatching(/^[0-9a-f]{10}$/) },
    });
    expect(comparison.changes.length).toBeGreaterThan(0);
    rmSync(file);
    writeFileSync(join(scratch, 'out/diff/r/mine.txt'), '');
    await refuse(['first'], { message: saying('it holds other files') });
    rmSync(join(scratch, 'out'), { recursive: true });
  });

  it('as JSON is one document', async () => {
    const [code, text] = await run(['first', 'HEAD'], { json: true, failOn: ['words'] });
    expect(code).toBe(1);
    expect(JSON.parse(text)).toMatchObject({
      version: 1,
      ok: false,
      from: saying('first ('),
      reports: [{ report: 'r', counts: { numbers: 1 }, faults: [], data: [] }],
    });
  });

  it('what is not there, or could be two things, is refused with a cure', async () => {
    await refuse(['frist'], { note: saying('write `first`') });
    await refuse(['HEAD', 'x'], { note: saying('no revision, file or folder has that name') });
    git('branch', 'r');
    await refuse(['HEAD', 'r'], { note: saying('write `. r` for the report') }, {});
    git('branch', '-D', 'r');
    mkdirSync(join(scratch, 'first'));
    await check(['first', 'first'], 0, /nothing changed/); // the folder holds nothing to compare
    writeFileSync(join(scratch, 'first/a.md'), '# A\n');
    await refuse(['first'], { message: '`first` is both a git revision and a folder' });
    rmSync(join(scratch, 'first'), { recursive: true });
  });

  it.skipIf(!canPrint)(`compares the pages as printed${whyNot}`, { timeout: 120_000 }, async () => {
    const flags = { failOn: ['pages'] };
    await check(['first', 'HEAD'], 1, /\d+ pages: 1 differ: 1\n/, flags);
    const file = readFileSync(join(scratch, 'out/diff/r/comparison.json'), 'utf8');
    const { pages } = JSON.parse(file) as { pages: { differences: { picture: string }[] } };
    const picture = readFileSync(join(scratch, 'out/diff/r', pages.differences[0]?.picture ?? ''));
    expect(picture.subarray(1, 4).toString()).toBe('PNG');
    git('commit', '-q', '--allow-empty', '-m', 'Nothing');
    await check(['HEAD~1', 'HEAD'], 0, /\d+ pages: none differs\n/, flags); // though its id is another
  });

  it('a project in a subfolder of the repository is compared as it was there', async () => {
    const below = join(root, 'below');
    cpSync(join(OWN_FOLDER, 'scripts/fixtures/base'), below, { recursive: true });
    await refuse(['HEAD'], { message: 'Revision `HEAD` has no folder `below`' }, { root: below });
    git('add', '.');
    git('commit', '-qm', 'Below');
    await check(['HEAD'], 0, /r: nothing changed/, { root: below });
    await refuse(['first'], { message: saying('has no folder `below`') }, { root: below });
  });
});

describe('what was made before', () => {
  const file = (name: string): string => join(scratch, name);

  it('a PDF, a document.json and the folder of an edition are the same draft', async () => {
    const { document } = await composeBase();
    const bytes = documentBytes(document);
    const pdf = Buffer.concat([
      Buffer.from('%PDF-1.7\n1 0 obj\n<</Type /EmbeddedFile /Filter /FlateDecode>> stream\n'),
      deflateSync(bytes),
      Buffer.from('\nendstream\nendobj\n'),
    ]);
    writeFileSync(file('circulated.pdf'), pdf);
    writeFileSync(file('kept.json'), bytes);
    mkdirSync(file('built/r'), { recursive: true });
    writeFileSync(file('built/r/document.json'), bytes);
    const names = [
      'circulated.pdf',
      'kept.json',
      'built',
      'built/r',
      join(OWN_FOLDER, 'scripts/fixtures/base'),
    ];
    for (const name of names) await check(['circulated.pdf', name], 0, /r: nothing changed/);
  });

  it('what holds no draft is refused with what to do', async () => {
    writeFileSync(file('final.pdf'), '%PDF-1.7\n');
    await refuse(['final.pdf'], { note: saying('of a final name its folder') });
    writeFileSync(file('locked.pdf'), '%PDF-1.7\ntrailer <</Encrypt 3 0 R>>');
    await refuse(['locked.pdf'], { note: saying('qpdf --decrypt') });
    writeFileSync(file('letter.txt'), 'Dear all');
    await refuse(['letter.txt'], { message: saying('is not a PDF') });
    writeFileSync(file('newer.json'), '{"format":2}');
    await refuse(['newer.json'], { message: saying('this program reads format 1') });
    mkdirSync(file('empty'));
    await refuse(['empty'], { message: saying('can be compared') });
  });

  it('any two folders of Markdown are compared, their subfolders too', async () => {
    const write = (folder: string, words: string): void => {
      mkdirSync(file(`${folder}/part/deep`), { recursive: true });
      writeFileSync(file(`${folder}/one.md`), `# One\n\nThe first chapter of ${words}.\n`);
      writeFileSync(
        file(`${folder}/part/deep/ch09-two.md`),
        '# Two\n\n<b>Raw</b> and a [link](nowhere.md).\n',
      );
    };
    write('before/book', 'old words');
    write('after/book', 'new words');
    const said = /^book: 1 change: 1 of words\n.*“old” is now “new”/m;
    await check(['before/book', 'after/book'], 0, said, { root: scratch });
    expect(await run(['before/book', 'after/book'], { root: scratch })).toMatchObject([
      0,
      saying('chapters/book/part-deep-ch09-two.md:3'),
    ]);
    await check(['before', 'after'], 0, /^after: 1 change: 1 of words\n.*“old” is now “new”/m, {
      root: scratch,
    });
    await check(['before/book', 'before/book'], 0, /book: nothing changed/, { root: scratch });
  });
});
