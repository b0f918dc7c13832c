// A wish and a cache folder in, one warm browser that prints any number of reports out. What fails
// by the browser's fault is tried once more in a fresh one. It knows nothing of what PDFs are for.
import assert from 'node:assert';
import {
  type BrowserFacts,
  type BrowserOptions,
  type OpenBrowser,
  openBrowser,
} from './browser.ts';
import {
  attemptPage,
  type BlankPage,
  closeBlankPage,
  type LoadedPage,
  makeBlankPage,
  type PageAttempt,
} from './loaded-page.ts';
import type { TriedBrowser } from './no-browser-error.ts';
import { type FailedAttempt, PrintFailure } from './print-failure.ts';
import type { PrintContent } from './print-origin.ts';
import { withinLimit } from './time-limit.ts';

/** What to print. `name` stands in messages; `expectedPages` sets the time limit. */
export interface PrintJob extends PrintContent {
  readonly name: string;
  readonly expectedPages: number;
}

/** Options: those of the browser, how many jobs are expected, and how long one step (load, run, print) of one may take. */
export interface PrintBrowserOptions extends BrowserOptions {
  /** So many pages are made ready while the jobs are still being composed; one if left out. */
  readonly expectedJobs?: number;
  readonly limitMs?: ((expectedPages: number) => number) | undefined;
}

/** One browser for all reports of a run. */
export interface PrintBrowser {
  readonly facts: BrowserFacts;
  /** Where it was looked for, in order; the last one works. */
  readonly tried: readonly TriedBrowser[];
  /**
   * Loads the job and lets `use` measure and print it; any number may be open at once. When the
   * browser crashes or hangs, `use` is called once more from its start with a page in a fresh
   * browser, so it must keep nothing from the first call. Throws PrintFailure when that fails too,
   * and what `use` throws otherwise.
   */
  withPage<T>(job: PrintJob, use: (page: LoadedPage) => Promise<T>): Promise<T>;
  /** Ends it by itself after so many jobs in all, while what was printed is still worked on. */
  endAfter(jobs: number): void;
  /** Ends the browser; of a remote one only our pages. May be called twice. */
  close(): Promise<void>;
}

/**
 * Opens the browser. The promise may be awaited as late as one likes: a failure waits with it.
 * Throws NoBrowserError.
 */
export function openPrintBrowser(options: PrintBrowserOptions): Promise<PrintBrowser> {
  const opening = openSession(options);
  opening.catch(() => {}); // told to whoever awaits it, not to the whole process
  return opening;
}

async function openSession(options: PrintBrowserOptions): Promise<PrintBrowser> {
  const desks = new Set<Desk>();
  let isClosed = false;
  let current: Desk | undefined;
  let jobsLeft = Number.POSITIVE_INFINITY;
  const takeDesk = () => {
    current ??= setUpDesk(options);
    desks.add(current);
    return current;
  };
  const { facts, tried } = await takeDesk().opening;

  const leave = (desk: Desk) => {
    desk.jobs -= 1;
    if (desk.isRetired && desk.jobs === 0) void clearDesk(desk).then(() => desks.delete(desk));
  };
  const retire = (desk: Desk) => {
    desk.isRetired = true;
    if (desk === current) current = undefined; // else another job has replaced it already
  };

  const close = async (): Promise<void> => {
    isClosed = true;
    await Promise.all([...desks].map(clearDesk));
    desks.clear();
  };

  return {
    facts,
    tried,
    close,
    endAfter: (jobs) => {
      jobsLeft = jobs;
    },
    withPage: async (job, use) => {
      const failures: FailedAttempt[] = [];
      for (;;) {
        assert(!isClosed, 'the print browser is closed');
        const desk = takeDesk();
        desk.jobs += 1;
        try {
          const outcome = await useDesk(desk, job, use, options.limitMs ?? defaultLimitMs);
          if ('result' in outcome) {
            jobsLeft -= 1;
            if (jobsLeft === 0) void close();
            return outcome.result;
          }
          failures.push(outcome.failure);
          retire(desk);
        } finally {
          leave(desk);
        }
        if (failures.length === 2 || isClosed) throw new PrintFailure(job.name, failures);
        options.onEvent?.({ type: 'retry', job: job.name, reason: failures[0]?.what ?? '' });
      }
    },
  };
}

/** A page takes some milliseconds: what needs a second for each is hung, not slow. */
function defaultLimitMs(expectedPages: number): number {
  return 30_000 + 1_000 * expectedPages;
}

/** One browser and the jobs in it. A retired one gets no more jobs and ends with its last. */
interface Desk {
  readonly opening: Promise<OpenBrowser>;
  /** Made while the first jobs are still being composed. */
  readonly spares: Promise<BlankPage>[];
  jobs: number;
  isRetired: boolean;
}

function setUpDesk(options: PrintBrowserOptions): Desk {
  const opening = openBrowser(options);
  const spares = Array.from({ length: options.expectedJobs ?? 1 }, () =>
    opening.then(makeBlankPage),
  );
  for (const spare of spares) spare.catch(() => {}); // told to the job that takes it
  return { opening, spares, jobs: 0, isRetired: false };
}

async function clearDesk(desk: Desk): Promise<void> {
  const open = await desk.opening.catch(() => undefined);
  if (open?.facts.kind === 'remote') {
    const spares = await Promise.allSettled(desk.spares);
    for (const spare of spares) if (spare.status === 'fulfilled') await closeBlankPage(spare.value);
  }
  await open?.close();
}

type Outcome<T> = { readonly result: T } | { readonly failure: FailedAttempt };

async function useDesk<T>(
  desk: Desk,
  job: PrintJob,
  use: (page: LoadedPage) => Promise<T>,
  limitMs: (expectedPages: number) => number,
): Promise<Outcome<T>> {
  const start = performance.now();
  let blank: BlankPage | undefined;
  let attempt: PageAttempt | undefined;
  try {
    const open = await desk.opening;
    blank = await takePage(desk, open);
    attempt = attemptPage(blank, open.ended, job, limitMs(job.expectedPages));
    await attempt.load();
    return { result: await use(attempt.page) };
  } catch (error) {
    const failure = attempt === undefined ? startFailure(error, start) : attempt.failure();
    if (failure === undefined) throw error;
    return { failure };
  } finally {
    if (blank !== undefined) await closeBlankPage(blank);
  }
}

function takePage(desk: Desk, open: OpenBrowser): Promise<BlankPage> {
  const spare = desk.spares.shift() ?? makeBlankPage(open);
  const limitMs = 30_000;
  return withinLimit(limitMs, spare, () => new Error(`no page opened within ${limitMs / 1000} s`));
}

function startFailure(error: unknown, start: number): FailedAttempt {
  const what = (error as Error).message;
  return { doing: 'starting the browser', what, afterMs: performance.now() - start };
}
