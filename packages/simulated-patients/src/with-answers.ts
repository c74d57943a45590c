import type { CaseFile, FindingEntry } from "@plumbline/clinical-model";
import type { EvidenceBase } from "@plumbline/evidence";
import { COMPLAINTS, conditionModel, knownFindings, statedComplaints } from "@plumbline/reasoning";
import { shuffled } from "./random.ts";
import type { Random } from "./random.ts";
import type { SimulatedPatient } from "./simulated-patient.ts";

/** Shares of the answers that go to complaints and to red flags; what is left goes to what bears on the complaints. */
const COMPLAINT_SHARE = 0.25;
const RED_FLAG_SHARE = 0.25;

/**
 * The patient as known after a number of answers: what hurts, red flags (those that are there first), then findings that
 * speak about a possible cause of what hurts, at random.
 *
 * Dense in present findings, as a hard case for speed. Which answers are known depends here on what they are, so what is
 * unknown is more often absent than the engine can know: measure no probability on this; see {@link afterIntake}.
 *
 * @param count - Number of findings entered, beside age and sex.
 */
export function withAnswers(
  { caseFile }: SimulatedPatient,
  count: number,
  evidence: EvidenceBase,
  random: Random,
): CaseFile {
  const { states } = knownFindings(caseFile, evidence);
  const isPresent = (id: string): boolean => states.get(id) === true;
  const stated = statedComplaints(states)
    .flatMap(({ statedBy }) => statedBy)
    .filter((id) => id in caseFile.findings);
  const complaints = shuffled(stated, random).sort((a, b) => Number(isPresent(b)) - Number(isPresent(a)));
  const flags = shuffled(
    [...evidence.findings.values()].filter(({ tier, id }) => tier === "red_flag" && id in caseFile.findings),
    random,
  )
    .map(({ id }) => id)
    .sort((a, b) => Number(isPresent(b)) - Number(isPresent(a)));

  const chosen = new Set<string>();
  if (typeof caseFile.mainComplaint === "string") chosen.add(caseFile.mainComplaint);
  add(chosen, complaints, Math.round(count * COMPLAINT_SHARE));
  add(chosen, flags, chosen.size + Math.round(count * RED_FLAG_SHARE));
  add(chosen, shuffled(bearingOn(chosen, caseFile, evidence), random), count);
  return { ...caseFile, findings: only(chosen, caseFile) };
}

/**
 * The patient as known after a whole intake: every complaint (the body map and its lists) and every red flag a patient can
 * tell, present or not, then findings that speak about a possible cause of what hurts, at random. Which answers are known
 * never depends on answers that are not.
 *
 * @param count - Number of findings entered beyond complaints and flags.
 */
export function afterIntake(
  { caseFile }: SimulatedPatient,
  count: number,
  evidence: EvidenceBase,
  random: Random,
): CaseFile {
  const stating = new Set(COMPLAINTS.flatMap(({ statedBy }) => statedBy));
  const intake = [...evidence.findings.values()].filter(
    ({ id, askedOf, tier }) =>
      id in caseFile.findings && askedOf === "patient" && (tier === "red_flag" || stating.has(id)),
  );
  const chosen = new Set(intake.map(({ id }) => id));
  const { states } = knownFindings(caseFile, evidence);
  const hurting = new Set([...chosen].filter((id) => stating.has(id) && states.get(id) === true));
  add(chosen, shuffled(bearingOn(hurting, caseFile, evidence), random), chosen.size + count);
  return { ...caseFile, findings: only(chosen, caseFile) };
}

/** Adds from the list until the set holds `upTo`. */
function add(to: Set<string>, from: readonly string[], upTo: number): void {
  for (const id of from) {
    if (to.size >= upTo) return;
    to.add(id);
  }
}

function only(ids: ReadonlySet<string>, { findings }: CaseFile): Record<string, FindingEntry> {
  return Object.fromEntries(Object.entries(findings).filter(([id]) => ids.has(id)));
}

/** Findings of the case with a row on a condition that one of these findings speaks about. */
function bearingOn(ids: ReadonlySet<string>, caseFile: CaseFile, evidence: EvidenceBase): readonly string[] {
  const { findings } = conditionModel(evidence);
  const conditions = new Set([...ids].flatMap((id) => (findings.get(id)?.rows ?? []).map((row) => row.condition)));
  return Object.keys(caseFile.findings).filter((id) =>
    findings.get(id)?.rows.some(({ condition }) => conditions.has(condition)),
  );
}
