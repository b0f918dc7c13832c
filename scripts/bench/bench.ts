/**
 * `npm run bench`: what a build costs beside what the browser alone costs, as a short table. Figures to read, not a
 * test: machines differ, and other work on this one moves them. `--quick` takes fewer turns and shorter reports;
 * `--peers` measures only the page builder beside other paginators, of which `--pages=50,150` and `--only=WeasyPrint`
 * choose some.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { availableParallelism, cpus, tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import type { BrowserFacts } from '../6-print/browser.ts';
import { openPrintBrowser } from '../6-print/print-session.ts';
import { CACHE_FOLDER } from '../commands/project.ts';
import { type Cost, compareBuild } from './compare-build.ts';
import { compareDrafts } from './compare-drafts.ts';
import { compareFinish, type FinishCost } from './compare-finish.ts';
import { type AbsentPeer, comparePeers, hasPeers, type PeerCost } from './compare-peers.ts';
import { listGoals, type MeasuredPeer } from './list-goals.ts';
import { median, type PeakMemory } from './measure-process.ts';
import { openSampleProject, openSamples, type Sample } from './open-samples.ts';
import { type StageTime, timeStages } from './time-stages.ts';

const isQuick = process.argv.includes('--quick');
const scratch = await mkdtemp(join(tmpdir(), 'paper-bench-'));
try {
  if (process.argv.includes('--peers'))
    await benchPeers(await openSamples(await openSampleProject()));
  else await benchBuild();
} finally {
  await rm(scratch, { recursive: true, force: true });
}

async function benchBuild(): Promise<void> {
  const { samples, times } = await timeStages(await openSampleProject(), isQuick ? 3 : 7);
  const browser = await openPrintBrowser({ cacheFolder: CACHE_FOLDER });
  sayMachine(browser.facts);
  sayStages(times, samples);
  const [sample] = samples;
  const lengths = isQuick ? [10, 50] : [10, 50, 150, 450];
  if (sample !== undefined) sayFinish(await compareFinish(sample, browser, lengths));
  await browser.close();
  sayBuild(await compareBuild(samples, browser.facts, scratch, isQuick ? 3 : 7));
  sayDrafts(await compareDrafts(scratch, isQuick ? 3 : 7));
  if (hasPeers()) await benchPeers(samples);
  else say('\nOther paginators were not measured: (cd scripts/bench/peers && npm ci)');
}

/** The same HTML and CSS through all, one process after the other. */
async function benchPeers([sample]: readonly Sample[]): Promise<void> {
  if (sample === undefined) return;
  const browser = await openPrintBrowser({ cacheFolder: CACHE_FOLDER });
  await browser.close();
  sayMachine(browser.facts);
  say('\nThe same HTML and CSS in other paginators: whole process, once, memory watched meanwhile');
  row('', 'asked', 'pages', 's', 'memory MB', 'notes kept', 'kB');
  const costs: MeasuredPeer[] = [];
  const only = option('only');
  const lengths = option('pages')?.split(',').map(Number) ?? (isQuick ? [50] : [50, 150, 600]);
  const take = (asked: number, cost: PeerCost | AbsentPeer): void => {
    if (!('reason' in cost)) costs.push({ ...cost, asked });
    sayPeer(asked, cost);
  };
  await comparePeers(sample, browser.facts, scratch, lengths, take, (name) =>
    only === undefined ? true : only.split(',').includes(name),
  );
  sayGoals(costs);
}

function option(name: string): string | undefined {
  const prefix = `--${name}=`;
  return process.argv.find((word) => word.startsWith(prefix))?.slice(prefix.length);
}

function sayGoals(costs: readonly MeasuredPeer[]): void {
  const goals = listGoals(costs);
  if (goals.length > 0) say('\nGoals of the page builder, against the figures above');
  for (const { asked, what, ratio, goal, isMet } of goals)
    row(`${asked} pages`, `${ratio.toFixed(2)} ×`, goal, isMet ? 'met' : 'missed', `  ${what}`);
}

function sayPeer(asked: number, cost: PeerCost | AbsentPeer): void {
  if ('reason' in cost) {
    say(`${cost.name.padEnd(14)}${`${asked}`.padStart(12)}  ${cost.reason}`);
    return;
  }
  const { pages, time, memory, notes, bytes } = cost;
  const kept = `${notes.kept}/${notes.all}`;
  const cells = [asked, pages, (time / 1000).toFixed(1), memory.toFixed(0), kept];
  row(cost.name, ...cells.map(String), (bytes / 1000).toFixed(0));
}

function sayMachine({ version, where }: BrowserFacts): void {
  const [processor] = cpus();
  const memory = `${Math.round(totalmem() / 2 ** 30)} GB`;
  say(`Node ${process.versions.node}, ${version} (${where})`);
  say(`${availableParallelism()} × ${processor?.model ?? process.arch}, ${memory}`);
}

function sayStages(times: readonly StageTime[], samples: readonly Sample[]): void {
  const words = samples.reduce((sum, { document }) => sum + document.counts.words, 0);
  say(`\nStages 2 to 5, ms for 10,000 words (of ${words.toLocaleString('en-GB')})`);
  row('', 'first time', 'warm');
  for (const { stage, cold, warm } of times) row(stage, cold.toFixed(0), warm.toFixed(0));
  const sum = (key: 'cold' | 'warm') => times.reduce((total, one) => total + one[key], 0);
  row('together', sum('cold').toFixed(0), sum('warm').toFixed(0));
}

function sayFinish(costs: readonly FinishCost[]): void {
  say(
    '\nFinishing the PDF beside printing it (goals at 150 pages: 40 % of the time, 1.1 × the size)',
  );
  row(
    'pages',
    'print ms',
    'finish ms',
    'share',
    'untagged kB',
    'tagged kB',
    'finished kB',
    'ratio',
  );
  for (const { pages, printTime, finishTime, untagged, tagged, finished } of costs) {
    const sizes = [untagged, tagged, finished].map((size) => (size / 1000).toFixed(0));
    const share = `${((100 * finishTime) / printTime).toFixed(0)} %`;
    const ratio = `${(finished / untagged).toFixed(2)} ×`;
    row(`${pages}`, printTime.toFixed(0), finishTime.toFixed(0), share, ...sizes, ratio);
  }
}

function sayBuild({ build, bare }: { readonly build: Cost; readonly bare: Cost }): void {
  say(
    '\nBoth reports, whole process, cold: as `npm ci` leaves it and the browser unpacked, no caches (goal: 2.5 ×)',
  );
  row('', 'median s', 'least s', 'memory MB', 'largest MB');
  row('build', ...timesOf(build), ...memoryOf(build.memory));
  row('browser alone', ...timesOf(bare), ...memoryOf(bare.memory));
  const ratio = median(build.times) / median(bare.times);
  const least = Math.min(...build.times) / Math.min(...bare.times);
  row('ratio', `${ratio.toFixed(2)} ×`, `${least.toFixed(2)} ×`);
  say('\nBuild: the command of `npm run build`, after npm has started it. Browser alone: plain');
  say('Puppeteer prints both files at once, from disk, with tags and outline. In turns; memory is');
  say('of all processes at its peak, what they share counted once.');
}

function sayDrafts(times: readonly number[] | undefined): void {
  say(
    '\nComparing two revisions of both reports without images of pages, caches warm (goal: 3 s on',
  );
  say('two cores): the last commit and a draft with words in each chapter and a cell changed');
  if (times === undefined) {
    say('Not measured: `diff HEAD` does not run here');
    return;
  }
  row('', 'median s', 'least s', 'of the goal');
  row('diff', ...timesOf({ times }), `${((100 * median(times)) / 3000).toFixed(0)} %`);
}

function timesOf({ times }: Pick<Cost, 'times'>): string[] {
  return [median(times), Math.min(...times)].map((time) => (time / 1000).toFixed(2));
}

function memoryOf(memory: PeakMemory | undefined): string[] {
  return memory === undefined ? [] : [memory.tree.toFixed(0), memory.largest.toFixed(0)];
}

function row(name: string, ...cells: readonly string[]): void {
  say(name.padEnd(14) + cells.map((cell) => cell.padStart(12)).join(''));
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
