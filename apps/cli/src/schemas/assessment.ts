import type { Assessment } from "@plumbline/clinical-model";
import {
  CONFIRMATION_ANSWERS,
  DIRECTION_ANSWERS,
  POOR_FIT_REASONS,
  PROVENANCE_MARKS,
  RECOMMENDATIONS,
  SETTINGS,
  TRIAGE_LEVELS,
} from "@plumbline/clinical-model";
import { z } from "zod";
import type { BatchResult } from "../assess-batch.ts";

const probability = z.number().min(0).max(1);
const mark = z.enum(PROVENANCE_MARKS).describe("How the figure came about, firmest first.");
const certainty = z.enum(["likely", "possible", "unlikely", "very unlikely"]);
const direction = z.enum(DIRECTION_ANSWERS.filter((answer) => answer !== "cannot-tell"));
const sourceKeys = z.array(z.string()).describe("Keys of packages/evidence/data/sources.csv.");

const flag = z.strictObject({
  id: z.string(),
  name: z.string(),
  level: z.enum(TRIAGE_LEVELS),
  urgency: z.string(),
  findingIds: z.array(z.string()).describe("The findings of this person that made the rule true."),
  action: z.string(),
  patientMessage: z.string(),
  mark,
  sourceKeys,
});

const override = z.strictObject({
  flagId: z.string(),
  name: z.string(),
  level: z.enum(TRIAGE_LEVELS).describe("The level the flag would have had."),
  findingIds: z.array(z.string()).describe("The findings that had made its rule true."),
  question: z.string().describe("The confirming question."),
  answer: z.enum(CONFIRMATION_ANSWERS),
});

const bounds = z.strictObject({ low: probability, high: probability });
const interval = bounds
  .nullable()
  .describe("From the doubt in the base's figures: 90 of 100 draws lie in it. Null where it was not computed.");

const condition = z.strictObject({
  id: z.string(),
  name: z.string(),
  patientName: z.string(),
  role: z.string(),
  prior: probability.describe("Before any finding but age, sex and setting."),
  posterior: probability.describe("Given the findings. Never show more than the base allows."),
  interval,
  lift: z.number().min(0).describe("posterior / prior"),
  rank: z.int().min(1),
  certainty,
  reported: z.boolean().describe("Whether the base's report rule lets it be named to the reader."),
  evidenceMarks: z.record(z.enum(PROVENANCE_MARKS), z.int().min(0)),
});

const fit = z.strictObject({
  isPoor: z.boolean(),
  reason: z.enum(POOR_FIT_REASONS).nullable().describe("Null when the fit is not poor."),
  unexplainedFindings: z
    .array(z.strictObject({ findingId: z.string(), findingName: z.string() }))
    .describe("Present findings that nothing the base knows explains well, the most surprising first."),
});

const complaint = z.strictObject({
  id: z.string(),
  name: z.string(),
  causes: z
    .array(z.strictObject({ conditionId: z.string(), name: z.string(), share: probability, interval, direction }))
    .describe("Largest share first; with `unexplained` they sum to 1."),
  unexplained: probability,
  unexplainedInterval: interval,
});

const link = z.strictObject({
  id: z.string(),
  conditionId: z.string(),
  conditionName: z.string(),
  effect: z.string(),
  direction: z.enum(["ascending", "descending", "systemic"]),
  probability: probability.describe("That the cause is present and drives the effect."),
  interval,
  linkPrior: probability,
  linkPosterior: probability,
  cap: probability.describe("The most the published evidence can carry."),
  verdict: z.string(),
  mark,
});

const contribution = z.strictObject({
  findingId: z.string(),
  findingName: z.string(),
  target: z.string().describe('A condition id, or "direction:<answer>".'),
  with: probability.describe("The conclusion with this finding."),
  without: probability.describe("The conclusion without it."),
  logOddsStep: z
    .number()
    .describe("The change of the log-odds in nats, of the figures before they are capped to be shown."),
  mark,
  sourceKeys,
});

const turns = {
  findingId: z.string(),
  findingName: z.string(),
  value: z.boolean().describe("What would have to be so: true present, false absent."),
  isReversal: z.boolean().describe("Whether the opposite is what is known now; otherwise nothing is."),
  plausibility: probability.describe("That the finding is as `value` says, from the conditions as they now stand."),
};
const turningPoint = z.union([
  z.strictObject({ ...turns, of: z.literal("direction"), becomes: z.enum(DIRECTION_ANSWERS) }),
  z.strictObject({ ...turns, of: z.literal("triage"), becomes: z.enum(TRIAGE_LEVELS) }),
]);

const nextQuestion = z.strictObject({
  findingId: z.string(),
  text: z.string(),
  why: z.string(),
  askedOf: z.enum(["patient", "clinician"]),
  gainBits: z.number().describe("Expected reduction of doubt, bits."),
});

const planLine = z.strictObject({
  treatmentId: z.string(),
  intervention: z.string(),
  category: z.string(),
  recommendation: z.enum(RECOMMENDATIONS),
  conditionId: z.string(),
  conditionName: z.string(),
  because: z.string(),
  effect: z.string(),
  certainty: z.string(),
  guideline: z.string(),
  dose: z.string(),
  contraindications: z.string(),
  mark,
  sourceKeys,
});

const notice = z.strictObject({
  code: z.string(),
  path: z.string(),
  message: z.string(),
  hint: z.string().exactOptional(),
});

const assessment = z.strictObject({
  schemaVersion: z.literal(1),
  evidenceVersion: z.string(),
  setting: z.enum(SETTINGS),
  triage: z.strictObject({
    level: z.enum(TRIAGE_LEVELS),
    flags: z.array(flag).describe("Those that stand, most urgent first."),
    overrides: z.array(override).describe("Those that the person's answer lifted, most urgent first."),
  }),
  direction: z.strictObject({
    answer: z.enum(DIRECTION_ANSWERS),
    probabilities: z.record(direction, probability).describe("Sum to 1."),
    intervals: z.record(direction, bounds).nullable().describe("Null where they were not computed."),
    certainty,
  }),
  fit: fit.describe("Whether what was found fits anything the base knows; while it does not, no direction is named."),
  conditions: z.array(condition),
  complaints: z.array(complaint),
  links: z.array(link),
  contributions: z.array(contribution),
  turningPoints: z
    .array(turningPoint)
    .describe("Single findings that would change the urgency or the direction, all else as it is."),
  nextQuestions: z.array(nextQuestion),
  plan: z.array(planLine),
  notices: z.array(notice).describe("What limits this answer, in words."),
});

/** What `plumbline assess CASE.json --json` prints. */
export const assessmentSchema: z.ZodType<Assessment> = assessment.describe(
  "Everything concluded about one case. Printed by: plumbline assess CASE.json --json",
);

const id = z.union([z.string(), z.number()]).exactOptional().describe("What the sender called the case.");

/** A line that `plumbline assess --batch CASES.jsonl` prints. */
export const batchResultSchema: z.ZodType<BatchResult> = z
  .union([
    assessment.extend({ id }),
    z.strictObject({
      line: z.int().min(1).describe("Of the file of cases, from 1."),
      id,
      problems: z.array(notice).min(1).describe("What is wrong with the case of that line."),
    }),
  ])
  .describe("One case of a file of cases, in its place. Printed by: plumbline assess --batch CASES.jsonl");
