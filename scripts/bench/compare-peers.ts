/**
 * A report and lengths in; out, what the same HTML and CSS cost in this builder, in the bare browser and in other
 * paginators, each a process seen from outside. Peers run if `npm ci` has been run in peers/.
 */
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, stat, writeFile } from 'node:fs/promises';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import type { BrowserFacts } from '../6-print/browser.ts';
import { listBrowserCandidates } from '../6-print/browser-candidates.ts';
import { bundlePageScript } from '../6-print/pages/page-script.ts';
import { quietArguments } from '../6-print/start-browser.ts';
import { CACHE_FOLDER, OWN_FOLDER } from '../commands/project.ts';
import { countNotes } from './count-notes.ts';
import { expandSelectors } from './expand-selectors.ts';
import { type MeasuredCommand, measureMemory } from './measure-process.ts';
import type { Sample } from './open-samples.ts';
import { chapterCharacters, repeatChapters } from './repeat-chapters.ts';

export interface PeerCost {
  readonly name: string;
  readonly time: number;
  /** MB of all its processes at their peak. */
  readonly memory: number;
  readonly pages: number;
  /** Notes on the page of their call, of all. */
  readonly notes: { readonly kept: number; readonly all: number };
  readonly bytes: number;
  /** Milliseconds of its steps, of those peers that tell them. */
  readonly steps: Readonly<Record<string, number>>;
}

/** A peer that did not run, and why or how it can be had. */
export interface AbsentPeer {
  readonly name: string;
  readonly reason: string;
}

const PEERS = fileURLToPath(new URL('peers/', import.meta.url));
const HERE = fileURLToPath(new URL('.', import.meta.url));

/** In the bare browser notes stand after their paragraph; paginators that can set them at the foot are told so. */
const NOTE_STYLES = {
  bare: '.note{position:static!important}',
  paginator: `.note{position:static!important;float:footnote;width:auto!important}
    .note::footnote-call,.note::footnote-marker{content:none}`,
};

/** Whether there is anything to compare with. */
export function hasPeers(): boolean {
  return existsSync(join(PEERS, 'node_modules'));
}

/** Every peer with reports of every length, the longest last; `say` is told of each as it is done. */
export async function comparePeers(
  sample: Sample,
  facts: BrowserFacts,
  scratch: string,
  lengths: readonly number[],
  say: (pages: number, cost: PeerCost | AbsentPeer) => void,
  wanted: (name: string) => boolean = () => true,
): Promise<void> {
  const characters = chapterCharacters(sample.html);
  const perPage = characters / PAGES_OF_SAMPLE;
  for (const pages of lengths) {
    const html = markNotes(addNotes(repeatChapters(sample.html, pages * perPage)));
    const folder = await mkdtemp(join(scratch, `peers-${pages}-`));
    const files = await writeInputs(sample, folder, html);
    for (const peer of await listPeers(sample, facts, folder, files))
      if (wanted(peer.name)) say(pages, 'reason' in peer ? peer : await measurePeer(peer));
  }
}

/** Chapters of the first report take about so many pages with the notes that are added; lengths need be no more exact. */
const PAGES_OF_SAMPLE = 40;

/** No peer gets longer for one report. */
const LIMIT_MS = 20 * 60_000;

interface Peer {
  readonly name: string;
  readonly pdf: string;
  readonly command: MeasuredCommand;
}

async function measurePeer({ name, pdf, command }: Peer): Promise<PeerCost | AbsentPeer> {
  const start = performance.now();
  try {
    const memory = await measureMemory({ ...command, limitMs: LIMIT_MS });
    const time = performance.now() - start;
    const { pages, ...notes } = await countNotes(await readFile(pdf));
    const steps = existsSync(`${pdf}.json`)
      ? JSON.parse(await readFile(`${pdf}.json`, 'utf8'))
      : {};
    const { size } = await stat(pdf);
    return { name, time, memory: memory?.tree ?? 0, pages, notes, bytes: size, steps };
  } catch (fault) {
    const words = fault instanceof Error ? fault.message : String(fault);
    if (process.env['DEBUG']) process.stderr.write(words);
    return {
      name,
      reason: `failed: ${/^.*error.*$/im.exec(words.slice(words.indexOf('\n')))?.[0] ?? words.slice(-300)}`,
    };
  }
}

/** A note to every other paragraph, so that there are as many as in a paper with references at the foot. */
function addNotes(html: string): string {
  let count = 0;
  const addNote = (whole: string, open: string, words: string): string => {
    count++;
    if (count % 2 === 0) return whole;
    const call = `<sup><a class="footnote-call" id="call-${count}" href="#note-${count}">${count}</a></sup>`;
    const number = `<span class="note-number">${count}</span>`;
    const note = `<aside class="note" id="note-${count}"><p>${number} ${NOTE.repeat((count % 5) + 1)}</p></aside>`;
    return `${open}${words}${call}</p>${note}`;
  };
  // A note inside a note would stand beside its page, and Chromium would print all of the report smaller.
  const parts = html.split(/(<aside class="note"[\s\S]*?<\/aside>)/);
  return parts
    .map((part, index) => (index % 2 === 1 ? part : part.replace(PARAGRAPH, addNote)))
    .join('');
}

const PARAGRAPH = /(<p id="[^"]*"[^>]*>)([\s\S]*?)<\/p>/g;

const NOTE = 'See the table of cities for the year and the boundaries that are meant here. ';

/** Each call and note gets a word of its own, so that they can be found in any PDF. */
function markNotes(html: string): string {
  return html
    .replace(
      /(<a class="footnote-call"[^>]*href="#([^"]+)"[^>]*>)/g,
      '$1<i class="mark">[c:$2]</i>',
    )
    .replace(/(<aside [^>]*class="note"[^>]*id="([^"]+)"[^>]*>)/g, '$1<i class="mark">[n:$2]</i>')
    .replace(/(<aside [^>]*id="([^"]+)"[^>]*class="note"[^>]*>)/g, '$1<i class="mark">[n:$2]</i>');
}

interface InputFiles {
  readonly built: string;
  readonly bare: string;
  readonly paginator: string;
  readonly paged: string;
}

async function writeInputs(sample: Sample, folder: string, html: string): Promise<InputFiles> {
  for (const { file, bytes } of sample.inputs.fonts) {
    await mkdir(dirname(join(folder, 'fonts', file)), { recursive: true });
    await writeFile(join(folder, 'fonts', file), bytes);
  }
  const write = async (name: string, style: string): Promise<string> => {
    const path = join(folder, `${name}.html`);
    const mark = '.mark{font-size:1px;letter-spacing:-.6px}';
    const styled = html.replace('</head>', `<style>${mark}${style}</style></head>`);
    await writeFile(path, name === 'paged' ? expandSelectors(styled) : styled);
    return path;
  };
  return {
    built: await write('built', ''),
    bare: await write('bare', NOTE_STYLES.bare),
    paginator: await write('paginator', NOTE_STYLES.paginator),
    // Paged.js 0.4.3 fails on notes at the foot here (a call that it does not find), so it sets them as the bare browser.
    paged: await write('paged', NOTE_STYLES.bare),
  };
}

async function listPeers(
  sample: Sample,
  facts: BrowserFacts,
  folder: string,
  files: InputFiles,
): Promise<readonly (Peer | AbsentPeer)[]> {
  const browser = await openTask(facts, folder);
  const node = (args: string[], env: NodeJS.ProcessEnv = process.env): MeasuredCommand => ({
    command: process.execPath,
    args,
    env,
    cwd: OWN_FOLDER,
  });
  const pdf = (name: string): string => join(folder, `${name}.pdf`);
  const assets = Object.fromEntries(
    sample.inputs.fonts.map(({ file, mediaType }) => [`fonts/${file}`, mediaType]),
  );
  const built = { file: files.built, pdf: pdf('built'), assets, expectedPages: 900 };
  const bare = { ...browser, files: [files.bare] };
  const paged = { ...browser, file: files.paged, pdf: pdf('paged') };
  const program = (name: string): string => join(HERE, name);
  return [
    {
      name: 'this builder',
      pdf: built.pdf,
      command: node([await compilePrinter(), JSON.stringify(built)]),
    },
    {
      name: 'bare browser',
      pdf: pdf('bare'),
      command: node([program('bare-print.mjs'), JSON.stringify(bare)]),
    },
    ...(hasPeers()
      ? [
          {
            name: 'Paged.js',
            pdf: paged.pdf,
            command: node([program('peers/print-with-paged.mjs'), JSON.stringify(paged)]),
          },
          openVivliostyle(browser, files.paginator, pdf('vivliostyle')),
        ]
      : [
          {
            name: 'Paged.js, Vivliostyle',
            reason: 'to measure them: (cd scripts/bench/peers && npm ci)',
          },
        ]),
    openWeasyPrint(files.paginator, pdf('weasyprint')),
  ];
}

/** As a build runs it: compiled, not read from its sources. */
async function compilePrinter(): Promise<string> {
  const file = join(CACHE_FOLDER, 'bench-print.mjs');
  await build({
    entryPoints: [join(HERE, 'print-built.ts')],
    outfile: file,
    bundle: true,
    platform: 'node',
    format: 'esm',
    packages: 'external',
    define: { PAGE_SCRIPT: JSON.stringify(await bundlePageScript()) },
    logLevel: 'error',
  });
  return file;
}

type BrowserTask = Awaited<ReturnType<typeof openTask>>;

async function openTask(facts: BrowserFacts, folder: string) {
  const candidates = await listBrowserCandidates(undefined, CACHE_FOLDER);
  const candidate = candidates.find(({ kind }) => kind === facts.kind);
  const found = await candidate?.find(() => undefined);
  if (found === undefined) throw new Error(`the browser is gone: ${facts.where}`);
  const profileFolder = await mkdtemp(join(folder, 'profile-'));
  return {
    executable: found.executable,
    args: [...quietArguments, ...(facts.sandbox === false ? ['--no-sandbox'] : [])],
    env: await found.environment(profileFolder),
    profileFolder,
  };
}

function openVivliostyle(browser: BrowserTask, file: string, pdf: string): Peer {
  const program = join(PEERS, 'node_modules/@vivliostyle/cli/dist/cli.js');
  const options = ['-o', pdf, '--executable-browser', browser.executable, '--timeout', '3600'];
  return {
    name: 'Vivliostyle',
    pdf,
    command: {
      command: process.execPath,
      args: [program, 'build', file, ...options],
      env: { ...process.env, ...browser.env },
      cwd: dirname(file),
    },
  };
}

function openWeasyPrint(file: string, pdf: string): Peer | AbsentPeer {
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  const program = folders.map((one) => join(one, 'weasyprint')).find(existsSync);
  const name = 'WeasyPrint';
  if (program === undefined)
    return { name, reason: 'not on PATH; to measure it: pipx install weasyprint' };
  const command = {
    command: program,
    args: [file, pdf],
    env: process.env,
    cwd: dirname(file),
  };
  return { name, pdf, command };
}
