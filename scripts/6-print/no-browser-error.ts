// The places where a browser was looked for in, the error that says so and what to do out. It looks
// for nothing itself.
import type { BrowserKind } from './browser-candidates.ts';

/** A place that was tried: nothing there, or there and of no use for `reason`, or the one in use. */
export interface TriedBrowser {
  readonly kind: BrowserKind;
  readonly where: string;
  readonly outcome: 'absent' | 'failed' | 'works';
  readonly reason?: string;
}

/** No browser works. The message says what was tried and what to do. */
export class NoBrowserError extends Error {
  readonly tried: readonly TriedBrowser[];
  constructor(tried: readonly TriedBrowser[]) {
    super(describeFailure(tried));
    this.name = 'NoBrowserError';
    this.tried = tried;
  }
}

function describeFailure(tried: readonly TriedBrowser[]): string {
  const failed = tried.filter(({ outcome }) => outcome === 'failed');
  const places = tried.filter(({ kind, outcome }) => outcome === 'absent' && kind !== 'machine');
  const isWish = tried.some(({ kind }) => kind === 'given' || kind === 'remote');
  const onMachine = tried.some(({ kind, outcome }) => outcome === 'absent' && kind === 'machine');
  return [
    isWish ? 'The browser that was asked for does not work' : 'No browser works here',
    ...failed.map(({ where, reason }) => `  ${where}: ${reason}`),
    ...places.map(({ where }) => `  ${where}: not there`),
    ...(onMachine ? ['  Chrome or Chromium on this machine: not there'] : []),
    isWish
      ? 'Name another with `--browser`, or leave it out to print with the one that comes with this program'
      : 'Run `npm run doctor -- --install` to fetch one, or name one with `--browser PATH` or `--browser ws://…`',
  ].join('\n');
}
