import type { EngineParameters, Likelihood } from "./model.ts";
import type { RowReader, TableReader } from "./row-reader.ts";

/** Figures in the base are rounded to three digits; what follows from two of them may be off by twice that. */
const ROUNDING = 0.01;

/**
 * What holds between the cells of one row and between rows: one preferred row at most per pair, ratios that agree with
 * each other and with the recipe of `engine_params.json`.
 */
export function checkLikelihoods(
  table: TableReader,
  likelihoods: readonly Likelihood[],
  parameters: EngineParameters,
): void {
  const preferredRows = new Map<string, string>();
  likelihoods.forEach((likelihood, index) => {
    const row = table.row(index);
    if (likelihood.preferred) {
      const pair = `${likelihood.conditionId} ${likelihood.findingId}`;
      const first = preferredRows.get(pair);
      if (first === undefined) preferredRows.set(pair, likelihood.rowId);
      else {
        row.report(
          "preferred",
          "evidence/preferred",
          `${likelihood.rowId} is preferred, but so is ${first} for the same condition and finding.`,
          "Set one of them to 0.",
        );
      }
    }
    checkRatios(row, likelihood, parameters);
  });
}

function checkRatios(row: RowReader, likelihood: Likelihood, parameters: EngineParameters): void {
  const { engineLrPos, engineLrNeg } = likelihood;
  if (engineLrPos === null || engineLrNeg === null) {
    if (engineLrPos !== engineLrNeg) {
      row.report(
        engineLrPos === null ? "engine_lr_pos" : "engine_lr_neg",
        "evidence/empty",
        "A row carries both ratios or none.",
      );
    } else if (likelihood.preferred) {
      row.report("engine_lr_pos", "evidence/empty", "A preferred row needs its ratios; the engine uses them.");
    }
    return;
  }
  if ((engineLrPos - 1) * (engineLrNeg - 1) > 0) {
    row.report(
      "engine_lr_neg",
      "evidence/ratio",
      `LR+ ${engineLrPos} and LR- ${engineLrNeg} lie on the same side of 1; presence and absence cannot both speak ` +
        (engineLrPos > 1 ? "for a condition." : "against a condition."),
    );
  }
  checkRecipe(row, likelihood, "pos", engineLrPos, parameters);
  checkRecipe(row, likelihood, "neg", engineLrNeg, parameters);
}

/** engine LR = raw LR ^ exponent of its level, within the cap of its level; or 1 where the row says it tells nothing. */
function checkRecipe(
  row: RowReader,
  likelihood: Likelihood,
  end: "pos" | "neg",
  engineLr: number,
  parameters: EngineParameters,
): void {
  if (likelihood.derivation.startsWith("set to 1")) {
    if (engineLr !== 1) {
      row.report(`engine_lr_${end}`, "evidence/ratio", `The derivation says "set to 1"; ${engineLr} stands here.`);
    }
    return;
  }
  const raw = end === "pos" ? likelihood.rawLrPos : likelihood.rawLrNeg;
  if (raw === null) {
    row.report(`lr_${end}_raw`, "evidence/empty", "A row with an engine ratio needs the raw ratio it was made from.");
    return;
  }
  const level = likelihood.definitional ? "definitional" : likelihood.level;
  const recalled = likelihood.mark === "recalled" && !likelihood.definitional;
  const exponent = parameters.shrinkExponentByLevel[level] * (recalled ? parameters.recalledExponentFactor : 1);
  const cap = parameters.ratioCapByLevel[level];
  const expected = Math.min(Math.max(raw ** exponent, 1 / cap), cap);
  if (Math.abs(expected - engineLr) <= ROUNDING * expected) return;
  row.report(
    `engine_lr_${end}`,
    "evidence/ratio",
    `${engineLr} does not follow from the raw ratio ${raw}: at level ${likelihood.level}` +
      `${likelihood.definitional ? ", definitional" : ""} it becomes ${Number(expected.toPrecision(3))}.`,
    "Compute it again by the recipe of engine_params.json.",
  );
}
