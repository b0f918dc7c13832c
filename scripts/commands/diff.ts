/**
 * `paper diff FROM [TO] [report…]`: what changed between two drafts, proved and put into output/diff/<report>/.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { placeFile, repairOutput } from '../6-print/output-folder.ts';
import { openPrintBrowser, type PrintBrowser } from '../6-print/print-session.ts';
import { Fault } from '../diagnostics/fault.ts';
import { say, warn } from '../diagnostics/index.ts';
import { drawReview, printReview } from './draw-review.ts';
import { findAddresses } from './find-addresses.ts';
import type { CommonFlags } from './messages.ts';
import { findSource, isSource, nameFolders, openSide, type Source } from './open-side.ts';
import { type Pairing, pairReports } from './pair-reports.ts';
import { CACHE_FOLDER } from './project.ts';
import { reviewPages } from './review-pages.ts';
import { countGates, GATES, type Gate, reviewReport } from './review-report.ts';
import { describeGaps, describeReview, factsOf, type Written } from './say-review.ts';
import type { Draft, Side } from './side.ts';
import { removeOlder, writeReview } from './write-review.ts';
import { writeJson, writeSummary } from './write-summary.ts';

export interface DiffFlags extends CommonFlags {
  /** Where the user stands; paths are relative to it. */
  readonly here: string;
  /** What makes the command fail if it changed: "words", "numbers,pages". */
  readonly failOn?: readonly string[];
  /** Compare the pages as printed too, which takes as long as building both sides. */
  readonly pages?: boolean;
  /** Print the redline. */
  readonly pdf?: boolean;
}

/** Compares; 1 if something that `--fail-on` names changed, or the comparison cannot be proved. */
export async function diff(words: readonly string[], flags: DiffFlags): Promise<number> {
  const gates = readGates(flags.failOn ?? []);
  const { sources, wanted } = await readWords(words, flags);
  const name = nameFolders(...sources, wanted);
  const hasPages = flags.pages === true || gates.has('pages');
  const printer = hasPages || flags.pdf === true ? openBrowser(flags) : undefined;
  const opening = sources.map((source) => openSide(source, flags, name));
  const opened = await Promise.allSettled(opening);
  try {
    const [old, now] = opened.map(fulfilledOf);
    if (old === undefined || now === undefined) throw new Error('expected two sides');
    const pairing = pairReports(old, now, wanted);
    await repairOutput(join(flags.out, 'diff'));
    const written: Written[] = [];
    for (const pair of pairing.pairs)
      written.push(
        await comparePair([old, now], pair, await printer, { ...flags, pages: hasPages, sources }),
      );
    const reports = written.map(({ report }) => report);
    await removeOlder(join(flags.out, 'diff'), reports);
    const summary = writeSummary(old.label, now.label, written, pairing);
    await placeFile(join(flags.out, 'diff/summary.md'), summary);
    await placeFile(join(flags.out, 'diff/summary.json'), writeJson(written));
    return tell([old, now], pairing, written, gates, flags);
  } finally {
    await Promise.all(opened.map(async (one) => one.status === 'fulfilled' && one.value.close()));
    await printer?.then(
      (browser) => browser.close(),
      () => undefined,
    );
  }
}

function fulfilledOf(outcome: PromiseSettledResult<Side>): Side {
  if (outcome.status === 'rejected') throw outcome.reason;
  return outcome.value;
}

function openBrowser(flags: DiffFlags): Promise<PrintBrowser> {
  return openPrintBrowser({ wish: flags.browser, cacheFolder: CACHE_FOLDER });
}

async function comparePair(
  [old, now]: readonly [Side, Side],
  pair: Pairing['pairs'][number],
  browser: PrintBrowser | undefined,
  flags: DiffFlags & { readonly sources: readonly [Source, Source] },
): Promise<Written> {
  const [was, is] = await Promise.all([old.draft(pair.old), now.draft(pair.now)]);
  const review = reviewReport(was, is);
  const isDrawn = browser !== undefined && flags.pages === true;
  const pages = isDrawn ? await reviewPages(was, is, browser) : undefined;
  if (isDrawn && pages === undefined) throw describeUnprinted(old, now, was);
  const folder = join(flags.out, 'diff', review.report);
  const [source, other] = flags.sources;
  const addresses = findAddresses(
    { source, draft: was },
    { source: other, draft: is },
    { folder, out: flags.out, env: process.env },
  );
  const { html, faults } = await drawReview(review, addresses);
  const proved = { ...review, faults: [...review.faults, ...faults] };
  const whole = pages === undefined ? proved : { ...proved, pages };
  const faces = new Map<string, string | Uint8Array>([['index.html', html]]);
  if (browser !== undefined && flags.pdf === true)
    faces.set('redline.pdf', await printReview(review, browser));
  await writeReview(folder, whole, faces);
  return { ...whole, folder };
}

function describeUnprinted(old: Side, now: Side, was: Draft): Fault {
  const { label } = was.pdf === undefined && was.inputs === undefined ? old : now;
  return new Fault(
    `The pages of ${label} cannot be drawn: it has no PDF beside its document.json`,
    {
      note: 'name the PDF, the folder of the edition or its git revision, or leave out `--pages`',
    },
  );
}

/** FROM, then TO if the next word names a side, then reports. */
async function readWords(
  words: readonly string[],
  flags: DiffFlags,
): Promise<{ readonly sources: readonly [Source, Source]; readonly wanted: readonly string[] }> {
  const [from = '', second, ...rest] = words;
  const old = await findSource(from, flags);
  const tree: Source = { kind: 'project', word: '.', path: flags.root };
  if (second === undefined) return { sources: [old, tree], wanted: [] };
  if ((await isSource(second, flags)) && !isReport(second, flags.root))
    return { sources: [old, await findSource(second, flags)], wanted: rest };
  return { sources: [old, tree], wanted: words.slice(1) };
}

/** True for a report's name; throws a Fault where it is that of a branch too, since nobody can tell which is meant. */
function isReport(word: string, root: string): boolean {
  if (/[/\\.]/.test(word) || !existsSync(join(root, 'chapters', word))) return false;
  throw new Fault(`\`${word}\` is both a report and the other side of a comparison`, {
    note: `write \`. ${word}\` for the report in the working tree, \`refs/heads/${word}\` for the branch`,
  });
}

function readGates(given: readonly string[]): ReadonlySet<Gate> {
  const names = given.flatMap((words) => words.split(',')).map((name) => name.trim());
  for (const name of names) {
    if (!(GATES as readonly string[]).includes(name))
      throw new Fault(`Unexpected \`--fail-on ${name}\`, expected ${GATES.join(', ')}`, {
        note: 'write for example `--fail-on words,numbers`',
      });
  }
  return new Set(names as Gate[]);
}

/** Prints what was found; the exit code. */
function tell(
  sides: readonly [Side, Side],
  { removed, added }: Pairing,
  written: readonly Written[],
  gates: ReadonlySet<Gate>,
  flags: DiffFlags,
): 0 | 1 {
  const isProved = written.every(({ faults }) => faults.length === 0);
  const counts = written.map(countGates);
  const isStopped =
    counts.some((count) => [...gates].some((gate) => count[gate] > 0)) ||
    (gates.size > 0 && removed.length + added.length > 0);
  const ok = isProved && !isStopped;
  const [old, now] = sides;
  if (flags.json === true) {
    const reports = written.map(factsOf);
    const facts = { from: old.label, to: now.label, removed, added, reports };
    say(`${JSON.stringify({ version: 1, ok, ...facts })}\n`);
    return ok ? 0 : 1;
  }
  for (const one of written) tellGaps(sides, [one.old, one.now]);
  if (flags.quiet !== true) say(`${old.label} → ${now.label}\n`);
  for (const one of written) say(describeReview(one, flags.quiet === true));
  for (const report of removed) say(`${report}: only in ${old.label}\n`);
  for (const report of added) say(`${report}: only in ${now.label}\n`);
  return ok ? 0 : 1;
}

function tellGaps(sides: readonly [Side, Side], drafts: readonly [Draft, Draft]): void {
  for (const at of [0, 1] as const) {
    const gaps = describeGaps(sides[at].label, drafts[at]);
    if (gaps !== undefined) warn(`${gaps}\n`);
  }
}
