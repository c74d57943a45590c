import { expect, test } from "vitest";
import { ATTEMPT_OUTCOMES } from "../../store/index.ts";
import { OUTCOME_WORDS, readAttempt } from "./alert-form.ts";

/** 3 March 2026, 14:00 in New York. */
const NOW_MS = Date.UTC(2026, 2, 3, 19);
const ZONE = "America/New_York";

const CALLED = { calledBy: "Fran", calledAt: "2026-03-03T13:45", outcome: "told-911", tryAgainAt: "", note: "" };

function read(fields: Readonly<Record<string, string>>) {
  const form = new FormData();
  for (const [name, value] of Object.entries({ ...CALLED, ...fields })) form.set(name, value);
  return readAttempt(form, { nowMs: NOW_MS, timeZone: ZONE });
}

const fieldsOf = (fields: Readonly<Record<string, string>>) => read(fields).problems.map(({ field }) => field);

test("a call that handed the person off is read with its time in the clinic's zone", () => {
  expect(read({})).toMatchObject({
    problems: [],
    attempt: { outcome: "told-911", calledBy: "Fran", calledAtMs: Date.UTC(2026, 2, 3, 18, 45), tryAgainAtMs: null },
  });
});

test("a try that reached nobody says when to try again, and that lies after it", () => {
  expect(fieldsOf({ outcome: "no-answer" })).toEqual(["tryAgainAt"]);
  expect(fieldsOf({ outcome: "left-message", tryAgainAt: "2026-03-03T13:45" })).toEqual(["tryAgainAt"]);
  expect(read({ outcome: "no-answer", tryAgainAt: "2026-03-03T15:00" }).attempt?.tryAgainAtMs).toBe(
    Date.UTC(2026, 2, 3, 20),
  );
  // Nobody tries again after a hand-off: what is left in the field is dropped.
  expect(read({ tryAgainAt: "2026-03-03T15:00" }).attempt?.tryAgainAtMs).toBeNull();
});

test("who called, when and what came of it are needed, and nothing typed is lost", () => {
  expect(fieldsOf({ calledBy: " ", calledAt: "", outcome: "" })).toEqual(["calledBy", "calledAt", "outcome"]);
  expect(read({ calledBy: "", note: "her son calls" }).sent.note).toBe("her son calls");
  expect(fieldsOf({ calledAt: "2026-03-03T16:00" })).toEqual(["calledAt"]);
  expect(fieldsOf({ calledAt: "2026-02-30T10:00" })).toEqual(["calledAt"]);
  // The hour that is skipped in spring.
  expect(fieldsOf({ calledAt: "2026-03-08T02:30" })).toEqual(["calledAt"]);
  expect(fieldsOf({ outcome: "told-912" })).toEqual(["outcome"]);
});

test("a hand-over names to whom, and closing without one says why", () => {
  for (const outcome of ["handed-over", "no-emergency", "cannot-be-reached"]) {
    expect(fieldsOf({ outcome })).toEqual(["note"]);
    expect(fieldsOf({ outcome, note: "Dr. Example, on call" })).toEqual([]);
  }
});

test("every outcome has words", () => {
  for (const outcome of ATTEMPT_OUTCOMES) expect(OUTCOME_WORDS[outcome]).toMatch(/\w/);
});
