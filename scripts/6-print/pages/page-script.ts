/**
 * The files of in-page/ in, the text of one script out that a page can run. A function that the browser gets by its
 * source text sees nothing of its surroundings, so it could neither be split into files nor import one; bundled when they
 * are needed, they are ordinary files that TypeScript checks. The compiled program holds the script already; what runs
 * the sources as they stand bundles it now.
 */
import { fileURLToPath } from 'node:url';

/** Set by compile-program.mjs, and nowhere else. */
declare const PAGE_SCRIPT: string | undefined;

/** A script that sets `window.pageBuilder`, see in-page/index.ts. */
export async function bundlePageScript(): Promise<string> {
  if (typeof PAGE_SCRIPT === 'string') return PAGE_SCRIPT;
  const { build } = await import('esbuild');
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL('in-page/index.ts', import.meta.url))],
    bundle: true,
    write: false,
    format: 'iife',
    target: 'chrome120',
    legalComments: 'none',
  });
  return outputFiles[0]?.text ?? '';
}
