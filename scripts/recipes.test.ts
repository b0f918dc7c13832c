/**
 * The recipes of CONTRIBUTING.md, followed to the letter in a copy of the project: files written, changes made, commands
 * run, and what they print compared with what the page says.
 */
import { execFile, spawnSync } from 'node:child_process';
import { cp, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify, stripVTControlCharacters } from 'node:util';
import type { Code, RootContent } from 'mdast';
import { toString as plainText } from 'mdast-util-to-string';
import remarkParse from 'remark-parse';
import { unified } from 'unified';
import { afterAll, beforeAll, expect, it } from 'vitest';

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));
const COPIED = ['assets', 'chapters', 'scripts', 'templates', 'package.json', 'tsconfig.json'];
const PAGES = ['LICENSE', 'README.md', 'ARCHITECTURE.md', 'CONTRIBUTING.md', 'CHANGELOG.md'];

const page = await readFile(join(ROOT, 'CONTRIBUTING.md'), 'utf8');
const recipes = readRecipes(page);
let copy = '';

beforeAll(async () => {
  copy = await mkdtemp(join(tmpdir(), 'recipes-'));
  for (const name of [...COPIED, ...PAGES]) {
    await cp(join(ROOT, name), join(copy, name), {
      recursive: true,
      filter: (path) => !path.includes('node_modules'), // the bench may have peers there
    });
  }
  await symlink(join(ROOT, 'node_modules'), join(copy, 'node_modules'));
});

afterAll(() => rm(copy, { recursive: true, force: true }));

it('there are five', () => {
  expect(recipes.map(({ title }) => title)).toEqual([
    'Add a chapter',
    'Add a block',
    'Number and collect a block',
    'Add a check',
    'Add a stage',
  ]);
});

/** What the recipes' own lines call. */
const hasGrep = spawnSync('grep', ['--version']).status === 0;
const suffix = hasGrep ? '' : ' NOT RUN, no grep';

it.skipIf(!hasGrep).each(recipes)(`$title${suffix}`, { timeout: 120_000 }, async ({ parts }) => {
  let said = '';
  let paths: readonly string[] = [];
  for (const part of parts) {
    if (part.type === 'paragraph') paths = pathsOf(part) ?? paths;
    if (part.type !== 'code') continue;
    if (part.lang === 'sh') said = await run(part.value);
    else if (part.lang === 'text')
      for (const line of part.value.split('\n')) expect(said).toContain(line);
    else if (part.lang === 'diff') for (const path of paths) await change(path, part);
    else for (const path of paths) await write(path, part);
  }
});

/** The sections below "Recipes", each with what stands in it. */
function readRecipes(text: string): { title: string; parts: RootContent[] }[] {
  const { children } = unified().use(remarkParse).parse(text);
  const found: { title: string; parts: RootContent[] }[] = [];
  let isInside = false;
  for (const node of children) {
    if (node.type === 'heading' && node.depth === 2) isInside = plainText(node) === 'Recipes';
    else if (!isInside) continue;
    else if (node.type === 'heading') found.push({ title: plainText(node), parts: [] });
    else found.at(-1)?.parts.push(node);
  }
  return found;
}

/** A sentence "Write `x`" or "Change `x`, and `y` in the same way" names the files of the fences that follow. */
function pathsOf(paragraph: RootContent): readonly string[] | undefined {
  if (!/(?:^|\. )(?:Write|Change) /.test(plainText(paragraph)) || !('children' in paragraph))
    return undefined;
  return paragraph.children.flatMap((child) => (child.type === 'inlineCode' ? [child.value] : []));
}

async function write(path: string, { value }: Code): Promise<void> {
  await mkdir(dirname(join(copy, path)), { recursive: true });
  await writeFile(join(copy, path), `${value}\n`);
}

/** Makes the change where its lines without `+` stand; they must stand there once. */
async function change(path: string, { value }: Code): Promise<void> {
  const lines = value.split('\n');
  const linesOf = (signs: string): string =>
    lines
      .flatMap((line) => (signs.includes(line.charAt(0)) ? [`${line.slice(1)}\n`] : []))
      .join('');
  const text = await readFile(join(copy, path), 'utf8');
  expect(text.split(linesOf(' -')).length, `once in ${path}: ${linesOf(' -')}`).toBe(2);
  await writeFile(
    join(copy, path),
    text.replace(linesOf(' -'), () => linesOf(' +')),
  );
}

/** Runs the lines in the copy as a person would; a command that fails fails the test with what it said. */
async function run(lines: string): Promise<string> {
  const env = {
    ...process.env,
    VITEST: undefined,
    VITEST_MODE: undefined,
    VITEST_POOL_ID: undefined,
    VITEST_WORKER_ID: undefined,
    NODE_ENV: undefined,
    INIT_CWD: undefined,
  };
  const { stdout, stderr } = await promisify(execFile)('sh', ['-euc', lines], {
    cwd: copy,
    env,
  }).catch((error: { stdout: string; stderr: string }) => {
    throw new Error(`${lines}\n${stripVTControlCharacters(error.stdout + error.stderr)}`);
  });
  return stripVTControlCharacters(stdout + stderr)
    .replace(/[ \t]+/g, ' ')
    .replace(/^ /gm, '');
}
