import { join } from "node:path";
import { expect, test } from "vitest";
import { readData } from "../../../scripts/generate-evidence.ts";
import type { ConditionId, FindingId } from "./index.ts";
import { loadEvidence } from "./load-evidence.ts";
import { parseEvidence } from "./parse-evidence.ts";

test("what loads is what the tables say", () => {
  const { files, hash } = readData(join(import.meta.dirname, "../data"));
  const parsed = parseEvidence(files, hash);
  expect(parsed).toEqual({ ok: true, value: loadEvidence() });
});

test("ids of the base are types: a misspelt one does not compile", () => {
  const finding: FindingId = "s_back_pain";
  const condition: ConditionId = "plantar_fasciitis";
  // @ts-expect-error No finding is called so.
  const misspelt: FindingId = "s_bak_pain";
  const { findings, conditions } = loadEvidence();
  expect(findings.has(finding)).toBe(true);
  expect(conditions.has(condition)).toBe(true);
  expect(findings.has(misspelt)).toBe(false);
});
