/**
 * A thread that builds reports beside the main one, so that two reports take two processors. The browser stays in the main
 * thread, which lends it; words on progress and what became of a report come back.
 */
import { parentPort, Worker } from 'node:worker_threads';
import { readFonts } from '../1-load/index.ts';
import { borrowBrowser, browserErrors, lendBrowser } from '../6-print/lent-browser.ts';
import type { PrintBrowser } from '../6-print/print-session.ts';
import { openChannel, type ThreadChannel } from '../6-print/thread-channel.ts';
import { packFault, unpackFault } from '../diagnostics/fault.ts';
import type { Progress } from '../diagnostics/progress.ts';
import { type BuildFlags, type Built, buildReport } from './build-report.ts';
import {
  LAUNCHER,
  type OpenedProject,
  type Project,
  packProject,
  unpackProject,
} from './project.ts';

/** The thread as its starter sees it. */
export interface ReportThread {
  /** Builds a report. Never throws: a thread that ends before its time is the report's fault. */
  build(project: Project, report: string): Promise<Built>;
  close(): Promise<void>;
}

interface Task {
  readonly project: OpenedProject;
  readonly report: string;
  readonly flags: BuildFlags;
}

/** Starts a thread; it makes itself ready at once. */
export function startReportThread(
  flags: BuildFlags,
  opening: Promise<PrintBrowser>,
  progress: Progress,
): ReportThread {
  const thread = new Worker(LAUNCHER, { argv: flags.debug === true ? ['--debug'] : [] });
  const channel: ThreadChannel = openChannel(
    thread,
    { ...lendBrowser(opening, () => channel), ...showProgress(progress) },
    browserErrors,
  );
  thread.once('error', (error) => channel.breakOff(error));
  thread.once('exit', () => channel.breakOff(new Error('a thread of the build ended early')));
  return {
    build: async (project, report) => {
      try {
        const task: Task = { project: await packProject(project), report, flags };
        const built = await channel.ask<Built>('build', task);
        return 'fault' in built ? { ...built, fault: unpackFault(built.fault) } : built;
      } catch (fault) {
        return { messages: [], fault };
      }
    },
    close: async () => void (await thread.terminate()),
  };
}

/** The other end: builds what it is asked to, until it is ended. */
export function serveReportThread(): void {
  if (parentPort === null) throw new Error('not in a thread');
  const fonts = readFonts();
  const borrowed = borrowBrowser(() => channel);
  const opening = borrowed.open;
  const build = async ({ project, report, flags }: Task): Promise<Built> => {
    const whole = unpackProject(project, await fonts);
    const built = await buildReport(whole, report, opening, tellProgress(channel), flags);
    return 'fault' in built ? { ...built, fault: packFault(built.fault) } : built;
  };
  const channel = openChannel(parentPort, { build, ...borrowed.answers }, browserErrors);
}

/** The threads' clocks begin with the threads; what they tell may arrive late, when the main one is busy. */
function showProgress(progress: Progress) {
  const ends = new Map<number, (at: number) => void>();
  const ourTime = (at: number): number => at - performance.timeOrigin;
  return {
    beginStage: ({ id, report, name, at }: StageTold) =>
      void ends.set(id, progress.stage(report, name, ourTime(at))),
    endStage: ({ id, at }: { id: number; at: number }) => ends.get(id)?.(ourTime(at)),
    done: ({ report, text }: { report: string; text: string }) => progress.done(report, text),
  };
}

interface StageTold {
  readonly id: number;
  readonly report: string;
  readonly name: string;
  readonly at: number;
}

function tellProgress(channel: ThreadChannel): Pick<Progress, 'stage' | 'done'> {
  let stages = 0;
  const tell = (name: string, data: object): void => void channel.ask(name, data);
  const now = (): number => performance.timeOrigin + performance.now();
  return {
    stage: (report, name) => {
      stages += 1;
      const id = stages;
      tell('beginStage', { id, report, name, at: now() });
      return () => tell('endStage', { id, at: now() });
    },
    done: (report, text) => tell('done', { report, text }),
  };
}
