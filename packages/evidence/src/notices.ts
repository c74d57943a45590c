import type { Problem } from "@plumbline/clinical-model";
import { threeDigits } from "./likelihood-ratios.ts";
import type { EvidenceBase, Likelihood } from "./model.ts";
import { positiveRule } from "./positive-rule.ts";
import type { TableReader } from "./row-reader.ts";

interface Tables {
  readonly conditions: TableReader;
  readonly findings: TableReader;
  readonly likelihoods: TableReader;
  readonly links: TableReader;
  readonly sources: TableReader;
}

/**
 * Weak places that break a promise of the base's own README without making an answer wrong: for its reviewers.
 * The engine is safe with all of them; each is one sentence with its place.
 */
export function noticesOf(base: EvidenceBase, tables: Tables): Problem[] {
  return [
    ...conditionsWithoutRule(base, tables.conditions),
    ...findingsWithoutState(base, tables.findings),
    ...figuresApart(base, tables.likelihoods),
    ...pairsWithoutPreferredRow(base, tables.likelihoods),
    ...capsBelowPrior(base, tables.links),
    ...sourcesSeenNowhere(base, tables.sources),
  ];
}

function conditionsWithoutRule(base: EvidenceBase, table: TableReader): Problem[] {
  const ruled = new Set(base.redFlags.map((flag) => flag.conditionId));
  return [...base.conditions.values()].flatMap((condition, index) =>
    !condition.isRedFlag || ruled.has(condition.id)
      ? []
      : [
          {
            code: "evidence/no-red-flag-rule",
            path: table.row(index).place("red_flag"),
            message: `${condition.id} is a red-flag condition, but no rule of redflags.csv is about it.`,
          },
        ],
  );
}

function findingsWithoutState(base: EvidenceBase, table: TableReader): Problem[] {
  const used = new Set(base.likelihoods.flatMap((row) => (row.preferred ? [row.findingId] : [])));
  return [...base.findings.values()].flatMap((finding, index) => {
    if (!used.has(finding.id)) return [];
    const row = table.row(index);
    const code = "evidence/no-state";
    const notices: Problem[] = [];
    if (positiveRule(finding).kind === "none") {
      const message = `${finding.id} has a likelihood, but no rule that says when it is positive; it is never used.`;
      notices.push({ code, path: row.place("positive_rule"), message });
    }
    if (finding.leakP === null) {
      notices.push({ code, path: row.place("leak_p"), message: `${finding.id} has a likelihood, but no leak_p.` });
    }
    return notices;
  });
}

/** A reported ratio and the one that sensitivity and specificity give may differ by so much for rounding alone. */
const ROUNDING_OF_RATIOS = 0.1;

/** Which of the figures a row rests on is its metric's to say; where they are apart, the note must say why. */
function figuresApart(base: EvidenceBase, table: TableReader): Problem[] {
  return base.likelihoods.flatMap((row, index) => {
    const { sensitivity, specificity, reportedLrPos, reportedLrNeg, note, metric } = row;
    if (sensitivity === null || specificity === null || note !== "") return [];
    const pos = sensitivity / (1 - specificity);
    const neg = (1 - sensitivity) / specificity;
    const isApart = (reported: number | null, computed: number) =>
      reported !== null && Math.abs(Math.log(reported / computed)) > ROUNDING_OF_RATIOS;
    if (!isApart(reportedLrPos, pos) && !isApart(reportedLrNeg, neg)) return [];
    const used = metric === "LR" ? "the reported ratios" : "sensitivity and specificity";
    const message =
      `${row.rowId}: LR+ ${reportedLrPos ?? "?"} and LR- ${reportedLrNeg ?? "?"} are reported, but sensitivity and ` +
      `specificity give ${threeDigits(pos)} and ${threeDigits(neg)}. The engine uses ${used}; say in the note why.`;
    return [{ code: "evidence/figures-apart", path: table.row(index).place("lr_pos"), message }];
  });
}

/** How the note of a row begins that is not used on purpose: `"kept off: past exposure, not the shoe of today"`. */
const KEPT_OFF = "kept off:";

function pairsWithoutPreferredRow(base: EvidenceBase, table: TableReader): Problem[] {
  const pair = (row: Likelihood) => `${row.conditionId} ${row.findingId}`;
  // Description holds no figure that could be preferred; a note may say why figures are not used.
  const isKeptOff = (row: Likelihood) => row.metric === "descriptive" || row.note.startsWith(KEPT_OFF);
  const answered = new Set(base.likelihoods.filter((row) => row.preferred).map(pair));
  const first = new Map<string, number>();
  base.likelihoods.forEach((row, index) => {
    if (!isKeptOff(row) && !answered.has(pair(row)) && !first.has(pair(row))) first.set(pair(row), index);
  });
  return [...first.values()].map((index) => {
    const { conditionId, findingId } = base.likelihoods[index]!;
    return {
      code: "evidence/no-preferred-row",
      path: table.row(index).place("preferred"),
      message: `No row on ${conditionId} and ${findingId} is preferred; the finding says nothing about the condition.`,
    };
  });
}

function capsBelowPrior(base: EvidenceBase, table: TableReader): Problem[] {
  return base.links.flatMap((link, index) =>
    link.linkPrior <= link.posteriorCap
      ? []
      : [
          {
            code: "evidence/cap-below-prior",
            path: table.row(index).place("posterior_cap"),
            message: `${link.id}: the cap ${link.posteriorCap} lies below the prior ${link.linkPrior}, so no clue can raise it.`,
          },
        ],
  );
}

function sourcesSeenNowhere(base: EvidenceBase, table: TableReader): Problem[] {
  return [...base.sources.values()].flatMap((source, index) =>
    source.mark !== "seen" || source.urlSeen !== ""
      ? []
      : [
          {
            code: "evidence/no-address",
            path: table.row(index).place("url_seen"),
            message: `${source.key} is marked seen, but no address says where.`,
          },
        ],
  );
}
