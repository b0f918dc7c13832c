/** Several reports at once, each in a thread of its own: what comes out is what comes out of each alone. */
import { execFile } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { LAUNCHER, OWN_FOLDER } from './project.ts';

const root = mkdtempSync(join(tmpdir(), 'threads-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));
cpSync(join(OWN_FOLDER, 'scripts/fixtures/base'), root, { recursive: true });
cpSync(join(root, 'chapters/r'), join(root, 'chapters/s'), { recursive: true });
writeFileSync(
  join(root, 'chapters/s/20-longer.md'),
  `---\ntitle: Longer\n---\n${'Words of another chapter.\n'.repeat(40)}`,
);

/** Runs the program and gives its exit code and what it said. */
async function check(...words: string[]): Promise<{ code: number; said: string }> {
  return await new Promise((resolve) => {
    const args = [LAUNCHER, ...words, '--root', root];
    execFile(
      process.execPath,
      args,
      { env: { ...process.env, NO_COLOR: '1' } },
      (error, out, err) =>
        resolve({ code: error === null ? 0 : Number(error.code), said: out + err }),
    );
  });
}

function filesOf(folder: string): Map<string, string> {
  const names = readdirSync(folder, { recursive: true, withFileTypes: true });
  return new Map(
    names
      .filter((entry) => entry.isFile())
      .map((entry) => {
        const path = join(entry.parentPath, entry.name);
        return [path.slice(folder.length), readFileSync(path, 'latin1')];
      }),
  );
}

test('editions made at once are those made one by one, byte for byte', async () => {
  const [together, alone] = [join(root, 'together'), join(root, 'alone')];
  const both = await check('build', '--out', together);
  expect(both.said).toMatch(/^r: done, .*\n/m);
  expect(both.said).toMatch(/^s: done, .*\n/m);
  expect(both.code).toBe(0);
  for (const report of ['r', 's']) await check('build', report, '--out', alone);
  expect([...filesOf(together).keys()]).toContain('/s/s.pdf');
  expect(filesOf(together)).toEqual(filesOf(alone));
}, 60_000);

test('faults of all are told in the order of the reports, and the others are still made', async () => {
  writeFileSync(join(root, 'chapters/t.md'), ''); // no report
  for (const report of ['q', 't']) {
    cpSync(join(root, 'chapters/r'), join(root, 'chapters', report), { recursive: true });
    writeFileSync(
      join(root, 'chapters', report, '30-x.md'),
      '---\ntitle: X\n---\nSee @fig-none.\n',
    );
  }
  const out = join(root, 'faulty');
  const { code, said } = await check('build', '--out', out);
  const files = [...said.matchAll(/^chapters\/(\w)\/30-x\.md\n {2}4:5 /gm)].map(
    ([, report]) => report,
  );
  expect([...new Set(files)]).toEqual(['q', 't']);
  expect(readdirSync(out).filter((name) => !name.startsWith('.'))).toEqual([
    'index.html',
    'r',
    's',
  ]);
  expect(code).toBe(1);
}, 60_000);

test('a browser that is not there is told once, with what to do', async () => {
  const { code, said } = await check('build', '--browser', '/nowhere/chrome');
  expect(said.match(/\/nowhere\/chrome/g)).toHaveLength(1);
  expect(said).toContain('mend:');
  expect(code).toBe(2);
}, 60_000);
