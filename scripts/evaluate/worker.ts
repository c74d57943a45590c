import { parentPort } from "node:worker_threads";
import { loadEvidence } from "@plumbline/evidence";
import type { Piece } from "./in-threads.ts";
import { interviewRuns } from "./interview.ts";
import type { InterviewRun } from "./interview.ts";
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
    }
  | { readonly kind: "interview"; readonly seed: number; readonly patients: number };

export type JobResult = SimulationTally | RobustnessTally | readonly InterviewRun[];

const evidence = loadEvidence();

parentPort?.on("message", ({ nth, job }: { readonly nth: number; readonly job: Job }) => {
  const result = resultOf(job);
  const piece: Piece<JobResult> = { nth, result };
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin
  parentPort!.postMessage(piece);
});

function resultOf(job: Job): JobResult {
  switch (job.kind) {
    case "simulate":
      return simulate(job.from, job.to, job.seed, evidence);
    case "perturb":
      return robustness(job.draw, job.patients, job.deviation, job.seed, evidence);
    case "interview":
      return interviewRuns(evidence, { patients: job.patients, seed: job.seed, setting: "combined" });
  }
}
