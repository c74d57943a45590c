import { COUPLING_DIRECTIONS } from "../closed-lists.ts";
import type { Coupling } from "../model.ts";
import type { RowReader } from "../row-reader.ts";

export const COUPLING_COLUMNS = [
  "id",
  "direction",
  "finding_id",
  "lr_if_yes",
  "lr_if_no",
  "damping_cluster",
  "applies_to",
  "rationale",
  "support",
  "mark",
] as const;

export function readCoupling(row: RowReader, findingIds: ReadonlySet<string>): Coupling {
  return {
    id: row.id("id"),
    direction: row.oneOf("direction", COUPLING_DIRECTIONS),
    findingId: row.reference("finding_id", findingIds, "findings.csv"),
    lrIfYes: row.requiredRatio("lr_if_yes"),
    lrIfNo: row.requiredRatio("lr_if_no"),
    dampingCluster: row.requiredText("damping_cluster"),
    appliesTo: row.requiredText("applies_to"),
    rationale: row.text("rationale"),
    support: row.text("support"),
    mark: row.mark("mark"),
  };
}
