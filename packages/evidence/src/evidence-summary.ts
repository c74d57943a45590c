import { PROVENANCE_MARKS } from "@plumbline/clinical-model";
import type { ProvenanceMark } from "@plumbline/clinical-model";
import type { EvidenceBase } from "./model.ts";

/** How much the base holds and how firm it is. All but `version` and `hash` are counts. */
export interface EvidenceSummary {
  readonly version: string;
  readonly hash: string;
  readonly conditions: number;
  readonly findings: number;
  /** All rows; the engine uses the preferred ones. */
  readonly likelihoods: number;
  readonly preferredLikelihoods: number;
  readonly preferredByMark: Readonly<Record<ProvenanceMark, number>>;
  readonly links: number;
  readonly mechanisms: number;
  readonly redFlags: number;
  readonly treatments: number;
  readonly sources: number;
  readonly notices: number;
}

export function evidenceSummary(evidence: EvidenceBase): EvidenceSummary {
  const preferred = evidence.likelihoods.filter((row) => row.preferred);
  const marks = PROVENANCE_MARKS.map((mark) => [mark, preferred.filter((row) => row.mark === mark).length]);
  return {
    version: evidence.version,
    hash: evidence.hash,
    conditions: evidence.conditions.size,
    findings: evidence.findings.size,
    likelihoods: evidence.likelihoods.length,
    preferredLikelihoods: preferred.length,
    preferredByMark: Object.fromEntries(marks) as Record<ProvenanceMark, number>,
    links: evidence.links.length,
    mechanisms: evidence.mechanisms.size,
    redFlags: evidence.redFlags.length,
    treatments: evidence.treatments.length,
    sources: evidence.sources.size,
    notices: evidence.notices.length,
  };
}
