import { availableParallelism } from "node:os";
import { Worker } from "node:worker_threads";

/** One piece of work and its answer, as they travel between threads. */
export interface Piece<T> {
  readonly nth: number;
  readonly result: T;
}

/**
 * Runs all jobs on as many threads as there are cores; each thread takes the next one when it is done.
 *
 * @param worker - A module that answers each message `{ nth, job }` with a {@link Piece}.
 * @returns The results in the order of the jobs, whichever was done first.
 */
export async function inThreads<Job, Result>(
  worker: URL,
  jobs: readonly Job[],
  onDone: (done: number) => void,
): Promise<readonly Result[]> {
  const results: Result[] = Array.from({ length: jobs.length });
  let next = 0;
  let done = 0;
  const threads = Array.from({ length: Math.min(availableParallelism(), jobs.length) }, () => new Worker(worker));
  const run = async (thread: Worker): Promise<void> => {
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    const give = (): void => {
      if (next === jobs.length) return resolve();
      // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin
      thread.postMessage({ nth: next, job: jobs[next] });
      next++;
    };
    thread.on("error", reject);
    thread.on("message", ({ nth, result }: Piece<Result>) => {
      results[nth] = result;
      onDone(++done);
      give();
    });
    give();
    await promise;
  };
  try {
    await Promise.all(threads.map(run));
  } finally {
    await Promise.all(threads.map((thread) => thread.terminate()));
  }
  return results;
}
