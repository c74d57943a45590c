import fc from "fast-check";
import { expect, test } from "vitest";
import { scrolled, showing, within, zoomed } from "./gait-window.ts";

const WALK = { fromS: 0, toS: 600 };

test("zooming keeps the moment under the pointer where it is", () => {
  const { fromS, toS } = zoomed({ fromS: 100, toS: 120 }, 0.5, WALK, 105);
  expect((105 - fromS) / (toS - fromS)).toBeCloseTo(0.25, 12);
  expect(toS - fromS).toBeCloseTo(10, 12);
});

test("scrolling stops at both ends with the width kept", () => {
  expect(scrolled({ fromS: 590, toS: 600 }, 0.5, WALK)).toEqual({ fromS: 590, toS: 600 });
  expect(scrolled({ fromS: 2, toS: 12 }, -0.5, WALK)).toEqual({ fromS: 0, toS: 10 });
  expect(scrolled({ fromS: 20, toS: 30 }, 0.5, WALK)).toEqual({ fromS: 25, toS: 35 });
});

test("a moment outside is brought to the middle, one inside moves nothing", () => {
  expect(showing({ fromS: 20, toS: 30 }, 25, WALK)).toEqual({ fromS: 20, toS: 30 });
  expect(showing({ fromS: 20, toS: 30 }, 300, WALK)).toEqual({ fromS: 295, toS: 305 });
});

test("the window never leaves the walk and never closes", () => {
  const time = fc.double({ noNaN: true, min: -1000, max: 1000 });
  fc.assert(
    fc.property(time, time, fc.double({ noNaN: true, min: 0.001, max: 100 }), (fromS, toS, factor) => {
      for (const { fromS: from, toS: to } of [
        within({ fromS, toS }, WALK),
        zoomed(within({ fromS, toS }, WALK), factor, WALK),
        scrolled(within({ fromS, toS }, WALK), factor, WALK),
      ]) {
        expect(from).toBeGreaterThanOrEqual(0);
        expect(to).toBeLessThanOrEqual(600 + 1e-9);
        expect(to - from).toBeGreaterThanOrEqual(0.5 - 1e-9);
      }
    }),
  );
  expect(within({ fromS: 0, toS: 9 }, { fromS: 0, toS: 0.3 })).toEqual({ fromS: 0, toS: 0.3 });
});
