/**
 * Where a chart's fault is told: at the call, with the line of the specification as its cause, also for what only the
 * drawing shows.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { diskTree, loadShared, overlayTree } from '../1-load/index.ts';
import { OWN_FOLDER } from '../commands/project.ts';
import type { Diagnostic, FileTree } from '../model.ts';
import { composeReport } from '../report.ts';

const own = diskTree(OWN_FOLDER);
const FILE = 'assets/charts/authority-kinds.json';
const sound = readFileSync(join(OWN_FOLDER, FILE), 'utf8');
const chapter = '---\ntitle: X\n---\n\n::chart[The finding]{#fig-x spec=authority-kinds}\n';

/** The chart drawn from this text; its first message. */
async function drawn(text: string): Promise<Diagnostic | undefined> {
  const settings = readFileSync(join(OWN_FOLDER, 'chapters/working-paper/report.yaml'), 'utf8');
  const files = new Map([
    [FILE, text],
    ['chapters/r/10-x.md', chapter],
    ['chapters/r/report.yaml', settings],
  ]);
  const memory: FileTree = {
    read: async (path) => {
      const found = files.get(path);
      return found === undefined ? own.read(path) : new TextEncoder().encode(found);
    },
    list: async (folder) =>
      folder.startsWith('chapters')
        ? [...files.keys()].filter((path) => path.startsWith(folder))
        : own.list(folder),
    hash: async (path) => path,
  };
  const tree = overlayTree(memory, own, []);
  const shared = await loadShared(tree);
  const revisionOf = async () => ({ id: 'test', date: '2026-11-22' });
  const { messages } = await composeReport(tree, 'r', {
    shared,
    revisionOf,
    stage: () => () => undefined,
  });
  return messages.find(({ rule }) => rule.startsWith('chart-'));
}

/** Changes the specification, and expects the message's cause on the line that holds these words. */
async function check(
  change: (text: string) => string,
  rule: string,
  words: string,
): Promise<string> {
  const text = change(sound);
  const message = await drawn(text);
  expect(message?.rule).toBe(rule);
  const line = text.split('\n').findIndex((one) => one.includes(words)) + 1;
  expect(message?.cause?.place).toMatchObject({ file: FILE, line, column: expect.any(Number) });
  return message?.note ?? '';
}

const withMark = (more: string) => (text: string) => {
  const changed = text.replace('"mark": "bar"', `"mark": { "type": "bar", ${more} }`);
  expect(changed).not.toBe(text);
  return changed;
};

it('names the line of a colour, a size, or a pattern', async () => {
  await check(withMark('"color": "gold"'), 'chart-colour', 'gold');
  await check(
    (text) => text.replace('"axis": null', '"axis": { "labelFontSize": 8 }'),
    'chart-text-size',
    'labelFontSize',
  );
  await check(
    (text) =>
      text.replace('"axis": null', `"axis": { "labelExpr": "replace(datum.label, /(a+)+$/, '')" }`),
    'chart-expression-quick',
    'labelExpr',
  );
}, 60_000);

it('says which label makes a chart too wide for a telephone', async () => {
  const long = 'Kind of authority that stands above the council of the city';
  const axis = `"axis": { "labelExpr": "'${long}: ' + datum.label" }`;
  const note = await check(
    (text) => text.replace('"title": null', `"title": null, ${axis}`),
    'chart-narrow',
    'labelExpr',
  );
  expect(note).toMatch(/`Kind of authority [^`]+` takes \d{3} px$/);
}, 60_000);
