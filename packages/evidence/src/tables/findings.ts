import { ACTS_AS, ANSWER_TYPES, ASKED_OF, FINDING_KINDS, PHASES, TIERS } from "../closed-lists.ts";
import type { Finding } from "../model.ts";
import { parseCutOff } from "../positive-rule.ts";
import type { RowReader } from "../row-reader.ts";

export const FINDING_COLUMNS = [
  "id",
  "question_plain",
  "clinician_wording",
  "kind",
  "answer_type",
  "options_or_unit",
  "positive_rule",
  "side_specific",
  "phase",
  "asked_of",
  "dependency_cluster",
  "leak_p",
  "leak_mark",
  "note",
  "tier",
  "acts_as",
  "derived_from",
] as const;

export function readFinding(row: RowReader): Finding {
  const answerType = row.oneOf("answer_type", ANSWER_TYPES);
  const options = answerType === "choice" ? row.list("options_or_unit") : [];
  if (answerType === "choice" && options.length < 2) {
    row.report("options_or_unit", "evidence/options", "A choice needs at least two options.", "Put ; between them.");
  }
  const leakP = row.probability("leak_p");
  return {
    id: row.id("id"),
    questionPlain: row.requiredText("question_plain"),
    clinicianWording: row.requiredText("clinician_wording"),
    kind: row.oneOf("kind", FINDING_KINDS),
    answerType,
    options,
    unit: answerType === "number" ? row.requiredText("options_or_unit") : "",
    positiveRule: row.text("positive_rule"),
    sideSpecific: row.flag("side_specific"),
    phase: row.oneOf("phase", PHASES),
    askedOf: row.oneOf("asked_of", ASKED_OF),
    dependencyCluster: row.requiredText("dependency_cluster"),
    leakP,
    leakMark: leakP === null ? null : row.mark("leak_mark"),
    note: row.text("note"),
    tier: row.oneOf("tier", TIERS),
    actsAs: row.oneOf("acts_as", ACTS_AS),
    derivedFrom: readDerivation(row),
  };
}

/** `"sex"`, or `"age>70"` in years. */
function readDerivation(row: RowReader): Finding["derivedFrom"] {
  const text = row.text("derived_from");
  if (text === "") return null;
  if (text === "sex") return { kind: "sex" };
  const [cutOff] = text.startsWith("age") ? parseCutOff(text.slice("age".length)) : [];
  if (cutOff !== undefined && cutOff.label === "") return { kind: "age", cutOff };
  row.report(
    "derived_from",
    "evidence/derived-from",
    `"${text}" is nothing that a finding can be derived from.`,
    'Write "sex", or an age in years like "age>=50".',
  );
  return null;
}
