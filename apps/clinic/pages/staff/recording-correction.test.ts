import { expect, test } from "vitest";
import { isEmptyCorrection, sentCorrection } from "./recording-correction.ts";

function sent(fields: Readonly<Record<string, string>>): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  return form;
}

test("only borders that moved are kept", () => {
  const fields = {
    "shift:heel-midfoot": "4.5",
    "turn:heel-midfoot": "",
    "shift:hallux-toes": "0",
    "turn:hallux-toes": "-3",
  };
  expect(sentCorrection(sent(fields))).toEqual({
    borders: {
      "heel-midfoot": { shiftMm: 4.5, turnDegrees: 0 },
      "hallux-toes": { shiftMm: 0, turnDegrees: -3 },
    },
    cells: [],
  });
});

test.each(["61", "-61", "x", "Infinity", "NaN"])("a shift of %s is refused", (shift) => {
  expect(sentCorrection(sent({ "shift:heel-midfoot": shift }))).toBeNull();
});

test("cells that were given to a region are kept, and a cell that is none refuses all", () => {
  const form = sent({});
  form.append("cell", "12,7,metatarsal2");
  form.append("cell", "0,0,heel");
  const correction = sentCorrection(form)!;
  expect(correction.cells).toEqual([
    { row: 12, column: 7, region: "metatarsal2" },
    { row: 0, column: 0, region: "heel" },
  ]);
  expect(isEmptyCorrection(correction)).toBe(false);
  expect(isEmptyCorrection(sentCorrection(sent({}))!)).toBe(true);
  for (const cell of ["12,7,elbow", "-1,7,heel", "1.5,7,heel", "1,7", "12,7,forefoot"]) {
    expect(sentCorrection(sent({ cell })), cell).toBeNull();
  }
});
