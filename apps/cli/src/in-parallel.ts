import { Worker } from "node:worker_threads";
import { notOk } from "@plumbline/clinical-model";
import type { Result } from "@plumbline/clinical-model";

/** Plain data for a thread; its path names it when the thread breaks. */
interface Task {
  readonly path: string;
}

/** So many tasks for each thread may be done before the one whose turn it is; more would fill the memory. */
const AHEAD = 4;

/**
 * Has tasks done in several threads.
 *
 * @param worker - A module that answers each task that is posted to it with a `Result<Done>`.
 * @param tasks - None of them reads standard input: a thread has none.
 * @param jobs - How many threads, at least 1.
 * @returns The results in the order of the tasks. A thread that breaks costs the one task in its hands.
 */
export async function* inParallel<Done>(
  worker: URL,
  tasks: readonly Task[],
  jobs: number,
): AsyncGenerator<Result<Done>> {
  const threads = Array.from({ length: Math.min(jobs, tasks.length) }, () => new Thread<Done>(worker));
  const idle = [...threads];
  const waiting: ((thread: Thread<Done>) => void)[] = [];
  const give = (thread: Thread<Done>): void => {
    const next = waiting.shift();
    if (next === undefined) idle.push(thread);
    else next(thread);
  };
  const take = (): Promise<Thread<Done>> => {
    const thread = idle.pop();
    return thread === undefined ? new Promise((resolve) => waiting.push(resolve)) : Promise.resolve(thread);
  };
  const run = async (task: Task): Promise<Result<Done>> => {
    const thread = await take();
    const done = await thread.run(task);
    give(thread);
    return done;
  };

  try {
    const begun: Promise<Result<Done>>[] = [];
    for (const task of tasks) {
      begun.push(run(task));
      if (begun.length > AHEAD * threads.length) yield await begun.shift()!;
    }
    for (const done of begun) yield await done;
  } finally {
    for (const thread of threads) thread.end();
  }
}

/** One thread at a time; a new one when it broke. */
class Thread<Done> {
  readonly #module: URL;
  #worker: Worker | null = null;

  constructor(module: URL) {
    this.#module = module;
  }

  run(task: Task): Promise<Result<Done>> {
    this.#worker ??= new Worker(this.#module);
    const worker = this.#worker;
    return new Promise((resolve) => {
      const onMessage = (done: Result<Done>): void => {
        worker.off("error", onError);
        resolve(done);
      };
      const onError = (error: unknown): void => {
        worker.off("message", onMessage);
        this.#worker = null;
        resolve(broken(task, error));
      };
      worker.once("message", onMessage);
      worker.once("error", onError);
      // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
      worker.postMessage(task);
    });
  }

  end(): void {
    void this.#worker?.terminate();
  }
}

function broken({ path }: Task, error: unknown): Result<never> {
  const reason = error instanceof Error ? error.message : String(error);
  return notOk({ code: "plumbline/bug", path, message: `Something inside Plumbline failed: ${reason}` });
}
