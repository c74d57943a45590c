import { loadEvidence } from "@plumbline/evidence";
import { expect, test } from "vitest";
import { fieldName, fieldText, readExaminationForm } from "./examination-form.ts";
import type { StoredEntry } from "./examination-form.ts";
import { EXAMINATION_GROUPS, OTHER_GROUP, groupOfCluster } from "./examination-groups.ts";

const { findings } = loadEvidence();

function sent(fields: Readonly<Record<string, string>>): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  return form;
}

const presentByAda: StoredEntry = { findingId: "e_slr", side: "left", value: true, recordedBy: "Ada" };

test("absent, present, not testable and not assessed are four different things", () => {
  const { changes, errors } = readExaminationForm(
    sent({
      "v:e_slr:left": "absent",
      "v:e_slr:right": "present",
      "v:e_slump:left": "not-testable",
      "v:e_slump:right": "",
    }),
    findings,
    [],
  );
  expect(errors).toEqual([]);
  expect(changes).toEqual([
    { findingId: "e_slr", side: "left", value: false },
    { findingId: "e_slr", side: "right", value: true },
    { findingId: "e_slump", side: "left", value: "not-testable" },
  ]);
});

test("going back to not assessed takes the entry back", () => {
  const { changes } = readExaminationForm(sent({ "v:e_slr:left": "", "was:e_slr:left": "present" }), findings, [
    presentByAda,
  ]);
  expect(changes).toEqual([{ findingId: "e_slr", side: "left", value: null }]);
});

test("a page opened before a colleague saved does not undo what the colleague saved", () => {
  const { changes, errors } = readExaminationForm(sent({ "v:e_slr:left": "" }), findings, [presentByAda]);
  expect(changes).toEqual([]);
  expect(errors).toEqual([]);
});

test("when two people set the same field differently, the later is told and nothing is overwritten", () => {
  const {
    changes,
    errors,
    sent: kept,
  } = readExaminationForm(sent({ "v:e_slr:left": "absent" }), findings, [presentByAda]);
  expect(changes).toEqual([]);
  expect(errors[0]?.message).toMatch(/^Ada set .* to “present”/);
  expect(kept["e_slr:left"]).toBe("absent");
});

test("a form sent twice records once", () => {
  const { changes } = readExaminationForm(sent({ "v:e_slr:left": "present" }), findings, [presentByAda]);
  expect(changes).toEqual([]);
});

test("a number is read with its point and its sign; the not-testable box beside it wins", () => {
  const { changes } = readExaminationForm(
    sent({ "v:e_fpi6:left": "−3", "v:m_arch_index:right": ".31", "v:e_block_mm:both": "", "nt:e_block_mm:both": "on" }),
    findings,
    [],
  );
  expect(changes.map(({ value }) => value)).toEqual([-3, 0.31, "not-testable"]);
});

test("12 and 12.0 are the same number, so nothing changed", () => {
  const stored: StoredEntry = { findingId: "e_block_mm", side: null, value: 12, recordedBy: "Ada" };
  const form = sent({ "v:e_block_mm:both": "12.0", "was:e_block_mm:both": "12" });
  expect(readExaminationForm(form, findings, [stored]).changes).toEqual([]);
});

test.each([
  ["v:m_arch_index:left", "26", /26 is outside 0 to 3/],
  ["v:m_arch_index:left", "0,26", /takes a number such as/],
  ["v:e_slr:left", "maybe", /takes present, absent or not testable/],
])("a slip in %s (%s) is told beside its field and kept", (name, value, message) => {
  const { changes, errors, sent: kept } = readExaminationForm(sent({ [name]: value }), findings, []);
  expect(changes).toEqual([]);
  expect(errors).toHaveLength(1);
  expect(errors[0]?.message).toMatch(message);
  expect(kept[name.slice(2)]).toBe(value);
});

test("a field's text and name lead back to the same entry", () => {
  expect(fieldName("e_slr", "left")).toBe("e_slr:left");
  expect(fieldName("e_ple", null)).toBe("e_ple:both");
  expect([null, true, false, 12.5, "not-testable"].map(fieldText)).toEqual([
    "",
    "present",
    "absent",
    "12.5",
    "not-testable",
  ]);
});

test("every test a clinician can do has a place of its own in the form", () => {
  const homeless = [...findings.values()]
    .filter(
      ({ askedOf, dependencyCluster }) => askedOf === "clinician" && groupOfCluster(dependencyCluster) === OTHER_GROUP,
    )
    .map(({ id }) => id);
  expect(homeless).toEqual([]);
});

test("no cluster is listed in two places", () => {
  const clusters = EXAMINATION_GROUPS.flatMap((group) => group.clusters);
  expect(clusters).toHaveLength(new Set(clusters).size);
});
