import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { problemText } from "@plumbline/clinical-model";
import type { Result } from "@plumbline/clinical-model";
import { measure } from "../measure.ts";
import { readRecording } from "../open-recording.ts";
import type { PressureRecording } from "../recording.ts";

const bytesOf = (path: string): Uint8Array => readFileSync(new URL(path, import.meta.url));
const EMED_TEST = bytesOf("../../../../examples/emed_test.lst");
const SHORT = bytesOf("../../test-data/malformed/ok_12_frames.lst");

function recordingOf(result: Result<PressureRecording>): PressureRecording {
  if (!result.ok) throw new Error(result.problems.map(problemText).join("\n"));
  return result.value;
}

function problemsOf(text: string | Uint8Array): readonly string[] {
  const result = readRecording(typeof text === "string" ? Buffer.from(text, "latin1") : text, "made.lst");
  return result.ok ? [] : result.problems.map((problem) => `${problem.code} ${problem.path}`);
}

const ofText = (text: string): PressureRecording => recordingOf(readRecording(Buffer.from(text, "latin1"), "made.lst"));

/** A page as the maker prints it; pressures in kPa, sensors of 1 cm², so that force in N is the sum times 0.1. */
function page(picture: number, firstRow: number, firstColumn: number, rows: readonly (readonly number[])[]): string {
  const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
  const titles = rows[0]!.map((_, column) => firstColumn + column);
  const columnForces = rows[0]!.map((_, column) => sum(rows.map((row) => row[column]!)) * 0.1);
  const lines = [
    "",
    `\t\t\t\tPage ${picture}`,
    "",
    "\tFile: C:\\patients\\MVP\\Jane Doe.dat \tMatrix: 64x95 ",
    "\tSensor area: 1.00 cm\u00b2\tTime/picture:20.0 ms",
    "\tSensor size: 1.000x1.000 cm",
    `\tPict-No.: ${picture}  Force[N]=sum*sensor_area in row/column`,
    "",
    ["", ...titles, "Force"].join("\t"),
    ...rows.map((row, index) =>
      [firstRow + index, ...row.map((value) => value.toFixed(2)), (sum(row) * 0.1).toFixed(2)].join("\t"),
    ),
    ["Force", ...columnForces.map((force) => force.toFixed(2)), (sum(rows.flat()) * 0.1).toFixed(2)].join("\t"),
    "\f",
  ];
  return `${lines.join("\n")}\n`;
}

/** Every number anywhere in a report. */
function numbersOf(value: unknown): readonly number[] {
  if (typeof value === "number") return [value];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(numbersOf) : [];
}

describe("a whole file", () => {
  test("has every frame, the plate's place and rate, and nothing of the header's path", () => {
    const recording = recordingOf(readRecording(EMED_TEST, "emed_test.lst"));
    expect(recording).toMatchObject({
      format: "novel emed .lst",
      device: "novel emed, 64 x 95 sensors",
      deviceClass: "plate",
      unit: "kPa",
      samplingRateHz: 100,
      frames: 106,
      notes: [],
    });
    expect(recording.feet[0]!.layout.grid).toEqual({
      rows: 54,
      columns: 22,
      cellWidthMm: 5,
      cellHeightMm: 5,
      cellAreaMm2: 25,
      firstRow: 30,
      firstColumn: 26,
      deviceRows: 95,
      deviceColumns: 64,
    });
    expect(JSON.stringify({ ...recording, feet: [] })).not.toContain("novfile");
  });

  test("reads small pages by hand: 20 ms a frame, 50 Hz, rows towards the heel", () => {
    const recording = ofText(page(1, 10, 5, [[0, 10], [30, 0]]) + page(2, 10, 5, [[0, 0], [0, 40]])); // prettier-ignore
    expect(recording.samplingRateHz).toBe(50);
    expect([...recording.feet[0]!.values]).toEqual([0, 10, 30, 0, 0, 0, 0, 40]);
    expect(recording.notes).toEqual([]);
  });

  test("pages with boxes of their own are laid into one grid", () => {
    const recording = ofText(page(1, 10, 5, [[10]]) + page(2, 11, 6, [[20]]));
    expect([...recording.feet[0]!.values]).toEqual([10, 0, 0, 0, 0, 0, 0, 20]);
  });

  test("a frame printed in two parts side by side is one frame", () => {
    const recording = ofText(page(1, 10, 5, [[10]]) + page(1, 10, 6, [[20]]));
    expect(recording.frames).toBe(1);
    expect([...recording.feet[0]!.values]).toEqual([10, 20]);
  });

  test("a summary page is no frame, and a folder called MVP makes none", () => {
    const summary = page(3, 10, 5, [[999]]).replace(/Pict-No.: 3/, "MVP");
    const recording = ofText(page(1, 10, 5, [[10]]) + page(2, 10, 5, [[20]]) + summary);
    expect([...recording.feet[0]!.values]).toEqual([10, 20]);
    expect(recording.notes).toEqual([]);
  });

  test("a page that is neither is left out and told", () => {
    const odd = page(3, 10, 5, [[999]]).replace(/Pict-No.: 3/, "Something else");
    const recording = ofText(page(1, 10, 5, [[10]]) + odd);
    expect(recording.frames).toBe(1);
    expect(recording.notes.map((note) => note.code)).toEqual(["recording/unknown-page"]);
  });

  test("a printed force that does not agree with its cells is told, with the frame", () => {
    const text = page(1, 10, 5, [[10]]) + page(2, 10, 5, [[20]]).replace(/2\.00\n\f/, "3.00\n\f");
    expect(ofText(text).notes[0]).toMatchObject({
      code: "recording/force-mismatch",
      path: "frame 2",
      message: expect.stringContaining("1.00 N, in frames 2"),
    });
  });

  test("a missing frame is told", () => {
    const notes = ofText(page(1, 10, 5, [[10]]) + page(3, 10, 5, [[20]])).notes;
    expect(notes.map((note) => [note.code, note.path])).toEqual([["recording/gap", "frame 3"]]);
  });
});

describe("files as other computers write them", () => {
  const plain = recordingOf(readRecording(SHORT, "x.lst"));
  const text = Buffer.from(SHORT).toString("latin1");

  test.each([
    ["line ends of Windows", () => bytesOf("../../test-data/malformed/crlf.lst")],
    ["decimal commas", () => bytesOf("../../test-data/malformed/decimal_comma.lst")],
    ["a byte-order mark and UTF-8", () => Buffer.from(`\ufeff${text}`, "utf8")],
    ["UTF-16, little end first", () => Buffer.from(`\ufeff${text}`, "utf16le")],
    ["UTF-16, big end first", () => Buffer.from(`\ufeff${text}`, "utf16le").swap16()],
    ["blanks for tabs", () => Buffer.from(text.replaceAll("\t", "        "), "latin1")],
    ["tabs behind each line", () => Buffer.from(text.replaceAll("\n", "\t\n"), "latin1")],
    ["no line end behind the last line", () => Buffer.from(text.trimEnd(), "latin1")],
  ])("%s: the same recording", (_, bytes) => {
    expect(recordingOf(readRecording(bytes(), "x.lst"))).toEqual(plain);
  });

  test("the name does not matter, the content does", () => {
    expect(recordingOf(readRecording(SHORT, "picture.jpg")).frames).toBe(12);
  });
});

describe("broken files", () => {
  test("an empty file is refused as empty, a stranger as unknown", () => {
    expect(problemsOf("")).toEqual(["recording/empty "]);
    expect(problemsOf(" \r\n\t")).toEqual(["recording/empty "]);
    expect(problemsOf("name,amount\nshoe,3\n")).toEqual(["recording/unknown-format "]);
  });

  test("a last frame that breaks off is dropped and told with its line, the complete ones are kept", () => {
    const recording = recordingOf(readRecording(bytesOf("../../test-data/malformed/truncated_mid_frame.lst"), "x.lst"));
    const whole = recordingOf(readRecording(SHORT, "x.lst"));
    expect(recording.frames).toBe(10);
    expect(recording.feet[0]!.values).toEqual(whole.feet[0]!.values.subarray(0, recording.feet[0]!.values.length));
    expect(recording.notes).toMatchObject([{ code: "recording/truncated", path: "line 651" }]);
  });

  test("a file that breaks off inside its first frame is refused", () => {
    expect(problemsOf(SHORT.subarray(0, 2000))).toEqual([expect.stringMatching(/^recording\/truncated line \d+$/)]);
  });

  const good = page(1, 10, 5, [[10, 20], [30, 40]]); // prettier-ignore
  test.each([
    ["a row too short", good.replace("\t30.00", ""), "recording/row-length line 11"],
    ["a row too long", good.replace("\t30.00", "\t30.00\t30.00"), "recording/row-length line 11"],
    ["letters for a pressure", good.replace("30.00", "3o.00"), "recording/not-a-number line 11"],
    ["a pressure below nothing", good.replace("30.00", "-30.00"), "recording/not-a-number line 11"],
    ["a row that stands twice", good.replace("\n11\t", "\n10\t"), "recording/row-order line 11"],
    ["a column left out of the titles", good.replace("\t6\t", "\t7\t"), "recording/column-titles line 9"],
    [
      "a frame without its end, and more behind it",
      good.replace(/Force\t4.*\n/, ""),
      "recording/incomplete-frame line 12",
    ],
    ["a frame that stands twice", good + good, "recording/repeated-frame line 22"],
    ["no sensor area", good.replace(/.*Sensor.*\n/g, "Pict-No. Sensor area\n"), "recording/no-sensor-area line 1"],
    ["no frames", good.slice(0, good.indexOf("\tPict-No.")) + "Pict-No.", "recording/no-frames "],
  ])("%s is refused, naming the place", (_, text, expected) => {
    expect(problemsOf(text)).toEqual([expected]);
  });

  test("all that is wrong is told at once", () => {
    const bad = good.replace("30.00", "x");
    expect(problemsOf(bad + bad.replace("Pict-No.: 1", "Pict-No.: 2"))).toHaveLength(2);
  });

  test("wherever a file is cut, each frame that is left is whole", () => {
    const whole = recordingOf(readRecording(EMED_TEST, "x.lst")).feet[0]!.values;
    fc.assert(
      fc.property(fc.nat(EMED_TEST.length - 1), (length) => {
        const result = readRecording(EMED_TEST.subarray(0, length), "x.lst");
        if (!result.ok) {
          expect(result.problems.length).toBeGreaterThan(0);
          return;
        }
        const { values } = result.value.feet[0]!;
        expect(values).toEqual(whole.subarray(0, values.length));
        expect(numbersOf(measure(result.value, { perFrame: true })).every(Number.isFinite)).toBe(true);
      }),
      { numRuns: 60 },
    );
  });

  test("bytes changed at random are read or refused, never thrown at the caller", () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(SHORT.length - 1), fc.nat(255)), { maxLength: 20 }), (changes) => {
        const bytes = Uint8Array.from(SHORT);
        for (const [at, byte] of changes) bytes[at] = byte;
        const result = readRecording(bytes, "x.lst");
        if (result.ok) expect(() => measure(result.value)).not.toThrow();
      }),
      { numRuns: 200 },
    );
  });
});
