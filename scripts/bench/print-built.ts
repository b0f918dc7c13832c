/**
 * An HTML file in, its PDF with pages built by the project out, and beside it the milliseconds of each step as JSON: what
 * printing does with a report, in a process of its own, so that it can be measured beside others. A task as JSON on the
 * command line.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { checkPrint } from '../6-print/check-print.ts';
import { buildPages } from '../6-print/pages/build-pages.ts';
import { bundlePageScript } from '../6-print/pages/page-script.ts';
import { readDestinations, readOutline } from '../6-print/pdf/destinations.ts';
import { readPrintedText } from '../6-print/pdf/printed-text.ts';
import { readPdf } from '../6-print/pdf/reader.ts';
import { openPrintBrowser } from '../6-print/print-session.ts';
import { CACHE_FOLDER } from '../commands/project.ts';
import type { Document } from '../model.ts';

const { file, pdf, assets, expectedPages } = JSON.parse(process.argv[2] ?? '{}');
const html = await readFile(file, 'utf8');
const files = new Map<string, { bytes: Uint8Array; mediaType: string }>();
for (const [path, mediaType] of Object.entries<string>(assets))
  files.set(path, { bytes: await readFile(join(dirname(file), path)), mediaType });
const script = await bundlePageScript();
const browser = await openPrintBrowser({ cacheFolder: CACHE_FOLDER });
const job = { name: basename(file), html, files, expectedPages };
const steps: Record<string, number> = {};
let start = performance.now();
const end = (step: string): void => {
  steps[step] = performance.now() - start;
  start = performance.now();
};
const { built, bytes } = await browser.withPage(job, async (page) => {
  end('load');
  await page.runScript(script);
  const built = await buildPages(page, ({ places }) =>
    Object.fromEntries(
      Object.entries(places).map(([name, { pageIndex }]) => [name, `${pageIndex + 1}`]),
    ),
  );
  end('build');
  const bytes = await page.print({ tagged: true });
  end('print');
  return { built, bytes };
});
await browser.close();
start = performance.now();
const read = readPdf(bytes);
readDestinations(read);
readOutline(read);
const none = { report: 'bench', tree: { type: 'root', children: [] } } as unknown as Document;
const complaints = checkPrint(built, readPrintedText(read), none);
end('check');
await writeFile(pdf, bytes);
await writeFile(`${pdf}.json`, JSON.stringify(steps));
if (complaints.length > 0) throw new Error(`error: ${complaints[0]?.reason}`);
