import { NOT_VALIDATED } from "@plumbline/evidence";
import { coverageGaps } from "@plumbline/reasoning";
import type { CauseCoverage, ComplaintCoverage } from "@plumbline/reasoning";
import { textTable } from "./text-table.ts";

export const COVERAGE_ORDERS = ["weakest", "common", "name"] as const;
export type CoverageOrder = (typeof COVERAGE_ORDERS)[number];

export function isCoverageOrder(word: string): word is CoverageOrder {
  return COVERAGE_ORDERS.some((order) => order === word);
}

/** The causes of each complaint in another order; they come weakest first. */
export function inOrder(complaints: readonly ComplaintCoverage[], order: CoverageOrder): readonly ComplaintCoverage[] {
  if (order === "weakest") return complaints;
  const compare =
    order === "name"
      ? (a: CauseCoverage, b: CauseCoverage) => (a.name < b.name ? -1 : 1)
      : (a: CauseCoverage, b: CauseCoverage) => b.prior.combined - a.prior.combined;
  return complaints.map((complaint) => ({ ...complaint, causes: complaint.causes.toSorted(compare) }));
}

const ORDER_WORDS: Readonly<Record<CoverageOrder, string>> = {
  weakest: "weakest first",
  common: "most common first",
  name: "by name",
};

/** A table for each complaint, and what its columns mean. */
export function coverageText(complaints: readonly ComplaintCoverage[], order: CoverageOrder): string {
  const tables = complaints.map(
    ({ complaintId, name, causes }) =>
      `${name} (${complaintId}): ${causes.length} causes, ${ORDER_WORDS[order]}\n${causeTable(causes)}\n`,
  );
  return `${tables.join("\n")}\n${LEGEND}\n\n${NOT_VALIDATED}\n`;
}

const HEADINGS = ["cause", "prior", "rows", "seen", "recalled", "estimate", "level", "defining"];
const MORE_HEADINGS = ["stated by", "set apart by", "rules", "care", "missing"];

function causeTable(causes: readonly CauseCoverage[]): string {
  const rows = causes.map((cause) => [
    cause.isRedFlag ? `! ${cause.conditionId}` : `  ${cause.conditionId}`,
    String(cause.prior.combined),
    String(cause.rows),
    String(cause.rowsByMark.seen),
    String(cause.rowsByMark.recalled),
    String(cause.rowsByMark["expert estimate"]),
    cause.bestLevel ?? "-",
    String(cause.definitionalRows),
    findingText(cause.statedBy),
    findingText(cause.setApartBy),
    String(cause.redFlagRules.length),
    String(cause.treatments),
    coverageGaps(cause).join(", "),
  ]);
  return textTable([[`  ${HEADINGS[0]}`, ...HEADINGS.slice(1), ...MORE_HEADINGS], ...rows], "lrrrrrlrllrrl", "  ");
}

/** `"s_night_cramp 5.0"`: the finding and its LR+ as the engine uses it. */
function findingText(row: CauseCoverage["statedBy"]): string {
  return row === null ? "-" : `${row.findingId} ${row.lrPos.toFixed(1)}`;
}

const LEGEND = `!             a condition that must not be missed; it needs a red-flag rule
prior         share of new patients who have it, combined setting
rows          findings that speak about it, by how their figures came about, with
              the firmest level (A pooled to E estimate) and how many nearly define it
stated by     finding that tells the complaint and speaks most for this cause, LR+
set apart by  finding that speaks at least twice as strongly for it as for the
              other causes of the complaint, LR+
care          treatment and referral rows`;
