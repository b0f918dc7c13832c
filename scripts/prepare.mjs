/**
 * What `npm ci` runs at its end: the program is compiled and makes and checks the golden report once, which uses
 * everything. So the first build and the first check find the machine code of all they need, and the browser unpacked.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const scripts = fileURLToPath(new URL('.', import.meta.url));
const scratch = mkdtempSync(join(tmpdir(), 'paper-prepare-'));
const run = (...words) => {
  const args = [join(scripts, 'paper.mjs'), ...words, '--root', join(scripts, 'golden')];
  return spawnSync(process.execPath, args, { stdio: 'ignore' }).status === 0;
};

// Whether it works here is `npm run doctor`'s to say: an installation does not fail by it.
run('build', '--out', scratch);
run('check');
rmSync(scratch, { recursive: true, force: true });
