import { parentPort } from "node:worker_threads";
import { loadEvidence } from "@plumbline/evidence";
import type { Piece } from "./in-threads.ts";
import { robustness } from "./robustness.ts";
import type { RobustnessTally } from "./robustness.ts";
import { simulate } from "./simulation.ts";
import type { SimulationTally } from "./simulation.ts";

export type Job =
  | { readonly kind: "simulate"; readonly seed: number; readonly from: number; readonly to: number }
  | {
      readonly kind: "perturb";
      readonly seed: number;
      readonly draw: number;
      readonly patients: number;
      readonly deviation: number;
    };

export type JobResult = SimulationTally | RobustnessTally;

const evidence = loadEvidence();

parentPort?.on("message", ({ nth, job }: { readonly nth: number; readonly job: Job }) => {
  const result: JobResult =
    job.kind === "simulate"
      ? simulate(job.from, job.to, job.seed, evidence)
      : robustness(job.draw, job.patients, job.deviation, job.seed, evidence);
  const piece: Piece<JobResult> = { nth, result };
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin
  parentPort!.postMessage(piece);
});
