// A wish in, a running browser and the facts about it out: the first of the candidates that starts,
// or the remote one that was wished for. It knows nothing of pages and of what is printed.
import type { Browser } from 'puppeteer';
import {
  type BrowserCandidate,
  type BrowserKind,
  isRemoteWish,
  listBrowserCandidates,
} from './browser-candidates.ts';
import { loadPuppeteer } from './load-puppeteer.ts';
import { NoBrowserError, type TriedBrowser } from './no-browser-error.ts';
import { type StartedBrowser, startBrowser } from './start-browser.ts';
import { withinLimit } from './time-limit.ts';

/**
 * What is known of the browser, for the manifest and for people. `where` holds neither a password
 * nor, for the carried browser, a path; `version` is the browser's word, "HeadlessChrome/147.0.7727.0".
 * `sandbox` is absent for a remote browser, which does not tell.
 */
export interface BrowserFacts {
  readonly kind: BrowserKind;
  readonly where: string;
  readonly version: string;
  readonly sandbox?: boolean;
  /** Why the sandbox is off: "running as root". */
  readonly sandboxReason?: string;
}

/** What happens while a browser is found and used, for progress; `reason` is words for people. */
export type BrowserEvent =
  | { readonly type: 'unpacking' }
  | { readonly type: 'failed'; readonly where: string; readonly reason: string }
  | { readonly type: 'ready'; readonly facts: BrowserFacts }
  | { readonly type: 'retry'; readonly job: string; readonly reason: string };

/** Options: see each. */
export interface BrowserOptions {
  /** A path, or a ws://, wss://, http:// or https:// address; by default the first that works. */
  readonly wish?: string | undefined;
  /** The carried browser is unpacked here, once: by default `node_modules/.cache/paper`. */
  readonly cacheFolder: string;
  readonly onEvent?: ((event: BrowserEvent) => void) | undefined;
  /** How long a browser may take to answer its first question. */
  readonly startTimeoutMs?: number | undefined;
}

/** A running browser. */
export interface OpenBrowser {
  readonly facts: BrowserFacts;
  readonly tried: readonly TriedBrowser[];
  readonly browser: Browser;
  /** Resolves with what happened when the browser is lost: "was killed (SIGKILL)". */
  readonly ended: Promise<string>;
  /** Ends a browser that we started; of a remote one only the connection. */
  close(): Promise<void>;
}

/** Opens the browser. Throws NoBrowserError. */
export async function openBrowser(options: BrowserOptions): Promise<OpenBrowser> {
  const { wish, cacheFolder, onEvent } = options;
  if (wish !== undefined && isRemoteWish(wish)) return connectRemote(wish, options);
  const tried: TriedBrowser[] = [];
  for (const candidate of await listBrowserCandidates(wish, cacheFolder)) {
    const { kind, where } = candidate;
    try {
      const open = await startCandidate(candidate, options);
      if (open !== undefined) {
        onEvent?.({ type: 'ready', facts: open.facts });
        return { ...open, tried: [...tried, { kind, where, outcome: 'works' }] };
      }
      tried.push({ kind, where, outcome: 'absent' });
    } catch (error) {
      const reason = (error as Error).message;
      tried.push({ kind, where, outcome: 'failed', reason });
      onEvent?.({ type: 'failed', where, reason });
    }
  }
  throw new NoBrowserError(tried);
}

/** A slow disk may need seconds to read the 200 MB of a browser for the first time. */
const defaultStartTimeoutMs = 60_000;

type Started = Omit<OpenBrowser, 'tried'>;

async function startCandidate(
  candidate: BrowserCandidate,
  { onEvent, startTimeoutMs: limitMs = defaultStartTimeoutMs }: BrowserOptions,
): Promise<Started | undefined> {
  const files = await candidate.find(() => onEvent?.({ type: 'unpacking' }));
  if (files === undefined) return undefined;
  const refusal = isLinuxRoot() ? 'running as root' : undefined;
  const guarded = refusal ? { reason: refusal, refusal } : await startBrowser(files, [], limitMs);
  if ('browser' in guarded) return describeStarted(candidate, guarded, { sandbox: true });
  if (guarded.refusal === undefined) throw new Error(guarded.reason);
  const started = await startBrowser(files, ['--no-sandbox'], limitMs);
  if (!('browser' in started)) throw new Error(started.reason);
  return describeStarted(candidate, started, { sandbox: false, sandboxReason: guarded.refusal });
}

function describeStarted(
  { kind, where }: BrowserCandidate,
  { browser, version, ended, close }: StartedBrowser,
  sandbox: Pick<BrowserFacts, 'sandbox' | 'sandboxReason'>,
): Started {
  return { browser, ended, close, facts: { kind, where, version, ...sandbox } };
}

/** Chromium refuses its sandbox to root on Linux, where containers mostly run as root. */
function isLinuxRoot(): boolean {
  return process.platform === 'linux' && process.getuid?.() === 0;
}

async function connectRemote(wish: string, options: BrowserOptions): Promise<OpenBrowser> {
  const { onEvent, startTimeoutMs = defaultStartTimeoutMs } = options;
  const kind = 'remote';
  const where = withoutSecrets(wish);
  const { connect } = await loadPuppeteer();
  const address = /^ws/i.test(wish) ? { browserWSEndpoint: wish } : { browserURL: wish };
  try {
    const connecting = connect({ ...address, defaultViewport: null, protocolTimeout: 0 });
    const browser = await withinLimit(
      startTimeoutMs,
      connecting,
      () => new Error(`it did not answer within ${startTimeoutMs / 1000} s`),
    );
    const ended = new Promise<string>((resolve) => {
      browser.once('disconnected', () => resolve('closed the connection'));
    });
    const facts: BrowserFacts = { kind, where, version: await browser.version() };
    onEvent?.({ type: 'ready', facts });
    const close = () => browser.disconnect();
    return { facts, browser, ended, close, tried: [{ kind, where, outcome: 'works' }] };
  } catch (error) {
    const reason = errorText(error).replaceAll(wish, where);
    throw new NoBrowserError([{ kind, where, outcome: 'failed', reason }]);
  }
}

/** An address that may be shown and kept: no password, no token, no number of a passing session. */
function withoutSecrets(address: string): string {
  try {
    const { protocol, host } = new URL(address);
    return `${protocol}//${host}`;
  } catch {
    return address.slice(0, address.indexOf(':') + 3);
  }
}

/** Sockets report events rather than errors; both may bear a message. */
function errorText(error: unknown): string {
  const {
    message,
    code,
    error: inner,
  } = error as {
    message?: string;
    code?: string;
    error?: Error;
  };
  return message || inner?.message || code || 'it cannot be reached';
}
