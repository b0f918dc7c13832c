/**
 * One report through all stages, in whichever thread: a project, the report's name and a browser in, the edition in place
 * or the messages and the fault that prevent it out.
 */
import { join } from 'node:path';
import { NoBrowserError } from '../6-print/no-browser-error.ts';
import { PrintFailure } from '../6-print/print-failure.ts';
import type { PrintBrowser } from '../6-print/print-session.ts';
import { type Manifest, writeEdition } from '../6-print/write-edition.ts';
import { Fault } from '../diagnostics/fault.ts';
import type { Progress } from '../diagnostics/progress.ts';
import type { Diagnostic, PrintForm } from '../model.ts';
import { composeReport, printReport } from '../report.ts';
import type { CommonFlags } from './messages.ts';
import type { Project } from './project.ts';

export interface BuildFlags extends CommonFlags {
  /** Print a draft in spite of errors, with what is faulty shown as a gap. */
  readonly keepGoing?: boolean;
  /** Numbers beside the lines of a draft, for its reviewers. */
  readonly lineNumbers?: boolean;
  /** A second PDF at 18 pt. */
  readonly largePrint?: boolean;
}

/** What became of a report. */
export interface Built {
  readonly messages: readonly Diagnostic[];
  readonly manifest?: Manifest;
  /** What stopped the printing: the machine's fault, not the report's. */
  readonly fault?: unknown;
}

/** One report through all stages; a fault of its own does not stop the others. */
export async function buildReport(
  project: Project,
  report: string,
  openBrowser: () => Promise<PrintBrowser>,
  progress: Pick<Progress, 'stage' | 'done'>,
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
    if (flags.lineNumbers === true && inputs?.settings.status === 'final') {
      throw new Fault(`No line numbers in \`${report}\`: it is final, and they are for drafts`, {
        note: 'leave out `--line-numbers`, or set `status: draft` in its report.yaml',
      });
    }
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
    const browser = await openBrowser();
    const form = formOf(flags);
    const parts = { inputs, document };
    const { edition, html } = await printReport(parts, browser, progress.stage, form);
    messages = [...messages, ...edition.messages];
    const late = countErrors(edition.messages);
    if (late > 0 && !goesOn) {
      progress.done(report, NO_EDITION);
      return { messages };
    }
    const manifest = await writeEdition(join(flags.out, report), {
      ...parts,
      form,
      edition,
      html,
      browser: browser.facts,
      faults: faults + late,
    });
    progress.done(report, `${edition.pages} pages, ${(edition.pdf.length / 1e6).toFixed(2)} MB`);
    return { messages, manifest };
  } catch (error) {
    progress.done(report, NO_EDITION);
    return { messages, fault: explainPrinting(error) };
  }
}

function formOf({ lineNumbers, largePrint }: BuildFlags): PrintForm {
  return {
    ...(lineNumbers === true ? { lineNumbers } : {}),
    ...(largePrint === true ? { largePrint } : {}),
  };
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
