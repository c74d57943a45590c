import type { CaseFile, ConfirmationAnswer, Setting } from "@plumbline/clinical-model";
import type { EvidenceBase } from "@plumbline/evidence";
import { conditionModel, knownFindings, statedComplaints } from "@plumbline/reasoning";
import type { Complaint } from "@plumbline/reasoning";
import { conditionProbabilities, drawBackground, drawConditions } from "./background.ts";
import { drawConfirmations } from "./confirmations.ts";
import { makeCoherent } from "./coherence.ts";
import { drawEffects } from "./effects.ts";
import type { Origin } from "./effects.ts";
import { entriesOf } from "./entries.ts";
import { drawClues, drawDriver } from "./links.ts";
import { drawPerson } from "./person.ts";
import { pick } from "./random.ts";
import type { Random } from "./random.ts";
import { complaintTruths, trueDangers, trueDirection } from "./truth.ts";
import type { Truth } from "./truth.ts";

export interface SimulatedPatient {
  /** Everything is known: what a clinic would have after asking and testing all there is. */
  readonly caseFile: CaseFile;
  readonly truth: Truth;
  /** Answers to the confirming questions of the flags that the full case raises; not yet part of the case. */
  readonly confirmations: Readonly<Record<string, ConfirmationAnswer>>;
}

/**
 * One made-up person who comes to the clinic, drawn from the evidence base, with the truth behind the answers. Persons
 * without any complaint stay at home: another is drawn.
 *
 * The same generator state gives the same patient.
 *
 * @example
 * simulatedPatient(loadEvidence(), "combined", seededRandom(1)).truth.direction; // "local"
 */
export function simulatedPatient(evidence: EvidenceBase, setting: Setting, random: Random): SimulatedPatient {
  for (;;) {
    const patient = drawPatient(evidence, setting, random);
    if (patient !== null) return patient;
  }
}

function drawPatient(evidence: EvidenceBase, setting: Setting, random: Random): SimulatedPatient | null {
  const person = drawPerson(evidence.findings.get("h_sex_female")?.leakP ?? 0.5, random);
  const background = drawBackground(person, evidence, random);
  const present = drawConditions(conditionProbabilities(background, setting, evidence), random);
  const origins = drawEffects(present, person, evidence, random);
  const states = new Map(
    [...evidence.findings.keys()].map((id) => [id, background.get(id) ?? origins.has(id)] as const),
  );

  const driver = states.get("s_back_pain") === true ? drawDriver(present, background, evidence, random) : null;
  if (driver !== null) drawClues(driver, "ascending", states, origins, evidence, random);
  const spinal = spinalDriver(complaintTruths(states, origins, driver, evidence), evidence);
  if (spinal !== null) drawClues(spinal, "descending", states, origins, evidence, random);
  makeCoherent(states, origins, evidence, random);

  const complaints = statedComplaints(states);
  if (complaints.length === 0) return null;
  const mainComplaint = drawMainComplaint(complaints, states, random);
  const caseFile: CaseFile = {
    age: person.age,
    sex: person.sex,
    setting,
    findings: entriesOf(states, person, evidence, random),
    mainComplaint: mainComplaint.findingId,
  };
  return { caseFile, ...truthOf(caseFile, present, origins, driver, mainComplaint.complaint, evidence, random) };
}

/** The spinal condition behind a leg or foot complaint, which leaves clues of its own; null without one. */
function spinalDriver(truths: ReturnType<typeof complaintTruths>, evidence: EvidenceBase): number | null {
  const id = truths.find(({ direction }) => direction === "spine-drives-foot")?.conditionId ?? null;
  return id === null ? null : conditionModel(evidence).indexOf.get(id)!;
}

/** What the person says they came for: any complaint that people come for, all alike. */
function drawMainComplaint(
  complaints: readonly Complaint[],
  states: ReadonlyMap<string, boolean>,
  random: Random,
): { readonly complaint: Complaint; readonly findingId: string } {
  const main = complaints.filter(({ kind }) => kind !== "beside");
  const complaint = pick(main.length > 0 ? main : complaints, random);
  return { complaint, findingId: complaint.statedBy.find((id) => states.get(id) === true)! };
}

function truthOf(
  caseFile: CaseFile,
  present: ReadonlySet<number>,
  origins: ReadonlyMap<string, Origin>,
  driver: number | null,
  mainComplaint: Complaint,
  evidence: EvidenceBase,
  random: Random,
): Pick<SimulatedPatient, "truth" | "confirmations"> {
  const { conditions } = conditionModel(evidence);
  const { states } = knownFindings(caseFile, evidence);
  const causeOfFinding: Record<string, string> = {};
  for (const [id, { condition }] of origins) {
    if (condition !== null) causeOfFinding[id] = conditions[condition]!.id;
  }
  const ids = conditions.filter((_, index) => present.has(index)).map(({ id }) => id);
  const complaints = complaintTruths(states, origins, driver, evidence);
  const dangers = trueDangers(states, new Set(ids), causeOfFinding, evidence);
  const levels = new Set(dangers.map(({ level }) => level));
  const truth: Truth = {
    conditions: ids,
    causeOfFinding,
    complaints,
    mainCause: complaints.find(({ complaintId }) => complaintId === mainComplaint.id)?.conditionId ?? null,
    direction: trueDirection(complaints, statedComplaints(states), mainComplaint.id),
    dangers: dangers.map(({ id }) => id),
    urgency: levels.has("emergency") ? "emergency" : levels.has("urgent") ? "urgent" : "routine",
  };
  return { truth, confirmations: drawConfirmations(states, dangers, causeOfFinding, evidence, random) };
}
