import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { gatherDoctorFacts } from './doctor-facts.ts';

const cacheFolder = fileURLToPath(new URL('../../node_modules/.cache/paper', import.meta.url));

async function check(wish: string | undefined, expected: object): Promise<void> {
  expect(await gatherDoctorFacts({ wish, cacheFolder })).toMatchObject({
    nodeVersion: process.versions.node,
    system: expect.stringContaining(process.platform),
    ...expected,
  });
}

test('the browser that is carried works and prints', async () => {
  const tried = [{ kind: 'carried', where: '@sparticuz/chromium 147.0.0', outcome: 'works' }];
  const browser = { version: expect.stringContaining('Chrome/147.') };
  await check(undefined, { tried, browser, canPrint: true, advice: [] });
}, 60_000);

test('a wish that does not work is a fact with advice', async () => {
  const tried = [{ kind: 'given', where: '/nowhere/chrome', outcome: 'absent' }];
  const advice = ['`/nowhere/chrome` does not work: name another, or none'];
  await check('/nowhere/chrome', { tried, canPrint: false, advice });
});
