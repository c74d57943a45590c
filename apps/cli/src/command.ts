import type { Terminal } from "./terminal.ts";

/** 0 done; 1 the input has problems or something failed, and stderr says what; 2 wrong usage. */
export type ExitCode = 0 | 1 | 2;

export interface Command {
  /** Shown by `--help`; opens with an example that works on shipped data. Lines of at most 80 characters. */
  readonly help: string;
  /**
   * @param args - What follows the command's name.
   * @throws UsageError when the arguments make no sense.
   */
  run(args: readonly string[], terminal: Terminal): Promise<ExitCode>;
}

/** Wrong usage: told in a sentence with exit code 2. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}
