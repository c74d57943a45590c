import { CLUSTER_RESULT_KINDS } from "../closed-lists.ts";
import type { ClusterResult } from "../model.ts";
import type { RowReader } from "../row-reader.ts";

export const CLUSTER_RESULT_COLUMNS = [
  "result",
  "kind",
  "items",
  "items_needed",
  "basis",
  "source_key",
  "mark",
] as const;

export function readClusterResult(
  row: RowReader,
  findingIds: ReadonlySet<string>,
  sourceKeys: ReadonlySet<string>,
): ClusterResult {
  const resultId = row.reference("result", findingIds, "findings.csv");
  const itemIds = row.list("items");
  for (const item of itemIds) row.checkReference("items", item, findingIds, "findings.csv");
  if (new Set(itemIds).size < Math.max(itemIds.length, 2) || itemIds.includes(resultId)) {
    row.report("items", "evidence/members", "A result needs two or more different items; it is none of them itself.");
  }
  return {
    resultId,
    kind: row.oneOf("kind", CLUSTER_RESULT_KINDS),
    itemIds,
    itemsNeeded: row.number("items_needed", { min: 1, max: itemIds.length }),
    basis: row.requiredText("basis"),
    sourceKey: row.reference("source_key", sourceKeys, "sources.csv"),
    mark: row.mark("mark"),
  };
}
