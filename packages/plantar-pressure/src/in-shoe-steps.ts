import { tidy } from "@plumbline/signal-processing";
import type { FrameCurves } from "./frame-curves.ts";
import { gaitLine } from "./gait-line.ts";
import type { Contact } from "./in-shoe-contacts.ts";
import type { StepReport, StepUse } from "./pressure-report.ts";
import type { FootRecording } from "./recording.ts";

/** A contact this many times as long as the usual one is standing, not a step. A guess; seen: steps up to 1.4, stands from 1.9. */
const STANDING_LENGTH = 1.7;

/**
 * The contacts of one foot with what each bore, and which of them count: whole steps of walking, without the first and
 * the last, in which a person sets off and stops.
 *
 * @param forceN - One value a frame; null when no force is known.
 */
export function inShoeSteps(
  contacts: readonly Contact[],
  curves: FrameCurves,
  forceN: Float64Array | null,
  intervalS: number,
  isCalibrated: boolean,
  { values, layout }: Pick<FootRecording, "values" | "layout">,
): readonly StepReport[] {
  const uses = usesOf(contacts);
  return contacts.map(({ startFrame, endFrame }, index) => {
    const durationS = (endFrame - startFrame) * intervalS;
    const impulseNs = forceN === null ? null : total(forceN, startFrame, endFrame) * intervalS;
    const areaMm2 = layout.areaMm2 === null ? 0 : touchedArea(values, layout.areaMm2, startFrame, endFrame);
    const line = gaitLine(curves, startFrame, endFrame);
    return {
      startFrame,
      endFrame,
      startS: tidy(startFrame * intervalS),
      endS: tidy(endFrame * intervalS),
      use: uses[index]!,
      contactTimeS: tidy(durationS),
      maxForceN: forceN === null ? null : tidy(highest(forceN, startFrame, endFrame)),
      impulseNs: impulseNs === null ? null : tidy(impulseNs),
      peakPressureKpa: isCalibrated ? tidy(highest(curves.peak, startFrame, endFrame)) : null,
      contactAreaCm2:
        curves.loadedAreaMm2 === null ? null : tidy(highest(curves.loadedAreaMm2, startFrame, endFrame) * 0.01),
      ptiPeakKpaS: isCalibrated ? tidy(total(curves.peak, startFrame, endFrame) * intervalS) : null,
      ptiForceAreaKpaS:
        impulseNs === null || !isCalibrated || areaMm2 === 0 ? null : tidy(impulseNs / (areaMm2 * 0.001)),
      gaitLineLengthMm: line?.lengthMm ?? null,
      gaitLineWidthMm: line?.widthMm ?? null,
    };
  });
}

/** Area of the sensors that bear load at some time of the step. */
function touchedArea(values: Float32Array, areaMm2: Float64Array, startFrame: number, endFrame: number): number {
  const sensors = areaMm2.length;
  let area = 0;
  for (let sensor = 0; sensor < sensors; sensor++) {
    let frame = startFrame;
    while (frame < endFrame && values[frame * sensors + sensor] === 0) frame++;
    if (frame < endFrame) area += areaMm2[sensor]!;
  }
  return area;
}

function usesOf(contacts: readonly Contact[]): readonly StepUse[] {
  const lengths = contacts
    .filter(({ isComplete }) => isComplete)
    .map(({ startFrame, endFrame }) => endFrame - startFrame)
    .sort((a, b) => a - b);
  const usual = lengths[lengths.length >> 1] ?? Infinity;
  const uses = contacts.map(({ startFrame, endFrame, isComplete }): StepUse => {
    if (endFrame - startFrame > STANDING_LENGTH * usual) return "stand";
    return isComplete ? "used" : "cut";
  });
  const first = uses.indexOf("used");
  const last = uses.lastIndexOf("used");
  return uses.map((use, index) => {
    if (use !== "used") return use;
    if (index === first) return "first";
    return index === last ? "last" : "used";
  });
}

function highest(values: Float64Array, start: number, end: number): number {
  let most = 0;
  for (let at = start; at < end; at++) if (values[at]! > most) most = values[at]!;
  return most;
}

function total(values: Float64Array, start: number, end: number): number {
  let sum = 0;
  for (let at = start; at < end; at++) sum += values[at]!;
  return sum;
}
