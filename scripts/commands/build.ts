/**
 * `paper build [report…]`: each report's edition, complete or not at all, and the project's page over them.
 */
import { mkdir, readdir, readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { composeSite } from '../5-compose/index.ts';
import { NoBrowserError } from '../6-print/no-browser-error.ts';
import { placeFile, repairOutput } from '../6-print/output-folder.ts';
import { PrintFailure } from '../6-print/print-failure.ts';
import { openPrintBrowser, type PrintBrowser } from '../6-print/print-session.ts';
import { type Manifest, writeEdition } from '../6-print/write-edition.ts';
import { describeSystemError, Fault } from '../diagnostics/fault.ts';
import { say } from '../diagnostics/index.ts';
import { chooseProgressMode, openProgress, type Progress } from '../diagnostics/progress.ts';
import type { Diagnostic } from '../model.ts';
import { composeReport, printReport } from '../report.ts';
import { type CommonFlags, formatOf, sayMessages } from './messages.ts';
import { CACHE_FOLDER, openProject, type Project } from './project.ts';

export interface BuildFlags extends CommonFlags {
  /** Print a draft in spite of errors, with what is faulty shown as a gap. */
  readonly keepGoing?: boolean;
}

/** Builds the reports; returns the exit code. */
export async function build(reports: readonly string[], flags: BuildFlags): Promise<number> {
  const opening = openPrintBrowser({ wish: flags.browser, cacheFolder: CACHE_FOLDER }); // starts while chapters are read
  const progress = openProgress({
    stream: process.stderr,
    mode: chooseProgressMode(flags, process.stderr, process.env),
    colour: process.stderr.isTTY === true,
  });
  try {
    const project = await openProject(flags.root, reports);
    await prepareOutput(project, flags.out);
    const built = await Promise.all(
      project.reports.map((report) => buildReport(project, report, opening, progress, flags)),
    );
    if (built.some(({ manifest }) => manifest !== undefined)) await writeSite(project, flags.out);
    progress.close();
    const messages = [...project.shared.messages, ...built.flatMap((one) => one.messages)];
    const editions = built.flatMap((one) => (one.manifest === undefined ? [] : [one.manifest]));
    const code = sayMessages(messages, flags, { editions });
    if (editions.length > 0 && formatOf(flags) === 'text' && flags.quiet !== true) {
      say(`Open ${relative(process.cwd(), join(flags.out, 'index.html'))}\n`);
    }
    for (const { fault } of built) if (fault !== undefined) throw fault; // after what is known of the words
    return code;
  } finally {
    progress.close();
    await opening.then(
      (browser) => browser.close(),
      () => undefined,
    );
  }
}

interface Built {
  readonly messages: readonly Diagnostic[];
  readonly manifest?: Manifest;
  /** What stopped the printing: the machine's fault, not the report's. */
  readonly fault?: unknown;
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

/** One report through all stages; a fault of its own does not stop the others. */
async function buildReport(
  project: Project,
  report: string,
  opening: Promise<PrintBrowser>,
  progress: Progress,
  flags: BuildFlags,
): Promise<Built> {
  let messages: readonly Diagnostic[] = [];
  try {
    const composed = await composeReport(project.tree, report, {
      ...project,
      stage: progress.stage,
    });
    messages = composed.messages;
    const { inputs, document } = composed;
    const isDraft = inputs?.settings.status === 'draft';
    const goesOn = flags.keepGoing === true && isDraft;
    const faults = countErrors([...project.shared.messages, ...messages]);
    if (inputs === undefined || document === undefined || (faults > 0 && !goesOn)) {
      const isRefused = flags.keepGoing === true && inputs !== undefined;
      progress.done(
        report,
        isRefused ? `${NO_EDITION} (only a draft may hold errors)` : NO_EDITION,
      );
      return { messages };
    }
    const browser = await opening;
    const { edition, html } = await printReport({ inputs, document }, browser, progress.stage);
    messages = [...messages, ...edition.messages];
    const late = countErrors(edition.messages);
    if (late > 0 && !goesOn) {
      progress.done(report, NO_EDITION);
      return { messages };
    }
    const parts = { document, edition, html, inputs, browser: browser.facts };
    const manifest = await writeEdition(join(flags.out, report), {
      ...parts,
      faults: faults + late,
    });
    progress.done(report, `${edition.pages} pages, ${(edition.pdf.length / 1e6).toFixed(2)} MB`);
    return { messages, manifest };
  } catch (error) {
    progress.done(report, NO_EDITION);
    return { messages, fault: explainPrinting(error) };
  }
}

const NO_EDITION = 'no edition: the previous one stands';

function countErrors(messages: readonly Diagnostic[]): number {
  return messages.filter(({ grade }) => grade === 'error').length;
}

/** A browser that is not there or fails is told in its own words, the last line being the cure. */
function explainPrinting(error: unknown): unknown {
  if (!(error instanceof NoBrowserError || error instanceof PrintFailure)) return error;
  const lines = error.message.split('\n').map((line) => line.trim());
  const [first = '', ...tried] = lines.slice(0, -1);
  const message = tried.length === 0 ? first : `${first}: ${tried.join('; ')}`;
  return new Fault(message, { note: lines.at(-1) ?? '', cause: error });
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
