import type { Problem } from "@plumbline/clinical-model";
import { EVIDENCE_LEVELS } from "./closed-lists.ts";
import type { EngineParameters } from "./model.ts";

/**
 * Reads `engine_params.json`. What is missing or of the wrong kind is added to `problems` by its path, and a stand-in
 * keeps the reading going.
 */
export function readEngineParameters(file: string, text: string, problems: Problem[]): EngineParameters {
  const root = parseJson(file, text, problems);

  const report = (path: string, expected: string, found?: unknown): void => {
    problems.push({
      code: "evidence/parameter",
      path: `${file}:${path}`,
      message: `${expected} is expected here, and ${found === undefined ? "is missing" : `${JSON.stringify(found)} stands here`}.`,
    });
  };
  const at = (path: string): unknown => {
    let value = root;
    for (const key of path.split(".")) value = (value as Record<string, unknown> | null | undefined)?.[key];
    return value;
  };
  const number = (path: string, min: number, max: number): number => {
    const value = at(path);
    if (typeof value === "number" && value >= min && value <= max) return value;
    report(path, max === Infinity ? `A number of ${min} or more` : `A number from ${min} to ${max}`, value);
    return min;
  };
  const share = (path: string): number => number(path, 0, 1);
  const factor = (path: string): number => number(path, 1, Infinity);
  const string = (path: string): string => {
    const value = at(path);
    if (typeof value === "string") return value;
    report(path, "A text");
    return "";
  };
  const strings = (path: string): readonly string[] => {
    const value = at(path);
    if (Array.isArray(value) && value.every((item) => typeof item === "string")) return value;
    report(path, "A list of texts");
    return [];
  };
  const byLevel = (path: string, read: (path: string) => number) =>
    Object.fromEntries(
      [...EVIDENCE_LEVELS, "definitional"].map((level) => [level, read(`${path}.${level}`)]),
    ) as EngineParameters["shrinkExponentByLevel"];

  return {
    version: string("version"),
    shrinkExponentByLevel: byLevel("shrink_exponent_by_level", share),
    recalledExponentFactor: share("recalled_multiplier_on_exponent"),
    ratioCapByLevel: byLevel("lr_cap_by_level", factor),
    certaintyMargin: share("certainty_margin"),
    largestSensitivityFromRatio: share("largest_sensitivity_from_ratio"),
    noInformationWithin: share("no_information_within"),
    clusterFirstItemWeight: share("dependency_cluster_tempering.first_item_weight"),
    clusterFurtherItemsWeight: share("dependency_cluster_tempering.further_items_weight"),
    inhibitoryExponent: share("inhibitory_rows.exponent"),
    linkLayerClusters: strings("link_layer_clusters"),
    linkDampingWithinCluster: share("link_damping_within_cluster"),
    showPosteriorAtLeast: share("report_rule.show_condition_if.posterior_at_least"),
    showLiftAtLeast: number("report_rule.show_condition_if.lift_at_least", 0, Infinity),
    certaintyWords: {
      likely: share("report_rule.certainty_words.likely"),
      possible: share("report_rule.certainty_words.possible"),
      unlikely: share("report_rule.certainty_words.unlikely"),
    },
    neverDisplayAbove: share("report_rule.never_display_above"),
    guesses: {
      unexplainedAtLeast: share("guesses.unexplained_at_least"),
      groupMemberStrength: share("guesses.group_member_strength"),
      otherComplaintWeight: share("guesses.other_complaint_weight"),
      besideWeight: share("guesses.beside_weight"),
      decidedAt: share("guesses.decided_at"),
      decidedLead: share("guesses.decided_lead"),
      unexplainedAtMost: share("guesses.unexplained_at_most"),
      complaintLeakAtMost: share("guesses.complaint_leak_at_most"),
      beliefWeight: share("guesses.belief_weight"),
      largestLift: factor("guesses.largest_lift"),
      lowestLeakShare: share("guesses.lowest_leak_share"),
      unknownLeak: share("guesses.unknown_leak"),
      smallestListedShare: share("guesses.smallest_listed_share"),
      smallestListedLink: share("guesses.smallest_listed_link"),
      smallestContribution: share("guesses.smallest_contribution"),
      smallestContributionOddsRatio: factor("guesses.smallest_contribution_odds_ratio"),
    },
    status: string("status"),
  };
}

function parseJson(file: string, text: string, problems: Problem[]): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    const reason = error instanceof Error ? error.message : "";
    problems.push({ code: "evidence/json", path: file, message: `The file is not JSON. ${reason}` });
    return null;
  }
}
