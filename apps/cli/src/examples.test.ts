import { readdirSync } from "node:fs";
import { assess, parseCaseFile } from "@plumbline/assessment";
import type { DirectionAnswer, TriageLevel } from "@plumbline/clinical-model";
import { loadEvidence } from "@plumbline/evidence";
import { expect, test } from "vitest";
import { ROOT, repositoryFile } from "./plumbline-process.ts";

interface Expected {
  readonly triage: TriageLevel;
  readonly flags: readonly string[];
  /** The answers that a clinician would accept for this person. */
  readonly directions: readonly DirectionAnswer[];
  /** Must be named to the reader. */
  readonly condition: string;
}

/** What a clinician would expect of each person. */
const EXPECTED: Readonly<Record<string, Expected>> = {
  // First-step pain at the inner heel, sore to press, no back pain: the heel itself.
  "heel-pain.json": { triage: "routine", flags: [], directions: ["local"], condition: "plantar_fasciitis" },
  // Foot drop with L5 pain, weak inversion and hip abduction: the nerve root, and soon.
  "foot-drop.json": { triage: "urgent", flags: ["rf02"], directions: ["spine-drives-foot"], condition: "radic_l5" },
  // A collapsing arch first, then back pain that tracks it: feet may be part; the evidence cannot carry more.
  "flat-feet-and-back.json": {
    triage: "routine",
    flags: [],
    directions: ["foot-drives-back", "local", "both", "cannot-tell"],
    condition: "pttd",
  },
  // Both soles numb in a stocking pattern, diabetes, no back pain: the nerves in general.
  "numb-sole.json": { triage: "routine", flags: [], directions: ["none", "local"], condition: "diabetic_neuropathy" },
  // Saddle numbness, cannot pass water, both legs: an emergency whatever else is likely.
  "emergency.json": { triage: "emergency", flags: ["rf01"], directions: ["spine-drives-foot"], condition: "radic_s1" },
};

const evidence = loadEvidence();

function assessExample(name: string) {
  const caseFile = parseCaseFile(JSON.parse(repositoryFile(`examples/${name}`)), evidence);
  if (!caseFile.ok) throw new Error(JSON.stringify(caseFile.problems));
  return assess(caseFile.value, evidence);
}

test("every case in examples/ has an expectation, and is told in its README", () => {
  const cases = readdirSync(`${ROOT}/examples`).filter((name) => name.endsWith(".json"));
  expect(cases.sort()).toEqual(Object.keys(EXPECTED).sort());
  for (const name of cases) expect(repositoryFile("examples/README.md")).toContain(`\`${name}\``);
});

test.each(Object.entries(EXPECTED))("%s is answered as a clinician would expect", (name, expected) => {
  const { triage, direction, conditions } = assessExample(name);
  expect(triage.level).toBe(expected.triage);
  expect(triage.flags.map(({ id }) => id)).toEqual(expect.arrayContaining([...expected.flags]));
  expect(expected.directions).toContain(direction.answer);
  const reported = conditions.filter((condition) => condition.reported);
  expect(reported.toSorted((a, b) => a.rank - b.rank)[0]?.id).toBe(expected.condition);
});

test("flat feet that came first make the feet likelier to drive the back than the other way round, but not sure", () => {
  const { probabilities } = assessExample("flat-feet-and-back.json").direction;
  expect(probabilities["foot-drives-back"]).toBeGreaterThan(5 * probabilities["spine-drives-foot"]);
  expect(probabilities["foot-drives-back"]).toBeLessThan(0.75);
});
