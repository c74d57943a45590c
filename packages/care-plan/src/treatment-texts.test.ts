import { loadEvidence } from "@plumbline/evidence";
import { expect, test } from "vitest";
import { treatmentsWrittenOut } from "./treatment-texts.ts";

test('"as above" in the base is written out with the last text of the same condition', () => {
  const treatments = treatmentsWrittenOut(loadEvidence());
  for (const { id, contraindications, typicalDose } of treatments) {
    expect(`${contraindications} ${typicalDose}`, id).not.toMatch(/as above/);
  }
  expect(treatments.find(({ id }) => id === "t02")!.contraindications).toMatch(/^insensate foot/);
  expect(treatments.find(({ id }) => id === "t29")!.contraindications).toMatch(/^acute radiculopathy/);
});
