/**
 * What an assessment and the choice of the next question cost, over simulated patients with 40 to 80 answers, and beside
 * it how many times longer the plain form of the same maths takes (`plain-reasoning.ts`), on fewer patients.
 */
import { assess, nextQuestions, withIntervals } from "../../packages/assessment/src/index.ts";
import type { CaseFile } from "../../packages/clinical-model/src/index.ts";
import { loadEvidence } from "../../packages/evidence/src/index.ts";
import { ConditionLayer } from "../../packages/reasoning/src/condition-layer.ts";
import { knownFindings } from "../../packages/reasoning/src/index.ts";
import { seededRandom, simulatedPatient, withAnswers } from "../../packages/simulated-patients/src/index.ts";
import { plainPosteriors } from "./plain-reasoning.ts";

const PATIENTS = 1000;
const WARM_UP = 100;
const [FEWEST_ANSWERS, MOST_ANSWERS] = [40, 80];
/** The plain form takes seconds for each. */
const PLAIN_PATIENTS = 5;
/** A whole answer under each of 200 draws of the base. */
const INTERVAL_PATIENTS = 30;
const LARGEST_DIFFERENCE = 1e-9;

const evidence = loadEvidence();
const cases = simulatedCases(PATIENTS);
for (const caseFile of cases.slice(0, WARM_UP)) {
  assess(caseFile, evidence);
  nextQuestion(caseFile);
}
const assessing = cases.map((caseFile) => cpuMs(() => assess(caseFile, evidence)));
const asking = cases.map((caseFile) => cpuMs(() => nextQuestion(caseFile)));
const drawing = cases.slice(0, INTERVAL_PATIENTS).map((caseFile) => {
  const assessment = assess(caseFile, evidence);
  return cpuMs(() => withIntervals(assessment, caseFile, evidence));
});
const inferring = cases.map((caseFile) => cpuMs(() => posteriors(caseFile)));

const few = cases.slice(0, PLAIN_PATIENTS);
checkAgreement(few);
const plainInferring = few.map((caseFile) => cpuMs(() => plain(caseFile)));
const plainAssessing = few.map((caseFile) => cpuMs(() => plainContributions(caseFile)));
const plainAsking = few.map((caseFile) => cpuMs(() => plainAnswers(caseFile)));

console.log(
  `${PATIENTS} simulated patients, ${FEWEST_ANSWERS} to ${MOST_ANSWERS} answers; ms of CPU, warm; plain form: ${PLAIN_PATIENTS} patients`,
);
report("assess", assessing, plainAssessing, "plain: posteriors, and again without each finding");
report("next question", asking, plainAsking, "plain: posteriors, and again after yes and no to 8 questions");
report("intervals", drawing, null, `200 draws, ${INTERVAL_PATIENTS} patients`);
report("posteriors", inferring, plainInferring, "plan and one pass");

function simulatedCases(count: number): readonly CaseFile[] {
  const random = seededRandom(1);
  return Array.from({ length: count }, () => {
    const patient = simulatedPatient(evidence, "combined", random);
    const answers = FEWEST_ANSWERS + Math.floor(random() * (MOST_ANSWERS - FEWEST_ANSWERS + 1));
    return withAnswers(patient, answers, evidence, random);
  });
}

function nextQuestion(caseFile: CaseFile): unknown {
  return nextQuestions(caseFile, evidence, { askedOf: "patient", limit: 1 });
}

function posteriors(caseFile: CaseFile): Float64Array {
  return new ConditionLayer(caseFile.setting, knownFindings(caseFile, evidence).states, evidence).posteriors();
}

function plain(caseFile: CaseFile): readonly number[] {
  return plainPosteriors(caseFile.setting, knownFindings(caseFile, evidence).states, evidence);
}

function plainContributions(caseFile: CaseFile): readonly (readonly number[])[] {
  const { states } = knownFindings(caseFile, evidence);
  return [...states.keys()].map((id) => {
    const without = new Map(states);
    without.delete(id);
    return plainPosteriors(caseFile.setting, without, evidence);
  });
}

function plainAnswers(caseFile: CaseFile): readonly (readonly number[])[] {
  const { states } = knownFindings(caseFile, evidence);
  const weighed = nextQuestions(caseFile, evidence, { askedOf: "patient", limit: 8 });
  return weighed.flatMap(({ findingId }) =>
    [true, false].map((answer) => plainPosteriors(caseFile.setting, new Map(states).set(findingId, answer), evidence)),
  );
}

function checkAgreement(some: readonly CaseFile[]): void {
  for (const caseFile of some) {
    const exact = posteriors(caseFile);
    const difference = Math.max(...plain(caseFile).map((value, index) => Math.abs(value - exact[index]!)));
    if (difference > LARGEST_DIFFERENCE) throw new Error(`The plain form differs by ${difference}.`);
  }
}

function report(what: string, times: readonly number[], plainTimes: readonly number[] | null, note: string): void {
  const sorted = [...times].sort((a, b) => a - b);
  const median = sorted[sorted.length >> 1]!;
  const p99 = sorted[Math.floor(sorted.length * 0.99)]!;
  const ratio = plainTimes === null ? "" : `${(sum(plainTimes) / sum(times.slice(0, plainTimes.length))).toFixed(0)} x`;
  console.log(
    `  ${what.padEnd(14)} median ${median.toFixed(1).padStart(6)}  p99 ${p99.toFixed(1).padStart(6)}  plain ${ratio.padStart(6)}  ${note}`,
  );
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

function cpuMs(run: () => unknown): number {
  const before = process.cpuUsage();
  run();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}
