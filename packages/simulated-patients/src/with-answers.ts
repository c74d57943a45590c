import type { CaseFile, FindingEntry } from "@plumbline/clinical-model";
import type { EvidenceBase } from "@plumbline/evidence";
import { conditionModel, knownFindings, statedComplaints } from "@plumbline/reasoning";
import { shuffled } from "./random.ts";
import type { Random } from "./random.ts";
import type { SimulatedPatient } from "./simulated-patient.ts";

/** Shares of the answers that go to complaints and to red flags; what is left goes to what bears on the complaints. */
const COMPLAINT_SHARE = 0.25;
const RED_FLAG_SHARE = 0.25;

/**
 * The patient as known after a number of answers, chosen as an intake goes: what hurts, red flags (those that are there
 * first), then findings that speak about a possible cause of what hurts, at random.
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
  const findings: Record<string, FindingEntry> = {};
  for (const [id, entry] of Object.entries(caseFile.findings)) if (chosen.has(id)) findings[id] = entry;
  return { ...caseFile, findings };
}

/** Adds from the list until the set holds `upTo`. */
function add(to: Set<string>, from: readonly string[], upTo: number): void {
  for (const id of from) {
    if (to.size >= upTo) return;
    to.add(id);
  }
}

/** Findings of the case with a row on a condition that one of these findings speaks about. */
function bearingOn(ids: ReadonlySet<string>, caseFile: CaseFile, evidence: EvidenceBase): readonly string[] {
  const { findings } = conditionModel(evidence);
  const conditions = new Set([...ids].flatMap((id) => (findings.get(id)?.rows ?? []).map((row) => row.condition)));
  return Object.keys(caseFile.findings).filter((id) =>
    findings.get(id)?.rows.some(({ condition }) => conditions.has(condition)),
  );
}
