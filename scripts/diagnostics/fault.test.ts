import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { asUserFault, exitCodeOf, Fault, printCrash } from './fault.ts';

function check(error: unknown, expected: string): void {
  expect(printed(error, false)).toBe(expected);
}

function printed(error: unknown, debug: boolean): string {
  const pieces: string[] = [];
  printCrash(error, debug, (text) => pieces.push(text));
  return pieces.join('');
}

function caught(act: () => unknown): unknown {
  try {
    return act();
  } catch (error) {
    return error;
  }
}

test('a fault of the command is a sentence and a cure', () => {
  check(
    new Fault('There is no report `white`', { note: 'write `white-paper`' }),
    'error: There is no report `white`\nmend:  write `white-paper`\n',
  );
});

test('a fault of the machine is in plain English', () => {
  check(
    caught(() => readFileSync('/no/such/file')),
    'error: Cannot use `/no/such/file`: it does not exist\nrun again with --debug for the stack\n',
  );
  check(
    caught(() => readFileSync('/')),
    'error: It is a folder, not a file\nmend:  check the path\nrun again with --debug for the stack\n',
  );
  check(
    Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' }),
    'error: The disk is full\nmend:  free some space and run the command again\n' +
      'run again with --debug for the stack\n',
  );
});

test('a mistake of the program shows no stack, even one inside its message', () => {
  const error = new TypeError('x is not a function\n    at run (/app/a.ts:1:2)\n    at main');
  check(
    error,
    'error: The program met something it did not foresee: x is not a function\n' +
      'run again with --debug for the stack\n',
  );
  check(
    new AggregateError([new Error('first\u001b[2J'), new Error('second')]),
    'error: The program met something it did not foresee: first<U+001B>[2J\n' +
      'run again with --debug for the stack\n',
  );
});

test('whatever is thrown has words', () => {
  for (const thrown of [
    'words',
    undefined,
    null,
    7,
    Symbol('s'),
    {},
    Object.create(null),
    new Error(''),
  ]) {
    expect(asUserFault(thrown).message).toMatch(/^The program met something it did not foresee: ./);
  }
});

test('under debug the stack and its causes are shown', () => {
  const text = printed(new Fault('Outer', { cause: new Error('inner') }), true);
  expect(text).toMatch(/^error: Outer\n {2}Fault: Outer\n {6}at .*fault\.test\.ts/);
  expect(text).toMatch(/\[cause\]: Error: inner\n {8}at /);
});

test('the exit code is 2 unless a fault says 1', () => {
  expect(exitCodeOf(new Fault('x', { exitCode: 1 }))).toBe(1);
  expect(exitCodeOf(new Fault('x'))).toBe(2);
  expect(exitCodeOf(new Error('x'))).toBe(2);
});
