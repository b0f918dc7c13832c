/**
 * `paper build [report…]`: each report's edition, complete or not at all, and the project's page over them.
 */
import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { composeSite } from '../5-compose/index.ts';
import { placeFile, repairOutput } from '../6-print/output-folder.ts';
import { openPrintBrowser, type PrintBrowser } from '../6-print/print-session.ts';
import { type Manifest, writeEdition } from '../6-print/write-edition.ts';
import { chooseProgressMode, openProgress, type Progress } from '../diagnostics/progress.ts';
import type { Diagnostic } from '../model.ts';
import { composeReport, printReport } from '../report.ts';
import { type CommonFlags, sayMessages } from './messages.ts';
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
    await mkdir(flags.out, { recursive: true });
    await repairOutput(flags.out);
    const built = await Promise.all(
      project.reports.map((report) => buildReport(project, report, opening, progress, flags)),
    );
    await writeSite(project, flags.out);
    progress.close();
    const messages = [...project.shared.messages, ...built.flatMap((one) => one.messages)];
    const editions = built.flatMap((one) => (one.manifest === undefined ? [] : [one.manifest]));
    return sayMessages(messages, flags, { editions });
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
}

async function buildReport(
  project: Project,
  report: string,
  opening: Promise<PrintBrowser>,
  progress: Progress,
  flags: BuildFlags,
): Promise<Built> {
  const { stage } = progress;
  const { inputs, document, messages } = await composeReport(project.tree, report, {
    ...project,
    stage,
  });
  const faults = [...project.shared.messages, ...messages].filter(
    ({ grade }) => grade === 'error',
  ).length;
  const goesOn = faults === 0 || (flags.keepGoing === true && inputs?.settings.status === 'draft');
  if (inputs === undefined || document === undefined || !goesOn) {
    progress.done(report, 'no edition: the previous one stands');
    return { messages };
  }
  const browser = await opening;
  const { edition, html } = await printReport({ inputs, document }, browser, stage);
  const all = [...messages, ...edition.messages];
  if (edition.messages.some(({ grade }) => grade === 'error') && flags.keepGoing !== true) {
    progress.done(report, 'no edition: the previous one stands');
    return { messages: all };
  }
  const manifest = await writeEdition(join(flags.out, report), {
    document,
    edition,
    html,
    inputs,
    browser: browser.facts,
    faults,
  });
  progress.done(report, `${edition.pages} pages, ${(edition.pdf.length / 1e6).toFixed(2)} MB`);
  return { messages: all, manifest };
}

/** output/index.html over every edition that stands there, whichever run made it. */
async function writeSite(project: Project, out: string): Promise<void> {
  const known = project.reports;
  const manifests = await Promise.all(
    known.map((report) => readManifest(join(out, report, 'manifest.json'))),
  );
  const entries = manifests.filter((manifest) => manifest !== undefined);
  if (entries.length > 0)
    await placeFile(join(out, 'index.html'), composeSite(entries, project.shared.styles, 'en-GB'));
}

async function readManifest(file: string): Promise<Manifest | undefined> {
  const text = await readFile(file, 'utf8').catch(() => undefined);
  return text === undefined ? undefined : (JSON.parse(text) as Manifest);
}
