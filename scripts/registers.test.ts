/**
 * Registers of random reports: each lists exactly the blocks of its kind in reading order, whatever chapter calls it, and
 * every entry leads to its block.
 */

import fc from 'fast-check';
import type { Element } from 'hast';
import { toText } from 'hast-util-to-text';
import { expect, it } from 'vitest';
import { diskTree, loadShared, overlayTree } from './1-load/index.ts';
import { OWN_FOLDER } from './commands/project.ts';
import type { Document, FileTree } from './model.ts';
import { composeReport } from './report.ts';
import { visit } from './visit.ts';

const own = diskTree(OWN_FOLDER);
const shared = await loadShared(own);
const settings = `
title: Random
series: Tests
kind: working-paper
authors: [{ name: Nobody }]
date: "2026-11-22"
version: "0.1"
history: []
status: draft
licence: { name: MIT, url: "https://example.org/", holder: Nobody }
description: Blocks by chance.
`;

/** A report of these chapters. */
async function compose(chapters: readonly string[]): Promise<Document> {
  const files = new Map(
    chapters.map((text, index) => [`chapters/random/${10 + index}-c${index}.md`, text]),
  ).set('chapters/random/report.yaml', settings);
  const memory: FileTree = {
    read: async (path) => {
      const text = files.get(path);
      return text === undefined ? 'missing' : new TextEncoder().encode(text);
    },
    list: async (folder) => [...files.keys()].filter((path) => path.startsWith(folder)).sort(),
    hash: async (path) => path,
  };
  const { document, messages } = await composeReport(
    overlayTree(memory, own, ['assets', 'templates']),
    'random',
    {
      shared,
      revisionOf: async () => ({ id: 'test', date: '2026-11-22' }),
      stage: () => () => undefined,
    },
  );
  expect(messages.filter(({ grade }) => grade === 'error')).toEqual([]);
  if (document === undefined) throw new Error('expected a document');
  return document;
}

const KINDS = {
  boxes: (turn: number) => `:::box[Title ${turn}]{#box-${turn}}\nWords.\n:::`,
  'key-findings': (turn: number) => `:::key-finding{#key-finding-${turn}}\nFinding ${turn}.\n:::`,
  questions: (turn: number) => `:::question{#question-${turn}}\nWhich is ${turn}?\n:::`,
  recommendations: (turn: number) =>
    `:::recommendation[Do ${turn}]{#rec-${turn} lead="ONS" rests="para-start"}\nSoon.\n:::`,
  tables: (turn: number) => `| A | B |\n|---|---|\n| 1 | 2 |\n: Counts ${turn} {#tbl-${turn}}`,
} as const;
type Kind = keyof typeof KINDS;
const PREFIX: Readonly<Record<Kind, string>> = {
  boxes: 'box',
  'key-findings': 'key-finding',
  questions: 'question',
  recommendations: 'rec',
  tables: 'tbl',
};

const kinds = fc.constantFrom(...(Object.keys(KINDS) as Kind[]));
const piece = fc.oneof(
  { weight: 5, arbitrary: kinds.map((kind) => ({ kind, isCall: false })) },
  { weight: 1, arbitrary: kinds.map((kind) => ({ kind, isCall: true })) },
);
const report = fc.array(fc.array(piece, { maxLength: 8 }), { minLength: 1, maxLength: 4 });

/** Every element with a class, in reading order. */
function findAll(document: Document, test: (element: Element) => boolean): Element[] {
  const found: Element[] = [];
  visit(document.tree, 'element', (element) => {
    if (test(element)) found.push(element);
  });
  return found;
}

const classesOf = ({ properties }: Element): unknown[] => [properties.className].flat();

/** The addresses that a register's entries lead to; those of its options are left out. */
function entriesOf(register: Element): string[] {
  const entries = register.tagName === 'nav' ? register.children[0] : register;
  if (entries?.type !== 'element') return [];
  return entries.children.map((item) => {
    const hrefs: string[] = [];
    visit(item, 'element', ({ properties }) => {
      if (typeof properties.href === 'string') hrefs.push(properties.href.slice(1));
    });
    return hrefs.filter((id) => id !== 'para-start')[0] ?? '';
  });
}

it(
  'registers hold the blocks of their kind, in reading order, and lead to them',
  { timeout: 60_000 },
  () =>
    fc.assert(
      fc.asyncProperty(report, async (chapters) => {
        let turn = 0;
        const ids: Record<Kind, string[]> = {
          boxes: [],
          'key-findings': [],
          questions: [],
          recommendations: [],
          tables: [],
        };
        const calls: Kind[] = [];
        const texts = chapters.map((pieces, index) => {
          const blocks = pieces.map(({ kind, isCall }) => {
            if (isCall) calls.push(kind);
            else ids[kind].push(`${PREFIX[kind]}-${++turn}`);
            return isCall ? `::${kind}` : KINDS[kind](turn);
          });
          const start = index === 0 ? 'Words. {#para-start}\n\n' : '';
          return `---\ntitle: Chapter ${index}\n---\n\n${start}${blocks.join('\n\n')}\n`;
        });
        const document = await compose(texts);
        const registers = findAll(
          document,
          (element) =>
            classesOf(element).some((name) => name === 'register') ||
            (element.tagName === 'nav' && element.properties.ariaLabel !== undefined),
        );
        expect(registers.map(entriesOf)).toEqual(calls.map((kind) => ids[kind]));
        const all = new Set(findAll(document, () => true).map(({ properties }) => properties.id));
        for (const link of findAll(document, ({ tagName }) => tagName === 'a')) {
          const href = String(link.properties.href);
          if (href.startsWith('#')) expect(all, href).toContain(href.slice(1));
        }
      }),
      { numRuns: 100, seed: 2026 },
    ),
);

it('an entry says number, words, options and place', async () => {
  const document = await compose([
    '---\ntitle: First\n---\n\n::recommendations\n\n::questions\n\n## Why {#sec-why}\n\nWords. {#para-a}\n',
    '---\ntitle: Second\n---\n\n:::recommendation[Count *all* {{count cities}}]{#rec-a lead="ONS" by=2027 rests="para-a sec-why"}\nSoon.[^n]\n:::\n\n:::question\nWhich?[^n]\n\n- this\n- that\n:::\n\n[^n]: A note.\n',
  ]);
  const [recommendations, questions] = findAll(document, (element) =>
    classesOf(element).includes('register'),
  );
  const say = (register: Element | undefined): string =>
    toText({ type: 'root', children: register ? [register] : [] }).replace(/\s+/g, ' ');
  expect(say(recommendations)).toBe(
    'Recommendation 1. Count all 38 Lead: ONS By: 2027 Rests on: ‘Words.’ and section 1.1 In chapter 2, page 00',
  );
  expect(say(questions)).toBe('Question 1 Which? this that In chapter 2, page 00');
});
