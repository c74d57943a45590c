import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { generateEvidence, readData } from "./generate-evidence.ts";

const PACKAGE = join(import.meta.dirname, "../packages/evidence");
const room = mkdtempSync(join(tmpdir(), "evidence-"));
const data = join(room, "data");
const generated = join(room, "generated");
cpSync(join(PACKAGE, "data"), data, { recursive: true });
afterAll(() => rmSync(room, { recursive: true }));

test("the modules in the repository are those the tables give", () => {
  expect(generateEvidence(join(PACKAGE, "data"), join(PACKAGE, "src/generated"), { write: false })).toEqual([]);
});

test("what was written is fresh, and stale again after any change of a module", () => {
  expect(generateEvidence(data, generated, { write: true })).toEqual([]);
  expect(generateEvidence(data, generated, { write: false })).toEqual([]);

  const module = join(generated, "evidence-json.ts");
  const text = readFileSync(module, "utf8");
  writeFileSync(module, text.replace("0.95", "0.99"));
  expect(generateEvidence(data, generated, { write: false })).toEqual([
    `${module} is older than the evidence base. Run node scripts/generate-evidence.ts.`,
  ]);
});

test("a faulty table is told by its place and nothing is written", () => {
  const before = readFileSync(join(generated, "ids.ts"), "utf8");
  const file = join(data, "coupling.csv");
  const text = readFileSync(file, "utf8");
  writeFileSync(file, text.replace("h_foot_before_back", "h_foot_befor_back"));
  const faults = generateEvidence(data, generated, { write: true });
  writeFileSync(file, text);
  expect(faults[0]).toBe(
    'coupling.csv:2:finding_id: "h_foot_befor_back" is not in findings.csv. Did you mean "h_foot_before_back"?',
  );
  expect(faults[1]).toMatch(/^manifest\.json:coupling\.csv: coupling\.csv has \d+ bytes; the manifest says \d+\./);
  expect(readFileSync(join(generated, "ids.ts"), "utf8")).toBe(before);
});

test("the hash changes with any file it is taken over, and not with the manifest", () => {
  const { hash } = readData(data);
  const change = (name: string) => {
    const file = join(data, name);
    const text = readFileSync(file, "utf8");
    writeFileSync(file, `${text}\n`);
    const changed = readData(data).hash;
    writeFileSync(file, text);
    return changed;
  };
  expect(change("sources.csv")).not.toBe(hash);
  expect(change("engine_params.json")).not.toBe(hash);
  expect(change("manifest.json")).toBe(hash);
});
