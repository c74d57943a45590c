import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { openRecordingStore } from "./recording-store.ts";

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "plumbline-"));
});

afterEach(() => rm(folder, { recursive: true, force: true }));

const files = async () =>
  (await readdir(folder, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile());

test("what was put in comes out, under its hash", async () => {
  const recordings = openRecordingStore(folder);
  // SHA-256 of "abc", from FIPS 180-2.
  const sha256 = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
  expect(await recordings.put(new TextEncoder().encode("abc"))).toEqual({ sha256 });
  expect(new TextDecoder().decode((await recordings.get(sha256))!)).toBe("abc");
});

test("the same bytes put in many times at once are one whole file, with no half of one beside it", async () => {
  const recordings = openRecordingStore(folder);
  const bytes = new Uint8Array(300_000).fill(7);
  await Promise.all(Array.from({ length: 8 }, () => recordings.put(bytes)));
  const found = await files();
  expect(found).toHaveLength(1);
  expect(await recordings.get(found[0]!.name)).toEqual(bytes);
});

test("a hash that is not there, or is a path in disguise, gives nothing", async () => {
  const recordings = openRecordingStore(folder);
  expect(await recordings.get("0".repeat(64))).toBeNull();
  expect(await recordings.get("../../../etc/passwd")).toBeNull();
});

test("a damaged recording is not given out, and is whole again once the file is put in anew", async () => {
  const recordings = openRecordingStore(folder);
  const bytes = new TextEncoder().encode("what the plate measured");
  const { sha256 } = await recordings.put(bytes);
  const [file] = await files();
  await writeFile(join(file!.parentPath, file!.name), "what the plate measureD");
  expect(await recordings.get(sha256)).toBeNull();
  await recordings.put(bytes);
  expect(await recordings.get(sha256)).toEqual(bytes);
});
