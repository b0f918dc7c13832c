/**
 * `paper doctor`: which browser was found, its version, sandbox or not, and what to do when none works.
 */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { type DoctorFacts, gatherDoctorFacts } from '../6-print/doctor-facts.ts';
import { Fault } from '../diagnostics/fault.ts';
import { say } from '../diagnostics/index.ts';
import type { CommonFlags } from './messages.ts';
import { CACHE_FOLDER, OWN_FOLDER } from './project.ts';

/** Looks at the machine, and with `install` first fetches Puppeteer's own Chrome; 0 if it can print. */
export async function doctor(flags: CommonFlags & { readonly install?: boolean }): Promise<number> {
  if (flags.install === true) await installChrome();
  const facts = await gatherDoctorFacts({ wish: flags.browser, cacheFolder: CACHE_FOLDER });
  say(
    flags.json === true
      ? `${JSON.stringify({ version: 1, ok: facts.canPrint, ...facts })}\n`
      : describeFacts(facts),
  );
  return facts.canPrint ? 0 : 2;
}

function describeFacts({
  nodeVersion,
  system,
  tried,
  browser,
  canPrint,
  advice,
}: DoctorFacts): string {
  const lines = [
    `Node      ${nodeVersion} on ${system}`,
    ...tried.map(
      ({ where, outcome, reason }) =>
        `${outcome.padEnd(8)}  ${where}${reason === undefined ? '' : `: ${reason}`}`,
    ),
  ];
  if (browser !== undefined) {
    const sandbox =
      browser.sandbox === undefined
        ? 'not known (remote)'
        : browser.sandbox
          ? 'on'
          : `off, ${browser.sandboxReason}`;
    lines.push(
      `Browser   ${browser.version}`,
      `Sandbox   ${sandbox}`,
      `Prints    ${canPrint ? 'yes' : 'no'}`,
    );
  }
  return [...lines, ...advice.map((line) => `To do     ${line}`), ''].join('\n');
}

/** Puppeteer's own installer, with its progress on standard error. */
async function installChrome(): Promise<void> {
  const command = join(OWN_FOLDER, 'node_modules/.bin/puppeteer');
  const child = spawn(command, ['browsers', 'install', 'chrome-headless-shell'], {
    stdio: ['ignore', 2, 2],
  });
  const code = await new Promise<number | null>((resolve) => {
    child.on('exit', resolve).on('error', () => resolve(null));
  });
  if (code !== 0) {
    throw new Fault('The browser could not be fetched', {
      note: 'see the lines above; behind a proxy set HTTPS_PROXY, or name a browser with `--browser PATH`',
    });
  }
}
