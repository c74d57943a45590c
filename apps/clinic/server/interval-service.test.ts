import { afterAll, expect, test } from "vitest";
import { assess, withIntervals } from "@plumbline/assessment";
import type { CaseFile } from "@plumbline/clinical-model";
import { loadEvidence } from "@plumbline/evidence";
import { intervalsOf } from "./assessment-intervals.ts";
import { IntervalService } from "./interval-service.ts";

const evidence = loadEvidence();
const caseFile: CaseFile = {
  age: 54,
  sex: "female",
  setting: "combined",
  findings: { s_back_pain: true, s_plantar_heel_pain: true, s_first_step_pain: true },
};
const assessment = assess(caseFile, evidence);
const service = new IntervalService();

afterAll(() => service.close());

test("the thread gives the same bytes as working them out here, once for all who ask", async () => {
  const asked = service.of({ id: "a1", assessment, caseFile });
  expect(service.of({ id: "a1", assessment, caseFile })).toBe(asked);
  const intervals = await asked;
  expect(JSON.stringify(intervals)).toBe(JSON.stringify(intervalsOf(withIntervals(assessment, caseFile, evidence))));
  for (const { id, posterior } of assessment.conditions) {
    const { low, high } = intervals.conditions[id]!;
    expect(low).toBeLessThanOrEqual(posterior);
    expect(high).toBeGreaterThanOrEqual(Math.min(posterior, evidence.parameters.neverDisplayAbove));
  }
});

test("one that fails is told to who asked, and is tried again by the next", async () => {
  const damaged = { id: "a2", assessment, caseFile: { ...caseFile, findings: null } as unknown as CaseFile };
  await expect(service.of(damaged)).rejects.toThrow();
  const mended = await service.of({ id: "a2", assessment, caseFile });
  expect(mended).toEqual(await service.of({ id: "a1", assessment, caseFile }));
});

test("who asks after the end is refused rather than left waiting", async () => {
  const closing = new IntervalService();
  const left = closing.of({ id: "a3", assessment, caseFile });
  await Promise.all([expect(left).rejects.toThrow("closed"), closing.close()]);
  await expect(closing.of({ id: "a3", assessment, caseFile })).rejects.toThrow("the server stops");
});
