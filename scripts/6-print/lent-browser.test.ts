/** A browser lent over a message port prints and fails as it does for the thread that has it. */
import { MessageChannel } from 'node:worker_threads';
import { afterAll, expect, test } from 'vitest';
import { borrowBrowser, browserErrors, lendBrowser } from './lent-browser.ts';
import type { LoadedPage } from './loaded-page.ts';
import { NoBrowserError } from './no-browser-error.ts';
import { PrintFailure } from './print-failure.ts';
import {
  cacheFolder,
  job,
  maskDates,
  openBrowserForTest,
  pageOf,
  printTagged,
  twoPages,
} from './print-fixture.ts';
import { openPrintBrowser, type PrintBrowser } from './print-session.ts';
import { openChannel, type ThreadChannel } from './thread-channel.ts';

const closers: (() => unknown)[] = [];
afterAll(async () => void (await Promise.all(closers.map((close) => close()))));

/** Both ends in one thread; the port cares for nothing else. */
function lend(opening: Promise<PrintBrowser>): Promise<PrintBrowser> {
  const { port1, port2 } = new MessageChannel();
  const lender: ThreadChannel = openChannel(
    port1,
    lendBrowser(opening, () => lender),
    browserErrors,
  );
  const borrowed = borrowBrowser(() => borrower);
  const borrower: ThreadChannel = openChannel(port2, borrowed.answers, browserErrors);
  closers.push(
    () => port1.close(),
    () => opening.then((browser) => browser.close()).catch(() => undefined),
  );
  return borrowed.open();
}

const own = openBrowserForTest();
const lent = lend(own);

async function check<Result>(
  use: (page: LoadedPage) => Promise<Result>,
  html = twoPages,
): Promise<Result> {
  return await (await lent).withPage(job(html), use);
}

test('it prints the same bytes and says the same of itself', async () => {
  const bytes = await (await own).withPage(job(twoPages), printTagged);
  expect(maskDates(await check(printTagged))).toBe(maskDates(bytes));
  expect((await lent).facts).toEqual((await own).facts);
});

test('its page is measured, scripted and loaded again', async () => {
  const found = await check(async (page) => {
    await page.runScript('window.count = 3');
    const before = await page.run(({ add }) => Reflect.get(window, 'count') + add, { add: 2 });
    await page.reload();
    return [before, await page.run(() => typeof Reflect.get(window, 'count'), null)];
  });
  expect(found).toEqual([5, 'undefined']);
});

test('it tells what the page was refused', async () => {
  const html = pageOf('<img src="https://example.org/a.png" alt="">');
  const refused = await check(async (page) => {
    await page.print({ tagged: true });
    return page.refused;
  }, html);
  expect(refused).toMatchObject([{ url: 'https://example.org/a.png', reason: 'outside' }]);
});

test('what is thrown in use or in the page is thrown here', async () => {
  const thrown = new TypeError('of the caller');
  await expect(check(async () => Promise.reject(thrown))).rejects.toBe(thrown);
  const inPage = check((page) =>
    page.run(() => {
      throw new Error('of the page');
    }, null),
  );
  await expect(inPage).rejects.toThrow('of the page');
});

test('a page that hangs is begun again, and told when it hangs twice', async () => {
  const impatient = await lend(openBrowserForTest({ limitMs: () => 700 }));
  let calls = 0;
  const hang = (until: number) => async (page: LoadedPage) => {
    calls += 1;
    if (calls < until)
      await page.run(() => {
        for (;;);
      }, null);
    return calls;
  };
  expect(await impatient.withPage(job(twoPages), hang(2))).toBe(2);
  calls = 0;
  const error = await impatient.withPage(job(twoPages), hang(9)).catch((reason) => reason);
  expect(error).toBeInstanceOf(PrintFailure);
  expect(error.message).toMatch(/nothing happened for 0.7 s .*\nTried again/);
  expect(calls).toBe(2);
}, 60_000);

test('that there is none is told as where it was looked for', async () => {
  const none = lend(openPrintBrowser({ cacheFolder, wish: '/nowhere/chrome' }));
  const error = await none.catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(NoBrowserError);
  expect((error as NoBrowserError).tried[0]?.where).toContain('/nowhere/chrome');
});
