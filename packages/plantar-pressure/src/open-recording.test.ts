import { readFileSync } from "node:fs";
import fc from "fast-check";
import { expect, test } from "vitest";
import { openRecording, readRecording } from "./open-recording.ts";

const SHORT = new Uint8Array(readFileSync(new URL("../test-data/malformed/ok_12_frames.lst", import.meta.url)));
const whole = readRecording(SHORT, "made.lst");

/** Handed in piece by piece, from a buffer that is overwritten after each piece, as a file stream may do. */
function inPieces(bytes: Uint8Array, sizes: readonly number[]) {
  const sink = openRecording("made.lst");
  const buffer = new Uint8Array(Math.max(...sizes));
  for (let at = 0, turn = 0; at < bytes.length; turn++) {
    const size = Math.min(sizes[turn % sizes.length]!, bytes.length - at);
    buffer.set(bytes.subarray(at, at + size));
    sink.write(buffer.subarray(0, size));
    buffer.fill(0x39);
    at += size;
  }
  return sink.end();
}

test("a file reads the same however it is cut into pieces", () => {
  expect(whole.ok).toBe(true);
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 9000 }), { minLength: 1, maxLength: 5 }), (sizes) => {
      expect(inPieces(SHORT, sizes)).toEqual(whole);
    }),
    { numRuns: 20, seed: 3 },
  );
});

test("two-byte characters survive a cut inside a character", () => {
  const wide = new Uint8Array(Buffer.from(`\ufeff${Buffer.from(SHORT).toString("latin1")}`, "utf16le"));
  expect(inPieces(wide, [1, 4097])).toEqual(whole);
  expect(
    inPieces(
      wide.map((_, index) => wide[index ^ 1]!),
      [3, 777],
    ),
  ).toEqual(whole);
});
