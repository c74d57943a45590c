import type { FootName } from "./gait-report.ts";
import type { QualityNote } from "./quality-note.ts";

/** A note that takes nothing away. */
export function gaitWarning(code: string, path: string, message: string, hint?: string): QualityNote {
  return { code: `gait/${code}`, path, message, ...(hint === undefined ? {} : { hint }), blocks: [] };
}

/** A note on what could not be had. */
export function gaitBlock(code: string, blocks: readonly string[], message: string, hint: string): QualityNote {
  return { code: `gait/${code}`, path: blocks[0] ?? "", message, hint, blocks };
}

/** A foot in a sentence: "the left foot". */
export function footText(name: FootName): string {
  return name === "unknown" ? "foot" : `${name} foot`;
}
