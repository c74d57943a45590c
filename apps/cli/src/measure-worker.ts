/** A thread that measures one file after the other: see {@link inParallel}. */
import { parentPort } from "node:worker_threads";
import { measureFile } from "./measure-file.ts";
import type { FileToMeasure } from "./measure-file.ts";

parentPort?.on("message", async (file: FileToMeasure) => {
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
  parentPort?.postMessage(await measureFile(file, () => {}));
});
