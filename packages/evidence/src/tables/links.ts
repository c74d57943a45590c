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
  "link_prior_given_cause_and_effect",
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
  return {
    id: row.id("id"),
    conditionId: row.reference("condition_id", conditionIds, "conditions.csv"),
    effects: row
      .text("effect")
      .split("+")
      .map((effect) => row.word("effect", effect, LINK_EFFECTS)),
    direction: row.oneOf("direction", LINK_DIRECTIONS),
    causalStrength: row.requiredProbability("causal_strength_c"),
    baselineEffectP: row.requiredProbability("baseline_effect_p"),
    linkPrior: row.requiredProbability("link_prior_given_cause_and_effect"),
    posteriorCap: row.requiredProbability("posterior_cap"),
    verdict: row.oneOf("verdict", VERDICTS),
    mechanismIds: readMechanismIds(row, mechanismIds),
    moderator: row.text("moderator"),
    mark: row.mark("mark"),
  };
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
