import type { CaseFile } from "@plumbline/clinical-model";
import type { EvidenceBase } from "@plumbline/evidence";
import { caseView, viewOf } from "./case-view.ts";
import type { CaseView } from "./case-view.ts";
import type { CaseSetting } from "./complaint-frame.ts";
import { STATING } from "./complaint-table.ts";
import { ConditionLayer } from "./condition-layer.ts";
import { DirectionProbe } from "./direction-probe.ts";
import type { KnownFindings } from "./known-findings.ts";
import { cluesByFinding } from "./link-layer.ts";

/** What is known so far, worked out once for many questions. */
export interface QuestionGround {
  /** Ids with any entry at all, with or without a state: they were asked. */
  readonly asked: ReadonlySet<string>;
  readonly states: ReadonlyMap<string, boolean>;
  /** Dependency clusters that have spoken: a further finding of theirs counts less. */
  readonly clusters: ReadonlySet<string>;
  readonly setting: CaseSetting;
  readonly layer: ConditionLayer;
  readonly posteriors: Float64Array;
  readonly view: CaseView;
}

const remembered = new WeakMap<CaseView, DirectionProbe>();

/** The probe of this person as they are known now, made once: reasons, turning points and questions all ask it. */
export function directionProbe({ view, posteriors }: QuestionGround, evidence: EvidenceBase): DirectionProbe {
  const probe = remembered.get(view) ?? new DirectionProbe(view, posteriors, evidence);
  remembered.set(view, probe);
  return probe;
}

export function questionGround(
  caseFile: CaseFile,
  { states, withoutState }: KnownFindings,
  evidence: EvidenceBase,
): QuestionGround {
  const layer = new ConditionLayer(caseFile.setting, states, evidence);
  const posteriors = layer.posteriors();
  return {
    asked: new Set([...states.keys(), ...withoutState]),
    states,
    clusters: new Set(
      [...states.keys()].map((id) => evidence.findings.get(id)!.dependencyCluster).filter((cluster) => cluster !== ""),
    ),
    setting: caseFile,
    layer,
    posteriors,
    view: caseView(states, posteriors, caseFile, layer.model, evidence),
  };
}

/** The same person with one finding known, or known otherwise; what was asked stays. */
export function groundWith(
  ground: QuestionGround,
  findingId: string,
  value: boolean,
  evidence: EvidenceBase,
): QuestionGround {
  const { layer, setting } = ground;
  const states = new Map(ground.states).set(findingId, value);
  const posteriors = layer.posteriorsWith(findingId, value);
  // Complaints and links change with what states a complaint and with clues alone.
  const isFramed = STATING.has(findingId) || cluesByFinding(evidence).has(findingId);
  const view = isFramed
    ? caseView(states, posteriors, setting, layer.model, evidence)
    : viewOf(ground.view.frame, posteriors, evidence);
  return { ...ground, states, posteriors, view };
}
