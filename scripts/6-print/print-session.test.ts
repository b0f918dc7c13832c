import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { PrintFailure } from './print-failure.ts';
import {
  cacheFolder,
  job,
  maskDates,
  openBrowserForTest,
  pageOf,
  printTagged,
  twoPages,
} from './print-fixture.ts';
import type { PrintBrowser } from './print-session.ts';

/** Prints the HTML in the browser and returns the PDF as text, its two dates masked. */
async function check(browser: PrintBrowser, html: string): Promise<string> {
  return maskDates(await browser.withPage(job(html), printTagged));
}

/** The processes of this machine, read without any tool: they may be many, of many kinds. */
function listProcesses() {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map((name) => {
      const command = readText(`/proc/${name}/cmdline`).replaceAll('\0', ' ');
      const status = readText(`/proc/${name}/stat`)
        .replace(/^.*\) /s, '')
        .split(' ');
      return { pid: Number(name), group: Number(status[2]), command };
    });
}

function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return ''; // gone meanwhile
  }
}

/** All processes of the browsers that the process `owner` started: each browser is a group. */
function browsersOf(owner = process.pid) {
  const processes = listProcesses();
  const isMain = ({ pid, group, command }: (typeof processes)[number]) =>
    pid === group &&
    command.includes(`--user-data-dir=${join(tmpdir(), `paper-browser-${owner}-`)}`);
  const groups = new Set(processes.filter(isMain).map(({ group }) => group));
  return processes.filter(({ group }) => groups.has(group));
}

/** Killed processes need a moment to go. */
async function expectGone(processes: readonly { readonly pid: number }[]): Promise<void> {
  const isThere = ({ pid }: { readonly pid: number }) => readText(`/proc/${pid}/cmdline`) !== '';
  for (let turn = 0; turn < 100 && processes.some(isThere); turn++) await wait(50);
  expect(processes.filter(isThere)).toEqual([]);
}

/** Kills our browsers, or only those of their processes whose command line holds `words`. */
function killBrowsers(words = ''): void {
  for (const { pid, command } of browsersOf()) {
    if (command.includes(words)) process.kill(pid, 'SIGKILL');
  }
}

describe('a report', () => {
  let browser: PrintBrowser;
  beforeAll(async () => {
    browser = await openBrowserForTest();
  }, 60_000);
  afterAll(async () => browser.close());

  test('is printed by the carried browser, with its own font as TrueType', async () => {
    expect(browser.facts).toMatchObject({ kind: 'carried', where: '@sparticuz/chromium 147.0.0' });
    const bytes = await browser.withPage(job(twoPages), printTagged);
    const text = maskDates(bytes);
    expect(text).toMatch(/\/BaseFont \/\w+\+SourceSans3/);
    expect(text).toContain('/FontFile2');
    expect(text).not.toMatch(/\/Type3|OpenSans/);
    expect(text).toContain('/StructTreeRoot');
    const pdf = await getDocument({ data: new Uint8Array(bytes), verbosity: 0 }).promise;
    expect(pdf.numPages).toBe(2);
    const { items } = await (await pdf.getPage(1)).getTextContent();
    expect(items.map((item) => ('str' in item ? item.str : '')).join(' ')).toContain('Of cities');
    expect(await pdf.getOutline()).toHaveLength(2);
  });

  test('prints the same bytes twice but for the dates, and without tags when not asked', async () => {
    const [first, second] = await Promise.all([check(browser, twoPages), check(browser, twoPages)]);
    expect(first).toBe(second);
    const plain = await browser.withPage(job(twoPages), (page) => page.print({ tagged: false }));
    expect(maskDates(plain)).not.toContain('/StructTreeRoot');
  });

  test('can be measured, by functions that tools have rewritten, in print layout', async () => {
    const measured = await browser.withPage(job(twoPages), (page) =>
      page.run(
        ({ selector }) => {
          const measure = function measure(element: Element) {
            return getComputedStyle(element).fontFamily;
          };
          const found = [...document.querySelectorAll(selector)].map(measure);
          return { found, print: matchMedia('print').matches, secure: isSecureContext };
        },
        { selector: 'h1' },
      ),
    );
    expect(measured).toEqual({ found: ['Text', 'Text'], print: true, secure: true });
  });

  test('throws what the caller or the function in the page throws, at once', async () => {
    const failing = browser.withPage(job(twoPages), async () => {
      throw new TypeError('of the caller');
    });
    await expect(failing).rejects.toThrow(new TypeError('of the caller'));
    const inPage = browser.withPage(job(twoPages), (page) =>
      page.run(() => {
        throw new Error('of the page');
      }, null),
    );
    await expect(inPage).rejects.toThrow('of the page');
  });

  test('never runs its own scripts', async () => {
    const html = pageOf('<script>document.title = "ran"</script><p onclick="1">Quiet</p>');
    const title = await browser.withPage(job(html), (page) => page.run(() => document.title, null));
    expect(title).toBe('A report');
  });
});

describe('a browser that fails', () => {
  const slowPage = pageOf('<h1>Chapter</h1><p>Words of a chapter</p>'.repeat(400));

  test('while it prints is replaced once, for all its jobs', async () => {
    const events: string[] = [];
    const browser = await openBrowserForTest({ onEvent: ({ type }) => events.push(type) });
    let calls = 0;
    let kill = () => {};
    const isKilled = new Promise<void>((resolve) => {
      kill = () => {
        killBrowsers('--user-data-dir');
        resolve();
      };
    });
    const killed = browser.withPage(job(slowPage), async (page) => {
      const printing = page.print({ tagged: true });
      if (++calls === 1) setTimeout(kill, 50);
      return printing;
    });
    const neighbour = browser.withPage(job(slowPage), async (page) => {
      await isKilled; // else it may be done before, on a quick machine
      return await printTagged(page);
    });
    expect(maskDates(await killed)).toBe(maskDates(await neighbour));
    expect(calls).toBe(2);
    expect(events).toEqual(['ready', 'retry', 'retry', 'ready']);
    const processes = browsersOf();
    await browser.close();
    await expectGone(processes);
    expect(browsersOf()).toEqual([]);
  }, 60_000);

  test('is told with the job, when it happens twice', async () => {
    const browser = await openBrowserForTest();
    const failing = browser.withPage(job(slowPage), async (page) => {
      setTimeout(() => killBrowsers('--user-data-dir'), 50);
      return page.print({ tagged: true });
    });
    const error = await failing.catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(PrintFailure);
    const sentence = 'the browser was killed \\(SIGKILL\\) while printing, after \\d+\\.\\d s';
    expect((error as PrintFailure).message).toMatch(
      new RegExp(
        `^\`white-paper\` could not be printed: ${sentence}\n.*fresh browser: ${sentence}\n`,
      ),
    );
    expect(await check(browser, twoPages)).toContain('%PDF'); // the next job has a browser again
    await browser.close();
  }, 60_000);

  test('a page that is killed alone counts as well', async () => {
    const browser = await openBrowserForTest();
    let calls = 0;
    const text = await browser.withPage(job(twoPages), async (page) => {
      if (++calls === 1) killBrowsers('--type=renderer');
      return maskDates(await page.print({ tagged: true }));
    });
    expect([calls, text.slice(0, 5)]).toEqual([2, '%PDF-']);
    await browser.close();
  }, 60_000);

  test('a page that hangs is ended at its time limit', async () => {
    const browser = await openBrowserForTest({
      limitMs: (expectedPages) => 500 + 100 * expectedPages,
    });
    const start = performance.now();
    const hanging = browser.withPage(job(twoPages), (page) =>
      page.run(() => {
        for (;;);
      }, null),
    );
    await expect(hanging).rejects.toThrow(
      /nothing happened for 0.7 s while measuring the page, after [\d.]+ s\nTried again/,
    );
    expect(performance.now() - start).toBeLessThan(15_000);
    const processes = browsersOf();
    await browser.close();
    await expectGone(processes);
    expect(browsersOf()).toEqual([]);
  }, 60_000);

  test('does not outlive us, even when we are killed and it is busy', async () => {
    const script = `
      const { openPrintBrowser } = await import(${JSON.stringify(new URL('./print-session.ts', import.meta.url).href)});
      const browser = await openPrintBrowser({ cacheFolder: ${JSON.stringify(cacheFolder)} });
      await browser.withPage({ name: 'a', html: '', files: new Map(), expectedPages: 1 }, (page) => {
        setTimeout(() => console.log('busy'), 300);
        return page.run(() => { for (;;); }, null);
      });`;
    const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', script]);
    await once(child.stdout, 'data');
    const theirs = browsersOf(child.pid);
    expect(theirs.map(({ command }) => command).join()).toContain('--type=renderer');
    child.kill('SIGKILL');
    await expectGone(theirs);
  }, 60_000);
});
