import type { Likelihood } from "./model.ts";
import type { TableReader } from "./row-reader.ts";

/** At most one row on a condition and a finding is preferred: the engine uses each pair once. */
export function checkLikelihoods(table: TableReader, likelihoods: readonly Likelihood[]): void {
  const preferredRows = new Map<string, string>();
  likelihoods.forEach((likelihood, index) => {
    if (!likelihood.preferred) return;
    const pair = `${likelihood.conditionId} ${likelihood.findingId}`;
    const first = preferredRows.get(pair);
    if (first === undefined) preferredRows.set(pair, likelihood.rowId);
    else {
      table
        .row(index)
        .report(
          "preferred",
          "evidence/preferred",
          `${likelihood.rowId} is preferred, but so is ${first} for the same condition and finding.`,
          "Set one of them to 0.",
        );
    }
  });
}
