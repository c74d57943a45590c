import { expect, test } from "vitest";
import { choiceFromQuery, queryFromChoice } from "./choice.ts";
import { parseSlotKey, slotKey } from "./slot-key.ts";

const KNOWN = { services: [{ id: "first" }], offices: [{ id: "webster" }], clinicians: [{ id: "p-arch" }] };

test("a choice comes back from its address", () => {
  const choice = { serviceId: "first", officeId: "webster", clinicianId: "p-arch", day: "2026-11-06" };
  expect(choiceFromQuery(new URLSearchParams(queryFromChoice(choice)), KNOWN)).toEqual(choice);
});

test("what the clinic does not have is not chosen, and empty means any", () => {
  expect(choiceFromQuery(new URLSearchParams("service=gone&office=&clinician=nobody"), KNOWN)).toEqual({
    serviceId: null,
    officeId: null,
    clinicianId: null,
    day: null,
  });
});

test("nothing chosen leaves the address as it is", () => {
  expect(queryFromChoice({ serviceId: null, officeId: null, clinicianId: null, day: null })).toBe("");
});

test("a time comes back from its key, with the length of the service", () => {
  const startMs = Date.UTC(2026, 10, 6, 14);
  const slot = { startMs, endMs: startMs + 45 * 60_000, officeId: "webster", clinicianId: "p-arch" };
  expect(parseSlotKey(slotKey(slot), 45)).toEqual(slot);
});

test("a text that is no key is no time", () => {
  for (const text of [
    null,
    "",
    "1.webster.p-arch",
    "1794146400000.webster",
    "1794146400000.web ster.p-arch",
    "x.y.z",
  ]) {
    expect(parseSlotKey(text, 45)).toBeNull();
  }
});
