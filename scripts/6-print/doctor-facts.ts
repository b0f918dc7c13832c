// A wish and a cache folder in, what `doctor` can say of this machine's browsers out: it starts one
// and prints a page. It prints no words itself and installs nothing.
import type { BrowserFacts } from './browser.ts';
import { NoBrowserError, type TriedBrowser } from './no-browser-error.ts';
import { openPrintBrowser, type PrintBrowser } from './print-session.ts';

/**
 * What was found. `tried` is in the order of trying; `browser` is the one that works, if any does.
 * `advice` holds what to do, a sentence each, and is empty when all is well.
 */
export interface DoctorFacts {
  readonly nodeVersion: string;
  /** "linux x64, glibc 2.36". */
  readonly system: string;
  readonly tried: readonly TriedBrowser[];
  readonly browser?: BrowserFacts;
  readonly canPrint: boolean;
  readonly advice: readonly string[];
}

/** Options: as for `openPrintBrowser`. */
export interface DoctorOptions {
  readonly wish?: string | undefined;
  readonly cacheFolder: string;
}

/** Gathers the facts. A browser that does not work is a fact, not an error. */
export async function gatherDoctorFacts(options: DoctorOptions): Promise<DoctorFacts> {
  const machine = { nodeVersion: process.versions.node, system: describeSystem() };
  let browser: PrintBrowser;
  try {
    browser = await openPrintBrowser(options);
  } catch (error) {
    if (!(error instanceof NoBrowserError)) throw error;
    return {
      ...machine,
      tried: error.tried,
      canPrint: false,
      advice: adviseNoBrowser(error.tried),
    };
  }
  try {
    const problem = await findPrintProblem(browser);
    const advice = [problem, adviseSandbox(browser.facts)].filter((line) => line !== undefined);
    const { facts, tried } = browser;
    return { ...machine, tried, browser: facts, canPrint: problem === undefined, advice };
  } finally {
    await browser.close();
  }
}

/** Prints a page; a browser without any font prints it empty and says nothing. */
async function findPrintProblem(browser: PrintBrowser): Promise<string | undefined> {
  const html = '<!doctype html><html lang="en-GB"><title>Doctor</title><p>It prints</p></html>';
  const job = { name: 'a page of the doctor', html, files: new Map(), expectedPages: 1 };
  try {
    const bytes = await browser.withPage(job, (page) => page.print({ tagged: true }));
    const hasFont = Buffer.from(bytes).includes('/FontFile');
    return hasFont
      ? undefined
      : 'The browser finds no font: install one, such as `fonts-dejavu-core`';
  } catch (error) {
    return (error as Error).message;
  }
}

function adviseSandbox({ sandbox, sandboxReason }: BrowserFacts): string | undefined {
  if (sandbox !== false || sandboxReason === 'running as root') return undefined;
  return `The browser runs without its sandbox (${sandboxReason}): print only what you trust`;
}

function adviseNoBrowser(tried: readonly TriedBrowser[]): string[] {
  const wished = tried.find(({ kind }) => kind === 'given' || kind === 'remote');
  if (wished !== undefined) return [`\`${wished.where}\` does not work: name another, or none`];
  const carried = tried.find(({ kind }) => kind === 'carried');
  const isLinux = process.platform === 'linux' && process.arch === 'x64';
  return [
    ...(isLinux && carried?.outcome === 'absent'
      ? ['The package `@sparticuz/chromium` is missing: run `npm ci`']
      : []),
    ...(isLinux && glibcVersion() === undefined
      ? ['The carried browser needs glibc, which this system lacks: use a Debian or Ubuntu image']
      : []),
    'Fetch a browser with `npm run doctor -- --install`',
    'Or name one of yours with `--browser PATH`, or a remote one with `--browser ws://…`',
  ];
}

function describeSystem(): string {
  const glibc = glibcVersion();
  const system = `${process.platform} ${process.arch}`;
  return glibc === undefined ? system : `${system}, glibc ${glibc}`;
}

/** The C library of this process; undefined on musl (Alpine) and off Linux. */
function glibcVersion(): string | undefined {
  const report = process.report.getReport() as { header?: { glibcVersionRuntime?: string } };
  return report.header?.glibcVersionRuntime;
}
