/**
 * The files of in-page/ in, the text of one script out that a page can run. A function that the browser gets by its
 * source text sees nothing of its surroundings, so it could neither be split into files nor import one; bundled when they
 * are needed, they are ordinary files that TypeScript checks, and no built copy can be out of date. esbuild is there
 * already: it starts the program, and its process does this beside the loading of the page.
 */
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** A script that sets `window.pageBuilder`, see in-page/index.ts. */
export async function bundlePageScript(): Promise<string> {
  const { build } = await import('esbuild');
  const { outputFiles } = await build({
    entryPoints: [join(sourceFolder(import.meta.url), '6-print/pages/in-page/index.ts')],
    bundle: true,
    write: false,
    format: 'iife',
    target: 'chrome120',
    legalComments: 'none',
  });
  return outputFiles[0]?.text ?? '';
}

/** scripts/: the launcher lets every file stand there itself, tests leave this one where it is. */
function sourceFolder(url: string): string {
  const path = fileURLToPath(url);
  const [, folder = '.'] = /^(.*[\\/]scripts)[\\/]/.exec(path) ?? [];
  return folder;
}
