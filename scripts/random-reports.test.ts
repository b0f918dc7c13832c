/**
 * What holds of stages 1 to 5 with the real data whatever an author writes: chapters made of the manual's own examples,
 * of every construct by chance, and of both with characters lost, doubled or changed. Nothing throws, every message has a
 * place inside the text, the same input gives the same Document. `DOCUMENTS=10000` makes more of them.
 */
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { diskTree, loadShared } from './1-load/index.ts';
import { arbitraryChapter, arbitrarySoup } from './2-parse/arbitrary-chapter.ts';
import { checkPlace } from './2-parse/check-place.ts';
import type { FileTree } from './model.ts';
import { composeReport } from './report.ts';

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));
const manual = readFileSync(join(ROOT, 'chapters/README.md'), 'utf8');
const examples = [...manual.matchAll(/^```md[^\n]*\n([\s\S]*?)\n```$/gm)].map(
  ([, text = '']) => text,
);
const settings = /^```yaml\n([\s\S]*?)\n```$/m.exec(manual)?.[1] ?? '';
const tree = diskTree(ROOT);
const shared = await loadShared(tree);
const count = Number(process.env.DOCUMENTS ?? 100);
const PATH = 'chapters/example/10-example.md';

/** The project with one report of one chapter. */
function withChapter(text: string): FileTree {
  const files = new Map([
    [PATH, text],
    ['chapters/example/report.yaml', settings],
  ]);
  return {
    read: async (path) => {
      const found = files.get(path);
      return found === undefined ? await tree.read(path) : new TextEncoder().encode(found);
    },
    list: async (folder) =>
      folder === 'chapters' || folder === 'chapters/example'
        ? [...files.keys()].sort()
        : await tree.list(folder),
    hash: async (path) => files.get(path) ?? (await tree.hash(path)),
  };
}

/** What an unsure hand does to a text: a character lost, doubled or changed for one that means something. */
function arbitrarySlips(text: string): fc.Arbitrary<string> {
  const signs = fc.constantFrom(
    '',
    '"',
    '{',
    '}',
    '[',
    ']',
    ':',
    '@',
    '#',
    '\n',
    '`',
    '|',
    '=',
    'x',
    ' ',
  );
  return fc
    .array(fc.tuple(fc.nat(Math.max(0, text.length - 1)), signs), { maxLength: 3 })
    .map((slips) =>
      slips.reduce((now, [at, sign]) => now.slice(0, at) + sign + now.slice(at + 1), text),
    );
}

function arbitraryDocument(): fc.Arbitrary<string> {
  const example = fc.constantFrom(...examples);
  const part = fc.oneof(
    { weight: 3, arbitrary: example },
    { weight: 3, arbitrary: example.chain(arbitrarySlips) },
    { weight: 2, arbitrary: arbitraryChapter() },
    { weight: 1, arbitrary: arbitrarySoup() },
  );
  return fc
    .array(part, { minLength: 1, maxLength: 4 })
    .map((parts) => `---\ntitle: Example\n---\n\n${parts.join('\n\n')}\n`);
}

async function compose(text: string): ReturnType<typeof composeReport> {
  return await composeReport(withChapter(text), 'example', {
    shared,
    revisionOf: async () => ({ id: 'example', date: '2026-11-22T00:00:00Z' }),
    stage: () => () => undefined,
  });
}

async function check(text: string): Promise<void> {
  const { document, messages } = await compose(text);
  const again = await compose(text);
  expect(JSON.stringify(again.document)).toBe(JSON.stringify(document));
  expect(JSON.stringify(again.messages)).toBe(JSON.stringify(messages));
  for (const message of messages) {
    expect(message.place.file).toBeTruthy();
    expect(message.reason).toMatch(/\S/);
    const { cause, ...alone } = message;
    if (message.place.file === PATH) checkPlace(cause?.place.file === PATH ? message : alone, text);
  }
}

it(`composes ${count} chapters of whatever an author may write`, { timeout: 3_600_000 }, () =>
  fc.assert(fc.asyncProperty(arbitraryDocument(), check), {
    numRuns: count,
    seed: 20_26,
    endOnFailure: true,
  }),
);
