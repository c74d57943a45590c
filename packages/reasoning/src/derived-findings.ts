import type { CaseFile, FindingEntry, FindingValue } from "@plumbline/clinical-model";
import { isBySide, NOT_TESTABLE } from "@plumbline/clinical-model";
import { isBeyond, positiveRule } from "@plumbline/evidence";
import type { EvidenceBase } from "@plumbline/evidence";

interface MeasuredPair {
  readonly number: string;
  readonly state: string;
  /** Which cut-off of the number's positive rule: the second names the opposite end. */
  readonly cutOff: 0 | 1;
}

/**
 * Measured numbers whose states are findings of their own in the base. The cut-offs themselves are the base's.
 * e_gout_8 and e_gout_4 hold the same score, as do e_block_mm and e_tape_mm a length, but each is entered by itself.
 */
export const MEASURED_PAIRS: readonly MeasuredPair[] = [
  { number: "m_arch_index", state: "m_ai_low_arch", cutOff: 0 },
  { number: "m_arch_index", state: "m_ai_high_arch", cutOff: 1 },
  { number: "m_cpei", state: "m_cpei_pronated", cutOff: 0 },
  { number: "m_navicular_drop", state: "m_nd_10", cutOff: 0 },
  { number: "m_gait_speed", state: "m_gait_slow", cutOff: 0 },
  { number: "e_fpi6", state: "e_fpi_pronated", cutOff: 0 },
  { number: "e_fpi6", state: "e_fpi_supinated", cutOff: 1 },
];

/** What the one answer "which came first" says about the two questions of order. "unsure" and "only one" say nothing. */
const ONSET_ORDER: Readonly<Record<string, Readonly<Record<string, boolean>>>> = {
  foot: { h_foot_before_back: true, h_back_before_foot: false },
  back: { h_foot_before_back: false, h_back_before_foot: true },
  "same time": { h_foot_before_back: false, h_back_before_foot: false },
};

/** What the one answer "how long" says about the two bands. `3-12 months` starts where the longer band does. */
const DURATION: Readonly<Record<string, Readonly<Record<string, boolean>>>> = {
  "<6 weeks": { h_dur_under6w: true, h_dur_over3m: false },
  "6-12 weeks": { h_dur_under6w: false, h_dur_over3m: false },
  "3-12 months": { h_dur_under6w: false, h_dur_over3m: true },
  ">1 year": { h_dur_under6w: false, h_dur_over3m: true },
};

/**
 * Findings that follow from the age, the sex and the measured numbers of a case. A finding that the case enters itself
 * is never derived: what someone wrote down wins.
 */
export function derivedFindings(caseFile: CaseFile, evidence: EvidenceBase): ReadonlyMap<string, FindingEntry> {
  const derived = new Map<string, FindingEntry>();
  const add = (id: string, entry: FindingEntry | null): void => {
    if (entry === null || caseFile.findings[id] !== undefined || !evidence.findings.has(id)) return;
    derived.set(id, entry);
  };
  const age = caseFile.age ?? ageEntered(caseFile);
  for (const { id, derivedFrom } of evidence.findings.values()) {
    if (derivedFrom?.kind === "age" && age !== null) add(id, isBeyond(derivedFrom.cutOff, age));
    if (derivedFrom?.kind === "sex" && caseFile.sex !== null) add(id, caseFile.sex);
  }
  const order = caseFile.findings.h_onset_order;
  if (typeof order === "string") {
    for (const [id, state] of Object.entries(ONSET_ORDER[order] ?? {})) add(id, state);
  }
  const duration = caseFile.findings.h_duration;
  if (typeof duration === "string") {
    for (const [id, state] of Object.entries(DURATION[duration] ?? {})) add(id, state);
  }
  for (const pair of MEASURED_PAIRS) {
    const entry = caseFile.findings[pair.number];
    if (entry !== undefined) add(pair.state, pairedEntry(pair, entry, evidence));
  }
  return derived;
}

function ageEntered(caseFile: CaseFile): number | null {
  const age = caseFile.findings.h_age;
  return typeof age === "number" ? age : null;
}

function pairedEntry(pair: MeasuredPair, entry: FindingEntry, evidence: EvidenceBase): FindingEntry | null {
  const finding = evidence.findings.get(pair.number);
  if (finding === undefined) return null;
  const rule = positiveRule(finding);
  const cutOff = rule.kind === "cut-offs" ? rule.cutOffs[pair.cutOff] : undefined;
  if (cutOff === undefined) return null;
  const state = (value: FindingValue): FindingValue =>
    typeof value === "number" ? isBeyond(cutOff, value) : NOT_TESTABLE;
  if (!isBySide(entry)) return typeof entry === "number" ? state(entry) : null;
  return {
    ...(entry.left !== undefined && { left: state(entry.left) }),
    ...(entry.right !== undefined && { right: state(entry.right) }),
  };
}
