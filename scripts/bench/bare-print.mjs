/**
 * What a build is measured against: plain Puppeteer starts the browser and prints HTML files, and that is all. A task as
 * JSON on the command line in, PDFs beside the HTML out, and beside each the milliseconds of its steps. Plain JavaScript,
 * so that nothing but Node and Puppeteer counts.
 */
import { writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';

const fromPuppeteer = createRequire(createRequire(import.meta.url).resolve('puppeteer'));
const puppeteer = fromPuppeteer('puppeteer-core');
const { executable, args, env, profileFolder, files } = JSON.parse(process.argv[2]);

const browser = await puppeteer.launch({
  executablePath: executable,
  ignoreDefaultArgs: true,
  args: [...args, '--remote-debugging-pipe', `--user-data-dir=${profileFolder}`, 'about:blank'],
  pipe: true,
  env,
  protocolTimeout: 0,
});
await Promise.all(files.map(print));
await browser.close();

async function print(file) {
  const start = performance.now();
  const page = await browser.newPage();
  await page.goto(pathToFileURL(file).href, { waitUntil: 'load', timeout: 0 });
  await page.evaluate(() => document.fonts.ready.then(() => true));
  const loaded = performance.now();
  const pdf = await page.pdf({
    preferCSSPageSize: true,
    printBackground: true,
    tagged: true,
    outline: true,
    timeout: 0, // long reports on a busy machine
  });
  const steps = { load: loaded - start, print: performance.now() - loaded };
  await writeFile(file.replace(/html$/, 'pdf'), pdf);
  await writeFile(file.replace(/html$/, 'pdf.json'), JSON.stringify(steps));
}
