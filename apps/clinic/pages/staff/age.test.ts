import { expect, test } from "vitest";
import { ageOn } from "./age.ts";

test("a person is a year older from the birthday on", () => {
  expect(ageOn("1970-06-15", "2026-06-14")).toBe(55);
  expect(ageOn("1970-06-15", "2026-06-15")).toBe(56);
});
