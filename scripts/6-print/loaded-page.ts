// An empty page of a running browser and what to put in it in, the loaded page out: it can be
// measured and printed. Every step has a time limit. It knows nothing of trying again.
import type { BrowserContext, CDPSession, Page } from 'puppeteer';
import type { OpenBrowser } from './browser.ts';
import type { FailedAttempt } from './print-failure.ts';
import {
  type PrintContent,
  printOrigin,
  type RefusedRequest,
  servePrintOrigin,
} from './print-origin.ts';
import { withinLimit } from './time-limit.ts';

/** The page with the report in it. Its own scripts never run; what is given to `run` does. */
export interface LoadedPage {
  /**
   * Prints with the page sizes of the style sheet. `tagged` adds tags and outline. The bytes are the
   * browser's own; the dates in them are those of the moment.
   */
  print(options: { readonly tagged: boolean }): Promise<Uint8Array>;
  /**
   * Calls the function in the page, in print layout, and returns what it returns. Both ways only
   * JSON passes. The function sees nothing of its surroundings, and timers and events do not fire;
   * promises of the browser (`document.fonts.ready`) work. What it throws is thrown here.
   */
  run<A, R>(fn: (arg: A) => R, arg: A): Promise<Awaited<R>>;
  /** Runs the text of a script in the page, before or between calls of `run`, which see what it leaves behind. */
  runScript(text: string): Promise<void>;
  /** Begins again with the page as it was loaded. */
  reload(): Promise<void>;
  /** What the page asked for and did not get, so far. */
  readonly refused: readonly RefusedRequest[];
}

/** A page in a context of its own, ready for a report. */
export interface BlankPage {
  readonly context: BrowserContext;
  readonly page: Page;
  readonly session: CDPSession;
}

/** Makes an empty page that lays out for print, runs no scripts and shows no scroll bars. */
export async function makeBlankPage({ browser }: Pick<OpenBrowser, 'browser'>): Promise<BlankPage> {
  const context = await browser.createBrowserContext();
  const page = await context.newPage();
  const session = await page.createCDPSession();
  // All in one session: at a navigation the last one restores its settings over those of others.
  await Promise.all([
    session.send('Emulation.setScriptExecutionDisabled', { value: true }),
    session.send('Emulation.setEmulatedMedia', { media: 'print' }),
    session.send('Emulation.setScrollbarsHidden', { hidden: true }),
    // A page that is not in front paints nothing and then waits for its fonts for ever.
    session.send('Emulation.setFocusEmulationEnabled', { enabled: true }),
    session.send('Emulation.setDeviceMetricsOverride', {
      width: 794, // A4 at 96 pixels an inch
      height: 1123,
      deviceScaleFactor: 1,
      mobile: false,
    }),
  ]);
  return { context, page, session };
}

/** Closes the page, whatever state it is in, and waits a moment at most. */
export async function closeBlankPage({ context, session }: BlankPage): Promise<void> {
  // A page in an endless loop would not hear that it should close.
  session.send('Runtime.terminateExecution').catch(() => {});
  const closing = context.close().catch(() => {});
  await withinLimit(2_000, closing, () => new Error('the page does not close')).catch(() => {});
}

/** One attempt at a job. `failure` is set once the browser or the page failed. */
export interface PageAttempt {
  readonly page: LoadedPage;
  load(): Promise<void>;
  failure(): FailedAttempt | undefined;
}

/** Prepares the attempt; nothing happens before `load`. Each step may take `limitMs`. */
export function attemptPage(
  blank: BlankPage,
  ended: Promise<string>,
  content: PrintContent,
  limitMs: number,
): PageAttempt {
  const { page, session } = blank;
  const refused: RefusedRequest[] = [];
  const { step, failure } = watchSteps(page, ended, limitMs);
  const open = async (): Promise<void> => {
    await page.goto(`${printOrigin}/`, { waitUntil: 'load', timeout: 0 });
    await settle(page, refused);
  };
  return {
    failure,
    load: () =>
      step('loading the page', async () => {
        await servePrintOrigin(page, session, content, refused);
        await open();
      }),
    page: {
      refused,
      reload: () => step('loading the page', open),
      runScript: (text) =>
        step('measuring the page', async () => {
          await page.evaluate(`${text};undefined`);
        }),
      run: (fn, arg) => step('measuring the page', () => runInPage(page, fn, arg)),
      print: ({ tagged }) =>
        step('printing', async () => {
          await settle(page, refused);
          return printPage(session, tagged);
        }),
    },
  };
}

/** Thrown to end a step; its message is what happened, for people. */
class LostPage extends Error {}

function watchSteps(page: Page, ended: Promise<string>, limitMs: number) {
  let failed: FailedAttempt | undefined;
  const lost = new Promise<string>((resolve) => {
    page.once('error', () => resolve('the page crashed'));
    ended.then((how) => resolve(`the browser ${how}`));
  });
  const step = async <T>(doing: string, work: () => Promise<T>): Promise<T> => {
    const start = performance.now();
    const late = () => new LostPage(`nothing happened for ${limitMs / 1000} s`);
    const interrupted = lost.then((what) => Promise.reject(new LostPage(what)));
    try {
      return await withinLimit(limitMs, Promise.race([work(), interrupted]), late);
    } catch (error) {
      const afterMs = performance.now() - start;
      const what = await explainLoss(error, lost);
      if (what !== undefined) failed ??= { doing, what, afterMs };
      throw error;
    }
  };
  return { step, failure: () => failed };
}

/**
 * What happened to the browser; undefined when the fault is not the browser's. A broken connection
 * is noticed before its cause is, so the cause gets a moment to be told.
 */
async function explainLoss(error: unknown, lost: Promise<string>): Promise<string | undefined> {
  const { name, message } = error as Error;
  if (error instanceof LostPage) return message;
  const names = ['TargetCloseError', 'ConnectionClosedError', 'ProtocolError'];
  if (!names.includes(name)) return undefined;
  const untold = () => new Error(`the browser failed (${message})`);
  return withinLimit(1_000, lost, untold).catch((reason: Error) => reason.message);
}

/** Waits for fonts and images, those far down too, and notes the images that cannot be shown. */
async function settle(page: Page, refused: RefusedRequest[]): Promise<void> {
  const unreadable = await page.evaluate(async () => {
    // Fonts are asked for by the layout, so it must have happened before they are waited for.
    void document.documentElement.offsetHeight;
    await document.fonts.ready;
    const images = [...document.images].filter((image) => image.src !== '');
    for (const image of images) image.loading = 'eager';
    const decoded = await Promise.allSettled(images.map((image) => image.decode()));
    return decoded.flatMap(({ status }, index) =>
      status === 'rejected' ? [images[index]?.currentSrc || images[index]?.src || ''] : [],
    );
  });
  for (const url of unreadable) {
    const isKnown = refused.some((entry) => entry.url === url);
    if (!isKnown) refused.push({ url, resourceType: 'image', reason: 'unreadable' });
  }
}

/**
 * Build tools wrap named functions in a call of `__name`, which the page does not know; there it
 * gives back what it gets. As one text a large result passes in a third of the time.
 */
async function runInPage<A, R>(page: Page, fn: (arg: A) => R, arg: A): Promise<Awaited<R>> {
  const wrapped = new Function(
    'text',
    `const __name = (named) => named;
    const arg = text === null ? undefined : JSON.parse(text);
    return Promise.resolve((${fn})(arg)).then((result) => JSON.stringify(result) ?? null);`,
  ) as (text: string | null) => Promise<string | null>;
  const text = await page.evaluate(wrapped, JSON.stringify(arg) ?? null);
  return (text === null ? undefined : JSON.parse(text)) as Awaited<R>;
}

async function printPage(session: CDPSession, tagged: boolean): Promise<Uint8Array> {
  const { data } = await session.send('Page.printToPDF', {
    preferCSSPageSize: true,
    printBackground: true,
    generateTaggedPDF: tagged,
    generateDocumentOutline: tagged,
  });
  return Buffer.from(data, 'base64');
}
