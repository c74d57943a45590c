import { Worker } from "node:worker_threads";
import type { OrthoticAnswer, OrthoticJob } from "./orthotic-worker.ts";

/** Longer takes no foot and no device; a scan that does is damaged in a way nobody has seen. */
const LONGEST_MS = 60_000;

/** @throws when the thread fails or does not end in time. What is wrong with the scan is part of the answer. */
export function buildOrthotic(job: OrthoticJob): Promise<OrthoticAnswer> {
  const waiting = Promise.withResolvers<OrthoticAnswer>();
  const worker = new Worker(new URL("./orthotic-worker.ts", import.meta.url), { workerData: job });
  const timer = setTimeout(() => {
    waiting.reject(new Error("Building an orthotic took too long."));
    void worker.terminate();
  }, LONGEST_MS);
  worker.on("message", (answer: OrthoticAnswer) => waiting.resolve(answer));
  worker.on("error", (error) => waiting.reject(new Error("The thread for orthotics failed.", { cause: error })));
  worker.on("exit", () => {
    clearTimeout(timer);
    waiting.reject(new Error("The thread for orthotics ended without an answer."));
  });
  return waiting.promise;
}
