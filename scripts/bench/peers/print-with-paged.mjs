/**
 * Paged.js in the browser that the project carries: an HTML file in, the PDF of the pages that its polyfill makes out.
 * A task as JSON on the command line; plain JavaScript, so that nothing but Node, Puppeteer and Paged.js counts.
 */
import { writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { fileURLToPath, pathToFileURL } from 'node:url';

const fromPuppeteer = createRequire(createRequire(import.meta.url).resolve('puppeteer'));
const puppeteer = fromPuppeteer('puppeteer-core');
const { executable, args, env, profileFolder, file, pdf } = JSON.parse(process.argv[2]);
const polyfill = new URL('node_modules/pagedjs/dist/paged.polyfill.js', import.meta.url);

const browser = await puppeteer.launch({
  executablePath: executable,
  ignoreDefaultArgs: true,
  args: [
    ...args,
    '--allow-file-access-from-files', // Paged.js reads style sheets and fonts by request
    '--remote-debugging-pipe',
    `--user-data-dir=${profileFolder}`,
    'about:blank',
  ],
  pipe: true,
  env,
  protocolTimeout: 0,
});
const page = await browser.newPage();
page.setDefaultTimeout(0);
await page.evaluateOnNewDocument(() => {
  window.PagedConfig = { auto: false };
});
await page.goto(pathToFileURL(file).href, { waitUntil: 'load' });
await page.evaluate(() => document.fonts.ready.then(() => true));
await page.addScriptTag({ path: fileURLToPath(polyfill) });
await page.evaluate(() => window.PagedPolyfill.preview().then(() => true));
const bytes = await page.pdf({
  preferCSSPageSize: true,
  printBackground: true,
  tagged: true,
  outline: true,
  timeout: 0,
});
await writeFile(pdf, bytes);
await browser.close();
