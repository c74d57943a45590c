/**
 * Measures the engine and the interview on simulated patients and published cases and writes `docs/evaluation.md`.
 *
 *   npm run evaluate                          20,000 patients; some minutes on two cores
 *   npm run evaluate -- --patients 500        a quick look
 *   npm run evaluate -- --seed 2 --out FILE   other patients, another file
 *
 * The published cases are read from `$PLUMBLINE_DATA/vignettes/dev.jsonl`; without it that part is left out.
 * Progress goes to standard error. The same seed, base and code give the same file.
 */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { loadEvidence } from "@plumbline/evidence";
import { format } from "prettier";
import { inThreads } from "./evaluate/in-threads.ts";
import { figuresOf } from "./evaluate/interview.ts";
import type { InterviewRun } from "./evaluate/interview.ts";
import { report } from "./evaluate/report.ts";
import { DEVIATIONS } from "./evaluate/robustness.ts";
import type { RobustnessTally } from "./evaluate/robustness.ts";
import type { SimulationTally } from "./evaluate/simulation.ts";
import { addUp } from "./evaluate/tally.ts";
import { scoreVignettes } from "./evaluate/vignettes.ts";
import type { Job, JobResult } from "./evaluate/worker.ts";

/** Patients of one job: small enough that threads end together. */
const CHUNK = 100;
/** One simulated patient in this many meets a noisy base, so many of them one such base. */
const NOISY_EVERY = 20;
const PATIENTS_PER_DRAW = 25;
/** One in this many walks through the interview and through all questions beside it (a second each), so many in one job. */
const INTERVIEWED_EVERY = 20;
const PATIENTS_PER_WALK = 10;

/** @returns The page, formatted. */
export async function evaluate(
  patients: number,
  seed: number,
  dataFolder: string | undefined,
  onProgress: (done: number, all: number) => void = () => undefined,
): Promise<string> {
  const evidence = loadEvidence();
  const vignettes = scoreVignettes(dataFolder, evidence);
  const noisy = Math.ceil(patients / NOISY_EVERY);
  const draws = Math.ceil(noisy / PATIENTS_PER_DRAW);
  const simulated = Array.from({ length: Math.ceil(patients / CHUNK) }, (_, nth): Job => {
    return { kind: "simulate", seed, from: nth * CHUNK, to: Math.min(patients, (nth + 1) * CHUNK) };
  });
  const perturbed = DEVIATIONS.flatMap((deviation) =>
    Array.from({ length: draws }, (_, draw): Job => {
      return { kind: "perturb", seed, draw, patients: Math.min(noisy, PATIENTS_PER_DRAW), deviation };
    }),
  );
  const walks = Math.ceil(patients / INTERVIEWED_EVERY / PATIENTS_PER_WALK);
  const interviewed = Array.from({ length: walks }, (_, walk): Job => {
    const rest = Math.ceil(patients / INTERVIEWED_EVERY) - walk * PATIENTS_PER_WALK;
    return { kind: "interview", seed: seed * 104_729 + walk, patients: Math.min(rest, PATIENTS_PER_WALK) };
  });
  const jobs = [...simulated, ...perturbed, ...interviewed];
  const worker = new URL("./evaluate/worker.ts", import.meta.url);
  const results = await inThreads<Job, JobResult>(worker, jobs, (done) => onProgress(done, jobs.length));
  const sum = <T extends object>(from: number, count: number): T =>
    (results.slice(from, from + count) as T[]).reduce((to, one) => addUp(to, one));
  const page = report(
    {
      seed,
      simulation: sum<SimulationTally>(0, simulated.length),
      robustness: DEVIATIONS.map((_, nth) => sum<RobustnessTally>(simulated.length + nth * draws, draws)),
      interview: figuresOf((results.slice(-walks) as (readonly InterviewRun[])[]).flat()),
      vignettes,
    },
    evidence,
  );
  return await format(page, { parser: "markdown", printWidth: 120 });
}

if (import.meta.main) {
  const { values } = parseArgs({
    options: {
      patients: { type: "string", default: "20000" },
      seed: { type: "string", default: "1" },
      out: { type: "string", default: join(import.meta.dirname, "../docs/evaluation.md") },
    },
  });
  const [patients, seed] = [Number(values.patients), Number(values.seed)];
  if (!Number.isInteger(patients) || patients < 1 || !Number.isInteger(seed)) {
    console.error("Usage: node scripts/evaluate.ts [--patients N] [--seed N] [--out FILE]");
    process.exit(2);
  }
  const folder = process.env.PLUMBLINE_DATA;
  if (folder === undefined) console.error("PLUMBLINE_DATA is not set: the published cases are left out.");
  const page = await evaluate(patients, seed, folder, (done, all) => {
    process.stderr.write(`\r${done} of ${all} jobs done`);
  });
  process.stderr.write("\n");
  writeFileSync(values.out, page);
  console.error(`${values.out} written.`);
}
