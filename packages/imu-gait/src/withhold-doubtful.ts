import { footText, gaitBlock } from "./gait-note.ts";
import { FOOT_NAMES } from "./gait-report.ts";
import type { FootName, FootReport, GaitStride } from "./gait-report.ts";
import { isWithin, PLAUSIBLE } from "./plausible-gait.ts";
import type { QualityNote } from "./quality-note.ts";
import { meanOfUsed } from "./stride-statistic.ts";

type Feet = Readonly<Partial<Record<FootName, FootReport>>>;

/** What is left of the feet when that is taken out which cannot be right, and what was taken out. */
export interface TrustedFeet {
  readonly feet: Feet;
  readonly notes: readonly QualityNote[];
}

/** Most of a foot's steps drift: its lengths are chance. A guess. */
const MOST_DRIFTING = 0.5;
/** One person's feet go the same way; walks in the reference data differ by up to 5 %. A guess. */
const MOST_APART = 0.15;

/**
 * Numbers that nobody can walk are not handed on, neither to the means nor to the findings: times of a foot whose rhythm is
 * none, lengths whose path drifted, and those of feet that would have parted on the way.
 *
 * @param driftingShares - Of the steps of each foot; null without paths.
 */
export function withholdDoubtful(
  measured: Feet,
  driftingShares: Readonly<Partial<Record<FootName, number | null>>>,
): TrustedFeet {
  const notes: QualityNote[] = [];
  const feet: Partial<Record<FootName, FootReport>> = {};
  for (const name of FOOT_NAMES) {
    const foot = measured[name];
    if (foot === undefined) continue;
    const doubts = doubtsOf(name, foot.strides, driftingShares[name] ?? null);
    notes.push(...doubts.notes);
    feet[name] = { ...foot, strides: doubts.strides };
  }
  const apart = waysApart(feet);
  if (apart === null) return { feet, notes };
  notes.push(feetApart(apart));
  for (const side of ["left", "right"] as const) {
    feet[side] = { ...feet[side]!, strides: feet[side]!.strides.map(withoutLengths) };
  }
  return { feet, notes };
}

function doubtsOf(
  name: FootName,
  strides: readonly GaitStride[],
  driftingShare: number | null,
): { readonly strides: readonly GaitStride[]; readonly notes: readonly QualityNote[] } {
  const used = strides.filter(({ use }) => use === "used");
  const refused = strides.filter(({ use }) => use === "implausible").length;
  const cadence = meanOfUsed(strides, ({ timeS }) => (timeS === null ? null : 120 / timeS));
  if (refused > used.length || (cadence !== null && !isWithin(cadence, PLAUSIBLE.cadenceStepsPerMin))) {
    return { strides: strides.map(refusedStride), notes: [noRhythm(name)] };
  }
  const speed = meanOfUsed(strides, ({ speedMps }) => speedMps);
  if (driftingShare !== null && driftingShare > MOST_DRIFTING) {
    return { strides: strides.map(withoutLengths), notes: [drifting(name, driftingShare)] };
  }
  if (speed !== null && !isWithin(speed, PLAUSIBLE.speedMps)) {
    return { strides: strides.map(withoutLengths), notes: [noSuchSpeed(name, speed)] };
  }
  return { strides, notes: [] };
}

function refusedStride(stride: GaitStride): GaitStride {
  return { ...withoutLengths(stride), use: stride.use === "used" ? "implausible" : stride.use };
}

function withoutLengths(stride: GaitStride): GaitStride {
  return { ...stride, lengthM: null, speedMps: null, riseM: null, peakHeightM: null, clearanceM: null };
}

/** By what share the strides of the feet differ; null when they do not, or are not known. */
function waysApart({ left, right }: Feet): number | null {
  const lengthOf = (foot: FootReport | undefined): number | null =>
    meanOfUsed(foot?.strides ?? [], ({ lengthM }) => lengthM);
  const [ofLeft, ofRight] = [lengthOf(left), lengthOf(right)];
  if (ofLeft === null || ofRight === null) return null;
  const apart = Math.abs(ofLeft - ofRight) / ((ofLeft + ofRight) / 2);
  return apart > MOST_APART ? apart : null;
}

/** Fields of a stride that its path gives. */
export function lengthsOf(name: FootName): readonly string[] {
  return ["lengthM", "speedMps", "riseM", "peakHeightM", "clearanceM"].map((field) => `feet.${name}.strides.${field}`);
}

function noRhythm(name: FootName): QualityNote {
  return gaitBlock(
    "implausible",
    [`summary.${name}`],
    `The ${footText(name)} steps as nobody walks (cadence ${PLAUSIBLE.cadenceStepsPerMin.join(" to ")} steps/min, stride ${PLAUSIBLE.strideTimeS.join(" to ")} s and ${PLAUSIBLE.strideLengthM.join(" to ")} m), so nothing is made of it.`,
    "Check the sampling rate, the units and where the sensor was worn.",
  );
}

function noSuchSpeed(name: FootName, speedMps: number): QualityNote {
  return gaitBlock(
    "implausible-speed",
    lengthsOf(name),
    `The ${footText(name)} would walk at ${speedMps.toPrecision(3)} m/s, which nobody does (${PLAUSIBLE.speedMps.join(" to ")} m/s); its lengths are left out.`,
    "Check the sampling rate and the unit of the acceleration.",
  );
}

function drifting(name: FootName, share: number): QualityNote {
  return gaitBlock(
    "drift-most",
    lengthsOf(name),
    `${(100 * share).toFixed(0)} % of the steps of the ${footText(name)} drifted as they were integrated; its lengths are left out.`,
    "Check that the sensor is fixed firmly, its units and its rate; let it warm up before recording.",
  );
}

function feetApart(apart: number): QualityNote {
  return gaitBlock(
    "feet-apart",
    [...lengthsOf("left"), ...lengthsOf("right")],
    `By their sensors one foot goes ${(100 * apart).toFixed(0)} % further than the other, which no walk allows; lengths and speed are left out.`,
    "Check units, ranges and the fixing of both sensors.",
  );
}
