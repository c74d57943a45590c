import { loadEvidence } from "@plumbline/evidence";
import { expect, test } from "vitest";
import { statedContraindication } from "./contraindications.ts";

const states = (...ids: string[]) => new Map(ids.map((id) => [id, true]));

test("a contraindication that the case states is found, phrase and finding named", () => {
  expect(
    statedContraindication("insensate foot without offloading plan; acute ulcer", states("e_monofilament")),
  ).toEqual({ phrase: "insensate foot without offloading plan", findingId: "e_monofilament" });
  expect(statedContraindication("recent plantar fascia rupture; acute ulcer", states("r_open_sore"))?.findingId).toBe(
    "r_open_sore",
  );
});

test("an unknown or absent finding rules nothing out", () => {
  expect(statedContraindication("diabetes, PAD, neuropathy", new Map())).toBeNull();
  expect(statedContraindication("diabetes, PAD, neuropathy", new Map([["h_diabetes", false]]))).toBeNull();
});

test("advice on how to go about it is not a contraindication", () => {
  const diabetic = states("h_diabetes", "h_anticoagulant", "e_abi_low");
  expect(statedContraindication("PAD or neuropathy: podiatrist only, no acids", diabetic)).toBeNull();
  expect(statedContraindication("anticoagulant or poor circulation: caution", diabetic)).toBeNull();
  expect(statedContraindication("no tight tape in poor circulation", diabetic)).toBeNull();
});

test("feet that do not hurt are not treated for their shape", () => {
  expect(
    statedContraindication("asymptomatic feet (do not treat shape)", new Map([["f_foot_pain", false]])),
  ).not.toBeNull();
  expect(statedContraindication("asymptomatic feet (do not treat shape)", new Map([["f_foot_pain", true]]))).toBeNull();
});

test("every finding that a phrase is matched with is a finding of the base", () => {
  const { treatments, findings } = loadEvidence();
  const everything = new Map([...findings.keys()].map((id) => [id, true]));
  const matched = treatments
    .map(({ contraindications }) => statedContraindication(contraindications, everything))
    .filter((stated) => stated !== null);
  expect(matched.length).toBeGreaterThan(10);
  for (const { findingId } of matched) expect(findings.has(findingId)).toBe(true);
});
