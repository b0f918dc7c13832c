// A page, the HTML and the files of one report in; the page answers itself from memory, and the list
// of what it was refused comes out. It touches no disk and no network and knows nothing of PDF.
import type { CDPSession, HTTPRequest, Page } from 'puppeteer';

/**
 * The address of the report in the browser. Names under `localhost` count as secure without a
 * certificate, and over plain http nothing is refused before we see it. It is never looked up.
 * Source: Secure Contexts, section 3.1; RFC 6761, section 6.3.
 */
export const printOrigin = 'http://report.localhost';

/** A file of the report, by its path from the report's root: `assets/fonts/text.woff2`. */
export interface PrintFile {
  readonly bytes: Uint8Array;
  readonly mediaType: string;
}

/**
 * Something the page asked for and did not get.
 * `outside`: not of this report, and nothing was fetched; `missing`: of this report, but not among
 * its files; `unreadable`: among its files, but the browser can make nothing of the font or image.
 * `url` is as the browser saw it: a path of the report begins with `printOrigin`.
 */
export interface RefusedRequest {
  readonly url: string;
  /** The browser's word: "image", "font", "stylesheet", "document", "media", … or "unknown". */
  readonly resourceType: string;
  readonly reason: 'outside' | 'missing' | 'unreadable';
  /** Where the request stands, if known; lines count from 1. */
  readonly initiator?: { readonly url: string; readonly line?: number };
}

/** What the page is made of. */
export interface PrintContent {
  readonly html: string;
  readonly files: ReadonlyMap<string, PrintFile>;
}

/**
 * From now on the page gets its HTML at `printOrigin` + `/`, its files under their paths, `data:`
 * addresses from themselves, and nothing else. `refused` grows while the page lives.
 */
export async function servePrintOrigin(
  page: Page,
  session: CDPSession,
  content: PrintContent,
  refused: RefusedRequest[],
): Promise<void> {
  const refuse = (entry: RefusedRequest) => {
    if (!refused.some(({ url }) => url === entry.url)) refused.push(entry);
  };
  page.on('request', (request) => {
    // The page may be gone before it has its answer; whoever waits for the page is told.
    answer(request, content, refuse).catch(() => {});
  });
  // Some addresses are refused inside the browser before they are requests; only its log tells.
  session.on('Log.entryAdded', ({ entry }) => {
    const found = readRefusal(entry.text);
    const place = entry.url === undefined ? {} : { initiator: initiatorOf(entry.url, entry) };
    if (found !== undefined) refuse({ resourceType: 'unknown', ...found, ...place });
  });
  await Promise.all([session.send('Log.enable'), page.setRequestInterception(true)]);
}

async function answer(
  request: HTTPRequest,
  { html, files }: PrintContent,
  refuse: (entry: RefusedRequest) => void,
): Promise<void> {
  const url = request.url();
  if (url.startsWith('data:')) return request.continue();
  if (url === `${printOrigin}/`) {
    return request.respond({ contentType: 'text/html; charset=utf-8', body: html });
  }
  if (url === `${printOrigin}/favicon.ico`) return request.respond({ status: 204 });
  const path = pathInReport(url);
  const file = path === undefined ? undefined : files.get(path);
  if (file !== undefined) {
    return request.respond({ contentType: file.mediaType, body: file.bytes });
  }
  const reason = path === undefined ? 'outside' : 'missing';
  refuse({ url, resourceType: request.resourceType(), reason, ...placeOf(request) });
  // "No content" leaves a frame, or the page itself, as it is; an error would put a page in its place.
  if (request.isNavigationRequest()) return request.respond({ status: 204 });
  return request.abort('blockedbyclient');
}

/** `http://report.localhost/a%20b.png?v=2#top` is `a b.png`; undefined outside the report. */
function pathInReport(url: string): string | undefined {
  if (!url.startsWith(`${printOrigin}/`)) return undefined;
  const [path = ''] = url.slice(printOrigin.length + 1).split(/[?#]/);
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

function placeOf(request: HTTPRequest): Pick<RefusedRequest, 'initiator'> {
  const { url, lineNumber } = request.initiator() ?? {};
  return url === undefined ? {} : { initiator: initiatorOf(url, { lineNumber }) };
}

function initiatorOf(
  url: string,
  { lineNumber }: { readonly lineNumber?: number | undefined },
): NonNullable<RefusedRequest['initiator']> {
  return lineNumber === undefined ? { url } : { url, line: lineNumber + 1 };
}

/** The messages of Chromium 147 and 156 for what never becomes a request. */
function readRefusal(text: string): Pick<RefusedRequest, 'url' | 'reason'> | undefined {
  const outside =
    /^Not allowed to load local resource: (\S+)/.exec(text) ??
    /^Unsafe attempt to load URL (\S+) from frame/.exec(text) ??
    /requested an insecure \S+ '([^']+)'/.exec(text);
  if (outside?.[1] !== undefined) return { url: outside[1], reason: 'outside' };
  const font = /^Failed to decode downloaded font: (\S+)/.exec(text);
  return font?.[1] === undefined ? undefined : { url: font[1], reason: 'unreadable' };
}
