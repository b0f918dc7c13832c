#!/usr/bin/env node
/**
 * Starts the program: bundles the sources in scripts/ into one file and runs it with the words on the command line.
 * Nothing of it is kept, so nothing can be out of date. Plain JavaScript, because Node 20 reads no TypeScript.
 */
import { randomUUID } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { setFlagsFromString } from 'node:v8';
import { build } from 'esbuild';

// A build calls most functions a few times only. Optimised later than Node would, `check` takes 2.4 s of
// processor time instead of 3.2, and twelve times its work in one process 11 s instead of 13.
setFlagsFromString('--interrupt-budget=600000');

const source = new URL('paper.ts', import.meta.url);
const bundle = new URL(`../node_modules/.cache/paper/program-${randomUUID()}.mjs`, source);

// Loaded one by one (tsx), the same sources take 0.7 s longer than esbuild's 0.15 s.
const isDebugged = process.argv.includes('--debug');
process.setSourceMapsEnabled(isDebugged);
// The bundle removes itself as soon as it is loaded.
const opening = `import * as fs_ from 'node:fs';
import * as module_ from 'node:module';
const require = module_.createRequire(import.meta.url);
fs_.unlinkSync(new URL(import.meta.url));`;
const bundling = build({
  entryPoints: [fileURLToPath(source)],
  outfile: fileURLToPath(bundle),
  write: false,
  bundle: true,
  packages: 'external',
  platform: 'node',
  format: 'esm',
  sourcemap: isDebugged && 'inline',
  // The sources find their project from where they stand, not from where the bundle lies.
  define: { 'import.meta.url': JSON.stringify(import.meta.url) },
  // `import()` becomes `require()`: Node searches a CommonJS file for names before it imports it, and those of
  // citeproc and Vega-Lite are so large that this takes 12 % of a check's processor time.
  supported: { 'dynamic-import': false },
  banner: { js: opening },
});
// The slowest package to load, while esbuild works in a process of its own: 0.1 s that cost no time.
createRequire(import.meta.url)('vega-lite');

const { outputFiles } = await bundling;
if (await isWritten(outputFiles[0].contents)) {
  await import(bundle.href);
} else {
  const { register } = await import('tsx/esm/api');
  register();
  await import(source.href);
}

/** False where the installation cannot be written to; there the sources are loaded as they stand. */
async function isWritten(contents) {
  try {
    await mkdir(new URL('.', bundle), { recursive: true });
    await writeFile(bundle, contents);
    return true;
  } catch {
    return false;
  }
}
