import { nearestWord, notOk, ok } from "@plumbline/clinical-model";
import type { Result } from "@plumbline/clinical-model";
import { citationText } from "./citation.ts";
import type {
  CausalLink,
  CompetitionGroup,
  Condition,
  Coupling,
  EvidenceBase,
  Finding,
  Likelihood,
  Mechanism,
  RedFlag,
  Treatment,
} from "./model.ts";
import { positiveRuleText } from "./positive-rule.ts";
import { findingsOfRule } from "./rule-expression.ts";

/** Everything the base says about one finding or one condition, with what each figure rests on. */
export type EvidenceEntry = FindingEvidence | ConditionEvidence;

export interface FindingEvidence {
  readonly kind: "finding";
  readonly finding: Finding;
  /** When it counts as positive, in words: `"at least 10 mm"`. */
  readonly positiveWhen: string;
  /** What it says about each condition: preferred rows only, strongest first. */
  readonly likelihoods: readonly Cited<Likelihood>[];
  readonly couplings: readonly Coupling[];
  readonly mechanisms: readonly Cited<Mechanism>[];
  /** Rules that look at it. */
  readonly redFlags: readonly RedFlag[];
}

export interface ConditionEvidence {
  readonly kind: "condition";
  readonly condition: Condition;
  readonly prevalenceCitation: string;
  /** What each finding says about it: preferred rows only, strongest first. */
  readonly likelihoods: readonly Cited<Likelihood>[];
  readonly links: readonly CausalLink[];
  /** Behind its links, or naming it as cause or effect. */
  readonly mechanisms: readonly Cited<Mechanism>[];
  readonly competitionGroups: readonly CompetitionGroup[];
  readonly treatments: readonly Cited<Treatment>[];
  /** Rules that suspect it. */
  readonly redFlags: readonly RedFlag[];
}

export interface Cited<Row> {
  readonly row: Row;
  /** The other end of the row, for a reader: a condition's name, a finding's wording; empty where there is none. */
  readonly aboutName: string;
  readonly citation: string;
}

/**
 * What the base says about a finding or a condition.
 *
 * @returns The entry, or the problem `evidence/unknown-id` naming the nearest id.
 * @example
 * describeEvidence(evidence, "plantar_fascitis"); // … Did you mean "plantar_fasciitis"?
 */
export function describeEvidence(evidence: EvidenceBase, id: string): Result<EvidenceEntry> {
  if (evidence.findings.has(id)) return describeFinding(evidence, id);
  if (evidence.conditions.has(id)) return describeCondition(evidence, id);
  return unknown(id, "finding or condition", [...evidence.findings.keys(), ...evidence.conditions.keys()]);
}

/** What the base says about a finding, or the problem `evidence/unknown-id` naming the nearest. */
export function describeFinding(evidence: EvidenceBase, id: string): Result<FindingEvidence> {
  const finding = evidence.findings.get(id);
  if (finding === undefined) return unknown(id, "finding", evidence.findings.keys());
  return ok({
    kind: "finding",
    finding,
    positiveWhen: positiveRuleText(finding),
    likelihoods: (preferredRows(evidence).byFinding.get(id) ?? [])
      .toSorted(byStrength)
      .map((row) => cite(evidence, row, evidence.conditions.get(row.conditionId)!.name)),
    couplings: evidence.couplings.filter((row) => row.findingId === id),
    mechanisms: mechanismsAbout(evidence, id, new Set()),
    redFlags: evidence.redFlags.filter((flag) => findingsOfRule(flag.rule).includes(id)),
  });
}

/** What the base says about a condition, or the problem `evidence/unknown-id` naming the nearest. */
export function describeCondition(evidence: EvidenceBase, id: string): Result<ConditionEvidence> {
  const condition = evidence.conditions.get(id);
  if (condition === undefined) return unknown(id, "condition", evidence.conditions.keys());
  const links = evidence.links.filter((link) => link.conditionId === id);
  return ok({
    kind: "condition",
    condition,
    prevalenceCitation: citationText(evidence.sources.get(condition.prevalenceSourceKey)!),
    likelihoods: (preferredRows(evidence).byCondition.get(id) ?? [])
      .toSorted(byStrength)
      .map((row) => cite(evidence, row, findingName(evidence.findings.get(row.findingId)!))),
    links,
    mechanisms: mechanismsAbout(evidence, id, new Set(links.flatMap((link) => link.mechanismIds))),
    competitionGroups: evidence.competitionGroups.filter((group) => group.members.includes(id)),
    treatments: evidence.treatments
      .filter((row) => row.conditionId === id)
      .map((row) => cite(evidence, row, row.intervention)),
    redFlags: evidence.redFlags.filter((flag) => flag.conditionId === id),
  });
}

interface PreferredRows {
  readonly byFinding: ReadonlyMap<string, readonly Likelihood[]>;
  readonly byCondition: ReadonlyMap<string, readonly Likelihood[]>;
}

/** Bases never change, so their rows are sorted out once. */
const sortedOut = new WeakMap<EvidenceBase, PreferredRows>();

function preferredRows(evidence: EvidenceBase): PreferredRows {
  const known = sortedOut.get(evidence);
  if (known !== undefined) return known;
  const preferred = evidence.likelihoods.filter((row) => row.preferred);
  const rows = {
    byFinding: Map.groupBy(preferred, (row) => row.findingId),
    byCondition: Map.groupBy(preferred, (row) => row.conditionId),
  };
  sortedOut.set(evidence, rows);
  return rows;
}

/** "Sex assigned at birth" alone would not say which answer a row is about. */
function findingName(finding: Finding): string {
  return finding.answerType === "choice"
    ? `${finding.clinicianWording}: ${positiveRuleText(finding)}`
    : finding.clinicianWording;
}

/** By the more telling of the two ratios; ids settle what is equal, so that the order never changes by itself. */
function byStrength(a: Likelihood, b: Likelihood): number {
  const difference = strength(b) - strength(a);
  if (difference !== 0) return difference;
  return a.rowId < b.rowId ? -1 : 1;
}

function strength(row: Likelihood): number {
  return Math.max(Math.abs(Math.log(row.engineLrPos ?? 1)), Math.abs(Math.log(row.engineLrNeg ?? 1)));
}

function mechanismsAbout(evidence: EvidenceBase, id: string, named: ReadonlySet<string>): Cited<Mechanism>[] {
  return [...evidence.mechanisms.values()]
    .filter((row) => named.has(row.id) || row.causeId === id || row.effectId === id)
    .map((row) => cite(evidence, row, `${row.cause} → ${row.effect}`));
}

function cite<Row extends { readonly sourceKey: string }>(
  evidence: EvidenceBase,
  row: Row,
  aboutName: string,
): Cited<Row> {
  return { row, aboutName, citation: citationText(evidence.sources.get(row.sourceKey)!) };
}

function unknown(id: string, what: string, ids: Iterable<string>) {
  const near = nearestWord(id, ids);
  return notOk({
    code: "evidence/unknown-id",
    path: id,
    message: `The evidence base knows no ${what} of this name.`,
    ...(near !== undefined && { hint: `Did you mean "${near}"?` }),
  });
}
