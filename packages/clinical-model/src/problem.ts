/**
 * Something wrong with what a person supplied: told as a value, so that all of it can be told at once.
 * A programming mistake is an exception instead.
 */
export interface Problem {
  /** Stable and machine-readable: `"recording/truncated"`. Listed in the README of the package that makes it. */
  readonly code: string;
  /** Where: `"findings.e_slr"`, `"line 212"`, `"likelihoods.csv:17:sensitivity"`. Empty when the whole input is meant. */
  readonly path: string;
  /** One plain sentence: what is wrong. */
  readonly message: string;
  /** What would put it right, when that is known. */
  readonly hint?: string;
}

export type Result<Value> =
  { readonly ok: true; readonly value: Value } | { readonly ok: false; readonly problems: readonly Problem[] };

export function ok<Value>(value: Value): Result<Value> {
  return { ok: true, value };
}

export function notOk(...problems: readonly Problem[]): { readonly ok: false; readonly problems: readonly Problem[] } {
  if (problems.length === 0) throw new RangeError("A failed result needs at least one problem; none was given.");
  return { ok: false, problems };
}

/** A problem as one line for a terminal or a log: `path: message Hint.` */
export function problemText(problem: Problem): string {
  const place = problem.path === "" ? "" : `${problem.path}: `;
  const hint = problem.hint === undefined ? "" : ` ${problem.hint}`;
  return `${place}${problem.message}${hint}`;
}
