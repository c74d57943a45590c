import { expect, test } from "vitest";
import { sentCorrection } from "./recording-correction.ts";

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
