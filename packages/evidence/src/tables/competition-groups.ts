import type { CompetitionGroup } from "../model.ts";
import type { RowReader } from "../row-reader.ts";

export const COMPETITION_GROUP_COLUMNS = ["group", "members", "meaning"] as const;

export function readCompetitionGroup(row: RowReader, conditionIds: ReadonlySet<string>): CompetitionGroup {
  const members = row.list("members");
  for (const member of members) row.checkReference("members", member, conditionIds, "conditions.csv");
  if (new Set(members).size < Math.max(members.length, 2)) {
    row.report("members", "evidence/members", "A group needs two or more different conditions; one can be named once.");
  }
  return { group: row.id("group"), members, meaning: row.requiredText("meaning") };
}
