/**
 * A message port in, questions and answers over it out: each end says what it answers, and asks the other by name. Plain
 * data crosses, and errors as what they say. It knows nothing of what is asked.
 */
import type { MessagePort, Worker } from 'node:worker_threads';

/** What an end answers: the name of a question, and the function that is given its data. */
export type Answers = Readonly<Record<string, (data: never) => unknown>>;

export interface ThreadChannel {
  /** Asks the other end; throws what is thrown there, or at once where the other end is gone. */
  ask<Result>(name: string, data: unknown): Promise<Result>;
  /** Ends every question that waits with this error. */
  breakOff(error: unknown): void;
}

/** Errors that keep their kind: how each becomes plain data, and itself again. */
export interface ErrorForm {
  readonly pack: (error: unknown) => unknown;
  readonly unpack: (packed: unknown) => unknown;
}

type Message =
  | { readonly question: number; readonly name: string; readonly data: unknown }
  | { readonly answer: number; readonly result: unknown }
  | { readonly answer: number; readonly thrown: unknown };

interface Waiting {
  readonly resolve: (result: never) => void;
  readonly reject: (error: unknown) => void;
}

/** Opens the end of a port; the port keeps the thread alive until it is closed. */
export function openChannel(
  port: MessagePort | Worker,
  answers: Answers,
  form: ErrorForm,
): ThreadChannel {
  const waiting = new Map<number, Waiting>();
  let asked = 0;
  const answer = async (question: number, name: string, data: unknown): Promise<void> => {
    try {
      const result = await answers[name]?.(data as never);
      port.postMessage({ answer: question, result });
    } catch (error) {
      port.postMessage({ answer: question, thrown: form.pack(error) });
    }
  };
  port.on('message', (message: Message) => {
    if ('question' in message) return void answer(message.question, message.name, message.data);
    const asker = waiting.get(message.answer);
    waiting.delete(message.answer);
    if ('thrown' in message) asker?.reject(form.unpack(message.thrown));
    else asker?.resolve(message.result as never);
  });
  return {
    ask: (name, data) =>
      new Promise((resolve, reject) => {
        asked += 1;
        waiting.set(asked, { resolve, reject });
        port.postMessage({ question: asked, name, data });
      }),
    breakOff: (error) => {
      for (const { reject } of waiting.values()) reject(error);
      waiting.clear();
    },
  };
}
