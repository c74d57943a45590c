import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { problemText } from "@plumbline/clinical-model";
import { readRecording } from "../src/open-recording.ts";
import type { PressureRecording } from "../src/recording.ts";

const RECORDINGS = new URL("./recordings/", import.meta.url);

/** A published recording, whole and unchanged. */
export function recordingBytes(name: string): Uint8Array {
  return gunzipSync(readFileSync(new URL(`${name}.gz`, RECORDINGS)));
}

export function readWhole(bytes: Uint8Array, name: string): PressureRecording {
  const result = readRecording(bytes, name);
  if (!result.ok) throw new Error(result.problems.map(problemText).join("\n"));
  return result.value;
}

/** What an independent program, or the maker's own, found in it. */
export function referenceOf(name: string) {
  return JSON.parse(readFileSync(new URL(`${name}.json`, RECORDINGS), "utf8"));
}

/** Reference values by frame: one object a row, by the names of the columns; NaN where empty. */
export function referenceFrames(name: string): readonly Readonly<Record<string, number>>[] {
  const [titles, ...rows] = readFileSync(new URL(`${name}.csv`, RECORDINGS), "utf8")
    .trim()
    .split(/\r?\n/);
  const names = titles!.split(",");
  return rows.map((row) => {
    const cells = row.split(",");
    return Object.fromEntries(names.map((title, index) => [title, cells[index] ? Number(cells[index]) : NaN]));
  });
}

/** Every number anywhere in a value. */
export function numbersOf(value: unknown): readonly number[] {
  if (typeof value === "number") return [value];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(numbersOf) : [];
}
