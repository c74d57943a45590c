import type { Condition } from "@plumbline/evidence";
import { isOfTheFeet } from "./cause-direction.ts";

type Scope = (condition: Condition) => boolean;

const oneOf = (...ids: readonly string[]): Scope => {
  const set = new Set(ids);
  return (condition) => set.has(condition.id);
};
const any = (...scopes: readonly Scope[]): Scope => {
  return (condition) => scopes.some((scope) => scope(condition));
};

const flatfoot = oneOf("flexible_flatfoot", "rigid_flatfoot", "pttd");
const legLength = oneOf("lld_anatomical", "lld_functional");
const footwear: Scope = (condition) => condition.id.startsWith("fw_");
/** Hurts by itself more often than not. */
const painfulFoot: Scope = (condition) => isOfTheFeet(condition) && (condition.pFootSymptomGiven ?? 0) >= 0.5;
const spineNeurological: Scope = (condition) => condition.role === "spine-origin neurological";
const isStenosis = oneOf("lss", "epidural_lipomatosis");

/** The words of `coupling.csv`, column `applies_to`, as conditions. */
const SCOPES: Readonly<Record<string, Scope>> = {
  any: () => true,
  "any foot-origin cause": isOfTheFeet,
  "antalgic_gait and painful foot causes": any(oneOf("antalgic_gait"), painfulFoot),
  "footwear causes and orthotic changes": footwear,
  // Shoes are worn in pairs; every other cause of the base can sit on one side.
  "unilateral causes": (condition) => !footwear(condition),
  "LLD, flatfoot, equinus": any(legLength, flatfoot, oneOf("equinus")),
  "LLD, flatfoot": any(legLength, flatfoot),
  "flatfoot, footwear, LLD": any(flatfoot, footwear, legLength),
  "flatfoot, footwear": any(flatfoot, footwear),
  "flatfoot, LLD": any(flatfoot, legLength),
  flatfoot,
  "LLD, antalgic gait": any(legLength, oneOf("antalgic_gait")),
  "functional LLD from foot": oneOf("lld_functional"),
  "anatomical LLD": oneOf("lld_anatomical"),
  "spine neurological and gait compensation": any(spineNeurological, oneOf("spinal_gait_compensation")),
  "unilateral radiculopathy": oneOf("radic_l4", "radic_l5", "radic_s1"),
  "spine neurological (not LSS)": (condition) => spineNeurological(condition) && !isStenosis(condition),
  "heel symptoms from S1": oneOf("radic_s1"),
};

/** Whether a coupling clue speaks about links of this condition. Words this version does not know apply to none. */
export function couplingApplies(appliesTo: string, condition: Condition): boolean {
  return SCOPES[appliesTo]?.(condition) ?? false;
}

export function isKnownScope(appliesTo: string): boolean {
  return appliesTo in SCOPES;
}
