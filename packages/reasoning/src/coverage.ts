import { PROVENANCE_MARKS, nearestWord, notOk, ok } from "@plumbline/clinical-model";
import type { ProvenanceMark, Result } from "@plumbline/clinical-model";
import type { Condition, EvidenceBase, EvidenceLevel, Likelihood } from "@plumbline/evidence";
import { COMPLAINTS } from "./complaint-table.ts";
import type { Complaint } from "./complaint-table.ts";

/** On what the base's knowledge of one cause of a complaint rests. */
export interface CauseCoverage {
  readonly conditionId: string;
  readonly name: string;
  readonly isRedFlag: boolean;
  /** P(present) in a new patient, by setting. */
  readonly prior: Condition["prior"];
  /** Rows that the engine uses to find this condition. */
  readonly rows: number;
  readonly rowsByMark: Readonly<Record<ProvenanceMark, number>>;
  /** The firmest among them; null without a row. */
  readonly bestLevel: EvidenceLevel | null;
  readonly definitionalRows: number;
  /** The strongest of the findings that state the complaint; null where only its competition group ties it to it. */
  readonly statedBy: { readonly findingId: string; readonly lrPos: number; readonly mark: ProvenanceMark } | null;
  /** Says the most for this cause against every other of the complaint; null where no finding sets it apart. */
  readonly setApartBy: { readonly findingId: string; readonly lrPos: number; readonly mark: ProvenanceMark } | null;
  readonly redFlagRules: readonly string[];
  readonly treatments: number;
}

/** The causes that the base knows of one complaint, weakest first. */
export interface ComplaintCoverage {
  readonly complaintId: string;
  readonly name: string;
  readonly causes: readonly CauseCoverage[];
}

/** A finding sets a cause apart when it speaks for it this many times as strongly as for any other of the complaint. */
const TIMES_THE_NEXT = 2;

const LEVELS: readonly EvidenceLevel[] = ["A", "B", "C", "D", "E"];

/**
 * Which causes the base knows of each complaint, and on what each rests: for its reviewers, who mend the weakest first.
 * A cause belongs to a complaint when it stands in one of its competition groups, or when a finding that states the
 * complaint speaks for it.
 *
 * @param complaintId - One complaint; all when left out.
 * @returns In the order of the complaint table, or the problem `coverage/unknown-complaint` naming the nearest.
 */
export function evidenceCoverage(evidence: EvidenceBase, complaintId?: string): Result<readonly ComplaintCoverage[]> {
  const wanted = complaintId === undefined ? COMPLAINTS : COMPLAINTS.filter(({ id }) => id === complaintId);
  if (complaintId !== undefined && wanted.length === 0) return unknownComplaint(complaintId);
  const rowsOf = Map.groupBy(usedRows(evidence), (row) => row.conditionId);
  return ok(wanted.map((complaint) => complaintCoverage(complaint, rowsOf, evidence)));
}

type RowsOf = ReadonlyMap<string, readonly Likelihood[]>;

function usedRows(evidence: EvidenceBase): Likelihood[] {
  return evidence.likelihoods.filter((row) => row.preferred && row.layer === "condition");
}

function complaintCoverage(complaint: Complaint, rowsOf: RowsOf, evidence: EvidenceBase): ComplaintCoverage {
  const ids = causesOf(complaint, rowsOf, evidence);
  const causes = ids.map((id) => {
    const rivals = ids.filter((other) => other !== id);
    return causeCoverage(evidence.conditions.get(id)!, complaint, rivals, rowsOf, evidence);
  });
  return { complaintId: complaint.id, name: complaint.name, causes: causes.sort(byWeakness) };
}

function causesOf(complaint: Complaint, rowsOf: RowsOf, evidence: EvidenceBase): string[] {
  const inGroups = new Set(
    evidence.competitionGroups
      .filter(({ group }) => complaint.groups.includes(group))
      .flatMap(({ members }) => members),
  );
  return [...evidence.conditions.keys()].filter(
    (id) => inGroups.has(id) || strongest(statingRows(complaint, rowsOf.get(id))) !== null,
  );
}

/** Rows by which a finding that states the complaint speaks for the condition. */
function statingRows(complaint: Complaint, rows: readonly Likelihood[] = []): Likelihood[] {
  return rows.filter((row) => complaint.statedBy.includes(row.findingId) && (row.engineLrPos ?? 1) > 1);
}

function causeCoverage(
  condition: Condition,
  complaint: Complaint,
  rivals: readonly string[],
  rowsOf: RowsOf,
  evidence: EvidenceBase,
): CauseCoverage {
  const rows = rowsOf.get(condition.id) ?? [];
  const counts = PROVENANCE_MARKS.map((mark) => [mark, rows.filter((row) => row.mark === mark).length]);
  return {
    conditionId: condition.id,
    name: condition.name,
    isRedFlag: condition.isRedFlag,
    prior: condition.prior,
    rows: rows.length,
    rowsByMark: Object.fromEntries(counts) as Record<ProvenanceMark, number>,
    bestLevel: LEVELS.find((level) => rows.some((row) => row.level === level)) ?? null,
    definitionalRows: rows.filter((row) => row.definitional).length,
    statedBy: strongest(statingRows(complaint, rows)),
    setApartBy: strongest(rows.filter((row) => setsApart(row, rivals, rowsOf))),
    redFlagRules: evidence.redFlags.filter((flag) => flag.conditionId === condition.id).map(({ id }) => id),
    treatments: evidence.treatments.filter((row) => row.conditionId === condition.id).length,
  };
}

function setsApart(row: Likelihood, rivals: readonly string[], rowsOf: RowsOf): boolean {
  const ofRivals = rivals.map(
    (id) => rowsOf.get(id)?.find(({ findingId }) => findingId === row.findingId)?.engineLrPos ?? 1,
  );
  return (row.engineLrPos ?? 1) >= TIMES_THE_NEXT * Math.max(1, ...ofRivals);
}

function strongest(rows: readonly Likelihood[]): CauseCoverage["statedBy"] {
  const [first] = [...rows].sort((a, b) => b.engineLrPos! - a.engineLrPos! || (a.rowId < b.rowId ? -1 : 1));
  return first === undefined ? null : { findingId: first.findingId, lrPos: first.engineLrPos!, mark: first.mark };
}

/** What is missing counts first, then how little of it anyone has read, then how little there is. */
function byWeakness(a: CauseCoverage, b: CauseCoverage): number {
  return (
    coverageGaps(b).length - coverageGaps(a).length ||
    a.rowsByMark.seen - b.rowsByMark.seen ||
    a.rowsByMark.recalled - b.rowsByMark.recalled ||
    a.rows - b.rows ||
    (a.conditionId < b.conditionId ? -1 : 1)
  );
}

/** What the base lacks for one cause, in words for a table. */
export function coverageGaps(cause: CauseCoverage): readonly string[] {
  return [
    ...(cause.isRedFlag && cause.redFlagRules.length === 0 ? ["no rule"] : []),
    ...(cause.statedBy === null ? ["no row on the complaint"] : []),
    ...(cause.setApartBy === null ? ["nothing sets it apart"] : []),
    ...(cause.treatments === 0 ? ["no care"] : []),
  ];
}

function unknownComplaint(id: string) {
  const ids = COMPLAINTS.map((complaint) => complaint.id);
  const near = nearestWord(id, ids);
  return notOk({
    code: "coverage/unknown-complaint",
    path: id,
    message: "There is no complaint of this name.",
    hint: near === undefined ? `There are: ${ids.join(", ")}.` : `Did you mean "${near}"?`,
  });
}
