import type { FindingEntry, FindingValue } from "@plumbline/clinical-model";
import { positiveRule } from "@plumbline/evidence";
import type { CutOff, EvidenceBase, Finding } from "@plumbline/evidence";
import { MEASURED_PAIRS } from "@plumbline/reasoning";
import type { Person } from "./person.ts";
import { chance, pick } from "./random.ts";
import type { Random } from "./random.ts";

type States = ReadonlyMap<string, boolean>;

/** Findings that follow from others: nobody enters them. */
const DERIVED: ReadonlySet<string> = new Set([
  "h_sex_female",
  "age_under_18",
  "h_age_48plus",
  "h_age_50plus",
  "h_age_under60",
  "h_age_over70",
  "h_foot_before_back",
  "h_back_before_foot",
  ...MEASURED_PAIRS.map(({ state }) => state),
]);

/** How finely a number is read, by its unit; 1 where none is named. */
const STEPS: Readonly<Record<string, number>> = { ratio: 0.01, "m/s": 0.05, C: 0.1 };

/** P(both sides, the other side | a finding with sides is present): most trouble sits on one side. A guess. */
const BOTH_SIDES = 0.2;
const OTHER_SIDE = 0.1;

/** The case a clinic would write down from these states: numbers, options and sides included, in the order of the base. */
export function entriesOf(
  states: States,
  person: Person,
  evidence: EvidenceBase,
  random: Random,
): Record<string, FindingEntry> {
  const worseSide = chance(0.5, random) ? "left" : "right";
  const entries: Record<string, FindingEntry> = {};
  for (const finding of evidence.findings.values()) {
    if (DERIVED.has(finding.id)) continue;
    const value = valueOf(finding, states, person, random);
    if (value === null) continue;
    entries[finding.id] = finding.sideSpecific && value === true ? presentOn(drawSides(worseSide, random)) : value;
  }
  return entries;
}

function drawSides(worse: "left" | "right", random: Random): readonly ("left" | "right")[] {
  if (chance(BOTH_SIDES, random)) return ["left", "right"];
  const other = worse === "left" ? "right" : "left";
  return [chance(OTHER_SIDE, random) ? other : worse];
}

function presentOn(sides: readonly ("left" | "right")[]): FindingEntry {
  return { left: sides.includes("left"), right: sides.includes("right") };
}

/** Null where the base draws no conclusion from the value and a made-up one would only be noise. */
function valueOf(finding: Finding, states: States, person: Person, random: Random): FindingValue | null {
  const state = states.get(finding.id) ?? false;
  const rule = positiveRule(finding);
  switch (rule.kind) {
    case "answer":
      return state;
    case "cut-offs":
      return numberOf(finding, rule.cutOffs, states, random);
    case "option": {
      const others = finding.options.filter((option) => option !== rule.option);
      return state ? rule.option : pick(others, random);
    }
    case "none":
      return contextValue(finding, states, person, random);
  }
}

/** A number on the side of each cut-off where the states have it. A finding of its own for a cut-off speaks for it. */
function numberOf(
  { id, unit }: Finding,
  cutOffs: readonly [CutOff, ...CutOff[]],
  states: States,
  random: Random,
): number {
  const step = STEPS[unit] ?? 1;
  const isBeyond = cutOffs.map((_, index) => {
    const pair = MEASURED_PAIRS.find(({ number, cutOff }) => number === id && cutOff === index);
    return states.get(pair?.state ?? (index === 0 ? id : "")) === true;
  });
  const beyond = cutOffs.find((_, index) => isBeyond[index]);
  if (beyond !== undefined) return placed(beyond, true, step, random);
  const [first, second] = cutOffs;
  if (second === undefined) return placed(first, false, step, random);
  return rounded((first.limit + second.limit) / 2);
}

/** A number a few steps beyond the cut-off, or a few short of it; not below 0 where the cut-off is above 0. */
function placed({ comparison, limit }: CutOff, isBeyond: boolean, step: number, random: Random): number {
  const steps = Math.floor(random() * Math.max(2, Math.round((0.4 * Math.abs(limit)) / step)));
  const upward = comparison.startsWith(">") === isBeyond ? 1 : -1;
  // The limit itself lies beyond ">=" and "<=", and short of ">" and "<".
  const isLimitThere = comparison.endsWith("=") === isBeyond;
  const value = rounded(limit + upward * step * (isLimitThere ? steps : steps + 1));
  return limit > 0 ? Math.max(0, value) : value;
}

function rounded(value: number): number {
  return Math.round(value * 1000) / 1000;
}

function contextValue(finding: Finding, states: States, person: Person, random: Random): FindingValue | null {
  switch (finding.id) {
    case "h_age":
      return person.age;
    case "s_back_nprs":
      return states.get("s_back_pain") === true ? 2 + Math.floor(random() * 8) : 0;
    case "h_onset_order":
      return onsetOrder(states);
    default:
      return finding.answerType === "choice" ? pick(finding.options, random) : null;
  }
}

function onsetOrder(states: States): string {
  if (states.get("h_foot_before_back") === true) return "foot";
  if (states.get("h_back_before_foot") === true) return "back";
  return "same time";
}
