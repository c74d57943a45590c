import { DIRECTION_ANSWERS } from "@plumbline/clinical-model";
import type { CaseFile, Direction, Triage } from "@plumbline/clinical-model";
import type { EvidenceBase } from "@plumbline/evidence";
import { conclusions, knownFindings, triage } from "@plumbline/reasoning";
import type { Reasoning } from "@plumbline/reasoning";
import { afterIntake, seededRandom, simulatedPatient } from "@plumbline/simulated-patients";
import type { Random, SimulatedPatient } from "@plumbline/simulated-patients";
// Not through the front door: a step of an assessment by itself.
import { withOpenExclusions } from "../../packages/assessment/src/open-exclusions.ts";
import {
  addForecast,
  CONDITION_BOUNDS,
  DIRECTION_BOUNDS,
  discrimination,
  directionTable,
  reliability,
  scoreOf,
} from "./tally.ts";
import type { Count, DirectionTable, Discrimination, Reliability } from "./tally.ts";

/** Answers known of a patient beyond complaints and red flags, at least and at most: what an interview and a first
 * examination bring. */
export const ANSWERS = { least: 20, most: 60 } as const;
/** One patient in this many is also assessed with everything known. */
const FULL_EVERY = 20;

const DIRECTIONS = DIRECTION_ANSWERS.filter((answer): answer is Direction => answer !== "cannot-tell");

export interface SimulationTally {
  patients: number;
  readonly conditions: Reliability;
  readonly directions: Reliability;
  readonly byCondition: Record<string, Discrimination>;
  /** The condition ranked first is present; one of the first three is. */
  readonly firstPresent: Count;
  readonly firstThreePresent: Count;
  /** The true cause of the main complaint is ranked first; among the first three. */
  readonly causeFirst: Count;
  readonly causeInThree: Count;
  readonly direction: DirectionTable;
  readonly directionInFull: DirectionTable;
  /** Patients none of whose complaints has a cause that the base knows. */
  readonly noKnownCause: Count;
  readonly triage: Record<Route, TriageTally>;
}

/** What triage goes by: the patient's answers alone or everything, as given or with the confirming questions answered. */
export const ROUTES = ["patient, bare", "patient, confirmed", "all, bare", "all, confirmed"] as const;
type Route = (typeof ROUTES)[number];

interface TriageTally {
  /** True emergencies sent to emergency. */
  readonly emergencies: Count;
  /** Of those whose own flag the answers raise. */
  readonly shownEmergencies: Count;
  /** True emergencies and urgent dangers sent to urgent or above. */
  readonly dangers: Count;
  /** Patients without any danger sent to emergency; to urgent or above. */
  readonly needlessEmergency: Count;
  readonly needlessUrgent: Count;
}

type Conclusions = Pick<Reasoning, "conditions" | "direction">;

function emptyTally(): SimulationTally {
  const count = (): Count => ({ hits: 0, count: 0 });
  const triage = (): TriageTally => ({
    emergencies: count(),
    shownEmergencies: count(),
    dangers: count(),
    needlessEmergency: count(),
    needlessUrgent: count(),
  });
  return {
    patients: 0,
    conditions: reliability(CONDITION_BOUNDS),
    directions: reliability(DIRECTION_BOUNDS),
    byCondition: {},
    firstPresent: count(),
    firstThreePresent: count(),
    causeFirst: count(),
    causeInThree: count(),
    direction: directionTable(),
    directionInFull: directionTable(),
    noKnownCause: count(),
    triage: {
      "patient, bare": triage(),
      "patient, confirmed": triage(),
      "all, bare": triage(),
      "all, confirmed": triage(),
    },
  };
}

/** The generator of one patient: the same patient whichever thread draws it, and whichever were drawn before. */
export function randomOf(seed: number, patient: number): Random {
  return seededRandom(seed * 1_000_003 + patient);
}

/** Draws, assesses and scores the patients `from` to `to` (not included). */
export function simulate(from: number, to: number, seed: number, evidence: EvidenceBase): SimulationTally {
  const tally = emptyTally();
  for (let nth = from; nth < to; nth++) {
    const random = randomOf(seed, nth);
    const patient = simulatedPatient(evidence, "combined", random);
    const count = ANSWERS.least + Math.floor(random() * (ANSWERS.most - ANSWERS.least + 1));
    const assessment = conclude(afterIntake(patient, count, evidence, random), evidence);
    tally.patients++;
    scoreConditions(assessment, patient, tally);
    scoreDirection(assessment, patient, tally);
    scoreTriage(patient, evidence, tally);
    if (nth % FULL_EVERY === 0 && patient.truth.direction !== null) {
      tally.directionInFull[patient.truth.direction][conclude(patient.caseFile, evidence).direction.answer]++;
    }
  }
  return tally;
}

function scoreConditions({ conditions }: Conclusions, { truth }: SimulatedPatient, tally: SimulationTally) {
  const present = new Set(truth.conditions);
  for (const { id, posterior, rank, reported } of conditions) {
    const isPresent = present.has(id);
    addForecast(tally.conditions, posterior, isPresent);
    const one = (tally.byCondition[id] ??= discrimination());
    (isPresent ? one.cases : one.others)[scoreOf(posterior)]!++;
    if (!isPresent) continue;
    if (rank <= 5) one.inFirstFive++;
    if (reported) one.reported++;
  }
  const first = conditions.filter(({ rank }) => rank <= 3).sort((a, b) => a.rank - b.rank);
  add(tally.firstPresent, present.has(first[0]!.id));
  add(
    tally.firstThreePresent,
    first.some(({ id }) => present.has(id)),
  );
  const cause = truth.mainCause;
  if (cause === null) return;
  add(tally.causeFirst, first[0]!.id === cause);
  add(
    tally.causeInThree,
    first.some(({ id }) => id === cause),
  );
}

function scoreDirection({ direction }: Conclusions, { truth }: SimulatedPatient, tally: SimulationTally): void {
  add(tally.noKnownCause, truth.direction === null);
  if (truth.direction === null) return;
  tally.direction[truth.direction][direction.answer]++;
  for (const one of DIRECTIONS) addForecast(tally.directions, direction.probabilities[one], one === truth.direction);
}

function scoreTriage(patient: SimulatedPatient, evidence: EvidenceBase, tally: SimulationTally): void {
  const { truth, confirmations } = patient;
  for (const route of ROUTES) {
    const known = route.startsWith("patient") ? patientsAnswers(patient.caseFile, evidence) : patient.caseFile;
    const { level } = triageOf(route.endsWith("confirmed") ? { ...known, confirmations } : known, evidence);
    const one = tally.triage[route];
    const isUp = level === "emergency" || level === "urgent";
    if (truth.urgency === "emergency") {
      add(one.emergencies, level === "emergency");
      const bare = triageOf(known, evidence);
      const isShown = bare.flags.some((flag) => flag.level === "emergency" && truth.dangers.includes(flag.id));
      if (isShown) add(one.shownEmergencies, level === "emergency");
    }
    if (truth.dangers.length > 0) add(one.dangers, isUp);
    else {
      add(one.needlessEmergency, level === "emergency");
      add(one.needlessUrgent, isUp);
    }
  }
}

/** What the patient can tell without a clinician. */
function patientsAnswers(caseFile: CaseFile, evidence: EvidenceBase): CaseFile {
  const told = Object.entries(caseFile.findings).filter(([id]) => evidence.findings.get(id)?.askedOf === "patient");
  return { ...caseFile, findings: Object.fromEntries(told) };
}

/** An assessment without its reasons. */
export function conclude(caseFile: CaseFile, evidence: EvidenceBase): Conclusions {
  return conclusions(caseFile, knownFindings(caseFile, evidence), evidence);
}

export function triageOf(caseFile: CaseFile, evidence: EvidenceBase): Triage {
  return triage(withOpenExclusions(knownFindings(caseFile, evidence), evidence), evidence, caseFile.confirmations);
}

function add(to: Count, isHit: boolean): void {
  to.hits += Number(isHit);
  to.count++;
}
