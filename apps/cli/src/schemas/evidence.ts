import type { Problem } from "@plumbline/clinical-model";
import { PROVENANCE_MARKS, RECOMMENDATIONS, TRIAGE_LEVELS } from "@plumbline/clinical-model";
import type { EvidenceEntry, EvidenceSummary, RuleExpression } from "@plumbline/evidence";
import type { ComplaintCoverage } from "@plumbline/reasoning";
import { z } from "zod";

const count = z.int().min(0);
const text = z.string();
const probability = z.number().min(0).max(1);
const ratio = z.number().gt(0);
const mark = z.enum(PROVENANCE_MARKS);
const verdict = z.enum(["supported", "mixed", "unsupported"]);
const certainty = z.enum(["high", "moderate", "low", "very low"]);
const level = z.enum(TRIAGE_LEVELS);

const problem = z.strictObject({ code: text, path: text, message: text, hint: text.exactOptional() });

const summary: z.ZodType<EvidenceSummary> = z.strictObject({
  version: text,
  hash: text.regex(/^[0-9a-f]{64}$/).describe("SHA-256 over the data files."),
  conditions: count,
  findings: count,
  likelihoods: count.describe("All rows; the engine uses the preferred ones."),
  preferredLikelihoods: count,
  preferredByMark: z.record(mark, count),
  links: count,
  mechanisms: count,
  redFlags: count,
  treatments: count,
  sources: count,
  notices: count,
});

/** What `plumbline evidence check --json` prints. */
export interface EvidenceCheck {
  readonly schemaVersion: 1;
  readonly holds: boolean;
  readonly summary: EvidenceSummary | null;
  readonly problems: readonly Problem[];
  readonly notices: readonly Problem[];
}

export const evidenceCheckSchema: z.ZodType<EvidenceCheck> = z
  .strictObject({
    schemaVersion: z.literal(1),
    holds: z.boolean(),
    summary: summary.nullable().describe("Null when the base could not be read."),
    problems: z.array(problem).describe("Faults; their paths are file:line:column. Empty when it holds."),
    notices: z.array(problem).describe("Weak places of the base, for its reviewers."),
  })
  .describe("Whether the evidence base holds together. Printed by: plumbline evidence check --json");

const finding = z.strictObject({
  id: text,
  questionPlain: text,
  clinicianWording: text,
  kind: z.enum(["symptom", "exam test", "history", "measured", "footwear"]),
  answerType: z.enum(["yes/no", "number", "choice"]),
  options: z.array(text),
  unit: text,
  positiveRule: text,
  sideSpecific: z.boolean(),
  phase: z.enum(["questionnaire", "exam", "red_flag_screen", "intake", "measure"]),
  askedOf: z.enum(["patient", "clinician"]),
  dependencyCluster: text,
  leakP: probability.nullable().describe("P(positive) in clinic patients who have none of the modelled causes."),
  leakMark: mark.nullable(),
  note: text,
  tier: z.enum(["red_flag", "core", "extended", "context"]),
  actsAs: z.enum(["context", "effect"]).describe("Comes before the disease, or from it."),
  derivedFrom: z
    .union([
      z.strictObject({ kind: z.literal("sex") }),
      z.strictObject({
        kind: z.literal("age"),
        cutOff: z.strictObject({ comparison: z.enum([">=", "<=", ">", "<"]), limit: z.number(), label: text }),
      }),
    ])
    .nullable()
    .describe("Null: it is asked, or found."),
});

const condition = z.strictObject({
  id: text,
  name: text,
  patientName: text,
  region: z.enum(["foot", "ankle", "leg", "knee", "hip", "pelvis", "lumbar", "thoracic", "neck", "systemic"]),
  role: z.enum([
    "foot-origin mechanical",
    "spine-origin neurological",
    "spine-origin mechanical",
    "systemic/red flag",
    "local-foot-only",
    "peripheral neurological",
    "proximal-limb mechanical",
  ]),
  isRedFlag: z.boolean(),
  icd10cm: text,
  prior: z.strictObject({ podiatry: probability, spine: probability, combined: probability }),
  priorMark: mark,
  prevalenceBasis: text,
  prevalenceSourceKey: text,
  pBackPainGiven: probability.nullable(),
  pFootSymptomGiven: probability.nullable(),
  pLegSymptomGiven: probability.nullable(),
  pGivenMark: mark,
  note: text,
  onlySex: z.enum(["female", "male"]).nullable(),
});

const likelihood = z.strictObject({
  rowId: text,
  layer: z.enum(["condition", "link"]),
  conditionId: text,
  findingId: text,
  metric: z.enum(["sens_spec", "LR", "OR", "P_finding_given_condition", "descriptive"]),
  level: z.enum(["A", "B", "C", "D", "E"]),
  mark,
  preferred: z.boolean(),
  definitional: z.boolean(),
  sensitivity: probability.nullable(),
  specificity: probability.nullable(),
  reportedLrPos: ratio.nullable(),
  reportedLrNeg: ratio.nullable(),
  oddsRatio: ratio.nullable(),
  interval: text,
  rawLrPos: ratio.nullable().describe("Reported or computed, before shrinking."),
  rawLrNeg: ratio.nullable(),
  derivation: z
    .enum([
      "reported",
      "reported, the other from sensitivity and specificity",
      "from sensitivity and specificity",
      "specificity from leak",
      "LR- from leak",
      "LR+ from leak",
      "from the odds ratio",
    ])
    .nullable(),
  engineLrPos: ratio.nullable().describe("Shrunk and capped: what the engine uses."),
  engineLrNeg: ratio.nullable(),
  sourceKey: text,
  population: text,
  note: text,
});

const link = z.strictObject({
  id: text,
  conditionId: text,
  effects: z.array(z.enum(["back_pain", "foot_symptom"])),
  direction: z.enum(["ascending", "descending", "systemic"]),
  causalStrength: probability,
  baselineEffectP: probability,
  linkPrior: probability,
  posteriorCap: probability,
  verdict,
  mechanismIds: z.array(text),
  moderator: text,
  mark,
});

const coupling = z.strictObject({
  id: text,
  direction: z.enum(["ascending", "descending"]),
  findingId: text,
  lrIfYes: ratio,
  lrIfNo: ratio,
  dampingCluster: text,
  appliesTo: text,
  rationale: text,
  support: text,
  mark,
});

const mechanism = z.strictObject({
  id: text,
  causeId: text,
  cause: text,
  effectId: text,
  effect: text,
  direction: z.enum(["ascending", "descending", "local", "common cause", "bidirectional", "unclear"]),
  effectMeasure: text,
  valueNum: z.number().nullable(),
  valueText: text,
  ciLow: z.number().nullable(),
  ciHigh: z.number().nullable(),
  design: text,
  population: text,
  participants: count.nullable(),
  sourceKey: text,
  verdict,
  confidence: certainty,
  causalStrength: z.strictObject({ value: probability, low: probability, high: probability }).nullable(),
  mark,
  note: text,
});

const competitionGroup = z.strictObject({ group: text, members: z.array(text), meaning: text });

const treatment = z.strictObject({
  id: text,
  intervention: text,
  category: text,
  conditionId: text,
  comparator: text,
  outcome: text,
  effectMeasure: text,
  valueNum: z.number().nullable(),
  valueText: text,
  ciLow: z.number().nullable(),
  ciHigh: z.number().nullable(),
  benefitDirection: z.enum(["lower", "higher", "unclear", "none"]),
  mcidMet: text,
  certainty,
  recommendation: z.enum(RECOMMENDATIONS),
  costClassGuess: z.enum(["none", "low", "medium", "high"]),
  guidelinePosition: text,
  typicalDose: text,
  contraindications: text,
  sourceKey: text,
  mark,
  note: text,
});

const rule: z.ZodType<RuleExpression> = z
  .union([
    z.strictObject({ kind: z.literal("finding"), id: text }),
    z.strictObject({
      kind: z.literal("not"),
      get operand() {
        return rule;
      },
    }),
    z.strictObject({
      kind: z.enum(["and", "or"]),
      get operands() {
        return z.array(rule);
      },
    }),
    z.strictObject({
      kind: z.literal("at-least"),
      count,
      get operands() {
        return z.array(rule);
      },
    }),
  ])
  .meta({ id: "rule" });

const redFlag = z.strictObject({
  id: text,
  flag: text,
  definition: text,
  conditionId: text,
  rule,
  ruleText: text,
  action: text,
  urgency: text,
  level,
  levelByFinding: z.record(text, level).nullable(),
  accuracy: text,
  sourceKeys: z.array(text),
  mark,
  patientMessage: text,
  confirmation: z
    .strictObject({
      question: text,
      leakP: probability.describe("P(yes or don't know | the rule is true, but nothing dangerous is there)."),
      mark,
    })
    .nullable()
    .describe("What a patient is asked before the flag stands; null where only a clinician's findings can raise it."),
});

/** A row with the name of its other end and its source in words. */
function cited<Row extends z.ZodType>(row: Row) {
  return z.strictObject({ row, aboutName: text, citation: text });
}

/** What `plumbline evidence show ID --json` prints. */
export const evidenceEntrySchema: z.ZodType<EvidenceEntry & { readonly schemaVersion: 1 }> = z
  .discriminatedUnion("kind", [
    z.strictObject({
      schemaVersion: z.literal(1),
      kind: z.literal("finding"),
      finding,
      positiveWhen: text,
      likelihoods: z.array(cited(likelihood)),
      couplings: z.array(coupling),
      mechanisms: z.array(cited(mechanism)),
      redFlags: z.array(redFlag),
    }),
    z.strictObject({
      schemaVersion: z.literal(1),
      kind: z.literal("condition"),
      condition,
      prevalenceCitation: text,
      likelihoods: z.array(cited(likelihood)),
      links: z.array(link),
      mechanisms: z.array(cited(mechanism)),
      competitionGroups: z.array(competitionGroup),
      treatments: z.array(cited(treatment)),
      redFlags: z.array(redFlag),
    }),
  ])
  .describe("All the base says about one finding or condition. Printed by: plumbline evidence show ID --json");

const ratioRow = z.strictObject({ findingId: text, lrPos: ratio, mark });

/** What `plumbline evidence coverage --json` prints. */
export interface EvidenceCoverage {
  readonly schemaVersion: 1;
  readonly complaints: readonly ComplaintCoverage[];
}

export const evidenceCoverageSchema: z.ZodType<EvidenceCoverage> = z
  .strictObject({
    schemaVersion: z.literal(1),
    complaints: z.array(
      z.strictObject({
        complaintId: text,
        name: text,
        causes: z.array(
          z.strictObject({
            conditionId: text,
            name: text,
            isRedFlag: z.boolean(),
            prior: condition.shape.prior,
            rows: count.describe("That the engine uses to find this condition."),
            rowsByMark: z.record(mark, count),
            bestLevel: likelihood.shape.level.nullable(),
            definitionalRows: count,
            statedBy: ratioRow.nullable().describe("The strongest of the findings that state the complaint."),
            setApartBy: ratioRow
              .nullable()
              .describe("Speaks at least twice as strongly for this cause as for any other of the complaint."),
            redFlagRules: z.array(text),
            treatments: count,
          }),
        ),
      }),
    ),
  })
  .describe(
    "Which causes the base knows of each complaint, and on what each rests. Printed by: plumbline evidence coverage --json",
  );
