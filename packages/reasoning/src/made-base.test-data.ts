import { loadEvidence } from "@plumbline/evidence";
import type { Condition, EvidenceBase, Finding, Likelihood } from "@plumbline/evidence";

const shipped = loadEvidence();

/** The name is a condition of the shipped base, so that code that looks at roles finds one. */
export interface MadeRow {
  readonly condition: string;
  readonly finding: string;
  readonly lrPos: number;
  readonly lrNeg: number;
}

export interface MadeFinding {
  readonly id: string;
  readonly leakP: number;
  readonly actsAs?: Finding["actsAs"];
  readonly cluster?: string;
}

/**
 * A base small enough to compute by hand: made-up conditions with a prior each, made-up findings and rows, and nothing
 * else. Texts are borrowed from the shipped base.
 */
export function madeBase(
  priors: Readonly<Record<string, number>>,
  findings: readonly MadeFinding[],
  rows: readonly MadeRow[],
): EvidenceBase {
  const anyCondition = [...shipped.conditions.values()][0]!;
  const anyFinding = shipped.findings.get("s_back_pain")!;
  const anyRow = shipped.likelihoods[0]!;
  const conditions = Object.entries(priors).map(([id, prior]): [string, Condition] => [
    id,
    { ...(shipped.conditions.get(id) ?? anyCondition), id, prior: { combined: prior, podiatry: prior, spine: prior } },
  ]);
  return {
    ...shipped,
    conditions: new Map(conditions),
    findings: new Map(
      findings.map(({ id, leakP, actsAs = "effect", cluster = "" }) => [
        id,
        { ...anyFinding, id, leakP, actsAs, dependencyCluster: cluster },
      ]),
    ),
    likelihoods: rows.map(({ condition, finding, lrPos, lrNeg }): Likelihood => ({
      ...anyRow,
      rowId: `${condition}/${finding}`,
      layer: "condition",
      preferred: true,
      conditionId: condition,
      findingId: finding,
      engineLrPos: lrPos,
      engineLrNeg: lrNeg,
    })),
    links: [],
    couplings: [],
    competitionGroups: [],
    redFlags: [],
    treatments: [],
  };
}
