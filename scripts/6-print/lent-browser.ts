/**
 * One browser for several threads: the thread that has it lends it over a channel, another borrows it and prints as if
 * it were its own. Functions for the page cross as text, all else as plain data. It knows nothing of reports.
 */
import type { BrowserFacts } from './browser.ts';
import type { LoadedPage } from './loaded-page.ts';
import { NoBrowserError, type TriedBrowser } from './no-browser-error.ts';
import { type FailedAttempt, PrintFailure } from './print-failure.ts';
import type { RefusedRequest } from './print-origin.ts';
import type { PrintBrowser, PrintJob } from './print-session.ts';
import type { Answers, ErrorForm, ThreadChannel } from './thread-channel.ts';

/** A method of LoadedPage and what it is given; `job` counts the jobs of a channel. */
type Step = { readonly job: number } & (
  | { readonly name: 'print'; readonly tagged: boolean }
  | { readonly name: 'run'; readonly source: string; readonly arg: unknown }
  | { readonly name: 'runScript'; readonly text: string }
  | { readonly name: 'reload' }
);

interface StepOutcome {
  readonly result: unknown;
  /** All that the page was refused so far. */
  readonly refused: readonly RefusedRequest[];
}

/** What the thread that has the browser answers; `channel` leads to the borrower. */
export function lendBrowser(opening: Promise<PrintBrowser>, channel: () => ThreadChannel): Answers {
  const pages = new Map<number, LoadedPage>();
  return {
    open: async () => {
      const { facts, tried } = await opening;
      return { facts, tried };
    },
    withPage: async ({ job, work }: { job: number; work: PrintJob }) => {
      const browser = await opening;
      await browser.withPage(work, async (page) => {
        pages.set(job, page);
        await channel().ask('usePage', job); // asked again, with another page, when the browser failed
      });
    },
    step: async (step: Step): Promise<StepOutcome> => {
      const page = pages.get(step.job);
      if (page === undefined) throw new Error(`no page is open for job ${step.job}`);
      const result = await takeStep(page, step);
      return { result, refused: page.refused };
    },
  };
}

function takeStep(page: LoadedPage, step: Step): Promise<unknown> {
  if (step.name === 'print') return page.print(step);
  if (step.name === 'run') return page.run(functionOf(step.source), step.arg);
  return step.name === 'runScript' ? page.runScript(step.text) : page.reload();
}

/** The function again; it runs in the page alone. */
function functionOf(source: string): (arg: unknown) => unknown {
  return new Function('arg', `return (${source})(arg);`) as (arg: unknown) => unknown;
}

/** Asks for the lender's browser, and gives what this end must answer. Throws NoBrowserError as the lender's does. */
export function borrowBrowser(channel: () => ThreadChannel): {
  readonly answers: Answers;
  open(): Promise<PrintBrowser>;
} {
  const users = new Map<number, () => Promise<void>>();
  let jobs = 0;
  const withPage: PrintBrowser['withPage'] = async (work, use) => {
    jobs += 1;
    const job = jobs;
    let outcome: { result: Awaited<ReturnType<typeof use>> } | { thrown: unknown } | undefined;
    users.set(job, async () => {
      try {
        outcome = { result: await use(borrowPage(channel(), job)) };
      } catch (thrown) {
        outcome = { thrown };
        throw thrown;
      }
    });
    try {
      await channel().ask('withPage', { job, work });
    } catch (error) {
      // The lender knows better than `use` if the browser failed; else `use` knows better what it threw.
      throw error instanceof PrintFailure || outcome === undefined || 'result' in outcome
        ? error
        : outcome.thrown;
    } finally {
      users.delete(job);
    }
    if (outcome === undefined || 'thrown' in outcome) throw new Error('the page was never used');
    return outcome.result;
  };
  return {
    answers: { usePage: (job: number) => users.get(job)?.() },
    open: async () => {
      const known = await channel().ask<{ facts: BrowserFacts; tried: TriedBrowser[] }>('open', {});
      return { ...known, withPage, endAfter: () => {}, close: async () => {} }; // who lends it closes it
    },
  };
}

function borrowPage(channel: ThreadChannel, job: number): LoadedPage {
  const refused: RefusedRequest[] = [];
  const step = async <Result>(words: Omit<Step, 'job'> & Record<string, unknown>) => {
    const outcome = await channel.ask<StepOutcome>('step', { ...words, job });
    refused.splice(0, refused.length, ...outcome.refused);
    return outcome.result as Result;
  };
  return {
    refused,
    print: ({ tagged }) => step({ name: 'print', tagged }),
    run: (fn, arg) => step({ name: 'run', source: `${fn}`, arg }),
    runScript: (text) => step({ name: 'runScript', text }),
    reload: () => step({ name: 'reload' }),
  };
}

type Packed =
  | { readonly kind: 'no-browser'; readonly tried: readonly TriedBrowser[] }
  | { readonly kind: 'failure'; readonly job: string; readonly attempts: readonly FailedAttempt[] }
  | { readonly kind: 'other'; readonly error: unknown };

/** The two errors that tell what a browser did keep their kind on the way. */
export const browserErrors: ErrorForm = {
  pack: (error): Packed => {
    if (error instanceof NoBrowserError) return { kind: 'no-browser', tried: error.tried };
    if (error instanceof PrintFailure)
      return { kind: 'failure', job: error.job, attempts: error.attempts };
    return { kind: 'other', error: error instanceof Error ? error : new Error(String(error)) };
  },
  unpack: (packed) => {
    const known = packed as Packed;
    if (known.kind === 'no-browser') return new NoBrowserError(known.tried);
    return known.kind === 'failure' ? new PrintFailure(known.job, known.attempts) : known.error;
  },
};
