import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Document } from '../model.ts';
import { findAddresses } from './find-addresses.ts';
import type { Source } from './open-side.ts';
import type { Draft } from './side.ts';

let root: string;
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'addresses-'));
  for (const path of ['output/r/index.html', 'last year/r/index.html']) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), '');
  }
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

const draft = {
  document: { report: 'r', revision: { id: '1a2b3c4d5e' } } as unknown as Document,
  messages: [],
} satisfies Draft;

function check(
  [old, now]: readonly [Source, Source],
  expected: ReturnType<typeof findAddresses>,
  env: NodeJS.ProcessEnv = {},
): void {
  const out = join(root, 'output');
  const facts = { folder: join(out, 'diff/r'), out, env };
  expect(findAddresses({ source: old, draft }, { source: now, draft }, facts)).toEqual(expected);
}

const revision = (): Source => ({ kind: 'revision', word: 'HEAD~1', path: root });
const tree = (): Source => ({ kind: 'project', word: '.', path: root });

it('lead to the edition and the sources of the working tree', () => {
  check([revision(), tree()], {
    editions: { new: '../../r/index.html' },
    sources: { new: '../../../' },
  });
});

it('lead to editions wherever they are, with what an address may hold', () => {
  const kept: Source = { kind: 'editions', word: 'last year', path: join(root, 'last year') };
  check([kept, tree()], {
    editions: { old: '../../../last%20year/r/index.html', new: '../../r/index.html' },
    sources: { new: '../../../' },
  });
});

it('lead to the commits where GitHub runs the comparison', () => {
  const env = { GITHUB_SERVER_URL: 'https://github.com', GITHUB_REPOSITORY: 'o/r' };
  const sources = 'https://github.com/o/r/blob/1a2b3c4d5e/';
  check([revision(), revision()], { editions: {}, sources: { old: sources, new: sources } }, env);
});
