import type { ExaminationMethod } from "../model.ts";
import type { RowReader } from "../row-reader.ts";

export const EXAMINATION_METHOD_COLUMNS = ["finding_id", "how_to", "basis", "mark"] as const;

/** @param clinicianFindingIds - Findings that a clinician examines or measures: nobody else reads how. */
export function readExaminationMethod(row: RowReader, clinicianFindingIds: ReadonlySet<string>): ExaminationMethod {
  return {
    findingId: row.reference("finding_id", clinicianFindingIds, "the clinician's findings of findings.csv"),
    howTo: row.requiredText("how_to"),
    basis: row.requiredText("basis"),
    mark: row.mark("mark"),
  };
}
