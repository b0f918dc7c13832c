/**
 * The files of in-page/ and pdf.js in, the text of one script out that a page can run. Bundled when it is needed, which is
 * seldom: with it the compiled program would be a third larger for everybody.
 */
import { join } from 'node:path';

/** A script that sets `window.pagePictures`; `programFolder` holds scripts/ and node_modules/. */
export async function bundlePictureScript(programFolder: string): Promise<string> {
  const { build } = await import('esbuild');
  const { outputFiles } = await build({
    entryPoints: [join(programFolder, 'scripts/6-print/pictures/in-page/index.ts')],
    bundle: true,
    write: false,
    format: 'iife',
    target: 'chrome120',
    legalComments: 'none',
    logLevel: 'error',
    define: { 'import.meta.url': '"http://report.localhost/"' },
  });
  return outputFiles[0]?.text ?? '';
}
