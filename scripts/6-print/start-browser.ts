// The files of one browser in, that browser running and answering out, or why it would not. It knows
// nothing of where browsers are found and of what they print.
import type { Browser } from 'puppeteer';
import type { BrowserFiles } from './browser-candidates.ts';
import { type BrowserProcess, makeProfileFolder, startBrowserProcess } from './browser-process.ts';
import { loadPuppeteer } from './load-puppeteer.ts';
import { withinLimit } from './time-limit.ts';

/** Why a browser did not start; `refusal` when it was for want of a sandbox. */
export interface FailedStart {
  readonly reason: string;
  readonly refusal?: string;
}

/** A browser that answered. `close` ends it within a second, with all its processes. */
export interface StartedBrowser {
  readonly browser: Browser;
  readonly version: string;
  /** Resolves when the process is gone: "was killed (SIGKILL)". */
  readonly ended: Promise<string>;
  close(): Promise<void>;
}

/** Starts a browser with our own arguments and those given. Never throws for the browser's faults. */
export async function startBrowser(
  files: BrowserFiles,
  args: readonly string[],
  timeoutMs: number,
): Promise<StartedBrowser | FailedStart> {
  const profileFolder = await makeProfileFolder();
  const environment = await files.environment(profileFolder);
  const { executable } = files;
  const started = startBrowserProcess({
    executable,
    args: [...quietArguments, ...args],
    environment,
    profileFolder,
  });
  try {
    const lost = started.ended.then((how) => Promise.reject(new Error(`it ${how}`)));
    const connecting = connectByPipe(started);
    const { browser, version } = await withinLimit(
      timeoutMs,
      Promise.race([connecting, lost]),
      () => new Error(`it did not answer within ${timeoutMs / 1000} s`),
    );
    const close = () => endBrowser(started);
    return { browser, version, ended: started.ended, close };
  } catch (error) {
    // The connection breaks a moment before the process is known to have ended, and how.
    const how = withinLimit(500, started.ended, () => error as Error).then((end) => `it ${end}`);
    const reason = await how.catch(({ message }: Error) => message);
    started.kill();
    await started.ended;
    return describeStart(reason, started.recentWords());
  }
}

/** Does not ask: it has nothing to save, and would take three times as long to tidy what is thrown away. */
async function endBrowser({ ended, kill }: BrowserProcess): Promise<void> {
  kill();
  await ended;
}

async function connectByPipe({ transport }: BrowserProcess) {
  // Loaded while the browser starts, which needs no help from us for its first 40 milliseconds.
  const { connect } = await loadPuppeteer();
  const browser = await connect({ transport, defaultViewport: null, protocolTimeout: 0 });
  return { browser, version: await browser.version() };
}

/** A quiet browser that reaches nothing, paints the same everywhere and keeps every safeguard. */
export const quietArguments: readonly string[] = [
  '--headless',
  // The same paint everywhere: no hinting to a screen's pixels, one colour space, one language.
  '--font-render-hinting=none',
  '--force-color-profile=srgb',
  '--lang=en-GB',
  '--hide-scrollbars',
  '--disable-gpu',
  // Nothing reaches the network: what the page asks for is answered before a name is looked up.
  '--host-resolver-rules=MAP * ~NOTFOUND',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-default-apps',
  '--disable-domain-reliability',
  '--disable-extensions',
  '--disable-sync',
  '--no-pings',
  '--metrics-recording-only',
  '--disable-features=Translate,OptimizationHints,MediaRouter,DialMediaRouteProvider',
  // No questions, reports or sounds.
  '--no-first-run',
  '--no-default-browser-check',
  '--disable-breakpad',
  '--disable-crash-reporter',
  '--mute-audio',
  '--password-store=basic',
  '--use-mock-keychain',
  // Work at full speed though no window shows, and in containers whose shared memory is small.
  '--disable-background-timer-throttling',
  '--disable-backgrounding-occluded-windows',
  '--disable-renderer-backgrounding',
  '--disable-hang-monitor',
  '--disable-dev-shm-usage',
];

/** The browser's own last words are the best reason; of the many it writes, the fatal ones. */
function describeStart(reason: string, words: string): FailedStart {
  const lines = words.split('\n').map((line) => line.trim());
  const refusal = lines.find((line) => /no usable sandbox|sandbox.*(fail|denied)/i.test(line));
  if (refusal !== undefined) {
    const plain = 'the system allows no user namespaces';
    return { reason: `${reason}: ${refusal}`, refusal: plain };
  }
  const fatal = lines.find((line) => /error while loading|FATAL|cannot|not found/i.test(line));
  const last = fatal ?? lines.filter((line) => line !== '').at(-1);
  return { reason: last === undefined ? reason : `${reason}: ${last}` };
}
