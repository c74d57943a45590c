import { loadEvidence } from "@plumbline/evidence";
import { expect, test } from "vitest";
import { z } from "zod";
import { ROOT, plumbline, repositoryFile } from "./plumbline-process.ts";
import { assessmentSchema, batchResultSchema } from "./schemas/assessment.ts";
import { caseSchema } from "./schemas/case.ts";
import { evidenceCheckSchema, evidenceCoverageSchema, evidenceEntrySchema } from "./schemas/evidence.ts";
import { gaitSchema } from "./schemas/gait.ts";
import { orthoticSchema } from "./schemas/orthotic.ts";
import { combinedPressureSchema, pressureSchema } from "./schemas/pressure.ts";

const CASES = ["heel-pain", "foot-drop", "flat-feet-and-back", "numb-sole", "emergency"];

const cases = caseSchema(loadEvidence());

// After a change on purpose: npx vitest run -u apps/cli/src/schemas.test.ts
test.each([
  ["case", cases],
  ["assessment", assessmentSchema],
  ["batch-result", batchResultSchema],
  ["pressure", pressureSchema],
  ["combined-pressure", combinedPressureSchema],
  ["gait", gaitSchema],
  ["orthotic", orthoticSchema],
  ["evidence-check", evidenceCheckSchema],
  ["evidence-entry", evidenceEntrySchema],
  ["evidence-coverage", evidenceCoverageSchema],
])("docs/schemas/%s.schema.json is what is checked here", async (name, schema) => {
  const document = z.toJSONSchema(schema, { target: "draft-2020-12" });
  await expect(`${JSON.stringify(document, null, 2)}\n`).toMatchFileSnapshot(
    `${ROOT}/docs/schemas/${name}.schema.json`,
  );
});

test.each(CASES)("the case examples/%s.json and its assessment fit their schemas", async (name) => {
  const input: unknown = JSON.parse(repositoryFile(`examples/${name}.json`));
  expect(cases.safeParse(input).error).toBeUndefined();

  const { code, stdout } = await plumbline(["assess", `examples/${name}.json`, "--json"]);
  expect(code).toBe(0);
  expect(assessmentSchema.safeParse(JSON.parse(stdout)).error).toBeUndefined();
});

test("the results of a batch fit their schema, those of bad lines too", async () => {
  const { stdout } = await plumbline(["assess", "--batch", "-"], {
    stdin: '{"id": "a", "age": 54}\n{"id": 7, "age": "x"}\n{\n',
  });
  const results = stdout.trimEnd().split("\n");
  expect(results).toHaveLength(3);
  for (const line of results) expect(batchResultSchema.safeParse(JSON.parse(line)).error).toBeUndefined();
});

test("a built orthotic fits its schema", async () => {
  const { stdout } = await plumbline([
    "orthotic",
    "examples/orthotic/prescription.json",
    "--resolution",
    "3",
    "--json",
  ]);
  expect(orthoticSchema.safeParse(JSON.parse(stdout)).error).toBeUndefined();
});

test("a pressure report fits its schema", async () => {
  const { stdout } = await plumbline(["pressure", "examples/emed_test.lst", "--json"]);
  expect(pressureSchema.safeParse(JSON.parse(stdout)).error).toBeUndefined();
  const frames = await plumbline(["pressure", "examples/emed_test.lst", "--json", "--frames"]);
  expect(pressureSchema.safeParse(JSON.parse(frames.stdout)).error).toBeUndefined();
});

test("steps put together fit their schema", async () => {
  const file = "examples/emed_test.lst";
  const { stdout } = await plumbline(["pressure", file, file, file, "--combine", "--json"]);
  expect(combinedPressureSchema.safeParse(JSON.parse(stdout)).error).toBeUndefined();
});

test("the report of a walk fits its schema", async () => {
  const { stdout } = await plumbline(["gait", "examples/walk.csv.gz", "--rate", "204.8", "--json"]);
  expect(gaitSchema.safeParse(JSON.parse(stdout)).error).toBeUndefined();
});

test("what is told about the evidence fits its schemas", async () => {
  const check = await plumbline(["evidence", "check", "--json"]);
  expect(evidenceCheckSchema.safeParse(JSON.parse(check.stdout)).error).toBeUndefined();
  const coverage = await plumbline(["evidence", "coverage", "--json"]);
  expect(evidenceCoverageSchema.safeParse(JSON.parse(coverage.stdout)).error).toBeUndefined();
  // A finding under red-flag rules and a clue for links; conditions with links, treatments and rules.
  for (const id of ["r_saddle_numb", "h_back_after_limp", "e_slr", "cauda_equina", "plantar_fasciitis", "radic_l5"]) {
    const show = await plumbline(["evidence", "show", id, "--json"]);
    expect(evidenceEntrySchema.safeParse(JSON.parse(show.stdout)).error).toBeUndefined();
  }
});

test.each([
  ["a misspelt finding", { findings: { e_srl: true } }],
  ["a misspelt field", { finding: {} }],
  ["a side that is none", { findings: { e_slr: { both: true } } }],
  ["an entry without a side", { findings: { e_slr: {} } }],
  ["a word where yes or no is asked", { findings: { e_slr: "yes" } }],
  ["null for unknown", { findings: { e_slr: null } }],
  ["a choice that is none", { findings: { h_duration: "forever" } }],
  ["an age below zero", { age: -1 }],
])("the case schema refuses %s, as the program does", async (_, input) => {
  expect(cases.safeParse(input).success).toBe(false);
  const { code } = await plumbline(["assess", "-"], { stdin: JSON.stringify(input) });
  expect(code).toBe(1);
});
