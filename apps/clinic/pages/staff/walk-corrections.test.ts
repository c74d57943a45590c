import { expect, test } from "vitest";
import { sentCorrections } from "./walk-corrections.ts";

function sent(value: unknown): FormData {
  const form = new FormData();
  form.set("corrections", typeof value === "string" ? value : JSON.stringify(value));
  return form;
}

const MOVE = { foot: "left", event: "toe-off", sample: 230, kind: "move", to: 240 };

test("corrections come through as they are, without anything that does not belong to one", () => {
  const add = { foot: "unknown", event: "heel-off", sample: 0, kind: "add" };
  expect(sentCorrections(sent([MOVE, { ...add, note: "x" }]))).toEqual([MOVE, add]);
  expect(sentCorrections(sent([]))).toEqual([]);
});

test("a list with anything wrong in it is refused whole", () => {
  for (const wrong of [
    "",
    "{",
    {},
    [null],
    [{ ...MOVE, foot: "lumbar" }],
    [{ ...MOVE, event: "jump" }],
    [{ ...MOVE, sample: 1.5 }],
    [{ ...MOVE, sample: -1 }],
    [{ ...MOVE, to: "240" }],
    [MOVE, { ...MOVE, kind: "erase" }],
    Array.from({ length: 5001 }, () => MOVE),
  ]) {
    expect(sentCorrections(sent(wrong)), JSON.stringify(wrong).slice(0, 60)).toBeNull();
  }
});
