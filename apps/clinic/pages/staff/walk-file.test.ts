import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { readMotionInTurns } from "./walk-file.ts";

/** Two seconds of a foot that stands, then turns. */
const TEXT = [
  "samples,acc_x,acc_y,acc_z,gyr_x,gyr_y,gyr_z",
  ...Array.from({ length: 400 }, (_, at) => [at, 0, 0, 9.81, 0, at > 200 ? 250 * Math.sin(at / 10) : 0, 0].join(",")),
  "",
].join("\n");
const bytes = (text: string) => new Uint8Array(new TextEncoder().encode(text));
const options = { samplingRateHz: 100, placement: "foot" } as const;

test("a packed file is read as the same file unpacked", async () => {
  const plain = await readMotionInTurns(bytes(TEXT), "walk.csv", options);
  const packed = await readMotionInTurns(new Uint8Array(gzipSync(TEXT)), "walk.csv.gz", options);
  expect(plain.ok && plain.value[0]).toMatchObject({ samples: 400, file: "walk.csv" });
  expect(packed).toEqual(plain);
});

test("a packed file that is cut off is told, not read in part", async () => {
  const cut = new Uint8Array(gzipSync(TEXT).subarray(0, 900));
  const read = await readMotionInTurns(cut, "walk.csv.gz", options);
  expect(!read.ok && read.problems[0]).toMatchObject({ code: "walk/broken-gzip" });
});
