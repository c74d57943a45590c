import type { Fit, Setting } from "@plumbline/clinical-model";
import type { EvidenceBase } from "@plumbline/evidence";
import type { Shares } from "./attribution.ts";
import { ConditionLayer } from "./condition-layer.ts";
import type { ConditionModel, FindingModel } from "./condition-model.ts";

/**
 * Bits of surprise left to chance, beyond what the base expects and what the best explanation saves, from which the
 * findings are said to fit nothing. A guess, set where fewer than 1 in 20 simulated patients pass it and most random
 * collections of 15 findings do (see the test).
 */
const POOR_FROM_BITS = 8;
/** A complaint with a larger part left to the unknown is explained by nothing. A guess. */
const COMPLAINT_UNEXPLAINED_FROM = 0.98;
/** From here a few answers more may do that. A guess, set on simulated interviews. */
const COMPLAINT_BARELY_EXPLAINED_FROM = 0.8;
/** Chance is the likelier origin of a finding from here. */
const LEFT_TO_CHANCE_FROM = 0.5;
/** What more than this share of people have without any cause that the base knows calls for no explanation. A guess. */
const COMMON_FROM = 0.2;
/** No leak is taken for rarer: the base's smallest ones are guesses. */
const RAREST_LEAK = 1e-3;

/**
 * Whether what was found fits anything the base knows. A network that must choose among its conditions names the best of
 * bad fits with confidence; this asks whether the best is any good.
 *
 * Measured in bits, over the effects among the known findings:
 *
 *     left      Σ present: P(no known condition brought it about) · −log₂ leak
 *     expected  Σ known:   leak · −log₂ leak
 *     saved     what the best set of conditions saves: −log₂ of all present findings with the leaks alone, less the same
 *               with those conditions, less what it costs to suppose them (−log₂ of their odds without these findings)
 *
 * Findings that hang together are paid for by few conditions, so `saved` is large; a random collection leaves much and
 * saves nothing. The fit is poor when `left − expected − saved` passes {@link POOR_FROM_BITS}, or when nearly all of the
 * main complaint is unexplained. In the spirit of the conflict measure of Jensen, Chamberlain, Nordahl and Jensen (1991),
 * which compares P(all findings) with the product of P(each).
 */
export function fitOf(
  states: ReadonlyMap<string, boolean>,
  setting: Setting,
  layer: ConditionLayer,
  posteriors: Float64Array,
  complaints: readonly Shares[],
  evidence: EvidenceBase,
): Fit {
  const { model } = layer;
  const present: FindingModel[] = [];
  let expected = 0;
  for (const [id, state] of states) {
    const finding = model.findings.get(id);
    if (finding === undefined || finding.role !== "effect") continue;
    expected += finding.leak * surprise(finding);
    if (state) present.push(finding);
  }
  const chances = present.map((finding) => ({ finding, chance: chanceOf(finding, posteriors) }));
  const left = chances.reduce((sum, { finding, chance }) => sum + chance * surprise(finding), 0);
  const unexplained = chances
    .filter(({ finding, chance }) => chance >= LEFT_TO_CHANCE_FROM && finding.leak < COMMON_FROM)
    .sort((a, b) => b.chance * surprise(b.finding) - a.chance * surprise(a.finding))
    .map(({ finding: { finding } }) => ({ findingId: finding.id, findingName: finding.clinicianWording }));
  const reason = isComplaintUnexplained(complaints)
    ? "complaint-unexplained"
    : // The best explanation can only lower what is left: it is looked for when that would matter.
      left - expected > POOR_FROM_BITS &&
        left - expected - savedBits(present, priorsWithout(present, states, setting, evidence), model) > POOR_FROM_BITS
      ? "findings-unexplained"
      : null;
  return { isPoor: reason !== null, reason, unexplainedFindings: unexplained };
}

/** P(no condition the base knows brought this present finding about), each condition on its own. */
function chanceOf({ rows, leak }: FindingModel, posteriors: Float64Array): number {
  const absent = rows.reduce((product, row) => product * (1 - posteriors[row.condition]! * row.link), 1 - leak);
  return leak / (1 - absent);
}

function surprise({ leak }: FindingModel): number {
  return -Math.log2(Math.max(leak, RAREST_LEAK));
}

/** Whether next to nothing the base knows explains the main complaint: all of those that weigh most, by which the person came. */
function isComplaintUnexplained(complaints: readonly Shares[]): boolean {
  return leastUnexplained(complaints) >= COMPLAINT_UNEXPLAINED_FROM;
}

/**
 * Whether so little of the main complaint is explained that a few more answers may leave it to nothing, and no direction
 * could be named any more.
 */
export function isComplaintBarelyExplained(complaints: readonly Shares[]): boolean {
  return leastUnexplained(complaints) >= COMPLAINT_BARELY_EXPLAINED_FROM;
}

/** The unexplained part of the main complaint that is explained best; 0 when there is none. */
function leastUnexplained(complaints: readonly Shares[]): number {
  const most = Math.max(...complaints.map(({ causes }) => causes.weight));
  const main = complaints.filter(({ causes }) => causes.weight === most);
  return main.length === 0 ? 0 : Math.min(...main.map(({ unexplained }) => unexplained));
}

/** P(each condition) from the background and the absent findings: what it costs to suppose it. */
function priorsWithout(
  present: readonly FindingModel[],
  states: ReadonlyMap<string, boolean>,
  setting: Setting,
  evidence: EvidenceBase,
): Float64Array {
  const quiet = new Map(states);
  for (const { finding } of present) quiet.delete(finding.id);
  return new ConditionLayer(setting, quiet, evidence).posteriors();
}

/** Bits the best explanation saves. Conditions are added one by one, the most saving first, as long as one saves more. */
function savedBits(present: readonly FindingModel[], priors: Float64Array, { conditions }: ConditionModel): number {
  const absent = present.map(({ leak }) => 1 - leak);
  const supposed = new Set<number>();
  let saved = 0;
  while (supposed.size < conditions.length) {
    const gains = Float64Array.from(priors, (prior) => Math.log2(prior / (1 - prior)));
    present.forEach(({ rows, weight }, index) => {
      for (const { condition, link } of rows) {
        const without = absent[index]!;
        gains[condition]! += weight * Math.log2((1 - without * (1 - link)) / (1 - without));
      }
    });
    let best = -1;
    for (let condition = 0; condition < gains.length; condition++) {
      if (!supposed.has(condition) && gains[condition]! > (best < 0 ? 0 : gains[best]!)) best = condition;
    }
    if (best < 0) break;
    supposed.add(best);
    saved += gains[best]!;
    present.forEach(({ rows }, index) => {
      const row = rows.find(({ condition }) => condition === best);
      if (row !== undefined) absent[index]! *= 1 - row.link;
    });
  }
  return saved;
}
