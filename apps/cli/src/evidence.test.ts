import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { evidenceSummary, loadEvidence } from "@plumbline/evidence";
import { afterAll, expect, test } from "vitest";
import { ROOT, plumbline } from "./plumbline-process.ts";

const scratch = mkdtempSync(join(tmpdir(), "plumbline-evidence-"));
afterAll(() => rmSync(scratch, { recursive: true }));

test("the shipped base holds, and says how little of it was seen in a source", async () => {
  const { code, stdout, stderr } = await plumbline(["evidence", "check"]);
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  expect(stdout).toMatch(/^The evidence base holds together\.\n/);
  const { seen } = evidenceSummary(loadEvidence()).preferredByMark;
  expect(stdout).toMatch(new RegExp(`seen in a source +${seen}\n`));
  expect(stdout).toContain("not clinically validated");
});

test("a fault in a copy is told with file, line and column, and exit 1", async () => {
  const copy = join(scratch, "copy");
  cpSync(join(ROOT, "packages/evidence/data"), copy, { recursive: true });
  const table = join(copy, "coupling.csv");
  writeFileSync(table, readFileSync(table, "utf8").replace("h_foot_before_back", "h_foot_befor_back"));

  const { code, stdout, stderr } = await plumbline(["evidence", "check", copy]);
  expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
  expect(stderr).toContain('coupling.csv:2:finding_id: "h_foot_befor_back"');
  expect(stderr).toContain('Did you mean "h_foot_before_back"?');
  expect(stderr).toContain("1 fault in the evidence base.");

  const json = await plumbline(["evidence", "check", copy, "--json"]);
  expect(json.code).toBe(1);
  expect(JSON.parse(json.stdout)).toMatchObject({
    schemaVersion: 1,
    holds: false,
    problems: [{ path: "coupling.csv:2:finding_id" }],
  });
});

test("a folder that is not there is told", async () => {
  const { code, stderr } = await plumbline(["evidence", "check", "packages/evidense"]);
  expect(code).toBe(1);
  expect(stderr).toContain("packages/evidense: There is no such folder. Did you mean packages/evidence?");
});

test("show tells figures with their marks and sources", async () => {
  const { code, stdout } = await plumbline(["evidence", "show", "s_cough_worse"]);
  expect(code).toBe(0);
  expect(stdout).toMatch(/seen +radic_l5/);
  expect(stdout).toContain("doi:10.1007/s00586-016-4393-");
  expect(stdout).toContain("not clinically validated");
});

test("an id that is not in the base names the nearest", async () => {
  const { code, stdout, stderr } = await plumbline(["evidence", "show", "plantar_fascitis"]);
  expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
  expect(stderr).toBe(
    'plumbline: plantar_fascitis: The evidence base knows no finding or condition of this name. Did you mean "plantar_fasciitis"?\n',
  );
});

test("coverage tells the causes of a complaint, in the order asked for, and what each lacks", async () => {
  const { code, stdout } = await plumbline(["evidence", "coverage", "knee_pain", "--sort", "common"]);
  expect(code).toBe(0);
  expect(stdout).toMatch(/^Knee pain \(knee_pain\): \d+ causes, most common first\n/);
  expect(stdout.indexOf("knee_oa")).toBeLessThan(stdout.indexOf("itb_syndrome"));
  expect(stdout).toContain("not clinically validated");
});

test("coverage of a complaint that is none names the nearest; an order that is none is wrong usage", async () => {
  const complaint = await plumbline(["evidence", "coverage", "heel_pian"]);
  expect(complaint).toMatchObject({ code: 1, stdout: "" });
  expect(complaint.stderr).toBe(
    'plumbline: heel_pian: There is no complaint of this name. Did you mean "heel_pain"?\n',
  );
  const order = await plumbline(["evidence", "coverage", "--sort", "weekest"]);
  expect(order.code).toBe(2);
  expect(order.stderr).toContain('Did you mean "weakest"?');
});
