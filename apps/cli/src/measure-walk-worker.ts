/** A thread that measures one walk after the other: see {@link inParallel}. */
import { parentPort } from "node:worker_threads";
import { measureWalk } from "./measure-walk.ts";
import type { WalkToMeasure } from "./measure-walk.ts";

parentPort?.on("message", async (walk: WalkToMeasure) => {
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
  parentPort?.postMessage(await measureWalk(walk, () => {}));
});
