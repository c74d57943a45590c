import type { CaseFile, Direction, Interval } from "@plumbline/clinical-model";
import type { EvidenceBase } from "@plumbline/evidence";
import { caseView } from "../case-view.ts";
import type { CaseView } from "../case-view.ts";
import { ConditionLayer } from "../condition-layer.ts";
import type { KnownFindings } from "../known-findings.ts";
import { drawBase } from "./parameter-draws.ts";
import { seededNormals } from "./seeded-normals.ts";

export interface IntervalOptions {
  /** How many draws of the base's figures. */
  readonly draws: number;
  readonly seed: number;
}

export const INTERVAL_DEFAULTS: IntervalOptions = Object.freeze({ draws: 200, seed: 1 });

/** Where each probability of one person's answer lies in 90 of 100 draws of the base's figures. */
export interface Intervals {
  /** By condition id. */
  readonly conditions: ReadonlyMap<string, Interval>;
  readonly direction: Readonly<Record<Direction, Interval>>;
  /** P(cause present and driving), by link id. */
  readonly links: ReadonlyMap<string, Interval>;
  /** By complaint id: shares by the id of the condition, and what is left unexplained. */
  readonly complaints: ReadonlyMap<
    string,
    { readonly causes: ReadonlyMap<string, Interval>; readonly unexplained: Interval }
  >;
}

const LOW = 0.05;
const HIGH = 0.95;

/**
 * Intervals from the doubt in the base's figures: the whole answer is worked out again under each of a number of coherent
 * draws, and of every probability the 5th to the 95th of 100 is told. They always hold the answer itself. What is known
 * of the person, and which finding speaks about which condition, stays.
 *
 * The same case, base and seed give the same intervals.
 */
export function intervals(
  caseFile: CaseFile,
  { states }: KnownFindings,
  evidence: EvidenceBase,
  { draws, seed }: IntervalOptions = INTERVAL_DEFAULTS,
): Intervals {
  const layer = new ConditionLayer(caseFile.setting, states, evidence);
  const posteriors = layer.posteriors();
  const view = caseView(states, posteriors, caseFile, layer.model, evidence);
  const linkConditions = view.frame.links.map(({ link }) => layer.model.indexOf.get(link.conditionId)!);
  const point = outcomes(view, posteriors, linkConditions);
  const drawn = point.map(() => new Float64Array(draws));
  const present = [...states].filter(([, state]) => state).map(([id]) => id);
  const normals = seededNormals(seed);
  for (let draw = 0; draw < draws; draw++) {
    const base = drawBase(evidence, present, normals);
    const under = layer.posteriorsUnder(base.model.parameters);
    const values = outcomes(caseView(states, under, caseFile, base.model, base.evidence), under, linkConditions);
    for (let index = 0; index < values.length; index++) drawn[index]![draw] = values[index]!;
  }
  const { neverDisplayAbove } = evidence.parameters;
  let place = 0;
  const next = (): Interval => {
    const interval = intervalOf(drawn[place]!, point[place]!, neverDisplayAbove);
    place++;
    return interval;
  };
  const ids = layer.model.conditions.map(({ id }) => id);
  return {
    conditions: new Map(ids.map((id) => [id, next()])),
    direction: {
      "foot-drives-back": next(),
      "spine-drives-foot": next(),
      both: next(),
      local: next(),
      none: next(),
    },
    links: new Map(view.frame.links.map(({ link }) => [link.id, next()])),
    complaints: new Map(
      view.shares.map(({ causes }) => [
        causes.complaint.id,
        { causes: new Map(causes.causes.map(({ condition }) => [ids[condition]!, next()])), unexplained: next() },
      ]),
    ),
  };
}

/** Every probability that gets an interval, always in the same order. */
function outcomes(
  { frame, shares, direction }: CaseView,
  posteriors: Float64Array,
  linkConditions: readonly number[],
): number[] {
  const values = [...posteriors];
  values.push(
    direction["foot-drives-back"],
    direction["spine-drives-foot"],
    direction.both,
    direction.local,
    direction.none,
  );
  frame.links.forEach(({ posterior }, index) => values.push(posteriors[linkConditions[index]!]! * posterior));
  for (const one of shares) {
    for (const share of one.shares) values.push(share);
    values.push(one.unexplained);
  }
  return values;
}

function intervalOf(values: Float64Array, point: number, neverAbove: number): Interval {
  const sorted = values.slice().sort();
  const at = (share: number): number => sorted[Math.round(share * (sorted.length - 1))] ?? point;
  return {
    low: Math.min(at(LOW), point, neverAbove),
    high: Math.min(Math.max(at(HIGH), point), neverAbove),
  };
}
