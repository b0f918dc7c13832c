/**
 * Scripts of edits, made at random, on the chapters, data and templates of the real reports: accepting gives the new report
 * and rejecting the old one, what each edit did is told, and nothing that no edit touched is.
 */

import fc from 'fast-check';
import type { Element } from 'hast';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Document, Provenance } from '../model.ts';
import { visit } from '../visit.ts';
import { compareDocuments } from './compare-documents.ts';
import type { Change, ChangeKind } from './comparison.ts';
import { type ComposeDraft, openDrafts, readChapters, readOwn } from './compose-draft.ts';
import {
  type Deed,
  EDITED_FILES,
  EDITS,
  linesOf,
  type Manuscript,
  openManuscript,
  type Piece,
  writeFiles,
} from './edit-report.ts';
import { proveComparison } from './prove-comparison.ts';

/** So many scripts are tried; a longer run has a larger number here. */
const SCRIPTS = 20;
const SEED = 20261122;

interface Report {
  readonly name: string;
  readonly chapters: ReadonlyMap<string, string>;
  readonly document: Document;
}

let compose: ComposeDraft;
let reports: readonly Report[];
let files: ReadonlyMap<string, string>;

beforeAll(async () => {
  compose = await openDrafts();
  files = new Map(
    await Promise.all(EDITED_FILES.map(async (path) => [path, await readOwn(path)] as const)),
  );
  reports = await Promise.all(
    ['working-paper', 'white-paper'].map(async (name) => ({
      name,
      chapters: await readChapters(name),
      document: (await compose(name)).document,
    })),
  );
}, 60_000);

type Step = readonly [edit: string, pick: number];

describe('scripts of edits on the real reports', { timeout: 300_000 }, () => {
  it('are undone, done and told, and nothing else is', async () => {
    const steps = fc.array(fc.tuple(fc.constantFrom(...Object.keys(EDITS)), fc.nat(9999)), {
      minLength: 1,
      maxLength: 4,
    });
    await fc.assert(
      fc.asyncProperty(fc.nat(1), steps, async (which, script) => {
        await check(reports[which] as Report, script);
      }),
      { numRuns: SCRIPTS, seed: SEED, endOnFailure: true },
    );
  });
});

async function check(report: Report, script: readonly Step[]): Promise<void> {
  const manuscript = openManuscript(report.chapters, files);
  const deeds = script.flatMap(([name, pick]) => EDITS[name]?.(manuscript, pick) ?? []);
  const { document: now } = await compose(report.name, onlyChanged(report, manuscript));
  const comparison = compareDocuments(report.document, now);
  expect(proveComparison(report.document, now, comparison)).toEqual([]);
  const doors = deeds.map((deed) => openDoor(deed, manuscript, report.document, now));
  for (const door of doors) expect(listUntold(comparison.changes, door)).toEqual([]);
  const stray = comparison.changes.filter((change) => !doors.some((door) => isAt(change, door)));
  expect(stray.map(({ kind, subject, says }) => `${kind} ${subject}: ${says}`)).toEqual([]);
}

/** The kinds of change that an edit should have been told as and was not. */
function listUntold(changes: readonly Change[], door: Door): string[] {
  const { kinds, also = [], name } = door.deed;
  const wanted = door.mustTell ? [kinds, ...also.map((kind) => [kind])] : [];
  return wanted
    .filter((some) => !changes.some((change) => isTold(change, door, some)))
    .map((some) => `${name}: ${some.join(' or ')} at ${[...door.olds, ...door.nows].join(' ')}`);
}

function onlyChanged({ chapters }: Report, manuscript: Manuscript): Record<string, string> {
  const was = new Map([...chapters, ...files]);
  return Object.fromEntries(
    Object.entries(writeFiles(manuscript)).flatMap(([path, text]) =>
      text === undefined || text === was.get(path) ? [] : [[path, text]],
    ),
  );
}

/** The blocks where the changes of one edit may stand. */
interface Door {
  readonly deed: Deed;
  readonly olds: ReadonlySet<string>;
  readonly nows: ReadonlySet<string>;
  readonly mustTell: boolean;
}

function openDoor(deed: Deed, manuscript: Manuscript, old: Document, now: Document): Door {
  const olds = new Set(
    deed.olds.flatMap(({ old: lines }) =>
      lines === undefined ? [] : keysIn(old, lines.file, lines),
    ),
  );
  const nows = new Set<string>();
  for (const [file, pieces] of manuscript.chapters) {
    const lines = linesOf(pieces);
    for (const piece of deed.nows) {
      const here = lines.get(piece as Piece);
      if (here !== undefined) for (const key of keysIn(now, file, here)) nows.add(key);
    }
  }
  addMore(deed, old, olds);
  addMore(deed, now, nows);
  return { deed, olds, nows, mustTell: mustTell(deed, old, now) };
}

/** The blocks that a cell or a template has a part in. */
function addMore(deed: Deed, document: Document, keys: Set<string>): void {
  const more =
    deed.template === undefined ? keysOfData(document, deed) : keysOfClass(document, deed.template);
  for (const key of more) keys.add(key);
}

/** A cell may change nothing that prints, and a template may fill no block that is on both sides. */
function mustTell(deed: Deed, old: Document, now: Document): boolean {
  const { cell, template } = deed;
  if (cell !== undefined) return saysOtherwise(old, now, deed);
  if (template === undefined) return true;
  const others = new Set(keysOfClass(now, template));
  return template !== 'table-frame' && keysOfClass(old, template).some((key) => others.has(key));
}

/** Keys of the blocks that begin within some lines of a chapter. */
function keysIn(
  { tree }: Document,
  file: string,
  { from, to }: { from: number; to: number },
): string[] {
  const keys: string[] = [];
  visit(tree, 'element', ({ data }: Element) => {
    const { key, place } = data ?? {};
    const line = place?.line ?? 0;
    if (key !== undefined && place?.file === file && line >= from && line <= to) keys.push(key);
  });
  return keys;
}

/** Keys of the blocks in which something was made from a cell. */
function keysOfData({ tree, provenance }: Document, { cell }: Deed): string[] {
  if (cell === undefined) return [];
  const named = new Set(provenance.filter((one) => isFrom(one, cell)).map(({ key }) => key));
  const keys = new Set<string>(named);
  const find = (element: Element, block: string): void => {
    const own = element.data?.key ?? block;
    if (named.has(element.data?.provenance ?? '')) keys.add(own);
    for (const child of element.children) if (child.type === 'element') find(child, own);
  };
  for (const child of tree.children) if (child.type === 'element') find(child, '');
  return [...keys];
}

function isFrom({ reads }: Provenance, { table, row, column }: Deed['cell'] & {}): boolean {
  return reads.some(
    (read) => read.table === table && read.column === column && read.rows.includes(row),
  );
}

/** Whether a value of the text prints otherwise because of the cell. */
function saysOtherwise(old: Document, now: Document, { cell }: Deed): boolean {
  const texts = new Map(now.provenance.map(({ key, text }) => [key, text]));
  return old.provenance.some(
    (one) =>
      cell !== undefined &&
      isFrom(one, cell) &&
      texts.has(one.key) &&
      texts.get(one.key) !== one.text,
  );
}

function keysOfClass({ tree }: Document, name: string): string[] {
  const keys: string[] = [];
  visit(tree, 'element', ({ data, properties }: Element) => {
    if ([properties.className].flat().includes(name) && data?.key !== undefined)
      keys.push(data.key);
  });
  return keys;
}

function isAt({ old, new: now }: Change, { olds, nows }: Door): boolean {
  return olds.has(old?.key ?? '') || nows.has(now?.key ?? '');
}

function isTold(change: Change, door: Door, kinds: readonly ChangeKind[]): boolean {
  const { cell } = door.deed;
  if (!isAt(change, door) || !kinds.includes(change.kind)) return false;
  if (cell === undefined) return true;
  return change.causes.some(
    (cause) => cause.kind === 'cell' && cause.row === cell.row && cause.column === cell.column,
  );
}
