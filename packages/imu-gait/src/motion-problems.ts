import type { Problem } from "@plumbline/clinical-model";
import type { QualityNote } from "./quality-note.ts";

/** A problem on one line, or in the whole file when `line` is null. */
export function problem(code: string, line: number | null, message: string, hint: string): Problem {
  return { code: `motion/${code}`, path: line === null ? "" : `line ${line}`, message, hint };
}

export function warning(code: string, path: string, message: string, hint?: string): QualityNote {
  return { code: `motion/${code}`, path, message, ...(hint === undefined ? {} : { hint }), blocks: [] };
}

export function blocking(code: string, blocks: readonly string[], message: string, hint: string): QualityNote {
  return { code: `motion/${code}`, path: "", message, hint, blocks };
}
