import { SIDES } from "@plumbline/clinical-model";
import {
  FOOT_NAMES,
  GAIT_EVENT_KINDS,
  GAIT_MEASURES,
  MOTION_FORMATS,
  PLACEMENTS,
  SCORED_MEASURES,
  STRIDE_USES,
} from "@plumbline/imu-gait";
import type { GaitReport } from "@plumbline/imu-gait";
import { z } from "zod";

const amount = z.number().min(0).nullable();
const number = z.number().nullable();
const sample = z.int().describe("The file's own count: its packet counter, otherwise its row from 0.");
const range = z.tuple([z.int(), z.int()]).describe("[start, end), samples.");

function recognized<Value extends z.ZodType>(value: Value) {
  return z
    .strictObject({
      value,
      from: z.enum(["caller", "file", "format", "name", "signal"]),
      because: z.string(),
    })
    .describe("What was recognized, from what, and why.");
}

const recording = z.strictObject({
  file: z.string(),
  format: z.enum(MOTION_FORMATS),
  device: z.string().nullable(),
  samplingRateHz: z.number().gt(0),
  samples: z.int().min(0),
  firstSample: sample,
  placement: recognized(z.enum(PLACEMENTS)).nullable().describe("Null when not known; then nothing is computed."),
  units: z.strictObject({
    acceleration: recognized(z.enum(["m/s2", "g"])).nullable(),
    angularRate: recognized(z.enum(["rad/s", "deg/s"])),
    gravity: recognized(z.enum(["present", "removed", "restored"])).nullable(),
  }),
  usedAs: z
    .enum([...FOOT_NAMES, "lumbar"])
    .nullable()
    .describe("Null when it was not used; a note says why."),
});

const event = z.strictObject({
  kind: z.enum(GAIT_EVENT_KINDS),
  sample,
  corrected: z.literal(true).exactOptional().describe("Set or moved by a person."),
});

const stride = z
  .strictObject({
    startSample: sample,
    endSample: sample,
    toeOffSample: sample,
    initialContactSample: sample,
    use: z.enum(STRIDE_USES).describe('Only "used" strides are in the means.'),
    timeS: amount.describe("Initial contact to initial contact; null of the first step of a bout."),
    stanceS: amount,
    swingS: z.number().min(0),
    stancePercent: amount,
    lengthM: amount.describe("Horizontal, middle of one stance to the middle of the next."),
    speedMps: amount,
    riseM: number,
    peakHeightM: number.describe("Of the sensor in swing over its places in stance."),
    clearanceM: number.describe("Lowest height of the sensor in the middle of swing; not the clearance of the toes."),
    pitchAtContactDeg: number.describe("Sole to floor, toes up positive."),
    pitchAtToeOffDeg: number,
    progressionAngleDeg: number.describe("Toes out positive."),
    headingChangeDeg: number.describe("To the left positive."),
    stepS: number.describe("From the other foot's contact; null without both feet on one clock."),
    doubleSupportS: number,
  })
  .describe("One step of a foot with the stance before it. The way runs from mid-stance to mid-stance.");

const foot = z.strictObject({
  recording: z.int().min(0).describe("Place in `recordings`."),
  samplingRateHz: z.number().gt(0),
  steps: z.array(range).describe("Heel-off to foot flat, also first and last ones and those of a turn."),
  events: z.array(event),
  bouts: z.array(range).describe("Walking without a pause."),
  turns: z.array(range),
  strides: z.array(stride),
});

const axis = z.tuple([z.number(), z.number(), z.number()]);

const lumbar = z.strictObject({
  recording: z.int().min(0),
  samplingRateHz: z.number().gt(0),
  contacts: z.array(z.strictObject({ sample, side: z.enum(SIDES).nullable() })),
  bouts: z.array(range),
  turns: z.array(range),
  facing: z
    .strictObject({ forward: axis, left: axis })
    .nullable()
    .describe("Recognized: unit vectors in the axes of the sensor. Null with too few steps."),
  cadenceStepsPerMin: amount,
  strideLengthM: amount.describe("From the height of the person; without it from a usual one, and a note says so."),
  speedMps: amount,
  stepRegularity: number,
  strideRegularity: number,
  harmonicRatioPercent: z.strictObject({ vertical: z.number(), forward: z.number(), sideways: z.number() }).nullable(),
  trunkSwayDeg: z.strictObject({ pitch: z.number(), roll: z.number(), yaw: z.number() }).nullable(),
  forwardLeanByMinuteDeg: z.array(z.number()),
});

const figures = z
  .partialRecord(
    z.enum(GAIT_MEASURES),
    z.strictObject({
      value: z.number().describe("Mean over the strides."),
      unit: z.string(),
      definition: z.string(),
      source: z.enum(["left foot", "right foot", "foot", "both feet", "lower back"]),
      strides: z.int().min(1).nullable().describe("Null where the value is no mean of single strides."),
      standardDeviation: amount,
      coefficientOfVariationPercent: amount.describe("Only from 20 strides on."),
      standardError: amount,
      detectableChange: amount.describe("At 95 %, between two means of such walks within one session."),
    }),
  )
  .describe("A number that cannot be had is not there.");

const symmetry = z.strictObject({
  left: z.number(),
  right: z.number(),
  ratio: z.number().min(0).max(1).describe("The smaller over the larger."),
  differencePercent: z.number().describe("(left − right) over their mean."),
  detectablePercent: amount,
  ratioDetectableChange: amount,
});

const change = z.strictObject({
  first: z.number(),
  last: z.number(),
  change: z.number(),
  detectableChange: amount,
});

const summary = z.strictObject({
  left: figures.exactOptional(),
  right: figures.exactOptional(),
  unknown: figures.exactOptional().describe("Of the one foot whose side is not known."),
  both: figures,
  symmetry: z.partialRecord(z.enum(GAIT_MEASURES), symmetry),
  minutes: z.array(
    z.strictObject({
      minute: z.int().min(0),
      left: figures.exactOptional(),
      right: figures.exactOptional(),
      both: figures,
    }),
  ),
  overTime: z.partialRecord(z.enum(GAIT_MEASURES), change).describe("The last minute against the first."),
  walkingTimeS: z.number().min(0),
  distanceM: amount,
});

const zScore = z
  .strictObject({
    value: z.number(),
    mean: z.number(),
    standardDeviation: z.number().gt(0),
    z: z.number(),
    group: z.string(),
    source: z.string(),
    status: z.enum(["seen", "recalled", "measured"]).describe("How sure the norm is."),
    caution: z.string().nullable(),
  })
  .describe("A measure against people like this one. Without a norm there is none.");

const note = z.strictObject({
  code: z.string(),
  path: z.string(),
  message: z.string(),
  hint: z.string().exactOptional(),
  blocks: z.array(z.string()).describe("Fields that are missing because of this; empty when it only warns."),
});

/** One line of `plumbline gait FILE... --json`: one walk. */
export const gaitSchema: z.ZodType<GaitReport> = z
  .strictObject({
    schemaVersion: z.literal(1),
    name: z.string().describe("Of the walk: its recordings were put together under it."),
    recordings: z.array(recording),
    samplingRateHz: z.number().gt(0).nullable().describe("Null when the recordings differ."),
    feet: z.partialRecord(z.enum(FOOT_NAMES), foot),
    lumbar: lumbar.exactOptional(),
    summary,
    zScores: z.partialRecord(z.enum(SCORED_MEASURES), zScore),
    quality: z.array(note),
  })
  .describe("The numbers of one walk. One line for each walk, printed by: plumbline gait FILE... --json");
