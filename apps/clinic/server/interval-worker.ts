/**
 * Works out intervals in a thread of its own: a second or more, in which the server could answer nobody.
 * Speaks {@link IntervalRequest} and {@link IntervalReply} with `interval-service.ts`, one after another.
 */
import { parentPort } from "node:worker_threads";
import { withIntervals } from "@plumbline/assessment";
import type { Assessment, CaseFile } from "@plumbline/clinical-model";
import { loadEvidence } from "@plumbline/evidence";
import { intervalsOf } from "./assessment-intervals.ts";
import type { AssessmentIntervals } from "./assessment-intervals.ts";

export interface IntervalRequest {
  /** Of the assessment. */
  readonly id: string;
  readonly assessment: Assessment;
  readonly caseFile: CaseFile;
}

export type IntervalReply =
  { readonly id: string; readonly intervals: AssessmentIntervals } | { readonly id: string; readonly error: unknown };

const port = parentPort;
if (port === null) throw new Error("interval-worker.ts runs as a worker thread only.");

const evidence = loadEvidence();

port.on("message", (request: IntervalRequest) => port.postMessage(answer(request)));

function answer({ id, assessment, caseFile }: IntervalRequest): IntervalReply {
  try {
    return { id, intervals: intervalsOf(withIntervals(assessment, caseFile, evidence)) };
  } catch (error) {
    return { id, error };
  }
}
