import type { Problem } from "@plumbline/clinical-model";

/** Something a reader of the numbers must know, and what could not be had because of it. All codes are in the README. */
export interface QualityNote extends Problem {
  /** Fields of the report that are null because of this: `["totals.archIndex"]`. Empty when it only warns. */
  readonly blocks: readonly string[];
}

export function warning(code: string, path: string, message: string, hint?: string): QualityNote {
  return { code, path, message, ...(hint === undefined ? {} : { hint }), blocks: [] };
}

export function blocking(code: string, blocks: readonly string[], message: string, hint?: string): QualityNote {
  return { code, path: blocks[0] ?? "", message, ...(hint === undefined ? {} : { hint }), blocks };
}
