/**
 * `paper verify-corpus DIR`: a folder of projects or of single reports in, each through the whole pipeline with all its
 * checks, a line for each out. Writes no edition.
 */
import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { openPrintBrowser, type PrintBrowser } from '../6-print/print-session.ts';
import { Fault } from '../diagnostics/fault.ts';
import { say } from '../diagnostics/index.ts';
import type { Diagnostic, Edition } from '../model.ts';
import { composeReport, printReport } from '../report.ts';
import { type CommonFlags, formatOf, sayMessages } from './messages.ts';
import { CACHE_FOLDER, openProject, openReport, type Project } from './project.ts';

/** What became of one report. */
interface Verified {
  readonly name: string;
  readonly messages: readonly Diagnostic[];
  /** Errors, under `--strict` warnings too. */
  readonly faults: number;
  readonly pages: number;
  readonly notes: number;
  /** Ids whose page in the PDF was compared with the one they were laid out for. */
  readonly destinations: number;
}

/** Verifies every report below a folder; 1 if one has a fault. */
export async function verifyCorpus(folder: string, flags: CommonFlags): Promise<number> {
  const roots = await listRoots(folder);
  if (roots.length === 0)
    throw new Fault(`No report in \`${folder}\``, {
      note: 'name a folder whose subfolders hold chapters/<report>/report.yaml or a report.yaml',
    });
  const browser = await openPrintBrowser({ wish: flags.browser, cacheFolder: CACHE_FOLDER });
  const verified: Verified[] = [];
  try {
    for (const root of roots) {
      for (const one of await verifyRoot(root, browser, flags)) {
        if (formatOf(flags) === 'text') {
          say(`${describe(one)}\n`);
          if (one.faults > 0) sayMessages(one.messages, { ...flags, root });
        }
        verified.push(one);
      }
    }
  } finally {
    await browser.close();
  }
  if (formatOf(flags) !== 'text')
    sayMessages(
      verified.flatMap(({ messages }) => messages),
      flags,
      { reports: verified.map(({ messages: _, ...facts }) => facts) },
    );
  return verified.some(({ faults }) => faults > 0) ? 1 : 0;
}

function describe({ name, pages, notes, destinations, faults }: Verified): string {
  return `${name}: ${pages} pages, ${notes} notes, ${destinations} destinations checked, ${faults} faults`;
}

/** The folder itself, or those in it, that are a project or a report, by name. */
async function listRoots(folder: string): Promise<string[]> {
  const isRoot = (path: string): boolean =>
    existsSync(join(path, 'chapters')) || existsSync(join(path, 'report.yaml'));
  if (isRoot(folder)) return [resolve(folder)];
  const names = await readdir(folder).catch(() => []);
  return names
    .sort()
    .map((name) => resolve(folder, name))
    .filter(isRoot);
}

async function verifyRoot(
  root: string,
  browser: PrintBrowser,
  flags: CommonFlags,
): Promise<Verified[]> {
  const isProject = existsSync(join(root, 'chapters'));
  const project = isProject ? await openProject(root, []) : await openReport(root, flags.root);
  const verified: Verified[] = [];
  for (const report of project.reports) {
    const name = isProject ? `${basename(root)}/${report}` : report;
    verified.push(await verifyReport(project, report, name, browser, flags));
  }
  return verified;
}

async function verifyReport(
  project: Project,
  report: string,
  name: string,
  browser: PrintBrowser,
  flags: CommonFlags,
): Promise<Verified> {
  const stage = (): (() => void) => () => undefined;
  const composed = await composeReport(project.tree, report, { ...project, stage });
  const { inputs, document } = composed;
  const isFaulty = (message: Diagnostic): boolean =>
    message.grade === 'error' || (message.grade === 'warning' && flags.strict === true);
  const early = [...project.shared.messages, ...composed.messages];
  const isPrinted = !early.some(({ grade }) => grade === 'error');
  const edition: Edition | undefined =
    inputs === undefined || document === undefined || !isPrinted
      ? undefined
      : (await printReport({ inputs, document }, browser, stage)).edition;
  const messages = [...early, ...(edition?.messages ?? [])];
  return {
    name,
    messages,
    faults: messages.filter(isFaulty).length,
    pages: edition?.pages ?? 0,
    notes: new Set(edition?.pageMap.flatMap(({ notes }) => notes)).size,
    destinations: edition?.pageIndexByIdentifier.size ?? 0,
  };
}
