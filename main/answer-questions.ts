import { parentPort } from 'node:worker_threads';
import type { FromIdleThread, ToIdleThread } from './idle-thread.ts';

/** What a thread of `createIdleThread` does: it carries out one work after another, and tells what came of each. */
export function answerQuestions<Work>(carryOut: (work: Work) => unknown): void {
  const say = (message: FromIdleThread): void => parentPort?.postMessage(message);
  let last: Promise<void> = Promise.resolve();
  const answer = async ({ id, work }: ToIdleThread<Work>): Promise<void> => {
    try {
      say({ id, answer: await carryOut(work) });
    } catch (error) {
      say({ id, error: error instanceof Error ? error : new Error(String(error)) });
    }
  };
  parentPort?.on('message', (question: ToIdleThread<Work>) => {
    last = last.then(() => answer(question));
  });
}
