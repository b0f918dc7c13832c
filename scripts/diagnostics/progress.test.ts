import { expect, test } from 'vitest';
import { chooseProgressMode, openProgress, type ProgressMode } from './progress.ts';

/** A run of two reports on a clock that stands still but for `wait`. */
function written(mode: ProgressMode, columns = 80): string {
  let time = 0;
  const pieces: string[] = [];
  const stream = { columns, write: (text: string) => pieces.push(text) };
  const progress = openProgress({ stream, mode, colour: false, now: () => time });
  const endLoad = progress.stage('white-paper', 'load');
  time += 500;
  endLoad();
  endLoad();
  const endPrint = progress.stage('white-paper', 'print');
  progress.stage('city\u001b[2J', 'load');
  time += 2500;
  endPrint();
  progress.done('white-paper', '212 pages');
  progress.close();
  progress.done('white-paper', 'never said');
  return pieces.join('');
}

function check(mode: ProgressMode, expected: string, columns?: number): void {
  expect(written(mode, columns)).toBe(expected);
}

test('a log gets a line for each stage and report', () => {
  check(
    'plain',
    `white-paper: load  0.5 s
white-paper: print  2.5 s
white-paper: done, 212 pages  3.0 s
`,
  );
});

test('a terminal has one line for each report, drawn over', () => {
  const clear = '\r\u001b[2K';
  check(
    'live',
    [
      `${clear}· white-paper  load  0.0 s\n`,
      `\u001b[1A${clear}· white-paper  print  0.0 s\n`,
      `\u001b[1A${clear}· white-paper  print  0.0 s\n${clear}· city<U+001B>[2J  load  0.0 s\n`,
      `\u001b[2A${clear}✓ white-paper  212 pages  3.0 s\n${clear}· city<U+001B>[2J  load  2.5 s\n`,
    ].join(''),
  );
});

test('a line never wraps, or the cursor would go astray', () => {
  expect(written('live', 16)).toContain('\r\u001b[2K· white-paper …\n');
});

test('silence is silent', () => check('silent', ''));

test('the mode follows flags, stream and environment', () => {
  const terminal = { isTTY: true };
  expect(chooseProgressMode({}, terminal, {})).toBe('live');
  expect(chooseProgressMode({}, terminal, { CI: 'true' })).toBe('plain');
  expect(chooseProgressMode({}, terminal, { TERM: 'dumb' })).toBe('plain');
  expect(chooseProgressMode({}, {}, {})).toBe('plain');
  expect(chooseProgressMode({ json: true }, terminal, {})).toBe('silent');
  expect(chooseProgressMode({ quiet: true }, terminal, {})).toBe('silent');
});
