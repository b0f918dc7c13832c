#!/usr/bin/env node
/**
 * Starts the program with the words on the command line. It is compiled by `npm ci`, and again when a source or a package
 * has changed since; nothing of any report is kept. Plain JavaScript, because Node 20 reads no TypeScript.
 */
import { createHash, randomUUID } from 'node:crypto';
import { readdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { setFlagsFromString } from 'node:v8';
import { Script } from 'node:vm';
import { isMainThread } from 'node:worker_threads';

// A build calls most functions a few times only: optimised later than Node would, it takes a seventh less processor time.
setFlagsFromString('--interrupt-budget=2000000');
// What ran once would else be forgotten before the machine code is kept, the whole program's own beginning among it,
// and each start would read seven megabytes of source for it: 210 ms instead of 140.
setFlagsFromString('--no-flush-bytecode');

const entry = new URL('paper.ts', import.meta.url);
const program = fileURLToPath(
  new URL(`../node_modules/.paper/program-${hashSources()}.cjs`, import.meta.url),
);

const source = process.argv.includes('--debug') ? undefined : await readProgram();
if (source !== undefined) {
  runProgram(source);
} else {
  // The sources as they stand: for a stack of real lines, and where the installation cannot be written to.
  const { register } = await import('tsx/esm/api');
  register();
  await import(entry.href);
}

/** One name for the sources and packages as they are now: their paths, sizes and times, and the Node that runs them. */
function hashSources() {
  const hash = createHash('sha256').update(`${process.version} ${process.arch}`);
  const root = fileURLToPath(new URL('.', import.meta.url));
  const files = [
    ...listSources(root, ''),
    'paper.mjs',
    'compile-program.mjs',
    '../node_modules/.package-lock.json',
  ];
  for (const name of files) {
    const facts = statSync(root + name, { throwIfNoEntry: false });
    hash.update(`${name} ${facts?.size} ${facts?.mtimeMs}\n`);
  }
  return hash.digest('hex').slice(0, 16);
}

/** The program's own sources: what tests and the bench are made of is not in it. */
function listSources(root, below) {
  const entries = readdirSync(root + below, { withFileTypes: true });
  return entries
    .sort((one, other) => (one.name < other.name ? -1 : 1))
    .flatMap((entry) => {
      if (['bench', 'fixtures', 'golden', 'spec'].includes(entry.name)) return [];
      if (entry.isDirectory()) return listSources(root, `${below}${entry.name}/`);
      return /(?<!\.test)\.ts$/.test(entry.name) ? [below + entry.name] : [];
    });
}

/** The compiled program, compiled now where it has not been; undefined where that cannot be written. */
async function readProgram() {
  const ready = readIfThere(program);
  if (ready !== undefined) return ready;
  const { compileProgram } = await import('./compile-program.mjs');
  try {
    await compileProgram(program, { entry: fileURLToPath(entry), launcher: import.meta.url });
    return readIfThere(program);
  } catch (error) {
    if (error.syscall === undefined) throw error; // a fault in the sources, not of the file system
    return undefined;
  }
}

/**
 * Runs it as a CommonJS module, from the machine code that an earlier run left beside it. V8 checks that the code is for
 * this source, version and flags, and compiles anew if not.
 */
function runProgram(source) {
  const kept = `${program}${commandName()}.code`;
  const cachedData = readIfThere(kept);
  // It is all ASCII: as Latin-1 it takes a byte a character.
  const code = `(function (exports, require, module) {${source.toString('latin1')}\n})`;
  const script = new Script(code, {
    filename: program,
    ...(cachedData && { cachedData }),
  });
  script.runInThisContext()({}, createRequire(import.meta.url), {});
  if (cachedData === undefined || script.cachedDataRejected) {
    process.once('exit', () => keepCode(kept, script.createCachedData()));
  }
}

/** Each command has code of its own: that of one that runs less would leave the others slow, and more is read for longer. */
function commandName() {
  if (!isMainThread) return '.build'; // a thread of it
  const word = process.argv[2] ?? '';
  return /^[a-z-]{1,20}$/.test(word) ? `.${word}` : '';
}

function readIfThere(file) {
  try {
    return readFileSync(file);
  } catch {
    return undefined;
  }
}

/** Whole or not at all; where it cannot be written, the next run is as slow as this one. */
function keepCode(file, code) {
  const aside = `${file}-${randomUUID()}`;
  try {
    writeFileSync(aside, code);
    renameSync(aside, file);
  } catch {}
}
