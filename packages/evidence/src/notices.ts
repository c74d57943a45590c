import type { Problem } from "@plumbline/clinical-model";
import type { EvidenceBase, Likelihood } from "./model.ts";
import { OWN_RULE, positiveRule } from "./positive-rule.ts";
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
    if (finding.answerType === "number" && finding.positiveRule === OWN_RULE) {
      const message = `${finding.id} is a number without a cut-off; a number says nothing, its state must be entered.`;
      notices.push({ code, path: row.place("positive_rule"), message });
    }
    if (finding.leakP === null) {
      notices.push({ code, path: row.place("leak_p"), message: `${finding.id} has a likelihood, but no leak_p.` });
    }
    return notices;
  });
}

function pairsWithoutPreferredRow(base: EvidenceBase, table: TableReader): Problem[] {
  const pair = (row: Likelihood) => `${row.conditionId} ${row.findingId}`;
  const answered = new Set(base.likelihoods.filter((row) => row.preferred).map(pair));
  const first = new Map<string, number>();
  base.likelihoods.forEach((row, index) => {
    if (!answered.has(pair(row)) && !first.has(pair(row))) first.set(pair(row), index);
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
