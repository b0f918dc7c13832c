/**
 * The sources in scripts/ and the packages they use in, one file of plain JavaScript out: Node reads one file faster than
 * a thousand. Plain JavaScript itself, because Node 20 reads no TypeScript.
 */
import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { build } from 'esbuild';

/**
 * Writes the program to `file`, whole or not at all, and removes what was compiled before. `entry` is the module to
 * start with, `launcher` the address that the sources take for their own when they look for the project.
 */
export async function compileProgram(file, { entry, launcher }) {
  const pageScript = await bundlePageScript(dirname(entry));
  const { outputFiles } = await build({
    entryPoints: [entry],
    absWorkingDir: dirname(entry), // packages are looked for from there, wherever the program is started
    outfile: file,
    write: false,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    charset: 'ascii',
    minify: true, // less than half to read at each start
    legalComments: 'none',
    mainFields: ['module', 'main'],
    // Large, and only for fetching a browser or for working on the program; loaded from their own folders if at all.
    external: ['puppeteer', '@puppeteer/browsers', 'chromium-bidi', 'esbuild'],
    // Charts fetch nothing, from disk or net: the loader for Node would bring a client of its own for that.
    alias: { 'vega-loader': 'vega-loader/build/vega-loader.browser.module.js' },
    define: {
      'import.meta.url': JSON.stringify(launcher),
      PAGE_SCRIPT: JSON.stringify(pageScript),
    },
    // `import()` becomes `require()`: what is loaded late lies in the same file.
    supported: { 'dynamic-import': false },
    logLevel: 'error',
  });
  const folder = dirname(file);
  await mkdir(folder, { recursive: true });
  const aside = join(folder, `${randomUUID()}.new`);
  await writeFile(aside, escapeForeign(outputFiles[0].text));
  await rename(aside, file);
  const keep = basename(file);
  const old = (await readdir(folder)).filter(
    (name) => name.startsWith('program-') && !name.startsWith(keep),
  );
  await Promise.all(old.map((name) => rm(join(folder, name), { force: true })));
}

/**
 * `charset` leaves regular expressions as they are, and a program that is read a byte a character would look for other
 * letters. What stands in them means the same when it is escaped.
 */
function escapeForeign(text) {
  return text.replace(
    /[\u0080-\uffff]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/** What runs in the browser's page; the same bundle as in 6-print/pages/page-script.ts. */
async function bundlePageScript(scripts) {
  const entry = join(scripts, '6-print/pages/in-page/index.ts');
  if (!existsSync(entry)) return '';
  const { outputFiles } = await build({
    entryPoints: [entry],
    bundle: true,
    write: false,
    format: 'iife',
    target: 'chrome120',
    legalComments: 'none',
  });
  return outputFiles[0].text;
}
