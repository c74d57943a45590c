import { tidy } from "@plumbline/signal-processing";
import { FIGURE_NAMES, MEASURE_DEFINITIONS } from "./measure-definitions.ts";
import type { FigureName } from "./measure-definitions.ts";
import type { FootReport } from "./pressure-report.ts";
import type { DeviceClass } from "./recording.ts";
import { minimalDetectableChange, standardErrorOfMeasurement } from "./reliability.ts";
import { stepStatistic } from "./step-statistic.ts";

/** A number with all that is needed to judge it. */
export interface Figure {
  /** Mean over the steps. */
  readonly value: number;
  readonly definition: string;
  readonly deviceClass: DeviceClass;
  readonly steps: number;
  /** Of the mean: from the spread of these steps; of a single step the published one. */
  readonly standardError: number | null;
  /** At 95 %, for a mean of so many steps within one session. */
  readonly minimalDetectableChange: number | null;
  /** Why one of the two is null. */
  readonly reason: string | null;
}

/** Only what was measured. */
export type Figures = Readonly<Partial<Record<FigureName, Figure>>>;

/** One value of each measure for each step. */
export type StepValues = Readonly<Partial<Record<FigureName, readonly number[]>>>;

/** Of an insole the steps in full walk; of a plate the one step. What a step lacks is left out. */
export function stepValues({
  totals,
  regions,
  steps,
}: Omit<FootReport, "figures" | "footType" | "quality">): StepValues {
  const used = (steps ?? []).filter(({ use }) => use === "used");
  const ofSteps = (pick: (step: (typeof used)[number]) => number | null): readonly number[] =>
    used.map(pick).filter((value) => value !== null);
  const ofPrint = (value: number | null | undefined): readonly number[] => (typeof value === "number" ? [value] : []);
  // Regions of an insole are means already.
  const hasPrint = regions?.metatarsal1 !== undefined;
  return {
    peakPressureKpa: ofSteps((step) => step.peakPressureKpa),
    maxForceN: ofSteps((step) => step.maxForceN),
    impulseNs: ofSteps((step) => step.impulseNs),
    contactAreaCm2: ofSteps((step) => step.contactAreaCm2),
    contactTimeS: ofSteps((step) => step.contactTimeS),
    ptiPeakKpaS: ofSteps((step) => step.ptiPeakKpaS),
    ptiForceAreaKpaS: ofSteps((step) => step.ptiForceAreaKpaS),
    gaitLineLengthMm: ofSteps((step) => step.gaitLineLengthMm),
    gaitLineWidthMm: ofSteps((step) => step.gaitLineWidthMm),
    archIndex: ofPrint(totals.archIndex),
    modifiedArchIndex: ofPrint(totals.modifiedArchIndex),
    cpeiPercent: ofPrint(totals.cpeiPercent),
    medialLoadShare: ofPrint(totals.medialLoadShare),
    lateralMedialForceIndex: ofPrint(totals.lateralMedialForceIndex),
    heelPeakKpa: hasPrint ? ofPrint(regions.heel?.peakPressureKpa) : [],
    forefootPeakKpa: hasPrint ? ofPrint(regions.forefoot?.peakPressureKpa) : [],
    halluxPeakKpa: hasPrint ? ofPrint(regions.hallux?.peakPressureKpa) : [],
  };
}

export function figuresOf(values: StepValues, deviceClass: DeviceClass): Figures {
  return Object.fromEntries(
    FIGURE_NAMES.flatMap((name) => {
      const figure = figureOf(name, values[name] ?? [], deviceClass);
      return figure === null ? [] : [[name, figure]];
    }),
  );
}

function figureOf(name: FigureName, values: readonly number[], deviceClass: DeviceClass): Figure | null {
  const statistic = stepStatistic(values);
  if (statistic === null) return null;
  const { mean, steps } = statistic;
  const ofOne = standardErrorOfMeasurement(name, deviceClass);
  const standardError = statistic.standardError ?? ofOne;
  return {
    value: mean,
    definition: MEASURE_DEFINITIONS[name],
    deviceClass,
    steps,
    standardError,
    minimalDetectableChange: ofOne === null ? null : tidy(minimalDetectableChange(ofOne / Math.sqrt(steps))),
    reason: ofOne === null ? `No reliability study of this measure on ${DEVICES[deviceClass]} is held.` : null,
  };
}

const DEVICES: Readonly<Record<DeviceClass, string>> = {
  plate: "a plate",
  "in-shoe": "insoles",
  mat: "a mat",
};
