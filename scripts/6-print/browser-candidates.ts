// A wish and a cache folder in, the browsers that may be there out, in the order they are tried.
// It looks for files; it starts nothing and knows nothing of how a browser is driven.
import { access, constants, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';
import { carriedFolder, findCarriedPackage, unpackCarriedBrowser } from './carried-browser.ts';

/**
 * Where a browser comes from: `given` a path the user named, `remote` an address the user named,
 * `carried` inside an npm package, `puppeteer` downloaded by Puppeteer, `machine` installed here.
 */
export type BrowserKind = 'given' | 'remote' | 'carried' | 'puppeteer' | 'machine';

/** What is needed to start a browser; `environment` is made for one profile folder. */
export interface BrowserFiles {
  readonly executable: string;
  environment(profileFolder: string): Promise<NodeJS.ProcessEnv>;
}

/** One place to look. `where` is for people; of the carried one it is the same on every machine. */
export interface BrowserCandidate {
  readonly kind: Exclude<BrowserKind, 'remote'>;
  readonly where: string;
  /** Undefined when there is nothing at that place. Throws when there is and it cannot be used. */
  find(onUnpack: () => void): Promise<BrowserFiles | undefined>;
}

/** True for `ws://`, `wss://`, `http://` and `https://` addresses; any other wish is a path. */
export function isRemoteWish(wish: string): boolean {
  return /^(wss?|https?):\/\//i.test(wish);
}

/** The places to look, in order. A wish is the only place: another browser prints other bytes. */
export async function listBrowserCandidates(
  wish: string | undefined,
  cacheFolder: string,
): Promise<BrowserCandidate[]> {
  if (wish !== undefined) return [fileCandidate('given', wish)];
  return [
    await carriedCandidate(cacheFolder),
    puppeteerCandidate(),
    ...machinePaths().map((path) => fileCandidate('machine', path)),
  ];
}

async function carriedCandidate(cacheFolder: string): Promise<BrowserCandidate> {
  const carried = await findCarriedPackage();
  const where = `@sparticuz/chromium ${carried?.version ?? '(Linux x64 only)'}`;
  return {
    kind: 'carried',
    where,
    find: async (onUnpack) => {
      if (carried === undefined) return undefined;
      try {
        const files = await unpackCarriedBrowser(carried, cacheFolder, onUnpack);
        return {
          executable: files.executable,
          environment: (profile) =>
            closedEnvironment(profile, files.libraryFolder, files.fontFolder),
        };
      } catch (error) {
        const folder = carriedFolder(carried, cacheFolder);
        throw new Error(`cannot be unpacked into ${folder}: ${(error as Error).message}`);
      }
    },
  };
}

/**
 * All that the carried browser sees: its own libraries and fonts, and nothing of the machine's, so
 * that it starts on a bare system and prints the same everywhere.
 */
async function closedEnvironment(
  profileFolder: string,
  libraryFolder: string,
  fontFolder: string,
): Promise<NodeJS.ProcessEnv> {
  const configuration = join(profileFolder, 'fonts.conf');
  await writeFile(
    configuration,
    `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>${escapeXml(fontFolder)}</dir>
  <cachedir>${escapeXml(join(profileFolder, 'fonts'))}</cachedir>
</fontconfig>
`,
  );
  return {
    ...pick(process.env, ['PATH', 'TMPDIR']),
    HOME: profileFolder,
    LANG: 'C.UTF-8',
    TZ: 'UTC',
    LD_LIBRARY_PATH: libraryFolder,
    FONTCONFIG_FILE: configuration,
    FONTCONFIG_PATH: profileFolder,
  };
}

/** Puppeteer's own choice of version, in its cache; asked only when the carried one is not there. */
function puppeteerCandidate(): BrowserCandidate {
  return {
    kind: 'puppeteer',
    where: "Puppeteer's cache",
    find: async () => {
      const { executablePath } = await import('puppeteer');
      for (const headless of ['shell', true] as const) {
        const path = await attempt(async () => executablePath({ headless }));
        if (path !== undefined && (await isExecutable(path))) return machineFiles(path);
      }
      return undefined;
    },
  };
}

function fileCandidate(kind: 'given' | 'machine', path: string): BrowserCandidate {
  return {
    kind,
    where: path,
    find: async () => ((await isExecutable(path)) ? machineFiles(path) : undefined),
  };
}

function machineFiles(executable: string): BrowserFiles {
  return { executable, environment: async () => ({ ...process.env, TZ: 'UTC' }) };
}

/** The usual names on the PATH and the usual places, best first. */
function machinePaths(): string[] {
  if (process.platform === 'win32') return windowsPaths();
  const names = [
    'chrome-headless-shell',
    'chromium-headless-shell',
    'chromium',
    'chromium-browser',
    'google-chrome-stable',
    'google-chrome',
    'chrome',
  ];
  const folders = (process.env.PATH ?? '').split(delimiter).filter((folder) => folder !== '');
  const onPath = names.flatMap((name) => folders.map((folder) => join(folder, name)));
  return process.platform === 'darwin' ? [...onPath, ...macPaths()] : onPath;
}

function macPaths(): string[] {
  const programs = ['Google Chrome', 'Chromium', 'Google Chrome for Testing'];
  const folders = ['/Applications', join(homedir(), 'Applications')];
  return folders.flatMap((folder) =>
    programs.map((name) => join(folder, `${name}.app`, 'Contents', 'MacOS', name)),
  );
}

function windowsPaths(): string[] {
  const folders = ['PROGRAMFILES', 'PROGRAMFILES(X86)', 'LOCALAPPDATA']
    .map((name) => process.env[name])
    .filter((folder) => folder !== undefined);
  return ['Google\\Chrome', 'Chromium'].flatMap((program) =>
    folders.map((folder) => join(folder, program, 'Application', 'chrome.exe')),
  );
}

async function isExecutable(path: string): Promise<boolean> {
  return (await attempt(() => access(path, constants.X_OK).then(() => true))) ?? false;
}

async function attempt<T>(work: () => Promise<T>): Promise<T | undefined> {
  try {
    return await work();
  } catch {
    return undefined;
  }
}

function pick(from: NodeJS.ProcessEnv, names: readonly string[]): NodeJS.ProcessEnv {
  return Object.fromEntries(
    names.flatMap((name) => (from[name] === undefined ? [] : [[name, from[name]]])),
  );
}

function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
