import type { Problem } from "@plumbline/clinical-model";
import { warning } from "../quality-note.ts";
import type { QualityNote } from "../quality-note.ts";

/** After so many problems the rest only repeats. */
export const MOST_PROBLEMS = 20;

export function noFrames(): Problem {
  return {
    code: "recording/no-frames",
    path: "",
    message: "The file holds no frame.",
    hint: "Export the recording itself, not only its header or a summary.",
  };
}

export function rowLength(line: number, place: string, count: number, expected: number): Problem {
  return {
    code: "recording/row-length",
    path: `line ${line}`,
    message: `${place} has ${count} values where ${expected} belong.`,
    hint: "Export the recording again; its columns cannot be told apart as it is.",
  };
}

export function notANumber(line: number, place: string): Problem {
  return {
    code: "recording/not-a-number",
    path: `line ${line}`,
    message: `${place} holds something that is not a pressure.`,
    hint: "Export the recording again, without editing it.",
  };
}

export function incompleteFrame(line: number, frame: number, rows: number): Problem {
  return {
    code: "recording/incomplete-frame",
    path: `line ${line}`,
    message: `Frame ${frame} breaks off after ${rows} rows, and other lines follow it.`,
    hint: "Export the recording again; a part of it is missing in the middle.",
  };
}

export function badHeader(line: number, message: string): Problem {
  return {
    code: "recording/header",
    path: `line ${line}`,
    message,
    hint: "Export the recording again with its full header.",
  };
}

export function brokenOff(line: number, frame: number, complete: number): QualityNote {
  return warning(
    "recording/truncated",
    `line ${line}`,
    `The file breaks off inside frame ${frame}; the ${complete} complete frames before it are used.`,
    "Export or copy the recording again: the end of the contact may be missing.",
  );
}

export function brokenOffBeforeFrames(line: number): Problem {
  return {
    code: "recording/truncated",
    path: `line ${line}`,
    message: "The file breaks off before its first frame is complete.",
    hint: "Export or copy the recording again.",
  };
}
