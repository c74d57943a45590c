import { CERTAINTIES, MECHANISM_CAUSES, MECHANISM_DIRECTIONS, MECHANISM_EFFECTS, VERDICTS } from "../closed-lists.ts";
import type { Mechanism } from "../model.ts";
import type { RowReader } from "../row-reader.ts";

export const MECHANISM_COLUMNS = [
  "id",
  "cause_id",
  "cause",
  "effect_id",
  "effect",
  "direction",
  "effect_measure",
  "value_num",
  "value_text",
  "ci_low",
  "ci_high",
  "design",
  "population",
  "n",
  "source_key",
  "verdict",
  "confidence",
  "engine_causal_strength",
  "engine_c_low",
  "engine_c_high",
  "mark",
  "note",
] as const;

/** @param ids - Conditions and findings: either may be an end of a mechanism. */
export function readMechanism(row: RowReader, ids: ReadonlySet<string>, sourceKeys: ReadonlySet<string>): Mechanism {
  const target = "conditions.csv, findings.csv or the wider words of closed-lists.ts";
  const strength = row.probability("engine_causal_strength");
  return {
    id: row.id("id"),
    causeId: row.reference("cause_id", new Set([...ids, ...MECHANISM_CAUSES]), target),
    cause: row.requiredText("cause"),
    effectId: row.reference("effect_id", new Set([...ids, ...MECHANISM_EFFECTS]), target),
    effect: row.requiredText("effect"),
    direction: row.oneOf("direction", MECHANISM_DIRECTIONS),
    effectMeasure: row.text("effect_measure"),
    ...row.estimate("value_num", "ci_low", "ci_high"),
    valueText: row.text("value_text"),
    design: row.text("design"),
    population: row.text("population"),
    participants: row.number("n", { min: 1, max: Infinity }),
    sourceKey: row.reference("source_key", sourceKeys, "sources.csv"),
    verdict: row.oneOf("verdict", VERDICTS),
    confidence: row.oneOf("confidence", CERTAINTIES),
    causalStrength:
      strength === null
        ? null
        : {
            value: strength,
            low: row.requiredProbability("engine_c_low"),
            high: row.requiredProbability("engine_c_high"),
          },
    mark: row.mark("mark"),
    note: row.text("note"),
  };
}
