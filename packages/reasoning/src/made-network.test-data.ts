import type { EvidenceBase } from "@plumbline/evidence";
import fc from "fast-check";
import { conditionModel } from "./condition-model.ts";
import type { FindingModel } from "./condition-model.ts";
import { madeBase } from "./made-base.test-data.ts";
import type { MadeFinding, MadeRow } from "./made-base.test-data.ts";

export interface MadeCase {
  readonly evidence: EvidenceBase;
  readonly states: ReadonlyMap<string, boolean>;
}

const probability = (min: number, max: number) => fc.double({ min, max, noNaN: true });
const oneFinding = fc.record({
  leakP: probability(0.005, 0.6),
  actsAs: fc.constantFrom("effect", "effect", "effect", "context"),
  cluster: fc.constantFrom("", "", "c1", "c2", "age"),
  state: fc.constantFrom(true, true, false, null),
});
/** For, against, or no row. Ratios on opposite sides of 1, but for a few odd ones. */
const oneRow = fc.oneof(
  fc.record({ lrPos: probability(1.05, 20), lrNeg: probability(0.05, 0.98) }),
  fc.record({ lrPos: probability(0.1, 0.95), lrNeg: probability(1.02, 3) }),
  fc.record({ lrPos: probability(1.05, 5), lrNeg: probability(1.02, 2) }),
  fc.constant(null),
  fc.constant(null),
);

/** A made-up base with rows of every kind, clusters and cluster results, and what is known of one person. */
export function madeCase(conditionCount: number, mostFindings: number): fc.Arbitrary<MadeCase> {
  return fc
    .record({
      priors: fc.array(probability(0.001, 0.6), { minLength: conditionCount, maxLength: conditionCount }),
      findings: fc.array(
        fc.tuple(oneFinding, fc.array(oneRow, { minLength: conditionCount, maxLength: conditionCount })),
        { minLength: 1, maxLength: mostFindings },
      ),
      clusterResults: fc.array(
        fc.record({
          kind: fc.constantFrom("result", "summary"),
          result: fc.nat(mostFindings - 1),
          item: fc.nat(mostFindings - 1),
        }),
        { maxLength: 2 },
      ),
    })
    .map(({ priors, findings, clusterResults }) => {
      const made = findings.map(([finding], index): MadeFinding => ({ id: `f${index}`, ...finding }));
      const rows = findings.flatMap(([, ofFinding], index): MadeRow[] =>
        ofFinding.flatMap((row, condition) =>
          row === null ? [] : [{ condition: `c${condition}`, finding: `f${index}`, ...row }],
        ),
      );
      const base = madeBase(Object.fromEntries(priors.map((prior, index) => [`c${index}`, prior])), made, rows);
      const results = clusterResults
        .filter(({ result, item }) => result !== item)
        .map(({ kind, result, item }) => ({
          kind,
          resultId: `f${result}`,
          itemIds: [`f${item}`],
          itemsNeeded: null,
          basis: "",
          sourceKey: "",
          mark: "expert estimate" as const,
        }));
      const states = findings.flatMap(([{ state }], index) => (state === null ? [] : [[`f${index}`, state] as const]));
      return { evidence: { ...base, clusterResults: results }, states: new Map(states) };
    });
}

/**
 * The condition layer by its definition: every state of every condition, one by one, with the weight that each known
 * finding gives it. Nothing is shared with the layer but the calibrated figures of the model.
 */
export function enumeratedPosteriors({ evidence, states }: MadeCase): readonly number[] {
  const { conditions, findings } = conditionModel(evidence);
  const known = [...states].flatMap(([id, state]) => (findings.has(id) ? [{ finding: findings.get(id)!, state }] : []));
  const counts = (finding: FindingModel, condition: number): boolean =>
    !evidence.clusterResults.some(({ kind, resultId, itemIds }) => {
      const [silent, by] = kind === "result" ? [itemIds[0]!, resultId] : [resultId, itemIds[0]!];
      const isKnown = states.has(by) && findings.get(by)?.rows.some((row) => row.condition === condition) === true;
      return silent === finding.finding.id && isKnown;
    });
  const { clusterFirstItemWeight, clusterFurtherItemsWeight, inhibitoryExponent } = evidence.parameters;
  const isLink = (finding: FindingModel, condition: number, state: boolean): boolean =>
    state && finding.rows.find((row) => row.condition === condition)!.link > 0;
  const rowsOn = (condition: number, asLinks: boolean) =>
    known.flatMap(({ finding, state }) => {
      const row = finding.rows.find((candidate) => candidate.condition === condition);
      if (row === undefined || !counts(finding, condition) || isLink(finding, condition, state) !== asLinks) return [];
      const against = finding.role === "effect" && row.lrPos < 1 ? inhibitoryExponent : 1;
      const name = finding.finding.dependencyCluster === "" ? finding.finding.id : finding.finding.dependencyCluster;
      const cluster = name === "age" && !asLinks ? name : `${name}/${state}`;
      // Context is divided by its mean over clinic patients, so that priors stay.
      const present = finding.finding.leakP!;
      const mean = finding.role === "context" ? present * row.lrPos + (1 - present) * row.lrNeg : 1;
      return [{ finding, row, cluster, logRatio: against * Math.log((state ? row.lrPos : row.lrNeg) / mean) }];
    });
  const logOdds = conditions.map(({ prior }, condition) => {
    const rows = rowsOn(condition, false);
    let sum = Math.log(prior.combined / (1 - prior.combined));
    for (const cluster of new Set(rows.map((row) => row.cluster))) {
      const ratios = rows.filter((row) => row.cluster === cluster).map(({ logRatio }) => logRatio);
      ratios.sort((a, b) => Math.abs(b) - Math.abs(a) || b - a);
      const further = cluster === "age" ? 0 : clusterFurtherItemsWeight;
      ratios.forEach((ratio, nth) => (sum += ratio * (nth === 0 ? clusterFirstItemWeight : further)));
    }
    return sum;
  });
  const effects = known
    .filter(({ finding, state }) => finding.rows.some((row) => isLink(finding, row.condition, state)))
    .map(({ finding }) => {
      const links = finding.rows.filter((row) => row.link > 0);
      const causes = links.map((row) => {
        const isHeard = counts(finding, row.condition);
        const name = finding.finding.dependencyCluster;
        const rivals = rowsOn(row.condition, true).filter((other) =>
          name === "" ? other.finding === finding : other.finding.finding.dependencyCluster === name,
        );
        const strongest = Math.max(...rivals.map((rival) => rival.row.lrPos));
        const first = rivals.find((rival) => rival.row.lrPos === strongest);
        const isFirst = isHeard && first?.finding === finding;
        const weight = finding.weight * (isFirst ? clusterFirstItemWeight : clusterFurtherItemsWeight);
        return { condition: row.condition, weight, link: isHeard ? row.link : 0 };
      });
      const leak = finding.leak ** Math.max(...causes.map(({ weight }) => weight));
      const alone = causes.map(({ condition, link, weight }) => {
        const seen = 1 - (1 - finding.leak) * (1 - link);
        return { condition, seen: Math.min(1, leak * (seen / finding.leak) ** weight) };
      });
      return { leak, alone };
    });
  const sums = conditions.map(() => 0);
  let total = 0;
  for (let state = 0; state < 2 ** conditions.length; state++) {
    let mass = 1;
    logOdds.forEach((value, condition) => (mass *= 1 / (1 + Math.exp((state >> condition) & 1 ? -value : value))));
    for (const { leak, alone } of effects) {
      let unseen = 1 - leak;
      for (const { condition, seen } of alone) if ((state >> condition) & 1) unseen *= (1 - seen) / (1 - leak);
      mass *= 1 - unseen;
    }
    total += mass;
    conditions.forEach((_, condition) => (sums[condition]! += (state >> condition) & 1 ? mass : 0));
  }
  return sums.map((sum) => sum / total);
}
