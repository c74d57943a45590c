import { PROVENANCE_MARKS } from "@plumbline/clinical-model";
import type { ProvenanceMark } from "@plumbline/clinical-model";
import type { Cited, ConditionEvidence, EvidenceEntry, FindingEvidence } from "./evidence-entry.ts";
import type { Coupling, Likelihood, Mechanism, RedFlag, Treatment } from "./model.ts";
import { textTable } from "./text-table.ts";

/** What each mark says about a figure. */
export const MARK_MEANINGS: Readonly<Record<ProvenanceMark, string>> = {
  seen: "the figure was read in an excerpt of its source",
  recalled: "from memory of the literature; look it up before relying on it",
  "expert estimate": "no source; a judgment of the base's authors",
};

/** Stands under everything drawn from the base. */
export const NOT_VALIDATED = "The evidence base is not clinically validated. It supports a clinician's judgment only.";

/** An entry as text for a terminal, sections apart by an empty line, without color; ends without a line break. */
export function renderEntry(entry: EvidenceEntry): string {
  const sections = entry.kind === "finding" ? findingSections(entry) : conditionSections(entry);
  return [...sections, marksSection(), [NOT_VALIDATED]]
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join("\n"))
    .join("\n\n");
}

function findingSections(entry: FindingEvidence): string[][] {
  const { finding } = entry;
  const positive = entry.positiveWhen === "" ? "never: it has no cut-off, and is context only" : entry.positiveWhen;
  return [
    [`${finding.id}: ${finding.clinicianWording}`],
    facts([
      ["patient's words", finding.questionPlain],
      ["kind", `${finding.kind}, from the ${finding.askedOf}${finding.sideSpecific ? ", each side" : ""}`],
      ["positive", positive],
      ["leak", leakText(finding.leakP, finding.leakMark)],
      ["cluster", `${finding.dependencyCluster} (findings of one cluster do not count as independent)`],
      ["note", finding.note],
    ]),
    likelihoodSection("Conditions it speaks about", "condition", entry.likelihoods, (row) => row.conditionId),
    couplingSection(entry.couplings),
    mechanismSection(entry.mechanisms),
    redFlagSection("Red-flag rules that use it", entry.redFlags),
  ];
}

function conditionSections(entry: ConditionEvidence): string[][] {
  const { condition } = entry;
  const { podiatry, spine, combined } = condition.prior;
  return [
    [`${condition.id}: ${condition.name}`],
    facts([
      ["patient's words", condition.patientName],
      ["kind", `${condition.role}, ${condition.region}${condition.isRedFlag ? ", red flag" : ""}`],
      ["ICD-10-CM", condition.icd10cm],
      ["prior", `podiatry ${podiatry}, spine ${spine}, combined ${combined} (${condition.priorMark})`],
      ["prevalence", `${condition.prevalenceBasis} (${entry.prevalenceCitation})`],
      ["causes", causesText(condition)],
      ["note", condition.note],
    ]),
    likelihoodSection("Findings that speak about it", "finding", entry.likelihoods, (row) => row.findingId),
    linkSection(entry),
    mechanismSection(entry.mechanisms),
    competitionSection(entry),
    treatmentSection(entry.treatments),
    redFlagSection("Red-flag rules that suspect it", entry.redFlags),
  ];
}

function facts(rows: readonly (readonly [string, string])[]): string[] {
  return textTable(
    rows.filter(([, text]) => text !== ""),
    { indent: "  ", alignRight: [] },
  );
}

function leakText(leakP: number | null, mark: ProvenanceMark | null): string {
  if (leakP === null) return "not known";
  return `${leakP} (${mark}): positive in this share of clinic patients who have none of the causes below`;
}

function causesText(condition: ConditionEvidence["condition"]): string {
  const strengths = [
    ["back pain", condition.pBackPainGiven],
    ["foot symptom", condition.pFootSymptomGiven],
    ["leg symptom", condition.pLegSymptomGiven],
  ].filter(([, strength]) => strength !== null);
  return `${strengths.map(([what, strength]) => `${what} ${strength}`).join(", ")} (${condition.pGivenMark})`;
}

function likelihoodSection(
  title: string,
  what: "condition" | "finding",
  likelihoods: readonly Cited<Likelihood>[],
  idOf: (row: Likelihood) => string,
): string[] {
  if (likelihoods.length === 0) return [];
  return [
    `${title}: ${likelihoods.length}, strongest first (LR as the engine uses it)`,
    ...textTable(
      [
        ["LR+", "LR-", "level", "mark", what, "name", "source", "raw LR+ and LR-"],
        ...likelihoods.map(({ row, aboutName, citation }) => [
          ratioText(row.engineLrPos),
          ratioText(row.engineLrNeg),
          row.level,
          row.mark,
          idOf(row),
          row.layer === "link" ? `${aboutName} (is the link active?)` : aboutName,
          citation,
          rawRatiosText(row),
        ]),
      ],
      { indent: "  ", alignRight: [0, 1] },
    ),
  ];
}

/** `"7.4 and 0.58, reported"`: what the ratios were before the engine shrank and capped them, and where from. */
function rawRatiosText({ rawLrPos, rawLrNeg, derivation, engineLrPos, engineLrNeg }: Likelihood): string {
  const saysNothing = engineLrPos === 1 && engineLrNeg === 1 ? "; too near to 1 to say anything" : "";
  return `${rawLrPos} and ${rawLrNeg}, ${derivation}${saysNothing}`;
}

/** Two decimals below 10, so that 0.04 and 0.4 stand under each other by their point. */
function ratioText(ratio: number | null): string {
  if (ratio === null) return "-";
  return ratio < 10 ? ratio.toFixed(2) : ratio.toFixed(1).padEnd(5);
}

function couplingSection(couplings: readonly Coupling[]): string[] {
  if (couplings.length === 0) return [];
  return [
    "Clue that a link is active in this person",
    ...textTable(
      [
        ["LR yes", "LR no", "direction", "mark", "applies to", "why"],
        ...couplings.map((row) => [
          ratioText(row.lrIfYes),
          ratioText(row.lrIfNo),
          row.direction,
          row.mark,
          row.appliesTo,
          row.rationale,
        ]),
      ],
      { indent: "  ", alignRight: [0, 1] },
    ),
  ];
}

function linkSection({ links }: ConditionEvidence): string[] {
  if (links.length === 0) return [];
  return [
    "Links: does it drive the complaint at the other end, when both are there?",
    ...textTable(
      [
        ["prior", "cap", "verdict", "mark", "direction", "effect", "mechanisms"],
        ...links.map((link) => [
          String(link.linkPrior),
          String(link.posteriorCap),
          link.verdict,
          link.mark,
          link.direction,
          link.effects.join(", "),
          link.mechanismIds.join(" ") || "none named",
        ]),
      ],
      { indent: "  ", alignRight: [0, 1] },
    ),
    ...links.filter((link) => link.moderator !== "").map((link) => `  ${link.moderator}`),
  ];
}

function mechanismSection(mechanisms: readonly Cited<Mechanism>[]): string[] {
  if (mechanisms.length === 0) return [];
  return [
    "Mechanisms",
    ...textTable(
      [
        ["id", "verdict", "mark", "what", "effect", "source"],
        ...mechanisms.map(({ row, aboutName, citation }) => [
          row.id,
          row.verdict,
          row.mark,
          aboutName,
          effectText(row),
          citation,
        ]),
      ],
      { indent: "  ", alignRight: [] },
    ),
  ];
}

function competitionSection({ competitionGroups, condition }: ConditionEvidence): string[] {
  if (competitionGroups.length === 0) return [];
  return [
    "Competes with",
    ...competitionGroups.map(
      (group) => `  ${group.meaning}: ${group.members.filter((id) => id !== condition.id).join(", ")}`,
    ),
  ];
}

function treatmentSection(treatments: readonly Cited<Treatment>[]): string[] {
  if (treatments.length === 0) return [];
  return [
    "Treatments",
    ...textTable(
      [
        ["id", "recommendation", "certainty", "mark", "treatment", "effect", "source"],
        ...treatments.map(({ row, citation }) => [
          row.id,
          row.recommendation,
          row.certainty,
          row.mark,
          row.intervention,
          effectText(row),
          citation,
        ]),
      ],
      { indent: "  ", alignRight: [] },
    ),
  ];
}

/** `"SMD -0.27 (-0.48 to -0.06)"`. */
function effectText(row: Pick<Treatment, "effectMeasure" | "valueNum" | "valueText" | "ciLow" | "ciHigh">): string {
  const value = row.valueNum === null ? row.valueText : String(row.valueNum);
  const interval = row.ciLow === null || row.ciHigh === null ? "" : `(${row.ciLow} to ${row.ciHigh})`;
  return [row.effectMeasure, value, interval].filter((part) => part !== "").join(" ");
}

function redFlagSection(title: string, flags: readonly RedFlag[]): string[] {
  if (flags.length === 0) return [];
  return [
    title,
    ...textTable(
      flags.map((flag) => [flag.id, flag.level, flag.mark, flag.flag, flag.ruleText]),
      { indent: "  ", alignRight: [] },
    ),
  ];
}

function marksSection(): string[] {
  const rows = PROVENANCE_MARKS.map((mark) => [mark, MARK_MEANINGS[mark]]);
  return ["Marks", ...textTable(rows, { indent: "  ", alignRight: [] })];
}
