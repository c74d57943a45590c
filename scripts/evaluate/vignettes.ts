import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { assess, parseCaseFile } from "@plumbline/assessment";
import { problemText, TRIAGE_LEVELS } from "@plumbline/clinical-model";
import type { Assessment, Direction, FindingEntry, TriageLevel } from "@plumbline/clinical-model";
import type { EvidenceBase } from "@plumbline/evidence";
import { directionTable } from "./tally.ts";
import type { Count, DirectionTable } from "./tally.ts";

const TEST_DATA = join(import.meta.dirname, "../../packages/reasoning/test-data");

interface CodedFact {
  readonly fact: number;
  readonly label: string;
  readonly findings: Readonly<Record<string, FindingEntry>> | null;
  readonly noPlace: string | null;
}

interface CodedCase {
  readonly id: string;
  readonly age: number | null;
  readonly sex: string | null;
  readonly facts: readonly CodedFact[];
}

interface Matches {
  readonly strict: readonly string[];
  readonly sameGroup: readonly string[];
}

/** What of a published case is read: what it truly was, and whether each fact is there or not. */
interface PublishedCase {
  readonly id: string;
  readonly facts: readonly { readonly polarity: "present" | "absent" }[];
  readonly truth: {
    readonly direction: Direction;
    readonly urgency: TriageLevel;
    readonly direction_confidence: "high" | "low";
  };
}

interface Coverage {
  facts: number;
  /** All of it has a place; some of it has. */
  full: number;
  some: number;
}

export interface VignetteScore {
  readonly cases: number;
  readonly coverage: Record<"present" | "absent", Coverage>;
  /** What has no place, with how often. */
  readonly withoutPlace: ReadonlyMap<string, number>;
  /** By what is said: the engine, or the most common conditions of the base whatever the case. */
  readonly diagnosis: Record<"engine" | "baseline", Record<"first" | "firstThree", { strict: Count; lenient: Count }>>;
  readonly direction: DirectionTable;
  readonly directionHigh: DirectionTable;
  readonly triage: Record<"exact" | "within one" | "safe" | "under" | "over", { engine: Count; baseline: Count }>;
  readonly emergencies: Count;
  readonly overTriage: Count;
}

/**
 * Assesses the published cases from their coded facts and holds the answers to the truth.
 *
 * @param folder - Holds `vignettes/dev.jsonl`.
 * @returns null when the cases are not there.
 * @throws Error when the coding does not fit the cases or the base: a mistake of this repository.
 */
export function scoreVignettes(folder: string | undefined, evidence: EvidenceBase): VignetteScore | null {
  const path = folder === undefined ? "" : join(folder, "vignettes/dev.jsonl");
  if (!existsSync(path)) return null;
  const published = new Map(readLines<PublishedCase>(path).map((one) => [one.id, one]));
  const matches = JSON.parse(readFileSync(join(TEST_DATA, "dev-matches.json"), "utf8")) as Record<string, Matches>;
  const coded = readLines<CodedCase>(join(TEST_DATA, "dev-cases.jsonl"));
  const score = emptyScore(coded.length);
  const common = [...evidence.conditions.values()].sort((a, b) => b.prior.combined - a.prior.combined);
  const baseline = common.map(({ id }) => id);
  for (const one of coded) {
    const truth = published.get(one.id);
    if (truth === undefined || truth.facts.length !== one.facts.length) throw new Error(`${one.id}: no such case.`);
    addCoverage(one, truth, score);
    const assessment = assessCoded(one, evidence);
    const ranked = [...assessment.conditions].sort((a, b) => a.rank - b.rank).map(({ id }) => id);
    addDiagnosis(ranked, baseline, matches[one.id]!, score);
    score.direction[truth.truth.direction][assessment.direction.answer]++;
    if (truth.truth.direction_confidence === "high") {
      score.directionHigh[truth.truth.direction][assessment.direction.answer]++;
    }
    addTriage(assessment.triage.level, truth.truth.urgency, score);
  }
  return score;
}

/** Facts of the coded cases and whether the base can read them, whether or not the cases themselves are there. */
export function assessCoded(one: CodedCase, evidence: EvidenceBase): Assessment {
  const findings = Object.assign({}, ...one.facts.map((fact) => fact.findings ?? {})) as CodedFact["findings"];
  const read = parseCaseFile({ age: one.age, sex: one.sex, findings }, evidence);
  if (!read.ok) throw new Error(`${one.id}: ${read.problems.map((problem) => problemText(problem)).join(" ")}`);
  return assess(read.value, evidence);
}

export function codedCases(): readonly CodedCase[] {
  return readLines(join(TEST_DATA, "dev-cases.jsonl"));
}

function readLines<T>(path: string): T[] {
  const text = readFileSync(path, "utf8").trim();
  return text.split("\n").map((line) => JSON.parse(line) as T);
}

function emptyScore(cases: number): VignetteScore & { readonly withoutPlace: Map<string, number> } {
  const count = (): Count => ({ hits: 0, count: 0 });
  const both = (): { strict: Count; lenient: Count } => ({ strict: count(), lenient: count() });
  const pair = (): { engine: Count; baseline: Count } => ({ engine: count(), baseline: count() });
  return {
    cases,
    coverage: { present: { facts: 0, full: 0, some: 0 }, absent: { facts: 0, full: 0, some: 0 } },
    withoutPlace: new Map(),
    diagnosis: { engine: { first: both(), firstThree: both() }, baseline: { first: both(), firstThree: both() } },
    direction: directionTable(),
    directionHigh: directionTable(),
    triage: { exact: pair(), "within one": pair(), safe: pair(), under: pair(), over: pair() },
    emergencies: count(),
    overTriage: count(),
  };
}

function addCoverage(
  { facts }: CodedCase,
  published: PublishedCase,
  score: VignetteScore & { readonly withoutPlace: Map<string, number> },
): void {
  for (const { fact, findings, noPlace } of facts) {
    const coverage = score.coverage[published.facts[fact - 1]!.polarity];
    coverage.facts++;
    if (findings !== null) coverage.some++;
    if (noPlace === null) coverage.full++;
    else score.withoutPlace.set(noPlace, (score.withoutPlace.get(noPlace) ?? 0) + 1);
  }
}

function addDiagnosis(
  ranked: readonly string[],
  baseline: readonly string[],
  { strict, sameGroup }: Matches,
  { diagnosis }: VignetteScore,
): void {
  for (const [who, order] of [
    ["engine", ranked],
    ["baseline", baseline],
  ] as const) {
    for (const [many, first] of [
      ["first", 1],
      ["firstThree", 3],
    ] as const) {
      const said = order.slice(0, first);
      add(
        diagnosis[who][many].strict,
        said.some((id) => strict.includes(id)),
      );
      add(
        diagnosis[who][many].lenient,
        said.some((id) => strict.includes(id) || sameGroup.includes(id)),
      );
    }
  }
}

/** Always saying "routine", the commonest class, is the baseline. */
function addTriage(said: TriageLevel, truth: TriageLevel, score: VignetteScore): void {
  const urgency = (level: TriageLevel): number => TRIAGE_LEVELS.indexOf(level);
  for (const [who, level] of [
    ["engine", said],
    ["baseline", "routine"],
  ] as const) {
    // Above 0: less urgent than it was.
    const off = urgency(level) - urgency(truth);
    add(score.triage.exact[who], off === 0);
    add(score.triage["within one"][who], Math.abs(off) <= 1);
    add(score.triage.safe[who], off <= 0);
    add(score.triage.under[who], off > 0);
    add(score.triage.over[who], off < 0);
  }
  if (truth === "emergency") add(score.emergencies, said === "emergency");
  if (urgency(truth) >= urgency("routine")) add(score.overTriage, urgency(said) < urgency("routine"));
}

function add(to: Count, isHit: boolean): void {
  to.hits += Number(isHit);
  to.count++;
}
