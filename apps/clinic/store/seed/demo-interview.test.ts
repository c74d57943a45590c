import { expect, test } from "vitest";
import { loadEvidence } from "@plumbline/evidence";
import { tellStory } from "./demo-interview.ts";
import { DEMO_PATIENTS } from "./demo-patients.ts";

const evidence = loadEvidence();
const stories = DEMO_PATIENTS.flatMap(({ patient, story }) => (story === null ? [] : [{ ...patient, story }]));

test("there are five people whose names say that they are made up, three or more with an interview", () => {
  expect(DEMO_PATIENTS).toHaveLength(5);
  for (const { patient } of DEMO_PATIENTS) {
    expect(patient.familyName).toMatch(/Example|Made-Up|Invented|Sample|Placeholder/);
    expect(patient.email).toMatch(/\.example$/);
    expect(patient.phone).toMatch(/555-01\d\d$/);
  }
  expect(stories.length).toBeGreaterThanOrEqual(3);
});

test.each(stories)(
  "$givenName answers the real interview to its end, and none of their words is lost on a typo",
  ({ story }) => {
    const { state } = tellStory(story, evidence);
    expect(state.next.kind).toBe("done");
    expect(state.caseFile.age).toBe(story.age);
    expect(story.yes.filter((id) => !id.startsWith("place_") && !evidence.findings.has(id))).toEqual([]);
    const said = story.yes.filter((id) => id in state.caseFile.findings);
    expect(said.length).toBeGreaterThan(4);
    expect(said.filter((id) => state.caseFile.findings[id] === false)).toEqual([]);
  },
);
