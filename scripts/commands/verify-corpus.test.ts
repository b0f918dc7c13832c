import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, it, vi } from 'vitest';
import { verifyCorpus } from './verify-corpus.ts';

const own = fileURLToPath(new URL('../..', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'corpus-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** Exit code and lines of a run over the folder. */
async function check(): Promise<{ code: number; lines: string[] }> {
  const written: string[] = [];
  const spy = vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    written.push(String(text));
    return true;
  });
  try {
    const code = await verifyCorpus(folder, { root: own, out: join(folder, 'out') });
    return { code, lines: written.join('').split('\n') };
  } finally {
    spy.mockRestore();
  }
}

it('verifies projects and single reports, a line for each, and fails for a fault', async () => {
  cpSync(join(own, 'scripts/fixtures/base'), join(folder, 'project'), { recursive: true });
  const sound = await check();
  expect(sound.code).toBe(0);
  expect(sound.lines[0]).toMatch(
    /^project\/\w+: \d+ pages, \d+ notes, \d+ destinations checked, 0 faults$/,
  );
  cpSync(join(own, 'chapters/white-paper'), join(folder, 'single'), { recursive: true });
  writeFileSync(join(folder, 'single/80-more.md'), '---\ntitle: More\n---\n\nSee @sec-nowhere.\n');
  const faulty = await check();
  expect(faulty.code).toBe(1);
  expect(faulty.lines.find((line) => line.startsWith('single:'))).toMatch(/[1-9]\d* faults$/);
  expect(faulty.lines.join('\n')).toContain('sec-nowhere');
}, 60_000);
