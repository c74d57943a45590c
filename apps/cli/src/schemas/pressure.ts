import { SIDES } from "@plumbline/clinical-model";
import {
  FIGURE_NAMES,
  RECORDING_FORMATS,
  REPORTED_REGIONS,
  STEP_MEASURES,
  STEP_USES,
  SYMMETRY_MEASURES,
} from "@plumbline/plantar-pressure";
import type { CombinedReport, PressureReport } from "@plumbline/plantar-pressure";
import { z } from "zod";

const amount = z.number().min(0).nullable();
const share = z.number().min(0).max(1).nullable();

const totals = z
  .strictObject({
    peakPressureKpa: amount.describe("Highest pressure of any sensel in any frame."),
    maxForceN: amount,
    meanForceN: amount.describe("Over the frames that are loaded."),
    impulseNs: amount.describe("Sum of force × frame interval."),
    contactAreaCm2: amount.describe("Largest area loaded in one frame."),
    footprintAreaCm2: amount.describe("Area of all sensels that were ever loaded."),
    contactTimeS: amount,
    ptiPeakKpaS: amount.describe("Sum over frames of the highest pressure × frame interval."),
    ptiForceAreaKpaS: amount.describe(
      "Impulse over the area that was ever loaded: another integral than `ptiPeakKpaS`.",
    ),
    copPathLengthMm: amount.describe("Length of the center of pressure's path."),
    archIndex: share.describe("Middle third of the toeless footprint over the whole of it."),
    modifiedArchIndex: share.describe("The same thirds, weighted with each sensel's highest pressure."),
    cpeiPercent: z.number().nullable().describe("Percent of the forefoot's width; positive is lateral."),
    medialLoadShare: share.describe("Share of the impulse on the medial side of the foot's axis."),
    lateralMedialForceIndex: z
      .number()
      .min(-1)
      .max(1)
      .nullable()
      .describe("(lateral − medial) over the whole impulse."),
  })
  .describe("A value that cannot be had is null; a note in `quality` that blocks it says why.");

const region = z.strictObject({
  peakPressureKpa: amount,
  meanPeakPressureKpa: amount,
  maxForceN: amount,
  impulseNs: amount,
  impulseShare: share,
  footprintAreaCm2: z.number().min(0),
  contactTimeS: amount,
  ptiPeakKpaS: amount,
  ptiForceAreaKpaS: amount.describe("Impulse over the area that was ever loaded."),
});

const step = z
  .strictObject({
    startFrame: z.int().min(0),
    endFrame: z.int().min(0),
    startS: amount,
    endS: amount,
    use: z.enum(STEP_USES).describe('Only "used" steps are in the means.'),
    contactTimeS: amount,
    maxForceN: amount,
    impulseNs: amount,
    peakPressureKpa: amount,
    contactAreaCm2: amount,
    ptiPeakKpaS: amount,
    ptiForceAreaKpaS: amount,
    gaitLineLengthMm: amount.describe("Between the first and the last place of the center of pressure."),
    gaitLineWidthMm: amount.describe("Spread of its path across that line."),
  })
  .describe("Half-open, [start, end); frames counted from 0.");

const statistic = z
  .strictObject({
    mean: z.number(),
    standardDeviation: amount,
    standardError: amount,
    steps: z.int().min(1),
  })
  .nullable();
const bySide = z.strictObject({ left: statistic, right: statistic });

const walking = z
  .strictObject({
    strideTimeS: bySide,
    stanceTimeS: bySide,
    swingTimeS: bySide,
    stancePercent: bySide,
    doubleSupportPercent: statistic,
    cadenceStepsPerMin: z.number().gt(0),
  })
  .describe("Times of walking in shoes; null on a plate, and where no strides follow each other.");

const note = z.strictObject({
  code: z.string(),
  path: z.string(),
  message: z.string(),
  hint: z.string().exactOptional(),
  blocks: z.array(z.string()).describe("Fields that are null because of this; empty when it only warns."),
});

const deviceClass = z.enum(["plate", "in-shoe", "mat"]);

const figures = z
  .partialRecord(
    z.enum(FIGURE_NAMES),
    z.strictObject({
      value: z.number().describe("Mean over the steps."),
      definition: z.string(),
      deviceClass,
      steps: z.int().min(1),
      standardError: amount.describe("Of the mean; of a single step the published one."),
      minimalDetectableChange: amount.describe("At 95 %, of a mean of so many steps within one session."),
      reason: z.string().nullable().describe("Why one of the two is null."),
    }),
  )
  .describe("Each number of a step with its doubt; a number that cannot be had is not there.");

const footType = z
  .strictObject({
    class: z.enum(["planus", "normal", "cavus"]).nullable(),
    cutOffs: z.strictObject({ cavusBelow: z.number(), planusAbove: z.number(), source: z.string() }).nullable(),
    reason: z.string().nullable(),
  })
  .describe("By the cut-offs of the device and only beyond the doubt.");

const phase = z.strictObject({
  phase: z.enum(["initial-contact", "forefoot-contact", "foot-flat", "push-off"]),
  startFrame: z.int().min(0),
  endFrame: z.int().min(0),
  durationS: z.number().min(0),
  stancePercent: z.number().min(0).max(100),
  copVelocityMmS: amount,
});

const symmetry = z
  .strictObject({
    measures: z.partialRecord(
      z.enum(SYMMETRY_MEASURES),
      z.strictObject({
        left: z.number(),
        right: z.number(),
        indexPercent: z.number().min(0).describe("|left − right| over their mean."),
        doubtPercent: amount,
        usualPercent: amount.describe("95 of 100 healthy adults on a plate stay below."),
      }),
    ),
    withheld: z.string().nullable().describe("Why loads are not compared."),
  })
  .nullable()
  .describe("Null without figures of both feet.");

const perFrame = z
  .strictObject({
    forceN: z.array(amount),
    peakKpa: z.array(amount),
    areaCm2: z.array(amount),
    copMm: z
      .array(z.tuple([z.number(), z.number()]).nullable())
      .describe("Center of pressure [x, y]; null while nothing touches."),
  })
  .describe("One value a frame; only with --frames.");

const foot = z.strictObject({
  side: z.enum(SIDES).nullable(),
  sideFrom: z.enum(["caller", "file", "footprint"]).nullable(),
  sideDoubt: z.number().min(0).max(0.5).nullable().describe("Probability that it is the other foot."),
  totals,
  regions: z
    .partialRecord(z.enum(REPORTED_REGIONS), region)
    .nullable()
    .describe(
      "Forefoot and toes stand beside their parts. An insole shows no single metatarsals; its values are step means.",
    ),
  regionsFrom: z.enum(["footprint", "corrected", "insole"]).nullable(),
  steps: z.array(step).nullable(),
  stepMeans: z.record(z.enum(STEP_MEASURES), statistic).nullable(),
  rollOver: z.array(phase).nullable(),
  figures,
  footType,
  quality: z.array(note),
  perFrame: perFrame.exactOptional(),
});

/** One line of `plumbline pressure FILE... --json`: one file. */
export const pressureSchema: z.ZodType<PressureReport> = z
  .strictObject({
    schemaVersion: z.literal(1),
    file: z.string().describe('As it was typed; "-" for standard input.'),
    format: z.enum(RECORDING_FORMATS),
    device: z.string().nullable(),
    deviceClass,
    unit: z.enum(["kPa", "raw"]),
    samplingRateHz: z.number().gt(0).nullable(),
    frames: z.int().min(0),
    sides: z.array(foot),
    walking: walking.nullable(),
    symmetry,
  })
  .describe("The numbers of one recording. One line for each file, printed by: plumbline pressure FILE... --json");

/** The one line of `plumbline pressure FILE... --combine --json`. */
export const combinedPressureSchema: z.ZodType<CombinedReport> = z
  .strictObject({
    schemaVersion: z.literal(1),
    files: z.array(z.string()),
    deviceClass,
    sides: z.array(z.strictObject({ side: z.enum(SIDES), recordings: z.int().min(1), figures, footType })),
    symmetry,
    quality: z.array(note.omit({ blocks: true })),
  })
  .describe("Means over all steps of a person's recordings, printed by: plumbline pressure FILE... --combine --json");
