import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";
import { ConfigError } from "../../server/config-error.ts";
import { DEMO_STAFF } from "./demo-clinic.ts";
import { readOfficeFiles } from "./office-files.ts";

const OFFICES = fileURLToPath(new URL("../../../../content/offices", import.meta.url));
const CLINICIANS = DEMO_STAFF.flatMap(({ clinician }) => (clinician === null ? [] : [clinician.id]));

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "plumbline-"));
});

afterAll(() => rm(folder, { recursive: true, force: true }));

test("the three offices are sound, open every weekday, and have numbers that reach nobody", async () => {
  const offices = await readOfficeFiles(OFFICES, CLINICIANS);
  expect(offices.map(({ id }) => id).sort()).toEqual(["webster", "whitinsville", "worcester"]);
  for (const office of offices) {
    expect(office.timeZone).toBe("America/New_York");
    expect(office.phone).toMatch(/555-01\d\d$/);
    expect(new Set(office.hours.map(({ weekday }) => weekday))).toEqual(new Set([1, 2, 3, 4, 5]));
  }
});

test("nobody is at two offices at once", async () => {
  const offices = await readOfficeFiles(OFFICES, CLINICIANS);
  const shifts = offices.flatMap(({ id, hours }) => hours.map((rule) => ({ ...rule, office: id })));
  const clashes = shifts.flatMap((one, index) =>
    shifts
      .slice(index + 1)
      .filter(
        (other) =>
          other.clinicianId === one.clinicianId &&
          other.weekday === one.weekday &&
          other.opens < one.closes &&
          one.opens < other.closes,
      )
      .map((other) => `${one.clinicianId}, day ${one.weekday}: ${one.office} and ${other.office}`),
  );
  expect(clashes).toEqual([]);
});

test("everything that is wrong in an office file is told at once, by file and field", async () => {
  const sound = JSON.parse(await readFile(join(OFFICES, "worcester.json"), "utf8")) as Record<string, unknown>;
  const [rule] = sound["hours"] as Record<string, unknown>[];
  await writeFile(
    join(folder, "wrong.json"),
    JSON.stringify({ ...sound, timeZone: "Mars/Olympus", hours: [{ ...rule, opens: "9am" }], motto: "hi" }),
  );
  await writeFile(
    join(folder, "stranger.json"),
    JSON.stringify({ ...sound, hours: [{ ...rule, clinicianId: "zed" }] }),
  );
  await writeFile(join(folder, "torn.json"), '{"id":');
  const reading = readOfficeFiles(folder, CLINICIANS);
  await expect(reading).rejects.toThrow(ConfigError);
  await expect(reading).rejects.toThrow(/wrong\.json: timeZone: must be an IANA zone/);
  await expect(reading).rejects.toThrow(/wrong\.json: hours\.0\.opens: must be a 24 h clock time/);
  await expect(reading).rejects.toThrow(/wrong\.json: .*motto/);
  await expect(reading).rejects.toThrow(/stranger\.json: hours: nobody here has the id "zed"/);
  await expect(reading).rejects.toThrow(/stranger\.json: id: must be the file's name/);
  await expect(reading).rejects.toThrow(/torn\.json: /);
});
