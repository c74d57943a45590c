import fc from "fast-check";
import { expect, test } from "vitest";
import { movingMean } from "./moving-mean.ts";
import { principalAxis } from "./principal-axis.ts";

test("vectors along one line have that line for their axis, whatever it is", () => {
  const part = fc.double({ min: -1, max: 1, noNaN: true });
  fc.assert(
    fc.property(part, part, part, (x, y, z) => {
      const length = Math.hypot(x, y, z);
      fc.pre(length > 0.1);
      const found = principalAxis([x * x, x * y, x * z, y * y, y * z, z * z])!;
      const along = Math.abs(found.axis[0] * x + found.axis[1] * y + found.axis[2] * z) / length;
      expect(along).toBeCloseTo(1, 9);
      expect(found.squares).toBeCloseTo(length ** 2, 9);
    }),
  );
});

test("of three axes the one with most is taken, and how much lies along it; nothing has no axis", () => {
  expect(principalAxis([1, 0, 0, 2, 0, 7])).toEqual({ axis: [0, 0, 1], squares: 7 });
  expect(principalAxis([0, 0, 0, 0, 0, 0])).toBeNull();
});

test("a moving mean of a line is the line, and near the ends it takes what there is", () => {
  expect([...movingMean([0, 1, 2, 3, 4], 1)]).toEqual([0.5, 1, 2, 3, 3.5]);
});
