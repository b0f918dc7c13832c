/**
 * Takes whatever was thrown and returns what a user may be told: a plain sentence and, when
 * there is one, a cure; never a stack trace unless asked for. It must not know the pipeline.
 */
import { inspect } from 'node:util';
import { escapeControls, makeHarmless } from './make-harmless.ts';

/**
 * The command or the machine is at fault, or (`exitCode` 1) the content in a way that has no
 * place. The message is a sentence for users without a full stop; `note` says how to mend it.
 */
export class Fault extends Error {
  readonly exitCode: 1 | 2;
  readonly note?: string;

  constructor(
    message: string,
    options: { readonly exitCode?: 1 | 2; readonly note?: string; readonly cause?: unknown } = {},
  ) {
    super(message, options.cause === undefined ? {} : { cause: options.cause });
    this.name = 'Fault';
    this.exitCode = options.exitCode ?? 2;
    if (options.note !== undefined) this.note = options.note;
  }
}

/** A fault thrown after the one document of `--json` that names it; it is said to people all the same. */
export class ToldFault extends Error {
  constructor(override readonly cause: unknown) {
    super('told already', { cause });
    this.name = 'ToldFault';
  }
}

/** What a user is told: a sentence, and the cure when one is known. */
export interface UserFault {
  readonly message: string;
  readonly note?: string;
}

/** The codes of libuv that users meet, in their words. Source: Node.js, "Common system errors". */
const wordsByCode: ReadonlyMap<string, UserFault> = new Map([
  ['ENOSPC', { message: 'the disk is full', note: 'free some space and run the command again' }],
  ['EDQUOT', { message: 'your disk quota is used up', note: 'free some space and run again' }],
  ['EROFS', { message: 'the disk is read-only', note: 'choose another folder with `--out`' }],
  ['EACCES', { message: 'permission was refused', note: 'check who owns it and its permissions' }],
  ['EPERM', { message: 'the system does not allow it', note: 'check its owner and permissions' }],
  ['ENOENT', { message: 'it does not exist' }],
  ['ENOTDIR', { message: 'a part of its path is a file, not a folder' }],
  ['EISDIR', { message: 'it is a folder, not a file', note: 'check the path' }],
  ['EEXIST', { message: 'it already exists' }],
  ['ENOTEMPTY', { message: 'the folder is not empty' }],
  ['ENAMETOOLONG', { message: 'its name is too long' }],
  ['EBUSY', { message: 'another program is using it', note: 'close that program and run again' }],
  ['EMFILE', { message: 'too many files are open', note: 'raise the limit with `ulimit -n 4096`' }],
  ['ENFILE', { message: 'too many files are open on this machine' }],
  ['EFBIG', { message: 'the file would be larger than is allowed' }],
  ['EIO', { message: 'the disk reports a fault' }],
  ['ENOMEM', { message: 'there is not enough memory', note: 'close other programs and run again' }],
  ['EADDRINUSE', { message: 'the port is in use by another program' }],
  ['ECONNREFUSED', { message: 'nothing answers at that address' }],
]);

/** The words for a thrown value: a Fault's own, a system error's in plain English, else an apology. */
export function asUserFault(error: unknown): UserFault {
  if (error instanceof ToldFault) return asUserFault(error.cause);
  if (error instanceof Fault) {
    const message = plainWords(error.message);
    return error.note === undefined ? { message } : { message, note: plainWords(error.note) };
  }
  return systemFault(error) ?? { message: apologise(error) };
}

/** What the system refused, as the end of a sentence ("the disk is full"); undefined if unknown. */
export function describeSystemError(error: unknown): UserFault | undefined {
  if (!(error instanceof Error) || !('code' in error)) return undefined;
  return wordsByCode.get(String(error.code));
}

/** The exit code for a thrown value: a Fault's own, 2 for everything else. */
export function exitCodeOf(error: unknown): 1 | 2 {
  if (error instanceof ToldFault) return exitCodeOf(error.cause);
  return error instanceof Fault ? error.exitCode : 2;
}

/** A thrown value as plain data, with all that a user may be told of it; `unpackFault` makes it whole again. */
export function packFault(error: unknown): unknown {
  if (!(error instanceof Error)) return { message: String(error) };
  const { message, stack, name } = error;
  const { note, exitCode, code, path } = error as Fault & { code?: unknown; path?: unknown };
  return { isFault: error instanceof Fault, message, stack, name, note, exitCode, code, path };
}

/** The thrown value that was packed. */
export function unpackFault(packed: unknown): Error {
  const { isFault, message, ...facts } = packed as { isFault?: boolean; message: string };
  return Object.assign(isFault === true ? new Fault(message) : new Error(message), facts);
}

/**
 * Prints a thrown value on standard error: a sentence, the cure, and for what nobody foresaw how
 * to see the stack; the stack itself only under `debug`.
 */
export function printCrash(
  error: unknown,
  debug: boolean,
  write: (text: string) => void = (text) => process.stderr.write(text),
): void {
  if (error instanceof ToldFault) {
    printCrash(error.cause, debug, write);
    return;
  }
  const { message, note } = asUserFault(error);
  const isForeseen = error instanceof Fault;
  const lines = [
    `error: ${message}`,
    ...(note === undefined ? [] : [`mend:  ${note}`]),
    ...(debug ? stackLines(error) : []),
    ...(debug || isForeseen ? [] : ['run again with --debug for the stack']),
  ];
  write(`${lines.join('\n')}\n`);
}

function systemFault(error: unknown): UserFault | undefined {
  const words = describeSystemError(error);
  if (words === undefined) return undefined;
  const path = error instanceof Error && 'path' in error ? error.path : undefined;
  const subject = typeof path === 'string' ? `Cannot use \`${plainWords(path)}\`: ` : '';
  const message = `${subject}${words.message}`;
  return { ...words, message: message.charAt(0).toUpperCase() + message.slice(1) };
}

function apologise(error: unknown): string {
  const words = plainWords(wordsOf(error));
  return `The program met something it did not foresee${words === '' ? '' : `: ${words}`}`;
}

/** The message of what was thrown; of the first part when several errors were gathered in one. */
function wordsOf(error: unknown): string {
  if (error instanceof AggregateError && error.message === '') return wordsOf(error.errors[0]);
  if (error instanceof Error) return error.message === '' ? error.name : error.message;
  return typeof error === 'string' ? error : inspect(error, { depth: 0, breakLength: Infinity });
}

/** Harmless words on one line, without the stack that some libraries put into a message. */
function plainWords(words: string): string {
  const lines = words.split(/\r?\n/);
  const firstOfStack = lines.findIndex((line) => /^\s*at .+(:\d+|\)|>)$/.test(line));
  return makeHarmless(lines.slice(0, firstOfStack === -1 ? undefined : firstOfStack).join('\n'));
}

function stackLines(error: unknown): string[] {
  const stack = inspect(error, { depth: 2 });
  return stack.split('\n').map((line) => `  ${escapeControls(line)}`);
}
