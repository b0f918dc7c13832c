/**
 * `paper build [report…]`: each report's edition, complete or not at all, and the project's page over them.
 */
import { mkdir, readdir, readFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join, relative } from 'node:path';
import { composeSite } from '../5-compose/index.ts';
import { placeFile, repairOutput } from '../6-print/output-folder.ts';
import { openPrintBrowser } from '../6-print/print-session.ts';
import type { Manifest } from '../6-print/write-edition.ts';
import { asUserFault, describeSystemError, Fault, ToldFault } from '../diagnostics/fault.ts';
import { say } from '../diagnostics/index.ts';
import { chooseProgressMode, openProgress } from '../diagnostics/progress.ts';
import { type BuildFlags, type Built, buildReport } from './build-report.ts';
import { formatOf, sayMessages } from './messages.ts';
import { CACHE_FOLDER, openProject, type Project } from './project.ts';
import { type ReportThread, startReportThread } from './report-thread.ts';

/** Builds the reports; returns the exit code. */
export async function build(reports: readonly string[], flags: BuildFlags): Promise<number> {
  const isAlone = reports.length === 1 || availableParallelism() === 1;
  // Starts while chapters are read.
  const opening = openPrintBrowser({
    wish: flags.browser,
    cacheFolder: CACHE_FOLDER,
    expectedJobs: isAlone ? 1 : 2,
  });
  const progress = openProgress({
    stream: process.stderr,
    mode: chooseProgressMode(flags, process.stderr, process.env),
    colour: process.stderr.isTTY === true,
  });
  const threads = openThreads(isAlone, () => startReportThread(flags, opening, progress));
  try {
    const project = await openProject(flags.root, reports);
    await prepareOutput(project, flags.out);
    const prints = project.reports.length * (flags.largePrint === true ? 2 : 1);
    void opening.then((browser) => browser.endAfter(prints)).catch(() => {}); // told to whoever prints
    const here = (report: string) => buildReport(project, report, () => opening, progress, flags);
    const built = await buildReports(project, here, threads);
    if (built.some(({ manifest }) => manifest !== undefined)) await writeSite(project, flags.out);
    progress.close();
    const messages = [...project.shared.messages, ...built.flatMap((one) => one.messages)];
    const editions = built.flatMap((one) => (one.manifest === undefined ? [] : [one.manifest]));
    const stopped = built.find(({ fault }) => fault !== undefined);
    const extra = stopped && { ok: false, fault: asUserFault(stopped.fault) };
    const code = sayMessages(messages, flags, { editions, ...extra });
    if (editions.length > 0 && formatOf(flags) === 'text' && flags.quiet !== true) {
      say(`Open ${relative(process.cwd(), join(flags.out, 'index.html'))}\n`);
    }
    if (stopped !== undefined) throw new ToldFault(stopped.fault); // after what is known of the words
    return code;
  } finally {
    progress.close();
    const closing = opening.then(
      (browser) => browser.close(),
      () => undefined,
    );
    await Promise.all([threads.close(), closing]);
  }
}

/** One report here and each other in a thread of its own, as long as there are processors; those with most words first. */
async function buildReports(
  project: Project,
  here: (report: string) => Promise<Built>,
  threads: Threads,
): Promise<Built[]> {
  const builtByReport = new Map<string, Built>();
  const waiting = await orderByLength(project);
  const work = async (build: (report: string) => Promise<Built>): Promise<void> => {
    for (let report = waiting.shift(); report !== undefined; report = waiting.shift())
      builtByReport.set(report, await build(report));
  };
  const hands = threads.take(Math.min(availableParallelism(), project.reports.length) - 1);
  await Promise.all([
    ...hands.map((thread) => work((report) => thread.build(project, report))),
    work(here), // a shorter one: whoever waits for the browser waits for this thread
  ]);
  return project.reports.flatMap((report) => builtByReport.get(report) ?? []);
}

interface Threads {
  take(count: number): readonly ReportThread[];
  close(): Promise<unknown>;
}

/** The first is started at once, while the project is read: there are seldom fewer than two reports. */
function openThreads(isAlone: boolean, start: () => ReportThread): Threads {
  const threads = isAlone ? [] : [start()];
  return {
    take: (count) => {
      while (threads.length < count) threads.push(start());
      return threads.slice(0, count);
    },
    close: () => Promise.all(threads.map((thread) => thread.close())),
  };
}

/** The longest begins first, or all would wait for it in the end. */
async function orderByLength({ tree, reports }: Project): Promise<string[]> {
  if (reports.length === 1) return [...reports];
  const lengths = await Promise.all(
    reports.map(async (report) => {
      const paths = await tree.list(`chapters/${report}`);
      const files = await Promise.all(paths.map((path) => tree.read(path)));
      return { report, length: files.reduce((sum, { length }) => sum + length, 0) };
    }),
  );
  return lengths.sort((one, other) => other.length - one.length).map(({ report }) => report);
}

/** The output folder, with half-done swaps of a killed build ended; throws a Fault for a folder of no use. */
async function prepareOutput(project: Project, out: string): Promise<void> {
  try {
    await mkdir(out, { recursive: true });
    await repairOutput(out);
    for (const report of project.reports) await checkFree(join(out, report));
  } catch (error) {
    const words = describeSystemError(error);
    if (error instanceof Fault || words === undefined) throw error;
    const note = words.note ?? 'name another folder with `--out`';
    throw new Fault(`Cannot write into \`${out}\`: ${words.message}`, { note, cause: error });
  }
}

/** An edition takes the place of an edition and of nothing else: `--out chapters` would cost the words. */
async function checkFree(folder: string): Promise<void> {
  const names: string[] = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });
  if (names.length === 0 || names.includes('manifest.json')) return;
  throw new Fault(`Cannot put an edition in the place of \`${folder}\`: it holds other files`, {
    note: 'name another folder with `--out`, or move those files away',
  });
}

/** output/index.html over every edition that stands there, whichever run made it. */
async function writeSite(project: Project, out: string): Promise<void> {
  const manifests = await Promise.all(
    project.known.map((report) => readManifest(join(out, report, 'manifest.json'))),
  );
  const entries = manifests.filter((manifest) => manifest !== undefined);
  if (entries.length > 0)
    await placeFile(join(out, 'index.html'), composeSite(entries, project.shared, 'en-GB'));
}

/** The manifest of an edition that stands; one that somebody changed until it cannot be read does not count. */
async function readManifest(file: string): Promise<Manifest | undefined> {
  try {
    return JSON.parse(await readFile(file, 'utf8')) as Manifest;
  } catch {
    return undefined;
  }
}
