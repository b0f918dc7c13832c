/**
 * The program that the tests of `output-folder.ts` start, several at once, and kill: places
 * editions, stops while writing or holding the lock, or tries as a user who may not write.
 * Arguments: what to do, the target, how many editions. It tells its parent how far it is.
 */
import { join } from 'node:path';
import { asUserFault } from '../diagnostics/fault.ts';
import { writeEdition } from './fake-edition.ts';
import { placeFolder } from './output-folder.ts';
import { withOutputLock } from './output-lock.ts';

const [task, target = '', count = '1'] = process.argv.slice(2);
const pause = () => new Promise<void>((resolve) => setTimeout(resolve, 60_000));

async function placeEditions(): Promise<void> {
  for (let number = 1; number <= Number(count); number += 1) {
    await placeFolder(target, (scratch) => writeEdition(scratch, `${process.pid} ${number}`));
    if (number === 1) process.send?.('placed');
  }
}

async function stopWhileWriting(): Promise<void> {
  await placeFolder(target, async (scratch) => {
    await writeEdition(join(scratch, 'part'), 'never complete');
    process.send?.('stopped');
    await pause();
  });
}

async function stopWithLock(): Promise<void> {
  await withOutputLock(target, 0, async () => {
    process.send?.('stopped');
    await pause();
  });
}

async function placeAsNobody(): Promise<void> {
  // The system lets root write anywhere; 65534 is "nobody" on every Linux.
  if (process.getuid?.() === 0) process.setuid?.(65534);
  await placeEditions().catch((error) => process.send?.(asUserFault(error)));
}

// A test that fails leaves nothing running.
process.on('disconnect', () => process.exit());

const tasks = { placeEditions, stopWhileWriting, stopWithLock, placeAsNobody };
await tasks[task as keyof typeof tasks]();
process.disconnect();

/** What the program can be told to do. */
export type Task = keyof typeof tasks;
