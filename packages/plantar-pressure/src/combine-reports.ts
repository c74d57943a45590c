import { notOk, ok, SIDES } from "@plumbline/clinical-model";
import type { Problem, Result, Side } from "@plumbline/clinical-model";
import { figuresOf, stepValues } from "./figure.ts";
import type { Figures, StepValues } from "./figure.ts";
import { footType } from "./foot-type.ts";
import { FIGURE_NAMES } from "./measure-definitions.ts";
import type { FootType, PressureReport } from "./pressure-report.ts";
import type { DeviceClass } from "./recording.ts";
import { comparedFoot, symmetryOf } from "./symmetry.ts";
import type { ComparedFoot, SymmetryReport } from "./symmetry.ts";

/** Several recordings of one person, all steps of a foot together. A plain JSON value. */
export interface CombinedReport {
  readonly schemaVersion: 1;
  readonly files: readonly string[];
  readonly deviceClass: DeviceClass;
  readonly sides: readonly CombinedFoot[];
  readonly symmetry: SymmetryReport | null;
  readonly quality: readonly Problem[];
}

export interface CombinedFoot {
  readonly side: Side;
  readonly recordings: number;
  readonly figures: Figures;
  readonly footType: FootType;
}

/** Fewer steps than this make a mean that the next step may move. */
const FEWEST_STEPS = 3;

/**
 * Means over all steps of each foot. The recordings must be of one person, one session and one kind of device.
 *
 * Problems: `combine/device-classes` when plates and insoles are mixed, `combine/none` when no recording has pressures of a
 * foot of known side.
 */
export function combineReports(reports: readonly PressureReport[]): Result<CombinedReport> {
  const classes = [...new Set(reports.map(({ deviceClass }) => deviceClass))];
  const [deviceClass] = classes;
  if (classes.length > 1) {
    return notOk({
      code: "combine/device-classes",
      path: reports.map(({ file }) => file).join(", "),
      message: `Recordings of different kinds of device (${classes.join(", ")}) do not make one mean.`,
      hint: "Combine the recordings of each device by themselves.",
    });
  }
  const sides = deviceClass === undefined ? [] : SIDES.flatMap((side) => combinedFoot(side, reports, deviceClass));
  if (deviceClass === undefined || sides.length === 0) {
    return notOk({
      code: "combine/none",
      path: reports.map(({ file }) => file).join(", "),
      message: "No recording has pressures of a foot whose side is known.",
      hint: "State the side by hand, or export the recordings in kPa.",
    });
  }
  return ok({
    schemaVersion: 1,
    files: reports.map(({ file }) => file),
    deviceClass,
    sides,
    symmetry: symmetryOf(comparedSide(sides, reports, "left"), comparedSide(sides, reports, "right")),
    quality: [
      ...reports.flatMap(({ file, sides: feet }) =>
        feet.filter(({ side }) => side === null).map(() => unknownSide(file)),
      ),
      ...sides.flatMap((foot) => fewStepsNotes(foot)),
    ],
  });
}

function comparedSide(
  sides: readonly CombinedFoot[],
  reports: readonly PressureReport[],
  side: Side,
): ComparedFoot | null {
  const foot = sides.find((each) => each.side === side);
  if (foot === undefined) return null;
  const feet = reports.flatMap((report) => report.sides.filter((each) => each.side === side));
  return comparedFoot(
    foot.figures,
    feet.flatMap(({ quality }) => quality),
  );
}

function combinedFoot(
  side: Side,
  reports: readonly PressureReport[],
  deviceClass: DeviceClass,
): readonly CombinedFoot[] {
  const feet = reports.flatMap(({ sides }) => sides.filter((foot) => foot.side === side));
  const figures = figuresOf(joined(feet.map(stepValues)), deviceClass);
  if (Object.keys(figures).length === 0) return [];
  return [
    {
      side,
      recordings: feet.length,
      figures,
      footType: footType(
        figures.archIndex,
        deviceClass === "plate" && feet.every(({ steps }) => steps?.every(({ use }) => use !== "stand") ?? false),
      ),
    },
  ];
}

function joined(values: readonly StepValues[]): StepValues {
  return Object.fromEntries(FIGURE_NAMES.map((name) => [name, values.flatMap((each) => each[name] ?? [])]));
}

function stepsOf({ figures }: CombinedFoot): number {
  return Math.max(...Object.values(figures).map(({ steps }) => steps));
}

function fewStepsNotes(foot: CombinedFoot): readonly Problem[] {
  const steps = stepsOf(foot);
  if (steps >= FEWEST_STEPS) return [];
  return [
    {
      code: "steps/few",
      path: foot.side,
      message: `The ${foot.side} foot has ${steps === 1 ? "one step" : `${steps} steps`}; at least ${FEWEST_STEPS} make a mean, five a better one.`,
      hint: "Record more steps of this foot.",
    },
  ];
}

function unknownSide(file: string): Problem {
  return {
    code: "side/unclear",
    path: file,
    message: "The side of this recording is not known, so it is left out.",
    hint: "State the side by hand.",
  };
}
