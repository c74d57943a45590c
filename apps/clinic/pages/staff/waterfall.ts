import { shownProbability } from "@plumbline/clinical-model";
import type { Contribution, ProvenanceMark } from "@plumbline/clinical-model";
import type { EvidenceBase } from "@plumbline/evidence";
import type { CitedSource } from "../../ui/evidence-sources.tsx";
import { cite } from "./citation.ts";

/** One step of a waterfall; `from` and `to` are probabilities as the steps add up, capped to be shown. */
interface WaterfallStep {
  readonly id: string;
  readonly label: string;
  readonly from: number;
  readonly to: number;
  /** The odds are multiplied by this much. */
  readonly timesOdds: number;
  /** Null for the step that sums up all others. */
  readonly basis: { readonly mark: ProvenanceMark; readonly sources: readonly CitedSource[] } | null;
}

export interface Waterfall {
  readonly start: number;
  readonly end: number;
  readonly steps: readonly WaterfallStep[];
}

const STEPS_SHOWN = 8;
/** No step worth a row: less than a twentieth of the odds. */
const LEAST_STEP = Math.log(1.05);

/**
 * From a start to where a conclusion stands, finding by finding, largest step of the odds first. Each step is what leaving
 * that one finding out would cost; because findings overlap and compete, the steps do not quite add up, and the last one,
 * all else, holds the rest.
 *
 * @param contributions - Of this one conclusion.
 */
export function waterfall(
  start: number,
  end: number,
  contributions: readonly Contribution[],
  evidence: EvidenceBase,
): Waterfall {
  const cap = evidence.parameters.neverDisplayAbove;
  const steps: WaterfallStep[] = [];
  let at = logOdds(start);
  const add = (id: string, label: string, by: number, basis: WaterfallStep["basis"]): void => {
    const [from, to] = [at, at + by].map((place) => shownProbability(probability(place), cap)) as [number, number];
    steps.push({ id, label, from, to, timesOdds: Math.exp(by), basis });
    at += by;
  };
  const ordered = contributions
    .toSorted((a, b) => Math.abs(b.logOddsStep) - Math.abs(a.logOddsStep))
    .slice(0, STEPS_SHOWN);
  for (const each of ordered) {
    add(each.findingId, each.findingName, each.logOddsStep, {
      mark: each.mark,
      sources: cite(evidence, each.sourceKeys),
    });
  }
  const rest = logOdds(end) - at;
  if (Math.abs(rest) >= LEAST_STEP) add("rest", "All else, and what findings say jointly", rest, null);
  return { start: shownProbability(start, cap), end: shownProbability(end, cap), steps };
}

/** Held away from 0 and 1 by a millionth, as steps are measured. */
function logOdds(of: number): number {
  const held = Math.min(1 - 1e-6, Math.max(1e-6, of));
  return Math.log(held / (1 - held));
}

function probability(ofLogOdds: number): number {
  return 1 / (1 + Math.exp(-ofLogOdds));
}
