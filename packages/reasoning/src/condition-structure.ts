import type { ClusterResult, Condition, Finding, Likelihood } from "@plumbline/evidence";
import { isDemographic } from "./finding-role.ts";

/** The age bands: one fact said several times. */
const AGE_CLUSTER = "age";

/** How one row acts. */
export const ROW_KIND = Object.freeze({
  /** Present or absent, it multiplies the odds of the condition: context, and effects that link nothing. */
  direct: 0,
  /** The condition brings the finding about: absent, it multiplies the odds; present, it joins the network. */
  link: 1,
  /** The finding speaks against the condition: like `direct`, damped by the inhibitory exponent of the base. */
  against: 2,
});

/** The row of a finding that speaks about a condition, with the figures that decide how it acts. */
export interface PreferredRow {
  readonly likelihood: Likelihood;
  readonly lrPos: number;
  readonly lrNeg: number;
}

/**
 * Who speaks about whom: all of the condition layer that no figure changes, as numbers in flat arrays. Conditions and
 * findings have the order of the base; only findings that speak about some condition are counted.
 */
export interface ConditionStructure {
  readonly conditionCount: number;
  readonly findingIndex: ReadonlyMap<string, number>;
  /** By finding: its rows are those from `rowStart[f]` up to `rowStart[f + 1]`. */
  readonly rowStart: Int32Array;
  /** By finding: 1 when conditions bring it about, 0 when it comes before them. */
  readonly isEffect: Uint8Array;
  /** By finding: 1 for age and sex. */
  readonly isDemographic: Uint8Array;
  /** By finding: number of its dependency cluster; a finding without one has a number of its own. */
  readonly cluster: Int32Array;
  /** Number of the cluster of age bands; -1 where the base has none. */
  readonly ageCluster: number;
  /** By row: the condition it speaks about, the finding it belongs to, and one of {@link ROW_KIND}. */
  readonly rowCondition: Int32Array;
  readonly rowFinding: Int32Array;
  readonly rowKind: Uint8Array;
  /** By row: findings that, once known, have said the same already: from `silencerStart[r]` to `silencerStart[r + 1]`. */
  readonly silencerStart: Int32Array;
  readonly silencer: Int32Array;
  /**
   * By finding: clusters in which knowing it changes how much others say: its own, and those of findings for which it
   * speaks.
   */
  readonly touchedClusters: readonly (readonly number[])[];
  /** By condition: 1 when only women can have it, 2 when only men can, else 0. */
  readonly onlySex: Uint8Array;
}

/** @param rows - For each finding that speaks about some condition, in the order of the base, its rows. */
export function conditionStructure(
  conditions: readonly Condition[],
  findings: readonly Finding[],
  rows: readonly (readonly PreferredRow[])[],
  clusterResults: readonly ClusterResult[],
): ConditionStructure {
  const conditionIndex = new Map(conditions.map(({ id }, index) => [id, index]));
  const findingIndex = new Map(findings.map(({ id }, index) => [id, index]));
  const rowStart = starts(rows.map((ofFinding) => ofFinding.length));
  const rowCount = rowStart[findings.length]!;
  const structure = {
    conditionCount: conditions.length,
    findingIndex,
    rowStart,
    isEffect: Uint8Array.from(findings, (finding) => Number(finding.actsAs === "effect")),
    isDemographic: Uint8Array.from(findings, (finding) => Number(isDemographic(finding))),
    ...clusters(findings),
    rowCondition: new Int32Array(rowCount),
    rowFinding: new Int32Array(rowCount),
    rowKind: new Uint8Array(rowCount),
    onlySex: Uint8Array.from(conditions, ({ onlySex }) => (onlySex === null ? 0 : onlySex === "female" ? 1 : 2)),
  };
  let row = 0;
  rows.forEach((ofFinding, finding) => {
    for (const { likelihood, lrPos, lrNeg } of ofFinding) {
      structure.rowCondition[row] = conditionIndex.get(likelihood.conditionId)!;
      structure.rowFinding[row] = finding;
      structure.rowKind[row] = rowKind(structure.isEffect[finding] === 1, lrPos, lrNeg);
      row++;
    }
  });
  const silencing = silencers(structure, findings, silencersOf(clusterResults));
  return { ...structure, ...silencing, touchedClusters: touchedClusters(structure, silencing) };
}

function touchedClusters(
  { cluster, rowFinding }: Pick<ConditionStructure, "cluster" | "rowFinding">,
  { silencerStart, silencer }: Pick<ConditionStructure, "silencerStart" | "silencer">,
): ConditionStructure["touchedClusters"] {
  const touched = Array.from(cluster, (own) => new Set([own]));
  for (let row = 0; row < rowFinding.length; row++) {
    for (let at = silencerStart[row]!; at < silencerStart[row + 1]!; at++) {
      touched[silencer[at]!]!.add(cluster[rowFinding[row]!]!);
    }
  }
  return touched.map((clusters) => [...clusters]);
}

function rowKind(isEffect: boolean, lrPos: number, lrNeg: number): number {
  if (isEffect && lrPos > 1 && lrNeg < 1) return ROW_KIND.link;
  return isEffect && lrPos < 1 ? ROW_KIND.against : ROW_KIND.direct;
}

function clusters(findings: readonly Finding[]): Pick<ConditionStructure, "cluster" | "ageCluster"> {
  const numbers = new Map<string, number>();
  const cluster = Int32Array.from(findings, ({ id, dependencyCluster }) => {
    const name = dependencyCluster === "" ? `alone/${id}` : dependencyCluster;
    const number = numbers.get(name) ?? numbers.size;
    numbers.set(name, number);
    return number;
  });
  return { cluster, ageCluster: numbers.get(AGE_CLUSTER) ?? -1 };
}

/** A recorded cluster result speaks for its items, and a recorded item for its summary, about conditions both know. */
function silencers(
  { rowStart, rowCondition, findingIndex }: Pick<ConditionStructure, "rowStart" | "rowCondition" | "findingIndex">,
  findings: readonly Finding[],
  silencersOfId: ReadonlyMap<string, readonly string[]>,
): Pick<ConditionStructure, "silencerStart" | "silencer"> {
  const silencer: number[] = [];
  const counts: number[] = [];
  findings.forEach(({ id }, finding) => {
    const others = (silencersOfId.get(id) ?? [])
      .map((other) => findingIndex.get(other))
      .filter((other) => other !== undefined);
    for (let row = rowStart[finding]!; row < rowStart[finding + 1]!; row++) {
      const before = silencer.length;
      for (const other of others) {
        const theirs = rowCondition.subarray(rowStart[other], rowStart[other + 1]);
        if (theirs.includes(rowCondition[row]!)) silencer.push(other);
      }
      counts.push(silencer.length - before);
    }
  });
  return { silencerStart: starts(counts), silencer: Int32Array.from(silencer) };
}

/** By finding: those that have said the same already. */
function silencersOf(clusterResults: readonly ClusterResult[]): ReadonlyMap<string, readonly string[]> {
  const silencers = new Map<string, string[]>();
  const add = (silent: string, by: string): void => {
    silencers.set(silent, [...(silencers.get(silent) ?? []), by]);
  };
  for (const { resultId, kind, itemIds } of clusterResults) {
    for (const item of itemIds) {
      if (kind === "result") add(item, resultId);
      else add(resultId, item);
    }
  }
  return silencers;
}

/** Running sums with a leading 0: where each of the parts begins in a flat array. */
function starts(counts: readonly number[]): Int32Array {
  const start = new Int32Array(counts.length + 1);
  counts.forEach((count, index) => (start[index + 1] = start[index]! + count));
  return start;
}
