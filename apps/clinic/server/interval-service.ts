import { Worker } from "node:worker_threads";
import type { AssessmentIntervals } from "./assessment-intervals.ts";
import type { IntervalReply, IntervalRequest } from "./interval-worker.ts";

/** Some kilobytes each: what the clinicians of one clinic open in a day. */
const KEPT = 100;

/**
 * Intervals of stored assessments. An assessment is never altered, so its intervals are worked out once and then kept
 * until a hundred others were asked for since. Its thread starts at the first question.
 */
export class IntervalService {
  /** The least recently asked for first. */
  readonly #kept = new Map<string, Promise<AssessmentIntervals>>();
  readonly #pending = new Map<string, PromiseWithResolvers<AssessmentIntervals>>();
  #worker: Worker | undefined;
  #isClosed = false;

  /**
   * About a second for one that is not kept; those asked for at once wait for each other.
   *
   * @param request - Of an assessment that was made with the evidence base that ships with this version.
   * @throws when the thread fails or is closed; the next question starts anew.
   */
  of(request: IntervalRequest): Promise<AssessmentIntervals> {
    const { id } = request;
    const intervals = this.#kept.get(id) ?? this.#ask(request);
    this.#kept.delete(id);
    this.#kept.set(id, intervals);
    for (const oldest of this.#kept.keys()) {
      if (this.#kept.size <= KEPT) break;
      this.#kept.delete(oldest);
    }
    return intervals;
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    await this.#worker?.terminate();
  }

  #ask({ id, assessment, caseFile }: IntervalRequest): Promise<AssessmentIntervals> {
    if (this.#isClosed) return Promise.reject(new Error("Intervals are not worked out any more: the server stops."));
    const waiting = Promise.withResolvers<AssessmentIntervals>();
    this.#pending.set(id, waiting);
    this.#worker ??= this.#start();
    this.#worker.ref();
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin; that is a window's
    this.#worker.postMessage({ id, assessment, caseFile } satisfies IntervalRequest);
    return waiting.promise;
  }

  #start(): Worker {
    const worker = new Worker(new URL("./interval-worker.ts", import.meta.url));
    worker.on("message", (reply: IntervalReply) => {
      if ("error" in reply) this.#fail(reply.id, reply.error);
      else this.#pending.get(reply.id)?.resolve(reply.intervals);
      this.#pending.delete(reply.id);
      if (this.#pending.size === 0) worker.unref();
    });
    const end = (error: Error): void => {
      if (this.#worker === worker) this.#worker = undefined;
      for (const id of this.#pending.keys()) this.#fail(id, error);
      this.#pending.clear();
    };
    worker.on("error", (error) => end(new Error("The thread for intervals failed.", { cause: error })));
    worker.on("exit", () => end(new Error("The thread for intervals was closed.")));
    return worker;
  }

  /** What failed is not kept, so that the next question tries again. */
  #fail(id: string, error: unknown): void {
    this.#kept.delete(id);
    this.#pending.get(id)?.reject(error);
  }
}
