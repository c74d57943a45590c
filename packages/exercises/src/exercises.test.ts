import fc from "fast-check";
import { expect, test } from "vitest";
import { drawBody } from "./body-drawing.ts";
import { doseText, drawExercise, EXERCISE_AIMS } from "./exercise.ts";
import { EXERCISES } from "./library.ts";
import { chooseExercises } from "./programme.ts";

/** Every coordinate of a drawing, as far as it stands in lists of points and centers. */
function points(svg: string): [number, number][] {
  const lists = Array.from(svg.matchAll(/points="([^"]+)"/g), ([, list]) => list!.split(" "));
  const pairs = lists.flat().map((pair) => pair.split(",").map(Number) as [number, number]);
  const circles = Array.from(svg.matchAll(/cx="([^"]+)" cy="([^"]+)"/g), ([, x, y]): [number, number] => [
    Number(x),
    Number(y),
  ]);
  return [...pairs, ...circles];
}

test("the library has thirty exercises or more, every aim among them, and no name twice", () => {
  expect(EXERCISES.length).toBeGreaterThanOrEqual(30);
  expect(new Set(EXERCISES.map(({ id }) => id)).size).toBe(EXERCISES.length);
  expect(new Set(EXERCISES.map(({ aim }) => aim))).toEqual(new Set(EXERCISE_AIMS));
});

test.each(EXERCISES.map((exercise) => [exercise.id, exercise] as const))(
  "%s has two panels that lie within the drawing, and two poses that differ",
  (_, exercise) => {
    const svg = drawExercise(exercise);
    const [, width, height] = /viewBox="0 0 (\d+) (\d+)"/.exec(svg)!.map(Number);
    for (const [x, y] of points(svg)) {
      expect(x).toBeGreaterThanOrEqual(0);
      expect(x).toBeLessThanOrEqual(width!);
      expect(y).toBeGreaterThanOrEqual(0);
      expect(y).toBeLessThanOrEqual(height!);
    }
    expect(svg).toContain('role="img"');
    expect(exercise.picture.poses[0]).not.toEqual(exercise.picture.poses[1]);
  },
);

test("whatever the angles, the body touches the floor and never sinks below it", () => {
  const angle = fc.integer({ min: -180, max: 180 });
  const leg = fc.tuple(angle, angle, angle);
  const arm = fc.tuple(angle, angle);
  const pose = fc.record({ trunk: angle, leg, farLeg: leg, arm, farArm: arm });
  fc.assert(
    fc.property(pose, (given) => {
      const ys = Array.from(drawBody("any", [given, given]).matchAll(/points="([^"]+)"/g), ([, list]) =>
        list!.split(" "),
      )
        .flat()
        .map((pair) => Number(pair.split(",")[1]));
      expect(Math.max(...ys)).toBeCloseTo(135, 1);
    }),
  );
});

test("a dose is told in words that fit what is done", () => {
  const words = (id: string) => doseText(EXERCISES.find((exercise) => exercise.id === id)!.dose);
  expect(words("calf-stretch-straight")).toBe("3 times, hold 30 seconds, twice a day, every day");
  expect(words("high-load-heel-raise")).toBe("3 sets of 12, hold 2 seconds, once a day, 4 days a week");
  expect(words("walking")).toBe("10 minutes, once a day, 5 days a week");
});

test("what was agreed comes first, each condition gets its turn, and nobody gets more than five", () => {
  const ids = (...agreed: [string, string][]) =>
    chooseExercises(agreed.map(([treatmentId, conditionId]) => ({ treatmentId, conditionId }))).map(({ id }) => id);
  expect(ids(["t07", "plantar_fasciitis"])[0]).toBe("high-load-heel-raise");
  const both = ids(["t06", "plantar_fasciitis"], ["t31", "ns_lbp"]);
  expect(both).toHaveLength(5);
  expect(both[0]).toBe("plantar-fascia-stretch");
  expect(["bridge", "pelvic-tilt", "dead-bug", "bird-dog", "side-plank", "cat-camel"]).toContain(both[1]);
  expect(ids(["t99", "no_such_condition"])).toEqual([]);
  expect(ids()).toEqual([]);
});
