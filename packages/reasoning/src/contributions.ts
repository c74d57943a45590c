import { logOddsStep, shownProbability } from "@plumbline/clinical-model";
import type { Contribution, Direction } from "@plumbline/clinical-model";
import type { EngineGuesses, EvidenceBase, Finding, Likelihood } from "@plumbline/evidence";
import { valuesAt } from "./answer-effect.ts";
import { caseView } from "./case-view.ts";
import { frameAfterClue } from "./complaint-frame.ts";
import { STATING } from "./complaint-table.ts";
import type { ConditionLayer } from "./condition-layer.ts";
import type { FindingModel } from "./condition-model.ts";
import type { DirectionProbabilities } from "./direction.ts";
import { isDemographic } from "./finding-role.ts";
import { cluesByFinding } from "./link-layer.ts";
import { directionProbe } from "./question-ground.ts";
import type { QuestionGround } from "./question-ground.ts";

export interface ContributionTargets {
  readonly conditionIds: readonly string[];
  readonly direction: Direction;
}

/**
 * How much each finding moved each target: its probability as it is, against what it would be were that one finding
 * unknown. Largest step of the odds first. Age and sex are left out: they are part of the prior.
 */
export function contributions(
  ground: QuestionGround,
  targets: ContributionTargets,
  evidence: EvidenceBase,
): readonly Contribution[] {
  const { states, setting, layer, posteriors, view } = ground;
  const found: Contribution[] = [];
  const probe = directionProbe(ground, evidence);
  const clues = cluesByFinding(evidence);
  /** Complaints and links stay as they are, unless the finding states a complaint or is a clue about links. */
  const directionWithout = (id: string, without: Float64Array): DirectionProbabilities => {
    const changed = differing(posteriors, without);
    if (!clues.has(id) && !STATING.has(id)) return probe.after(changed, valuesAt(changed, without));
    const fewer = new Map(states);
    fewer.delete(id);
    const { model } = layer;
    if (STATING.has(id)) return caseView(fewer, without, setting, model, evidence).direction;
    const frame = frameAfterClue(view.frame, id, fewer, setting.setting, model, evidence);
    return probe.afterClue(frame, changed, valuesAt(changed, without));
  };
  for (const id of states.keys()) {
    const finding = evidence.findings.get(id)!;
    if (isDemographic(finding)) continue;
    const isCoupling = clues.has(id);
    const model = layer.model.findings.get(id);
    if (
      !isCoupling &&
      (model === undefined || !couldMatter(model, states.get(id)!, posteriors, evidence.parameters.guesses))
    )
      continue;
    const without = layer.posteriors(id);
    for (const conditionId of targets.conditionIds) {
      const index = layer.model.indexOf.get(conditionId)!;
      add(found, finding, conditionId, posteriors[index]!, without[index]!, index, layer, evidence);
    }
    const other = directionWithout(id, without)[targets.direction];
    const mover = mostMoved(posteriors, without);
    add(
      found,
      finding,
      `direction:${targets.direction}`,
      view.direction[targets.direction],
      other,
      mover,
      layer,
      evidence,
    );
  }
  return found.sort(
    (a, b) =>
      Math.abs(b.logOddsStep) - Math.abs(a.logOddsStep) ||
      compare(a.target, b.target) ||
      compare(a.findingId, b.findingId),
  );
}

/**
 * Whether leaving a finding out could move anything by a step worth telling. Saves a pass for the many absent findings of
 * conditions that nothing speaks for: alone, they cannot move even their own condition by half of that step.
 */
function couldMatter(
  { role, rows }: FindingModel,
  state: boolean,
  posteriors: Float64Array,
  guesses: EngineGuesses,
): boolean {
  if (state && role === "effect") return true;
  return rows.some((row) => {
    const now = posteriors[row.condition]!;
    const odds = now / (1 - now) / (state ? row.lrPos : row.lrNeg);
    const without = odds / (1 + odds);
    return (
      Math.abs(without - now) >= guesses.smallestContribution / 2 ||
      (now > 0.5 && Math.abs(logOddsStep(now, without)) >= Math.log(guesses.smallestContributionOddsRatio))
    );
  });
}

function add(
  found: Contribution[],
  finding: Finding,
  target: string,
  withIt: number,
  without: number,
  condition: number,
  layer: ConditionLayer,
  evidence: EvidenceBase,
): void {
  const { guesses, neverDisplayAbove } = evidence.parameters;
  const step = logOddsStep(withIt, without);
  if (
    Math.abs(withIt - without) < guesses.smallestContribution &&
    Math.abs(step) < Math.log(guesses.smallestContributionOddsRatio)
  ) {
    return;
  }
  const rests = restsOn(finding, target.startsWith("direction:"), condition, layer, evidence);
  found.push({
    findingId: finding.id,
    findingName: finding.clinicianWording,
    target,
    with: shownProbability(withIt, neverDisplayAbove),
    without: shownProbability(without, neverDisplayAbove),
    logOddsStep: step,
    mark: rests.mark,
    sourceKeys: rests.sourceKeys,
  });
}

/**
 * The row the step rests on: a coupling clue when it is about the direction and there is one, else the row about the
 * condition; where the finding acts by explaining through another condition, its weakest-marked row.
 */
function restsOn(
  finding: Finding,
  isDirection: boolean,
  condition: number,
  layer: ConditionLayer,
  evidence: EvidenceBase,
): Pick<Contribution, "mark" | "sourceKeys"> {
  const coupling = cluesByFinding(evidence).get(finding.id)?.[0];
  if (isDirection && coupling !== undefined) return { mark: coupling.mark, sourceKeys: [] };
  const rows = layer.model.findings.get(finding.id)?.rows ?? [];
  const row: Likelihood | undefined =
    rows.find((candidate) => candidate.condition === condition)?.likelihood ??
    rows.find((candidate) => candidate.likelihood.mark === "expert estimate")?.likelihood ??
    rows[0]?.likelihood;
  return { mark: row?.mark ?? "expert estimate", sourceKeys: row === undefined ? [] : [row.sourceKey] };
}

function differing(a: Float64Array, b: Float64Array): Int32Array {
  const places = new Int32Array(a.length);
  let count = 0;
  for (let index = 0; index < a.length; index++) if (a[index] !== b[index]) places[count++] = index;
  return places.subarray(0, count);
}

function mostMoved(a: Float64Array, b: Float64Array): number {
  let most = 0;
  for (let index = 1; index < a.length; index++) {
    if (Math.abs(a[index]! - b[index]!) > Math.abs(a[most]! - b[most]!)) most = index;
  }
  return most;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
