import { otherSide } from "@plumbline/clinical-model";
import type { Side } from "@plumbline/clinical-model";
import { gaitBlock, gaitWarning } from "./gait-note.ts";
import type { FootName } from "./gait-report.ts";
import type { MotionSignal } from "./motion-signal.ts";
import type { QualityNote } from "./quality-note.ts";

type SensorPlace = FootName | "lumbar";

/** Which sensor of a walk is which. Places are those in `signals`. */
export interface AssignedSignals {
  /** In the order of their names, so that it does not matter in which one they were handed in. */
  readonly signals: readonly MotionSignal[];
  readonly places: Readonly<Partial<Record<SensorPlace, number>>>;
  readonly notes: readonly QualityNote[];
}

/** One sensor to each place. A foot of unknown side beside a known one is the other foot. */
export function assignSignals(handedIn: readonly MotionSignal[]): AssignedSignals {
  const signals = [...handedIn].sort(
    (a, b) => compareText(a.file, b.file) || compareText(a.placement?.value ?? "", b.placement?.value ?? ""),
  );
  const notes: QualityNote[] = [];
  const places: Partial<Record<SensorPlace, number>> = {};
  const take = (place: SensorPlace, index: number): void => {
    if (places[place] === undefined) places[place] = index;
    else notes.push(secondOfAPlace(place, signals[places[place]!]!, signals[index]!));
  };
  const unsided: number[] = [];
  for (const [index, { file, placement }] of signals.entries()) {
    if (placement === null) notes.push(withoutPlace(file));
    else if (placement.value === "foot") unsided.push(index);
    else take(PLACES[placement.value], index);
  }
  for (const index of unsided) {
    const known = (["left", "right"] as const).filter((side) => places[side] !== undefined);
    const side: Side | null = known.length === 1 && unsided.length === 1 ? otherSide(known[0]!) : null;
    if (side !== null) notes.push(theOtherFoot(signals[index]!.file, side));
    take(side ?? "unknown", index);
  }
  if (places.unknown !== undefined) notes.push(withoutSide(signals[places.unknown]!.file));
  return { signals, places, notes };
}

const PLACES = { "left-foot": "left", "right-foot": "right", lumbar: "lumbar" } as const;

/** By code points, the same everywhere. */
function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function secondOfAPlace(place: SensorPlace, first: MotionSignal, second: MotionSignal): QualityNote {
  const where = place === "lumbar" ? "lower back" : place === "unknown" ? "foot of unknown side" : `${place} foot`;
  return gaitBlock(
    "two-of-one-place",
    [`recordings.${second.file}`],
    `${first.file} and ${second.file} both hold a ${where}; only the first is measured.`,
    "Put recordings of different walks under different names, or say where each sensor was worn.",
  );
}

function withoutPlace(file: string): QualityNote {
  return gaitBlock(
    "place-unknown",
    [`recordings.${file}`],
    `Where the sensor of ${file} was worn is not known, so nothing is computed from it.`,
    "Say where it was worn.",
  );
}

function withoutSide(file: string): QualityNote {
  return gaitBlock(
    "side-unknown",
    ["summary.left", "summary.right", "summary.symmetry", "feet.unknown.strides.progressionAngleDeg"],
    `Whether ${file} is a left or a right foot is not known.`,
    "Say which foot it was.",
  );
}

function theOtherFoot(file: string, side: Side): QualityNote {
  return gaitWarning(
    "side-inferred",
    `feet.${side}`,
    `${file} does not tell its side; beside a known foot it is taken as the ${side} one.`,
    "Say which foot it was if that is wrong.",
  );
}
