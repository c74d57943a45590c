import type { Problem } from "@plumbline/clinical-model";
import { EVIDENCE_LEVELS } from "./closed-lists.ts";
import type { EngineParameters } from "./model.ts";

/**
 * Reads `engine_params.json`. What is missing or of the wrong kind is added to `problems` by its path, and a stand-in
 * keeps the reading going.
 */
export function readEngineParameters(file: string, text: string, problems: Problem[]): EngineParameters {
  const root = parseJson(file, text, problems);

  const report = (path: string, expected: string): void => {
    problems.push({
      code: "evidence/parameter",
      path: `${file}:${path}`,
      message: `${expected} is expected here, and is missing.`,
    });
  };
  const at = (path: string): unknown => {
    let value = root;
    for (const key of path.split(".")) value = (value as Record<string, unknown> | null | undefined)?.[key];
    return value;
  };
  const number = (path: string): number => {
    const value = at(path);
    if (typeof value === "number" && value >= 0) return value;
    report(path, "A number of 0 or more");
    return 0;
  };
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
  /** Some parameters stand inside a sentence, for the reader of the base; the code takes the number from there. */
  const numberInside = (path: string, pattern: RegExp, example: string): number => {
    const found = pattern.exec(string(path))?.[1];
    if (found === undefined) report(path, `A text like "${example}"`);
    return Number(found ?? 0);
  };
  const byLevel = (path: string) =>
    Object.fromEntries(
      [...EVIDENCE_LEVELS, "definitional"].map((level) => [level, number(`${path}.${level}`)]),
    ) as EngineParameters["shrinkExponentByLevel"];

  return {
    version: string("version"),
    shrinkExponentByLevel: byLevel("shrink_exponent_by_level"),
    recalledExponentFactor: number("recalled_multiplier_on_exponent"),
    ratioCapByLevel: byLevel("lr_cap_by_level"),
    certaintyMargin: number("certainty_margin"),
    largestSensitivityFromRatio: number("largest_sensitivity_from_ratio"),
    noInformationWithin: number("no_information_within"),
    clusterFirstItemWeight: number("dependency_cluster_tempering.first_item_weight"),
    clusterFurtherItemsWeight: number("dependency_cluster_tempering.further_items_weight"),
    inhibitoryExponent: numberInside("inhibitory_rows", /engine_lr\^(\d+(?:\.\d+)?)/, "… engine_lr^0.7 …"),
    linkLayerClusters: strings("link_layer_clusters"),
    linkDampingWithinCluster: number("link_damping_within_cluster"),
    showPosteriorAtLeast: numberInside(
      "report_rule.show_condition_if",
      /posterior >= (\d+(?:\.\d+)?)/,
      "posterior >= 0.15 and …",
    ),
    showLiftAtLeast: numberInside("report_rule.show_condition_if", /lift >= (\d+(?:\.\d+)?)/, "… lift >= 1.5"),
    certaintyWords: {
      likely: number("report_rule.certainty_words.likely"),
      possible: number("report_rule.certainty_words.possible"),
      unlikely: number("report_rule.certainty_words.unlikely"),
    },
    neverDisplayAbove: number("report_rule.never_display_above"),
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
