import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import type { GaitReport } from "@plumbline/imu-gait";
import { parse } from "csv-parse/sync";
import { afterAll, expect, test } from "vitest";
import {
  drawnBack,
  drawnFoot,
  feetLumbarText,
  footViconText,
} from "../../../packages/imu-gait/test-data/drawn-walk.ts";
import { ROOT, plumbline } from "./plumbline-process.ts";

const SHIPPED = "examples/walk.csv.gz";
const RATE = ["--rate", "204.8"];

const scratch = mkdtempSync(join(tmpdir(), "plumbline-gait-"));
afterAll(() => rmSync(scratch, { recursive: true }));

/** Writes a file into the scratch folder and says where. */
function written(name: string, content: string | Uint8Array): string {
  const path = join(scratch, name);
  writeFileSync(path, content);
  return path;
}

const left = written("1-1_lf.txt", feetLumbarText(drawnFoot(20, 100), 2));
const right = written("1-1_rf.txt.gz", gzipSync(feetLumbarText(drawnFoot(20, 100))));
const back = written("1-1_lb.txt", feetLumbarText(drawnBack(20, 100)));

async function reports(...args: readonly string[]): Promise<readonly GaitReport[]> {
  const { code, stdout, stderr } = await plumbline(["gait", "--json", ...args]);
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  return stdout
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line) as GaitReport);
}

test("the text tells the steps of the shipped walk, in 80 columns", async () => {
  const { code, stdout, stderr } = await plumbline(["gait", SHIPPED, ...RATE]);
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  expect(stdout).toMatch(/^walk\n/);
  expect(stdout).toMatch(/left-foot \(the sensor is named left_sensor\)/);
  // Markers on this foot give 1.08 s from contact to contact.
  expect(stdout).toMatch(/Stride time +1\.0[78]\d +1\.0[78]\d/);
  for (const line of stdout.split("\n")) expect(line.length).toBeLessThanOrEqual(80);
});

test("files of one walk are grouped by their names, or all together by --walk", async () => {
  const [walk, ...others] = await reports(left, right, back);
  expect(others).toEqual([]);
  expect(walk).toMatchObject({ name: "1-1", samplingRateHz: 100 });
  expect(walk!.recordings.map(({ usedAs }) => usedAs)).toEqual(["lumbar", "left", "right"]);
  // The clock of the left file counts from 2: so do its samples.
  expect(walk!.feet.left!.steps[0]![0]).toBe(walk!.feet.right!.steps[0]![0] + 2);
  expect(walk!.feet.left!.steps.length).toBeGreaterThan(10);

  const named = ["a.csv", "b.csv"].map((name) => written(name, footViconText(drawnFoot(12, 100), 100)));
  const apart = await reports(...named);
  expect(apart.map(({ name, feet }) => [name, Object.keys(feet)])).toEqual([
    ["a", ["unknown"]],
    ["b", ["unknown"]],
  ]);
  const [together] = await reports(`left-foot:${named[0]}`, `right-foot:${named[1]}`, "--walk", "both");
  expect(together).toMatchObject({ name: "both", feet: { left: {}, right: {} } });
});

test("only the given bouts are measured", async () => {
  const [whole] = await reports(left);
  const [part] = await reports(left, "--bouts", "200:800,1000:1300");
  const starts = part!.feet.left!.steps.map(([start]) => start);
  expect(starts.length).toBeLessThan(whole!.feet.left!.steps.length);
  expect(starts.every((start) => (start >= 180 && start < 800) || (start >= 980 && start < 1300))).toBe(true);
});

test("units, rate and columns that a person knows go before what is recognized", async () => {
  const mapping = written(
    "mapping.json",
    JSON.stringify({
      columns: {
        time: "t_s",
        sensors: [
          {
            placement: "left-foot",
            acceleration: ["acc_x", "acc_y", "acc_z"],
            angularRate: ["gyr_x", "gyr_y", "gyr_z"],
          },
        ],
      },
    }),
  );
  const table = written("table.csv", footViconText(drawnFoot(12, 100), 100));
  const [mapped] = await reports(table, "--mapping", mapping, "--acc-unit", "m/s2", "--gyr-unit", "rad/s");
  expect(mapped!.recordings[0]).toMatchObject({
    format: "mapped CSV",
    usedAs: "left",
    units: { acceleration: { from: "caller" }, angularRate: { value: "rad/s", from: "caller" } },
  });
  const columns = ["--columns", "acc_x,acc_y,acc_z,gyr_x,gyr_y,gyr_z", "--time", "t_s"];
  const [flagged] = await reports(`left-foot:${table}`, ...columns);
  expect(flagged!.feet).toEqual(mapped!.feet);
  const wrong = written("wrong.json", '{"columns": {"sensors": [{"acceleration": ["acc_x"]}]}, "rate": 100}');
  const refused = await plumbline(["gait", table, "--mapping", wrong]);
  expect(refused.code).toBe(1);
  expect(refused.stderr).toMatch(/wrong\.json: rate: There is no such field/);
  expect(refused.stderr).toMatch(/columns\.sensors\[0\]\.acceleration: Three columns/);
});

test("--csv gives one row a stride, --png a picture", async () => {
  const png = join(scratch, "walk.png");
  const { code, stdout, stderr } = await plumbline(["gait", left, right, "--csv", "--png", png]);
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  const rows: readonly Record<string, string>[] = parse(stdout, { columns: true });
  const [report] = await reports(left, right);
  expect(rows).toHaveLength(report!.feet.left!.strides.length + report!.feet.right!.strides.length);
  expect(rows[3]).toMatchObject({ walk: "1-1", foot: "left", use: "used" });
  expect(readFileSync(png).subarray(1, 4).toString()).toBe("PNG");
});

test("a folder is measured in parallel, in the order of its names, and what is no recording passed over", async () => {
  const folder = join(scratch, "folder");
  mkdirSync(folder);
  for (const name of ["b", "a"]) {
    writeFileSync(join(folder, `${name}_left.txt`), feetLumbarText(drawnFoot(9, 100)));
    writeFileSync(join(folder, `${name}_right.txt`), feetLumbarText(drawnFoot(9, 100)));
  }
  writeFileSync(join(folder, "notes.md"), "# Notes\n");
  writeFileSync(join(folder, "cut_left.txt"), "Acquisition frequency: 100 Hz\n");
  const { code, stdout, stderr } = await plumbline(["gait", folder, "--json", "--jobs", "2"]);
  expect(code).toBe(1);
  const names = stdout
    .trimEnd()
    .split("\n")
    .map((line) => (JSON.parse(line) as GaitReport).name);
  expect(names).toEqual(["a", "b"]);
  expect(stderr).toMatch(/notes\.md: passed over/);
  expect(stderr).toMatch(/cut_left\.txt: line 2: The titles PacketCounter/);
  expect(stderr).toMatch(/2 walks read, 1 refused \(motion\/header 1\), 1 file passed over\./);
});

test("a damaged file of a walk refuses the walk with its line, and no numbers", async () => {
  const text = feetLumbarText(drawnFoot(9, 100)).split("\n");
  const damaged = written("7-1_rf.txt", text.toSpliced(49, 1, text[49]!.replace("\t", "\tx")).join("\n"));
  const sound = written("7-1_lf.txt", text.join("\n"));
  const { code, stdout, stderr } = await plumbline(["gait", sound, damaged, "--json"]);
  expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
  expect(stderr).toMatch(/7-1_rf\.txt: line 50: The column Acc_X holds something that is no number\./);
});

test.each([
  [[], "gait needs at least one file."],
  [["a.csv", "--json", "--csv"], "choose one"],
  [["a.csv", "--bouts", "5:3"], '"5:3" is not'],
  [["a.csv", "--placement", "hand"], "left-foot, right-foot, foot or lumbar"],
  [["a.csv", "--height", "1.78"], "centimeters from 40 to 250"],
  [["a.csv", "--sex", "f"], "female or male"],
  [["a.csv", "--acc-unit", "mg"], "m/s2 or g"],
  [["a.csv", "--columns", "a,b,c"], "six columns"],
  [["a.csv", "--time", "t"], "go with --columns"],
  [["a.csv", "b.csv", "--png", "x.png"], "--png draws one walk; 2 are given."],
  [["a.csv", "--png", "x.jpg"], "ends in .png"],
  [["-", "-"], "only once"],
  [["left-foot:"], "names no file"],
  [["a.csv", "--placment", "foot"], "--placement"],
])("gait %j is wrong usage and says so", async (args, message) => {
  const { code, stdout, stderr } = await plumbline(["gait", ...args]);
  expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
  expect(stderr).toContain(message);
});

test("a file of two sensors takes no single placement", async () => {
  const { code, stderr } = await plumbline(["gait", SHIPPED, "--placement", "left-foot"]);
  expect(code).toBe(1);
  expect(stderr).toMatch(/holds 2 sensors/);
});

const data = `${process.env.PLUMBLINE_DATA ?? ""}/gait`;

test.skipIf(!existsSync(data))("the trials of other people are read whole (PLUMBLINE_DATA)", async () => {
  const { stdout, stderr } = await plumbline(["gait", `${data}/feet-lumbar`, "--json"]);
  const walks = stdout
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line) as GaitReport);
  expect(walks).toHaveLength(6);
  for (const { feet, lumbar } of walks) {
    expect(feet.left!.steps.length).toBeGreaterThan(8);
    expect(feet.right!.steps.length).toBeGreaterThan(8);
    expect(lumbar).toBeDefined();
  }
  expect(stderr).toContain("6 walks read, 0 refused");
});

test("the example of the help works", async () => {
  const { stdout } = await plumbline(["gait", "--help"]);
  const [, example] = /npx plumbline (gait .*)\n/.exec(stdout)!;
  expect(existsSync(join(ROOT, SHIPPED))).toBe(true);
  expect((await plumbline(example!.split(" "))).code).toBe(0);
});
