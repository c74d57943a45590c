import { join } from "node:path";
import { expect, test } from "vitest";
import { readData } from "../../../scripts/generate-evidence.ts";
import { checkManifest } from "./manifest.ts";

const { files, facts } = readData(join(import.meta.dirname, "../data"));

test("the shipped files are those of the manifest", () => {
  expect(checkManifest(files, facts)).toEqual([]);
});

test("a row that was lost is told with both counts", () => {
  const text = files["coupling.csv"]!.split("\n").toSpliced(5, 1).join("\n");
  expect(messages({ ...files, "coupling.csv": text }, facts)).toEqual([
    "coupling.csv has 21 rows; the manifest says 22.",
  ]);
});

test("a change that keeps the rows shows in the bytes or in the SHA-256", () => {
  const { bytes, sha256 } = facts["links.csv"]!;
  const longer = { ...facts, "links.csv": { bytes: bytes + 1, sha256 } };
  expect(messages(files, longer)).toEqual([`links.csv has ${bytes + 1} bytes; the manifest says ${bytes}.`]);
  const other = { ...facts, "links.csv": { bytes, sha256: "00" } };
  expect(messages(files, other)).toEqual([`links.csv has the SHA-256 00; the manifest says ${sha256}.`]);
});

test("a table that came or went is told", () => {
  const { "links.csv": _, ...fewer } = files;
  expect(messages(fewer, facts)).toEqual(["links.csv is listed, but is not there."]);
  expect(messages({ ...files, "new.csv": "a,b\n" }, facts)).toEqual([
    "new.csv is there, but the manifest does not list it.",
  ]);
});

test("a version that only one of the two files knows is told", () => {
  const text = files["manifest.json"]!.replace('"version": "0.3.0"', '"version": "0.4.0"');
  expect(messages({ ...files, "manifest.json": text }, facts)).toEqual([
    "The manifest is of version 0.4.0, engine_params.json of 0.3.0.",
  ]);
});

test("a manifest that cannot be read is one problem, not one per table", () => {
  expect(messages({ ...files, "manifest.json": "{" }, facts)).toEqual(["manifest.json is missing or is not JSON."]);
});

function messages(...input: Parameters<typeof checkManifest>): string[] {
  return checkManifest(...input).map((problem) => problem.message);
}
