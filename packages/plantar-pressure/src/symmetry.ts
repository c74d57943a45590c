import type { Side } from "@plumbline/clinical-model";
import { tidy } from "@plumbline/signal-processing";
import type { Figures } from "./figure.ts";
import type { FigureName } from "./measure-definitions.ts";
import { USUAL_ASYMMETRY } from "./reliability.ts";

/** Left against right of one measure. */
export interface Asymmetry {
  readonly left: number;
  readonly right: number;
  /** `|left − right| ÷ mean × 100`. */
  readonly indexPercent: number;
  /** 95 % of what the spread of the steps leaves open, either way; null when a side has a single step of unknown spread. */
  readonly doubtPercent: number | null;
  /** 95 of 100 healthy adults on a plate stay below; null where not known. */
  readonly usualPercent: number | null;
}

export const SYMMETRY_MEASURES = [
  "impulseNs",
  "maxForceN",
  "contactTimeS",
  "contactAreaCm2",
  "peakPressureKpa",
  "archIndex",
] as const satisfies readonly FigureName[];
type SymmetryMeasure = (typeof SYMMETRY_MEASURES)[number];

export interface SymmetryReport {
  readonly measures: Readonly<Partial<Record<SymmetryMeasure, Asymmetry>>>;
  /** Why measures of load are missing: the two sides seem calibrated apart. Null when they are believed. */
  readonly withheld: string | null;
}

/** What depends on the calibration of a sensor. */
const LOAD_MEASURES: ReadonlySet<FigureName> = new Set(["impulseNs", "maxForceN", "peakPressureKpa", "contactAreaCm2"]);

/**
 * A person who walks cannot bear this much more on one side: beyond it the channels are calibrated apart, or one of them
 * never unloads. A guess; healthy adults stay below 7 %, and one published pair of insoles that was calibrated apart has 75 %.
 */
const MOST_BELIEVED_PERCENT = 30;

export interface ComparedFoot {
  readonly figures: Figures;
  /** Some sensor bears load in every frame, also in swing. */
  readonly neverUnloads: boolean;
}

/** @returns Null without figures of both feet. */
export function symmetryOf(leftFoot: ComparedFoot | null, rightFoot: ComparedFoot | null): SymmetryReport | null {
  if (leftFoot === null || rightFoot === null) return null;
  const { figures: left } = leftFoot;
  const { figures: right } = rightFoot;
  const all = SYMMETRY_MEASURES.flatMap((name) => {
    const asymmetry = asymmetryOf(name, left, right);
    return asymmetry === null ? [] : [[name, asymmetry] as const];
  });
  if (all.length === 0) return null;
  const load = all.find(([name]) => name === "impulseNs")?.[1] ?? all.find(([name]) => name === "maxForceN")?.[1];
  const withheld =
    load !== undefined && load.indexPercent > MOST_BELIEVED_PERCENT
      ? calibratedApart(load.indexPercent)
      : leftFoot.neverUnloads !== rightFoot.neverUnloads
        ? oneNeverUnloads(leftFoot.neverUnloads ? "left" : "right")
        : null;
  const measures = withheld === null ? all : all.filter(([name]) => !LOAD_MEASURES.has(name));
  return { measures: Object.fromEntries(measures), withheld };
}

function calibratedApart(percent: number): string {
  return `One side bears ${percent.toFixed(0)} % more or less than the other in each step; nobody walks so. The sides seem calibrated apart, so their loads are not compared.`;
}

function oneNeverUnloads(side: Side): string {
  return `Some sensor of the ${side} side bears load in every frame, also in swing, and the other side comes clear; their loads are not compared. Set the zero of the insoles with the feet lifted and record again.`;
}

/** @param notes - Codes of the notes on the foot's recordings. */
export function comparedFoot(figures: Figures, notes: readonly { readonly code: string }[]): ComparedFoot {
  return { figures, neverUnloads: notes.some(({ code }) => code === "load/residual") };
}

function asymmetryOf(name: SymmetryMeasure, lefts: Figures, rights: Figures): Asymmetry | null {
  const left = lefts[name];
  const right = rights[name];
  if (left === undefined || right === undefined) return null;
  const mean = (left.value + right.value) / 2;
  if (!(mean > 0)) return null;
  const spread =
    left.standardError === null || right.standardError === null
      ? null
      : Math.hypot(left.standardError, right.standardError);
  return {
    left: left.value,
    right: right.value,
    indexPercent: tidy((100 * Math.abs(left.value - right.value)) / mean),
    doubtPercent: spread === null ? null : tidy((196 * spread) / mean),
    usualPercent: USUAL_ASYMMETRY[name] ?? null,
  };
}
