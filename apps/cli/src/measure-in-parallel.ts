import { Worker } from "node:worker_threads";
import { notOk } from "@plumbline/clinical-model";
import type { Result } from "@plumbline/clinical-model";
import type { FileToMeasure, MeasuredFile } from "./measure-file.ts";

/** So many files for each thread may be done before the one whose turn it is; more would fill the memory. */
const AHEAD = 4;

/**
 * Measures files in several threads.
 *
 * @param files - None of them standard input: a thread has none.
 * @param jobs - How many threads, at least 1.
 * @returns The results in the order of the files. A thread that breaks costs the one file in its hands.
 */
export async function* measureInParallel(
  files: readonly FileToMeasure[],
  jobs: number,
): AsyncGenerator<Result<MeasuredFile>> {
  const threads = Array.from({ length: Math.min(jobs, files.length) }, () => new MeasuringThread());
  const idle = [...threads];
  const waiting: ((thread: MeasuringThread) => void)[] = [];
  const give = (thread: MeasuringThread): void => {
    const next = waiting.shift();
    if (next === undefined) idle.push(thread);
    else next(thread);
  };
  const take = (): Promise<MeasuringThread> => {
    const thread = idle.pop();
    return thread === undefined ? new Promise((resolve) => waiting.push(resolve)) : Promise.resolve(thread);
  };
  const measure = async (file: FileToMeasure): Promise<Result<MeasuredFile>> => {
    const thread = await take();
    const measured = await thread.measure(file);
    give(thread);
    return measured;
  };

  try {
    const begun: Promise<Result<MeasuredFile>>[] = [];
    for (const file of files) {
      begun.push(measure(file));
      if (begun.length > AHEAD * threads.length) yield await begun.shift()!;
    }
    for (const measured of begun) yield await measured;
  } finally {
    for (const thread of threads) thread.end();
  }
}

/** One thread at a time; a new one when it broke. */
class MeasuringThread {
  #worker: Worker | null = null;

  measure(file: FileToMeasure): Promise<Result<MeasuredFile>> {
    this.#worker ??= new Worker(new URL("./measure-worker.ts", import.meta.url));
    const worker = this.#worker;
    return new Promise((resolve) => {
      const onMessage = (measured: Result<MeasuredFile>): void => {
        worker.off("error", onError);
        resolve(measured);
      };
      const onError = (error: unknown): void => {
        worker.off("message", onMessage);
        this.#worker = null;
        resolve(broken(file, error));
      };
      worker.once("message", onMessage);
      worker.once("error", onError);
      // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
      worker.postMessage(file);
    });
  }

  end(): void {
    void this.#worker?.terminate();
  }
}

function broken({ path }: FileToMeasure, error: unknown): Result<never> {
  const reason = error instanceof Error ? error.message : String(error);
  return notOk({ code: "plumbline/bug", path, message: `Something inside Plumbline failed: ${reason}` });
}
