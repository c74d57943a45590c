import { CONFIRMATION_ANSWERS, NOT_TESTABLE, SETTINGS, SEXES } from "@plumbline/clinical-model";
import type { EvidenceBase, Finding } from "@plumbline/evidence";
import { COMPLAINTS } from "@plumbline/reasoning";
import { z } from "zod";

/**
 * The case file that `plumbline assess` reads, with every finding of the base by name: an editor that knows the schema
 * can offer the ids and show the questions.
 */
export function caseSchema(evidence: EvidenceBase) {
  const findings = Object.fromEntries(
    [...evidence.findings.values()].map((finding) => [finding.id, entry(finding).exactOptional()]),
  );
  const confirmations = Object.fromEntries(
    evidence.redFlags.map(({ id, flag, confirmation }) => [
      id,
      answer.describe(confirmation?.question ?? `${flag}: nothing to confirm.`).exactOptional(),
    ]),
  );
  return z
    .strictObject({
      age: z.number().min(0).max(125).nullable().exactOptional().describe("Years; null when not known."),
      sex: z.enum(SEXES).nullable().exactOptional(),
      setting: z
        .enum(SETTINGS)
        .exactOptional()
        .describe('The kind of office the person walked into; "combined" when left out.'),
      findings: z
        .strictObject(findings)
        .exactOptional()
        .describe('A finding that is left out is unknown, never "no". "not-testable": tried, could not be done.'),
      confirmations: z
        .strictObject(confirmations)
        .exactOptional()
        .describe('Answers to the confirming questions of red flags. Only "no" lifts a flag.'),
      mainComplaint: z
        .enum(COMPLAINTS.flatMap(({ statedBy }) => statedBy))
        .nullable()
        .exactOptional()
        .describe("The finding that states what the person came for."),
    })
    .describe("Everything known about one person. Read by: plumbline assess CASE.json");
}

const answer = z.enum(CONFIRMATION_ANSWERS);
const notTestable = z.literal(NOT_TESTABLE);
const yesNo = bySide(z.union([z.boolean(), notTestable])).meta({ id: "yesNo" });
/** A number that was only judged against its cut-off may be entered as present or absent. */
const measurement = bySide(z.union([z.number(), z.boolean(), notTestable])).meta({ id: "measurement" });

function entry(finding: Finding): z.ZodType {
  const text = finding.unit === "" ? finding.questionPlain : `${finding.questionPlain} [${finding.unit}]`;
  switch (finding.answerType) {
    case "yes/no":
      return yesNo.describe(text);
    case "number":
      return measurement.describe(text);
    case "choice":
      return bySide(z.enum([...finding.options, NOT_TESTABLE])).describe(text);
  }
}

/** One value for the whole person, or one for each side; a side that is left out is not known. */
function bySide<Value extends z.ZodType>(value: Value) {
  const sides = z
    .strictObject({ left: value.exactOptional(), right: value.exactOptional() })
    .refine((entry) => Object.keys(entry).length > 0)
    .meta({ minProperties: 1 });
  return z.union([value, sides]);
}
