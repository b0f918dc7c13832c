/**
 * An HTML file in, its PDF with pages built by the project out: what printing does with a report, in a process of its
 * own, so that it can be measured beside others. A task as JSON on the command line.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { buildPages } from '../6-print/pages/build-pages.ts';
import { bundlePageScript } from '../6-print/pages/page-script.ts';
import { openPrintBrowser } from '../6-print/print-session.ts';
import { CACHE_FOLDER } from '../commands/project.ts';

const { file, pdf, assets, expectedPages } = JSON.parse(process.argv[2] ?? '{}');
const html = await readFile(file, 'utf8');
const files = new Map<string, { bytes: Uint8Array; mediaType: string }>();
for (const [path, mediaType] of Object.entries<string>(assets))
  files.set(path, { bytes: await readFile(join(dirname(file), path)), mediaType });
const script = bundlePageScript();
const browser = await openPrintBrowser({ cacheFolder: CACHE_FOLDER });
const job = { name: basename(file), html, files, expectedPages };
const bytes = await browser.withPage(job, async (page) => {
  await page.runScript(await script);
  await buildPages(page, ({ places }) =>
    Object.fromEntries(
      Object.entries(places).map(([name, { pageIndex }]) => [name, `${pageIndex + 1}`]),
    ),
  );
  return page.print({ tagged: true });
});
await writeFile(pdf, bytes);
await browser.close();
