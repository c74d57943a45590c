import type { CaseFile, DirectionAnswer, Setting, TriageLevel } from "@plumbline/clinical-model";
import {
  assess,
  interview,
  INTERVIEW_DEFAULTS,
  nextQuestionByGain,
  placesWhereItHurts,
  readAnswer,
} from "@plumbline/assessment";
import type { InterviewAnswers, InterviewPage, InterviewState, QuestionChooser } from "@plumbline/assessment";
import type { EvidenceBase } from "@plumbline/evidence";
import { knownFindings } from "@plumbline/reasoning";
import { seededRandom, simulatedPatient } from "@plumbline/simulated-patients";

/** How one made-up person fares in the interview, against being asked everything. */
export interface InterviewRun {
  /** Pages up to the questions chosen by gain, and of those. */
  readonly plannedPages: number;
  readonly chosenPages: number;
  /** Questions on the chosen pages, each line counted. */
  readonly chosenLines: number;
  readonly stopped: boolean;
  readonly short: Outcome;
  readonly full: Outcome;
}

interface Outcome {
  readonly direction: DirectionAnswer;
  readonly urgency: TriageLevel;
  /** Treatments of the first lines of the plan, those of the first condition. */
  readonly firstLines: readonly string[];
}

export interface InterviewFigures {
  readonly patients: number;
  /** Shares in [0, 1] of the patients. */
  readonly sameDirection: number;
  readonly sameUrgency: number;
  readonly sameBoth: number;
  readonly sameFirstLine: number;
  readonly emergencies: number;
  readonly emergenciesFound: number;
  readonly plannedPages: Spread;
  readonly chosenPages: Spread;
  readonly chosenLines: Spread;
}

interface Spread {
  readonly median: number;
  readonly p90: number;
  readonly most: number;
}

export interface InterviewStudy {
  readonly patients: number;
  readonly seed: number;
  readonly setting: Setting;
}

/**
 * Asks made-up patients by the interview and by the whole questionnaire (every question a patient can answer and that makes
 * sense to them), and compares what comes out. It tests when the interview stops, not the medicine.
 */
export function measureInterview(evidence: EvidenceBase, study: InterviewStudy): InterviewFigures {
  return figuresOf(interviewRuns(evidence, study));
}

export function interviewRuns(evidence: EvidenceBase, { patients, seed, setting }: InterviewStudy): InterviewRun[] {
  const random = seededRandom(seed);
  return Array.from({ length: patients }, () =>
    interviewRun(simulatedPatient(evidence, setting, random).caseFile, evidence, nextQuestionByGain(evidence)),
  );
}

function interviewRun(patient: CaseFile, evidence: EvidenceBase, choose: QuestionChooser): InterviewRun {
  const person = personOf(patient, evidence);
  const planned = walk({}, person, patient.setting, evidence, () => null);
  const short = walk(planned.answers, person, patient.setting, evidence, choose);
  const full = walk(planned.answers, person, patient.setting, evidence, everything);
  const chosen = short.state.path.filter(({ answer }) => answer.turn !== undefined);
  return {
    plannedPages: planned.state.path.length,
    chosenPages: chosen.length,
    chosenLines: chosen.reduce((sum, { page }) => sum + (page.kind === "checklist" ? page.items.length : 1), 0),
    stopped: short.state.next.kind === "stop",
    short: outcomeOf(short.state, evidence),
    full: outcomeOf(full.state, evidence),
  };
}

/** Everything that is left on one page, until nothing is left; order is a page of its own. */
const everything: QuestionChooser = (_, candidates) => {
  const order = candidates.filter((id) => id.endsWith("_before_back") || id.endsWith("_before_foot"));
  return { findingIds: order.length > 0 ? order : candidates, left: 1 };
};

interface Walk {
  readonly answers: InterviewAnswers;
  readonly state: InterviewState;
}

function walk(
  from: InterviewAnswers,
  person: (page: InterviewPage) => readonly string[],
  setting: Setting,
  evidence: EvidenceBase,
  choose: QuestionChooser,
): Walk {
  let answers = from;
  const mostChosen = choose === everything ? Infinity : INTERVIEW_DEFAULTS.mostChosen;
  for (;;) {
    const state = interview(answers, evidence, choose, { ...INTERVIEW_DEFAULTS, setting, mostChosen });
    if (state.next.kind !== "question") return { answers, state };
    const { page, turn } = state.next;
    const answer = readAnswer(page, person(page), turn);
    if (!answer.ok) throw new Error(`${page.id}: ${answer.problems[0]?.message}`);
    answers = { ...answers, [page.id]: answer.value };
  }
}

/** Answers every page truthfully and knows everything. */
function personOf(patient: CaseFile, evidence: EvidenceBase): (page: InterviewPage) => readonly string[] {
  const { states } = knownFindings(patient, evidence);
  const places = placesWhereItHurts((id) => states.get(id) === true);
  const isSo = (id: string): boolean => states.get(id) === true || places.includes(id as (typeof places)[number]);
  return (page) => {
    switch (page.kind) {
      case "number":
        return [String(patient.age ?? 50)];
      case "scale":
        return ["5"];
      case "confirm":
        return [confirmationOn(page.id, patient)];
      case "checklist": {
        const ticked = page.items.map(({ id }) => id).filter(isSo);
        return ticked.length === 0 ? ["none-of-these"] : ticked;
      }
      case "choice":
        return [
          choiceOn(
            page.id,
            page.options.map(({ value }) => value),
            patient,
            isSo,
          ),
        ];
    }
  };
}

/** The page's id names the flag it asks about. */
function confirmationOn(pageId: string, { confirmations = {} }: CaseFile): string {
  const flagId = Object.keys(confirmations).find((id) => pageId.startsWith(`confirm-${id}-`));
  const answer = flagId === undefined ? "unknown" : confirmations[flagId];
  return answer === undefined || answer === "unknown" ? "dont-know" : answer;
}

function choiceOn(
  pageId: string,
  options: readonly string[],
  patient: CaseFile,
  isSo: (id: string) => boolean,
): string {
  if (options.includes("yes") && options.includes("no")) return isSo(pageId) ? "yes" : "no";
  if (pageId === "sex" && patient.sex !== null) return patient.sex;
  if (pageId === "side") return "both";
  const order = patient.findings.h_onset_order;
  if (pageId === "came-first" && typeof order === "string" && options.includes(order)) return order;
  if (pageId === "worst") {
    const main = patient.mainComplaint ?? "";
    const at = placesWhereItHurts((id) => id === main).find((place) => options.includes(place));
    return at ?? "dont-know";
  }
  return "dont-know";
}

function outcomeOf({ caseFile }: InterviewState, evidence: EvidenceBase): Outcome {
  const { direction, triage, plan } = assess(caseFile, evidence);
  const first = plan[0]?.conditionId;
  return {
    direction: direction.answer,
    urgency: triage.level,
    firstLines: plan.filter(({ conditionId }) => conditionId === first).map(({ treatmentId }) => treatmentId),
  };
}

export function figuresOf(runs: readonly InterviewRun[]): InterviewFigures {
  const share = (holds: (run: InterviewRun) => boolean): number => runs.filter(holds).length / runs.length;
  const isSameDirection = ({ short, full }: InterviewRun): boolean => short.direction === full.direction;
  const isSameUrgency = ({ short, full }: InterviewRun): boolean => short.urgency === full.urgency;
  const emergencies = runs.filter(({ full }) => full.urgency === "emergency");
  // Who was stopped was asked nothing more: the rest is about those who went on.
  const walked = runs.filter(({ stopped }) => !stopped);
  return {
    patients: runs.length,
    sameDirection: share(isSameDirection),
    sameUrgency: share(isSameUrgency),
    sameBoth: share((run) => isSameDirection(run) && isSameUrgency(run)),
    sameFirstLine: share(({ short, full }) => short.firstLines.join() === full.firstLines.join()),
    emergencies: emergencies.length,
    emergenciesFound: emergencies.filter(({ short }) => short.urgency === "emergency").length,
    plannedPages: spreadOf(walked.map(({ plannedPages }) => plannedPages)),
    chosenPages: spreadOf(walked.map(({ chosenPages }) => chosenPages)),
    chosenLines: spreadOf(walked.map(({ chosenLines }) => chosenLines)),
  };
}

function spreadOf(values: readonly number[]): Spread {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (share: number): number => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0;
  return { median: at(0.5), p90: at(0.9), most: at(1) };
}
