import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { crc32, inflateSync } from "node:zlib";
import type { FootReport, PressureReport } from "@plumbline/plantar-pressure";
import { parse } from "csv-parse/sync";
import { afterAll, expect, test } from "vitest";
import { recordingBytes } from "../../../packages/plantar-pressure/test-data/recordings.ts";
import { ROOT, plumbline } from "./plumbline-process.ts";

const SHIPPED = "examples/emed_test.lst";
const bytes = readFileSync(join(ROOT, SHIPPED));

const scratch = mkdtempSync(join(tmpdir(), "plumbline-pressure-"));
afterAll(() => rmSync(scratch, { recursive: true }));

test("the text tells the numbers of the shipped recording, in 80 columns", async () => {
  const { code, stdout, stderr } = await plumbline(["pressure", SHIPPED]);
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  expect(stdout).toMatch(/^examples\/emed_test\.lst\n/);
  expect(stdout).toMatch(/Peak pressure +370 {2}kPa/);
  expect(stdout).toMatch(/Arch index +0\.225/);
  expect(stdout).toMatch(/^ +[.:=+*#%@-]+@@[.:=+*#%@-]*$/m); // the footprint
  for (const line of stdout.split("\n")) expect(line.length).toBeLessThanOrEqual(80);
});

test("standard input gives the same numbers", async () => {
  const file = await plumbline(["pressure", SHIPPED, "--json"]);
  const piped = await plumbline(["pressure", "-", "--json"], { stdin: bytes });
  expect(JSON.parse(piped.stdout)).toEqual({ ...(JSON.parse(file.stdout) as object), file: "-" });
});

test("a side that a person knows overrules the footprint", async () => {
  const { stdout } = await plumbline(["pressure", SHIPPED, "--json", "--side", "left"]);
  expect(JSON.parse(stdout)).toMatchObject({ sides: [{ side: "left", sideFrom: "caller" }] });
});

test("a file may say its foot, so that a left and a right one are compared in one call", async () => {
  const files = [`left:${SHIPPED}`, `right:${SHIPPED}`];
  const { code, stdout } = await plumbline(["pressure", ...files, "--combine", "--json"]);
  expect(code).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({
    files: [SHIPPED, SHIPPED],
    sides: [{ side: "left" }, { side: "right" }],
    symmetry: { measures: { maxForceN: { indexPercent: 0 } } },
  });

  const mixed = await plumbline(["pressure", `left:${SHIPPED}`, SHIPPED, "--side", "right", "--json"]);
  expect(linesOf(mixed.stdout).map((line) => JSON.parse(line) as object)).toMatchObject([
    { sides: [{ side: "left", sideFrom: "caller" }] },
    { sides: [{ side: "right", sideFrom: "caller" }] },
  ]);
});

test("a file that names both its feet takes no side", async () => {
  const both = join(scratch, "pedar.asc");
  writeFileSync(both, recordingBytes("pedar_example.asc"));
  const { code, stdout, stderr } = await plumbline(["pressure", `left:${both}`]);
  expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
  expect(stderr).toMatch(/pedar\.asc: This recording holds two feet, so it cannot be the left one\./);
});

test("--frames adds one value a frame, which agree with the totals", async () => {
  const { stdout } = await plumbline(["pressure", SHIPPED, "--json", "--frames"]);
  const [{ perFrame, totals }] = (JSON.parse(stdout) as PressureReport).sides as [FootReport];
  expect(perFrame!.forceN).toHaveLength(106);
  expect(Math.max(...perFrame!.forceN.map(Number))).toBe(totals.maxForceN);
  expect(Math.max(...perFrame!.peakKpa.map(Number))).toBe(totals.peakPressureKpa);
  expect(Math.max(...perFrame!.areaCm2.map(Number))).toBe(totals.contactAreaCm2);
  expect(perFrame!.copMm[0]).toHaveLength(2);
});

test("--csv has one row a foot under one header, with the numbers of the JSON", async () => {
  const both = join(scratch, 'walk, "slow".asc');
  writeFileSync(both, recordingBytes("pedar_example.asc"));
  const { code, stdout } = await plumbline(["pressure", SHIPPED, both, "--csv"]);
  expect(code).toBe(0);
  const rows = parse(stdout, { columns: true }) as Record<string, string>[];
  expect(rows.map(({ file, foot, side }) => [file, foot, side])).toEqual([
    [SHIPPED, "1", "right"],
    [both, "1", "left"],
    [both, "2", "right"],
  ]);
  expect(rows[0]).toMatchObject({
    device: "novel emed, 64 x 95 sensors",
    "totals.peakPressureKpa": "370",
    "figures.maxForceN.standardError": "32",
    "regions.heel.peakPressureKpa": "355",
    quality: "steps/few",
  });
  // An insole shows no arch: nothing stands there, and the last column says why.
  expect(rows[1]!["totals.archIndex"]).toBe("");
  expect(rows[1]!.quality).toContain("shape/in-shoe");
});

test("--csv --frames has one row a frame", async () => {
  const both = join(scratch, "walk.asc");
  writeFileSync(both, recordingBytes("pedar_example.asc"));
  const { stdout } = await plumbline(["pressure", both, "--csv", "--frames"]);
  const json = await plumbline(["pressure", both, "--json", "--frames"]);
  const report = JSON.parse(json.stdout) as PressureReport;
  const rows = parse(stdout, { columns: true, cast: true }) as Record<string, number | string>[];
  expect(rows).toHaveLength(2 * report.frames);
  for (const foot of [1, 2]) {
    const { perFrame } = report.sides[foot - 1]!;
    const ofFoot = rows.filter((row) => row.foot === foot);
    expect(ofFoot.map(({ frame }) => frame)).toEqual(ofFoot.map((_, frame) => frame));
    expect(ofFoot.map(({ forceN }) => forceN)).toEqual(perFrame!.forceN);
    expect(ofFoot.map(({ copXMm }) => (copXMm === "" ? null : copXMm))).toEqual(
      perFrame!.copMm.map((point) => point?.[0] ?? null),
    );
  }
});

test("one bad file does not stop the others: each good one has its line, in order, and the end is 1", async () => {
  const cut = join(scratch, "cut.lst");
  writeFileSync(cut, bytes.subarray(0, 3000));
  const foreign = join(scratch, "photo.lst");
  writeFileSync(foreign, new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a]));
  const empty = join(scratch, "empty.lst");
  writeFileSync(empty, "");
  const folder = join(scratch, "nothing in it");
  mkdirSync(folder);
  const files = [SHIPPED, "missing.lst", foreign, folder, empty, cut, "-"];

  const { code, stdout, stderr } = await plumbline(["pressure", "--json", ...files], { stdin: bytes });
  expect(code).toBe(1);
  const reports = stdout
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line) as { file: string; schemaVersion: number });
  expect(reports.map(({ file }) => file).filter((file) => file !== cut)).toEqual([SHIPPED, "-"]);
  for (const file of ["missing.lst", foreign, folder, empty]) expect(stderr).toContain(`plumbline: ${file}: `);
  expect(stderr).not.toMatch(/\n {4}at /);
});

test("each file is told as soon as it is read, before the next one is", async () => {
  // The second file never comes: standard input stays open until the first result has been seen.
  const { startPlumbline } = await import("./plumbline-process.ts");
  const child = startPlumbline(["pressure", "--json", SHIPPED, "-"]);
  const first = await new Promise<string>((resolve) =>
    child.stdout.once("data", (chunk: Buffer) => resolve(String(chunk))),
  );
  expect(first).toContain(SHIPPED);
  child.stdin.end(bytes);
  expect(await new Promise<number | null>((resolve) => child.on("close", resolve))).toBe(0);
});

test("a folder is read whole, by name, with a summary; what is no recording is passed over", async () => {
  const folder = join(scratch, "folder");
  mkdirSync(join(folder, "below"), { recursive: true });
  writeFileSync(join(folder, "below", "deeper.lst"), bytes);
  for (const name of ["c.lst", "a.lst", "b.lst", ".hidden.lst"]) writeFileSync(join(folder, name), bytes);
  // The largest comes first by name and last by time.
  writeFileSync(join(folder, "A.asc"), recordingBytes("pedar_example.asc"));
  writeFileSync(join(folder, "notes.txt"), "seen on Monday\n");

  const good = await plumbline(["pressure", folder, "--json", "--jobs", "3"]);
  const inFolder = (name: string) => join(folder, name);
  expect(good.stderr).toBe(
    `${inFolder("notes.txt")}: passed over, this is not a recording that can be read.\n` +
      "4 recordings read, 0 refused, 1 file passed over.\n",
  );
  expect(good.code).toBe(0);
  const order = linesOf(good.stdout).map((line) => (JSON.parse(line) as PressureReport).file);
  expect(order).toEqual(["A.asc", "a.lst", "b.lst", "c.lst"].map(inFolder));
  const alone = await plumbline(["pressure", folder, "--json", "--jobs", "1"]);
  expect(alone).toEqual(good);

  writeFileSync(inFolder("b.lst"), bytes.subarray(0, 2000));
  writeFileSync(inFolder("empty.lst"), "");
  const bad = await plumbline(["pressure", folder, "--csv"]);
  expect(bad.code).toBe(1);
  expect(linesOf(bad.stdout)).toHaveLength(1 + 2 + 1 + 1);
  expect(bad.stderr).toContain(`plumbline: ${inFolder("b.lst")}: line `);
  expect(bad.stderr).toMatch(
    /\n3 recordings read, 2 refused \(file\/empty 1, recording\/truncated 1\), 1 file passed over\.\n$/,
  );
});

test("a folder without a recording is told and ends with 1", async () => {
  const folder = join(scratch, "letters");
  mkdirSync(folder);
  writeFileSync(join(folder, "letter.txt"), "Dear colleague\n");
  const { code, stdout, stderr } = await plumbline(["pressure", folder]);
  expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
  expect(stderr).toMatch(/letter\.txt: passed over.*\n0 recordings read, 0 refused, 1 file passed over\.\n$/);
});

test("--png draws each foot at its size, the left one on the left, and changes no number", async () => {
  const both = join(scratch, "pair.asc");
  writeFileSync(both, recordingBytes("pedar_example.asc"));
  const out = join(scratch, "pair.png");
  writeFileSync(out, "an older picture");
  const drawn = await plumbline(["pressure", both, "--json", "--png", out]);
  expect(drawn).toEqual(await plumbline(["pressure", both, "--json"]));
  expect(existsSync(`${out}.part`)).toBe(false);

  const { width, height, colorAt } = pixelsOf(readFileSync(out));
  // Insoles of some 9 × 27 cm, 4 pixels a millimeter.
  expect(height).toBeGreaterThan(1080);
  expect(width).toBeGreaterThan(720);
  // The left foot has carried up to 150 kPa, the right one more: the color from 200 kPa on lies in the right half alone.
  const hot: number[] = [];
  const withoutLegend = width - 250;
  for (let y = 120; y < height; y++) {
    for (let x = 0; x < withoutLegend; x++) if (colorAt(x, y) === "b63679") hot.push(x);
  }
  expect(hot.length).toBeGreaterThan(100);
  expect(Math.min(...hot)).toBeGreaterThan(withoutLegend / 2);
});

test("without pressures or places there is no picture, and the numbers are told all the same", async () => {
  const raw = join(scratch, "raw.csv");
  writeFileSync(raw, recordingBytes("stappone_example.csv"));
  const out = join(scratch, "raw.png");
  const { code, stdout, stderr } = await plumbline(["pressure", raw, "--json", "--png", out]);
  expect(code).toBe(1);
  expect(JSON.parse(stdout)).toMatchObject({ file: raw, unit: "raw" });
  expect(stderr).toMatch(/raw\.csv: There is nothing to draw: the file holds raw counts, which are no pressures\./);
  expect(existsSync(out)).toBe(false);

  const nowhere = await plumbline(["pressure", SHIPPED, "--json", "--png", join(scratch, "none", "a.png")]);
  expect(nowhere.code).toBe(1);
  expect(nowhere.stderr).toMatch(/a\.png: The picture cannot be written there \(ENOENT\)\. Make the folder first\./);
});

/** Reads a picture as any viewer would: chunks with their checksums, then rows of filter 0. */
function pixelsOf(png: Buffer) {
  expect(png.subarray(0, 8).toString("latin1")).toBe("\u0089PNG\r\n\u001a\n");
  const data: Buffer[] = [];
  for (let at = 8; at < png.length; at += 12 + png.readUInt32BE(at)) {
    const body = png.subarray(at + 4, at + 8 + png.readUInt32BE(at));
    expect(png.readUInt32BE(at + 8 + png.readUInt32BE(at))).toBe(crc32(body));
    if (body.toString("latin1", 0, 4) === "IDAT") data.push(body.subarray(4));
  }
  const [width, height] = [png.readUInt32BE(16), png.readUInt32BE(20)];
  const rows = inflateSync(Buffer.concat(data));
  expect(rows).toHaveLength(height * (1 + 3 * width));
  const colorAt = (x: number, y: number): string => {
    const at = y * (1 + 3 * width) + 1 + 3 * x;
    return rows.toString("hex", at, at + 3);
  };
  return { width, height, colorAt };
}

function linesOf(text: string): readonly string[] {
  return text.trimEnd().split("\n");
}
