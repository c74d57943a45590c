import { LINK_DIRECTIONS, LINK_EFFECTS, VERDICTS } from "../closed-lists.ts";
import type { CausalLink } from "../model.ts";
import type { RowReader } from "../row-reader.ts";

export const LINK_COLUMNS = [
  "id",
  "condition_id",
  "effect",
  "direction",
  "causal_strength_c",
  "baseline_effect_p",
  "posterior_cap",
  "verdict",
  "mechanism_ids",
  "moderator",
  "mark",
] as const;

export function readLink(
  row: RowReader,
  conditionIds: ReadonlySet<string>,
  mechanismIds: ReadonlySet<string>,
): CausalLink {
  const causalStrength = row.requiredProbability("causal_strength_c");
  const baselineEffectP = row.requiredProbability("baseline_effect_p");
  return {
    id: row.id("id"),
    conditionId: row.reference("condition_id", conditionIds, "conditions.csv"),
    effects: row
      .text("effect")
      .split("+")
      .map((effect) => row.word("effect", effect, LINK_EFFECTS)),
    direction: row.oneOf("direction", LINK_DIRECTIONS),
    causalStrength,
    baselineEffectP,
    linkPrior: linkPrior(causalStrength, baselineEffectP),
    posteriorCap: row.requiredProbability("posterior_cap"),
    verdict: row.oneOf("verdict", VERDICTS),
    mechanismIds: readMechanismIds(row, mechanismIds),
    moderator: row.text("moderator"),
    mark: row.mark("mark"),
  };
}

/**
 * P(driving | cause and effect are both there), to three decimals: of those who have the effect, `1 − (1 − b)(1 − c)`, the
 * share in whom the cause alone brings it about. 0 where neither does.
 *
 * @example
 * linkPrior(0.07, 0.3); // 0.201: flatfoot and low back pain
 */
function linkPrior(causalStrength: number, baselineEffectP: number): number {
  if (causalStrength === 0) return 0;
  const effect = 1 - (1 - baselineEffectP) * (1 - causalStrength);
  return Number((causalStrength / effect).toFixed(3));
}

/** `"m01-m03;m68"` as m01, m02, m03, m68. */
function readMechanismIds(row: RowReader, known: ReadonlySet<string>): string[] {
  const ids: string[] = [];
  for (const item of row.list("mechanism_ids")) {
    const range = /^m(\d+)-m(\d+)$/.exec(item);
    const [first, last] = range === null ? [0, 0] : [Number(range[1]), Number(range[2])];
    const named =
      range === null
        ? [item]
        : Array.from({ length: last - first + 1 }, (_, index) => `m${String(first + index).padStart(2, "0")}`);
    for (const id of named) row.checkReference("mechanism_ids", id, known, "mechanisms.csv");
    ids.push(...named);
  }
  return ids;
}
