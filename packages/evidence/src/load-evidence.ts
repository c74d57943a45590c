import { EVIDENCE_JSON } from "./generated/evidence-json.ts";
import type { EvidenceBase } from "./model.ts";
import { unpackEvidence } from "./packed-evidence.ts";
import type { PackedEvidence } from "./packed-evidence.ts";

/**
 * The base that ships with this version, checked when it was generated. Takes some tens of milliseconds each time: call
 * it once and pass the result on.
 */
export function loadEvidence(): EvidenceBase {
  return unpackEvidence(JSON.parse(EVIDENCE_JSON) as PackedEvidence);
}
