// What was printed and how it failed in, one error with words for people out. It decides nothing.

/** One failed attempt: while doing what ("loading the page"), what happened, after how long. */
export interface FailedAttempt {
  readonly doing: string;
  readonly what: string;
  readonly afterMs: number;
}

/**
 * The browser failed twice with the same work, or could not be started again. `attempts` holds what
 * happened, in order; the message says it in one sentence a line, with the cure.
 */
export class PrintFailure extends Error {
  readonly job: string;
  readonly attempts: readonly FailedAttempt[];
  constructor(job: string, attempts: readonly FailedAttempt[]) {
    super(describe(job, attempts));
    this.name = 'PrintFailure';
    this.job = job;
    this.attempts = attempts;
  }
}

function describe(job: string, attempts: readonly FailedAttempt[]): string {
  const [first, ...later] = attempts.map(
    ({ doing, what, afterMs }) => `${what} while ${doing}, after ${seconds(afterMs)}`,
  );
  return [
    `\`${job}\` could not be printed: ${first}`,
    ...later.map((sentence) => `Tried again in a fresh browser: ${sentence}`),
    'Run `npm run doctor` to see whether the browser works; a very large page may need more memory',
  ].join('\n');
}

function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(1)} s`;
}
