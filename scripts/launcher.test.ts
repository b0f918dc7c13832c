/**
 * The launcher with a program of three lines: it runs what the sources say now, whatever was compiled before.
 */
import { spawnSync } from 'node:child_process';
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { OWN_FOLDER } from './commands/project.ts';

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

/** A project whose program says `words`, its packages those of this one. */
function makeProject(words: string): string {
  const root = mkdtempSync(join(tmpdir(), 'launcher-'));
  folders.push(root);
  mkdirSync(join(root, 'scripts'));
  mkdirSync(join(root, 'node_modules'));
  for (const name of ['esbuild', '@esbuild', 'tsx', 'get-tsconfig', 'resolve-pkg-maps'])
    symlinkSync(join(OWN_FOLDER, 'node_modules', name), join(root, 'node_modules', name));
  for (const name of ['paper.mjs', 'compile-program.mjs'])
    cpSync(join(OWN_FOLDER, 'scripts', name), join(root, 'scripts', name));
  writeFileSync(join(root, 'package.json'), '{"type":"module"}');
  saySource(root, words);
  return root;
}

function saySource(root: string, words: string): void {
  const lines = [`const words: string = ${JSON.stringify(words)};`, 'console.log(words);'];
  writeFileSync(join(root, 'scripts/paper.ts'), lines.join('\n'));
}

function check(root: string, expected: string, ...args: string[]): void {
  const program = join(root, 'scripts/paper.mjs');
  const { stdout, stderr } = spawnSync(process.execPath, [program, ...args], { encoding: 'utf8' });
  expect(stderr).toBe('');
  expect(stdout).toBe(`${expected}\n`);
}

const compiled = (root: string) => readdirSync(join(root, 'node_modules/.paper')).sort();

test('finds letters of other alphabets as the sources do', () => {
  const root = makeProject('');
  const source =
    "console.log([...'“a–b” 中😀'].filter((one) => /[“–”中]|😀/u.test(one)).join(''));";
  writeFileSync(join(root, 'scripts/paper.ts'), source);
  check(root, '“–”中😀');
});

test('is compiled from whatever folder it is started', () => {
  const root = mkdtempSync(join(tmpdir(), 'launcher-'));
  folders.push(root);
  const [entry, launcher] = ['paper.ts', 'paper.mjs'].map((name) =>
    join(OWN_FOLDER, 'scripts', name),
  );
  const script = `import(${JSON.stringify(join(OWN_FOLDER, 'scripts/compile-program.mjs'))})
    .then(({ compileProgram }) => compileProgram('program-1.cjs', ${JSON.stringify({ entry, launcher })}))`;
  const { stderr } = spawnSync(process.execPath, ['-e', script], { cwd: root, encoding: 'utf8' });
  expect(stderr).toBe('');
  expect(readdirSync(root)).toEqual(['program-1.cjs']);
});

test('runs the sources as they are now, and keeps one compiled program', () => {
  const root = makeProject('first');
  check(root, 'first');
  const [program] = compiled(root);
  expect(compiled(root)).toEqual([program, `${program}.code`]);
  check(root, 'first');
  saySource(root, 'the second');
  check(root, 'the second');
  expect(compiled(root)).toHaveLength(2);
  expect(compiled(root)).not.toContain(program);
});

test('takes machine code that is not its own for none', () => {
  const root = makeProject('sound');
  check(root, 'sound');
  const [program] = compiled(root);
  writeFileSync(join(root, 'node_modules/.paper', `${program}.code`), 'not machine code');
  check(root, 'sound');
});

test('runs where nothing can be written, and with --debug', () => {
  const root = makeProject('as it stands');
  writeFileSync(join(root, 'node_modules/.paper'), 'a file where the folder would be');
  check(root, 'as it stands');
  check(root, 'as it stands', '--debug');
});
