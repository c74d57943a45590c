import { expect, test } from "vitest";
import { sentTold } from "./walk-told.ts";

function form(entries: Readonly<Record<string, string>>): FormData {
  const data = new FormData();
  for (const [name, value] of Object.entries(entries)) data.set(name, value);
  return data;
}

test("what is left empty is not told", () => {
  expect(sentTold(form({ height: "", placement: "", rate: " ", columns: "" }), 2)).toEqual({
    heightM: null,
    files: [{}, {}],
  });
});

test("a file's own entry goes before the one for all files", () => {
  const sent = form({ height: "171,5", placement: "foot", "placement:1": "lumbar", acceleration: "g", rate: "100" });
  expect(sentTold(sent, 2)).toEqual({
    heightM: 1.715,
    files: [
      { placement: "foot", accelerationUnit: "g", samplingRateHz: 100 },
      { placement: "lumbar", accelerationUnit: "g", samplingRateHz: 100 },
    ],
  });
});

test("columns are told by six titles, and what is no entry of a list is not told", () => {
  const sent = form({ columns: "ax, ay,az,gx,gy, gz", time: "t", gravity: "upwards", turning: "deg/s" });
  expect(sentTold(sent, 1)).toEqual({
    heightM: null,
    files: [
      {
        angularRateUnit: "deg/s",
        columns: { sensors: [{ acceleration: ["ax", "ay", "az"], angularRate: ["gx", "gy", "gz"] }], time: "t" },
      },
    ],
  });
});

test("a wrong number or list is said once, with what to do", () => {
  const told = sentTold(form({ height: "17", rate: "fast", columns: "x,y,z" }), 3);
  expect("errors" in told && told.errors).toEqual([
    "The height is a number from 50 to 250 cm; “17” is not. Put it right, or leave it empty.",
    "The rate is a number from 20 to 2000 Hz; “fast” is not. Put it right, or leave it empty.",
    "Name six columns with commas between them: acceleration x, y, z, then turning x, y, z. Or leave it empty.",
  ]);
});
